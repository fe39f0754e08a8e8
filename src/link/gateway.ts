/**
 * Calls to API Management: which API does a sender reach, and do its policies let the token pass? What lies behind the
 * gateway is not known here: a call is refused or unknown, never accepted. facts/doors.md §1.
 */
import type {
  Access,
  Assumption,
  Claim,
  Credential,
  GatewayApi,
  GatewayCheck,
  Inventory,
  Outcome,
  Policy,
  Reason,
  Response,
  Sender,
  Value,
} from '../model.ts';
import { partsOf } from '../extract/url.ts';
import { keyOf } from '../template/key.ts';
import { asText, join, known } from '../value.ts';
import type { World } from './answer.ts';
import { overWorlds, refused, unknown } from './answer.ts';
import { isThere } from './there.ts';
import { add } from './doors.ts';
import { symbolOf } from './identify.ts';
import { judgeToken } from './judge.ts';
import { literalName, overlap } from './sites.ts';
import { type Token, tokensOf } from './tokens.ts';

/** An API, and what is taken for granted about the name of its service. */
interface Listed {
  readonly api: GatewayApi;
  readonly assumptions: readonly Assumption[];
}

/** By `project|service`. */
export type Apis = ReadonlyMap<string, readonly Listed[]>;

export function apisOf(apis: readonly GatewayApi[]): Apis {
  const table = new Map<string, Listed[]>();
  for (const api of apis) {
    const symbol = keyOf(api.service);
    const literal = literalName(api.service);
    if (symbol !== undefined) add(table, `${api.project}|${symbol}`, { api, assumptions: [] });
    if (literal === undefined || literal.text === symbol) continue;
    add(table, `${api.project}|${literal.text}`, { api, assumptions: literal.assumptions });
  }
  return table;
}

// ---------------------------------------------------------------- meet

