/**
 * Calls through a custom connector: the connector says where its operation goes and what it adds, and the call goes on as
 * any other by its address. What a connector makes of the identity of a connection is documented nowhere: whether a token
 * arrives is not known then.
 */
import { callbacksIn, partsOf } from '../extract/url.ts';
import type { Connector, Sender, Target, Value } from '../model.ts';
import { keyOf } from '../template/key.ts';
import { join, same } from '../value.ts';
import { add } from './doors.ts';
import { overlap } from './sites.ts';

/** By `project|id`, as the id is written. */
export type Connectors = ReadonlyMap<string, readonly Connector[]>;

export function connectorsOf(connectors: readonly Connector[]): Connectors {
  const table = new Map<string, Connector[]>();
  for (const connector of connectors) {
    const key = connector.resourceId === null ? undefined : keyOf(connector.resourceId);
    if (key !== undefined) add(table, `${connector.project}|${key}`, connector);
  }
  return table;
}

/** The sender as its receiver meets it; unchanged where the connector is not known, or where it leads. */
export function throughConnector(sender: Sender, connectors: Connectors): Sender {
  const { target } = sender;
  if (target.kind !== 'connector') return sender;
  const key = keyOf(target.api);
  const found = (key === undefined ? [] : (connectors.get(`${sender.project}|${key}`) ?? [])).filter(
    ({ environments }) => overlap(environments, sender.environments),
  );
  const [connector, ...more] = found;
  if (connector === undefined || more.length > 0 || connector.base === null || connector.deployed !== 'yes')
    return sender;
  const isIdentity = sender.credential.kind === 'managed-identity' || sender.credential.kind === 'oauth';
  return {
    ...sender,
    target: addressOf(connector.base, target),
    sas: sender.sas === 'no' ? connector.signs : sender.sas,
    credential: connector.open === 'yes' && !isIdentity ? { kind: 'none' } : { kind: 'unknown' },
  };
}

function addressOf(base: Value, { path, at }: Extract<Target, { kind: 'connector' }>): Target {
  const url = join([base, path ?? '']);
  const id = callbackOf(url);
  return id === undefined ? { kind: 'url', url, at } : { kind: 'url', url, at, callback: { id, member: 'basePath' } };
}

// ---------------------------------------------------------------- pieces of a callback URL

/**
 * A URL put together from pieces of one callback URL (`split(listCallbackUrl(…).value, ':443')[0]` and the like) is that
 * workflow's, where no other unknown part stands before the trigger and no other workflow's id is written out.
 */
function callbackOf(url: Value): Value | undefined {
  let only: Value | undefined;
  for (const part of partsOf(url)) {
    if (typeof part === 'string') {
      if (/\/workflows\/[^/]/i.test(part)) return undefined;
      if (only !== undefined && part.toLowerCase().includes('/triggers/')) break;
      continue;
    }
    const ids = callbacksIn(part);
    const [first] = ids;
    if (first === undefined || ids.some((id) => same(id, only ?? first, 'id') !== 'yes')) return undefined;
    only ??= first;
  }
  return only;
}
