/**
 * The checks that a call of an API surely meets: the policy of the operation, and through `<base />` those of API, product,
 * workspace and service (facts/doors.md §1.1). What a policy that was not read does is not known.
 */
import { namedValueIn } from '../extract/policy-xml.ts';
import type { Assumption, GatewayApi, GatewayCheck, GatewayPolicy, PolicySteps, Value } from '../model.ts';
import { join } from '../value.ts';
import { type Asked, operationFits } from './gateway-operation.ts';
import { namedValueOf, policiesOf } from './gateway-index.ts';
import { linkedFile, type PolicyFile, type Service } from './gateways.ts';
import { checkWith } from './with.ts';

export interface Checks {
  readonly checks: readonly GatewayCheck[] | 'unknown';
  readonly assumptions: readonly Assumption[];
}

/** What comes of the policies from one scope outward. */
interface Passed {
  readonly checks: readonly GatewayCheck[];
  /** The call comes through them with its Authorization header as it was. */
  readonly through: boolean;
}

type Steps = PolicySteps | 'unknown';

const NOTHING: Passed = { checks: [], through: true };
const PRODUCTS: Assumption = {
  text: 'no product leaves the policy of the whole service out',
  at: null,
  softens: false,
};

export function checksFor(service: Service, api: GatewayApi, asked: Asked): Checks {
  const scopes = new Scopes(service, api);
  const wide = scopes.wide();
  const whole = scopes.ofApi(wide);
  const { checks } = scopes.ofOperation(whole, asked);
  if (checks.length === 0) return { checks: 'unknown', assumptions: [] };
  const inherited = wide.checks.some((check) => checks.includes(check));
  return {
    checks: checks.map((check) => checkWith(check, (value) => filled(value, service, api))),
    assumptions: [...scopes.assumptions, ...(inherited ? [PRODUCTS] : [])],
  };
}

class Scopes {
  readonly assumptions: Assumption[] = [];
  readonly #files: readonly PolicyFile[];
  readonly #service: Service;
  readonly #api: GatewayApi;

  constructor(service: Service, api: GatewayApi) {
    this.#files = service.files;
    this.#service = service;
    this.#api = api;
  }

  /** Workspace and service, as the API's own policy puts them in. Which product a call comes by is not known. */
  wide(): Passed {
    const outer = passed(this.#one('service', null), NOTHING);
    const inner = this.#api.workspace === null ? outer : passed(this.#one('workspace', null), outer);
    const products = policiesOf(this.#service, this.#api, 'product').map((policy) => this.#stepsOf(policy));
    if (products.every((steps) => steps !== 'unknown' && steps.base && steps.through)) return inner;
    return { checks: [], through: false };
  }

  ofApi(wide: Passed): Passed {
    return passed(this.#one('api', this.#api.api), wide);
  }

  /** Of an operation that is surely called its own policy counts; of those that may be, what all have in common. */
  ofOperation(whole: Passed, asked: Asked): Passed {
    const open = policiesOf(this.#service, this.#api, 'operation', this.#api.api)
      .map((policy) => ({ policy, fits: operationFits(this.#service, this.#api, policy, asked) }))
      .filter(({ fits }) => fits !== 'no');
    const [only, ...more] = open;
    if (only === undefined) return whole;
    if (more.length === 0 && only.fits === 'yes') return passed(this.#stepsOf(only.policy), whole);
    const all = open.map(({ policy }) => this.#stepsOf(policy));
    return all.every((steps) => steps !== 'unknown' && steps.base) ? whole : { checks: [], through: false };
  }

  /** undefined = there is none, so that the wider one is put in; of two nobody knows which is deployed. */
  #one(scope: GatewayPolicy['scope'], name: Value | null): Steps | undefined {
    const [policy, ...more] = policiesOf(this.#service, this.#api, scope, name);
    if (policy === undefined) return undefined;
    return more.length > 0 ? 'unknown' : this.#stepsOf(policy);
  }

  #stepsOf({ steps }: GatewayPolicy): Steps {
    if (steps === 'unknown' || !('link' in steps)) return steps;
    const found = linkedFile(steps.link, this.#files);
    if (found === undefined || found.steps === 'unknown' || 'link' in found.steps) return 'unknown';
    const text = `the policy that is linked to is that of '${found.file}'`;
    if (this.assumptions.every((one) => one.text !== text)) this.assumptions.push({ text, at: null, softens: true });
    return found.steps;
  }
}

function passed(steps: Steps | undefined, wide: Passed): Passed {
  if (steps === undefined) return wide;
  if (steps === 'unknown') return { checks: [], through: false };
  const inner = steps.base ? wide : NOTHING;
  return {
    checks: [...steps.before, ...inner.checks, ...(inner.through ? steps.after : [])],
    through: steps.through && inner.through,
  };
}

// ---------------------------------------------------------------- named values

/** What stays open is this service's own. */
function filled(value: Value, service: Service, api: GatewayApi): Value {
  if (value.kind === 'text')
    return {
      ...join(value.parts.map((part) => (typeof part === 'string' ? part : filled(part, service, api)))),
      ...(value.from === undefined ? {} : { from: value.from }),
    };
  const name = value.kind === 'hole' ? namedValueIn(value.name) : undefined;
  if (value.kind !== 'hole' || name === undefined) return value;
  const found = namedValueOf(service, api, name);
  if (found === null) return { ...value, name: `${service.key}:${value.name}` };
  const label = `named value '${name}'`;
  const via = [{ label, at: found.from ?? null }, ...(found.via ?? [])];
  return { ...found, via, ...(value.from === undefined ? {} : { from: value.from }) };
}