const HOST = /^https:\/\/([a-z0-9-]{1,63})\.azure-api\.(?:net|us|cn)(?::443)?(\/[^?#]*)?/i;
const API_ID = /\/microsoft\.apimanagement\/service\/([^/]+)\/apis\/([^/;]+)(?:;rev=\d+)?$/;

/** The API whose path the call has, or that it names; null where there is none, or more than one. */
export function meetApi(sender: Sender, apis: Apis): Listed | null {
  if (apis.size === 0) return null;
  const { target, project, environments } = sender;
  const named = target.kind === 'resource' ? byId(target.id) : target.kind === 'url' ? byHost(target.url) : undefined;
  if (named === undefined) return null;
  const listed = apis.get(`${project}|${named.service}`) ?? [];
  const own = listed.filter(({ api }) => overlap(api.environments, environments));
  const fitting = own.filter(({ api }) => named.fits(api));
  const lengthOf = ({ api }: Listed): number => pathOf(api)?.length ?? 0;
  const longest = fitting.reduce((most, one) => Math.max(most, lengthOf(one)), 0);
  const [found, ...more] = named.exact ? fitting : fitting.filter((one) => lengthOf(one) === longest);
  // An API whose path is not known may be the one that is called.
  const unclear = !named.exact && own.some(({ api }) => pathOf(api) === undefined);
  return found === undefined || more.length > 0 || unclear ? null : found;
}

interface Named {
  readonly service: string;
  readonly fits: (api: GatewayApi) => boolean;
  /** It is named, and not found by its path. */
  readonly exact: boolean;
}

/** `/subscriptions/…/service/<svc>/apis/<api>`, unknown parts by name. */
function byId(id: Value): Named | undefined {
  const found = API_ID.exec(symbolOf(id)?.symbol ?? '');
  const [, service, name] = found ?? [];
  if (service === undefined || name === undefined) return undefined;
  const symbol = (text: string) => (/^\{.*\}$/s.test(text) ? `\u0000${text.slice(1, -1)}\u0000` : text);
  return {
    service: symbol(service),
    fits: ({ api }) => keyOf(api) === symbol(name) || literalName(api)?.text === name,
    exact: true,
  };
}

function byHost(url: Value): Named | undefined {
  const [head] = partsOf(url);
  const found = typeof head === 'string' ? HOST.exec(head) : null;
  if (found?.[1] === undefined || typeof head !== 'string') return undefined;
  const path = (found[2] ?? '/').slice(1).toLowerCase();
  // A path that goes on in an unknown part is known as far as its last slash.
  const whole = partsOf(url).length === 1 || found[0].length < head.length || path.endsWith('/');
  const fits = (api: GatewayApi): boolean => {
    const own = pathOf(api);
    return own !== undefined && (own === '' || (whole && path === own) || path.startsWith(`${own}/`));
  };
  return { service: found[1].toLowerCase(), fits, exact: false };
}

/** Without slashes at its ends, lower case; undefined where it is not known. */
function pathOf({ path }: GatewayApi): string | undefined {
  if (path === null) return '';
  return asText(path)?.toLowerCase().replace(/^\//, '').replace(/\/$/, '');
}

// ---------------------------------------------------------------- answer

const BY = 'API Management';

export function answerApi(sender: Sender, api: GatewayApi, inventory: Inventory | null): Outcome {
  if (!isThere(api, sender)) return unknown(['whether the API is deployed']);
  const { checks } = api;
  if (checks === 'unknown') return unknown(['the policies of API Management']);
  const tokens = tokensOf(sender, inventory);
  return overWorlds(sender, sender.sas, inventory, (world) => {
    const reasons = checks.flatMap((check) => reasonOf(check, world, tokens, sender.credential));
    return reasons.length > 0 ? refused(reasons.slice(0, 1)) : unknown(['what lies behind API Management']);
  });
}

/** Why the check surely fails; empty where it does not, or may not. */
function reasonOf(
  check: GatewayCheck,
  world: World,
  tokens: readonly Token[] | undefined,
  credential: Credential,
): readonly Reason[] {
  if (check.bearer !== 'yes') return [];
  const response: Response = { status: check.status, code: 'Unauthorized', by: BY };
  if (world.authorization === 'none') return [{ code: 'no-credentials', data: {}, at: check.at, response }];
  if (world.authorization === 'other') return [];
  const policies = policiesOf(check);
  if (policies.length === 0) return [];
  const access: Access = { at: check.at, reach: { kind: 'any' }, sas: { kind: 'off', at: check.at }, policies };
  const verdict = judgeToken(access, tokens, credential);
  if (verdict.kind !== 'refused') return [];
  // Whether it forgives a slash at the end is written nowhere.
  return verdict.because
    .filter(({ data }) => data['difference'] !== 'slash' && data['difference'] !== 'case')
    .map((reason) => ({ ...reason, response }));
}

/** More of them are not judged. */
const MOST = 200;

/** The check as alternatives of claims: any audience, any issuer, any application (facts/doors.md §1.2, §1.3). */
function policiesOf({ audiences, applications, at, ...check }: GatewayCheck): readonly Policy[] {
  const issuers = issuersOf(check);
  const wanted = [audiences, issuers, applications].map((list) => Math.max(1, list.length));
  if (wanted.reduce((product, count) => product * count, 2) > MOST) return [];
  if (audiences.length === 0 && issuers.length === 0 && applications.length === 0) return [];
  const claim = (name: string, value: Value): Claim => ({ name: known(name), value, at });
  const orNone = (list: readonly Value[]): readonly (Value | null)[] => (list.length === 0 ? [null] : list);
  const policies: Policy[] = [];
  for (const aud of orNone(audiences)) {
    for (const iss of orNone(issuers)) {
      for (const app of orNone(applications)) {
        for (const caller of app === null ? ['appid'] : ['appid', 'azp']) {
          const claims = [
            aud === null ? [] : [claim('aud', aud)],
            iss === null ? [] : [claim('iss', iss)],
            app === null ? [] : [claim(caller, app)],
          ].flat();
          policies.push({ name: 'API Management', at, type: known('AAD'), claims });
        }
      }
    }
  }
  return policies;
}

/** Of a tenant id both versions are accepted; a domain says nothing about the issuer. */
function issuersOf({ issuers, tenant }: Pick<GatewayCheck, 'issuers' | 'tenant'>): readonly Value[] {
  if (issuers.length > 0 || tenant === null) return issuers;
  const text = asText(tenant);
  if (text !== undefined && !/^[0-9a-f-]{36}$/i.test(text)) return [];
  return [
    join(['https://sts.windows.net/', tenant, '/']),
    join(['https://login.microsoftonline.com/', tenant, '/v2.0']),
  ];
}
