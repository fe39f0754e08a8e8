/**
 * The same sender with defaults put in what it aims at: asked only where its address as written leads nowhere. The values
 * of app settings and of a definition's own parameters come in here.
 */
import { settle } from '../expression/arm/settle.ts';
import { urlFacts } from '../extract/url.ts';
import type { Assumption, Sender, Target, Value } from '../model.ts';
import { seal } from '../secret.ts';
import { taken } from './assumed.ts';
import { boundSas } from './bind.ts';

export interface Settled {
  readonly sender: Sender;
  readonly assumptions: readonly Assumption[];
}

/** undefined where nothing rests on a default. */
export function settledTarget(sender: Sender): Settled | undefined {
  const assumed = new Map<string, Assumption>();
  const put = (value: Value): Value => {
    const settled = settle(value);
    for (const one of settled.assumed) assumed.set(one.name, taken(one));
    return settled.value;
  };
  const target = targetWith(sender.target, put);
  if (assumed.size === 0) return undefined;
  return { sender: { ...sender, target, sas: boundSas(sender, target) }, assumptions: [...assumed.values()] };
}

function targetWith(target: Target, put: (value: Value) => Value): Target {
  switch (target.kind) {
    case 'url': {
      const url = seal(put(target.url));
      const { callback } = urlFacts(url);
      return { kind: 'url', url, at: target.at, ...(callback === null ? {} : { callback }) };
    }
    case 'workflow':
      return {
        ...target,
        workflow: put(target.workflow),
        trigger: target.trigger === null ? null : put(target.trigger),
      };
    case 'connector':
      return { ...target, api: put(target.api), path: target.path === null ? null : put(target.path) };
    case 'resource':
      return { ...target, id: put(target.id) };
    case 'unknown':
      return target;
  }
}
