/**
 * The same call with the defaults of parameters put in, where the values themselves could not be judged. What is
 * found so rests on defaults that a deployment may override: the assumptions say which, and soften the finding
 * (architecture.md, "Environments and defaults").
 */
import { settle } from '../expression/arm/settle.ts';
import type { Access, Assumption, Claim, Credential, MetApi, Policy, Receiver, Sender, Site, Value } from '../model.ts';
import { asText, join } from '../value.ts';
import { taken } from './assumed.ts';
import { authWith, checkWith } from './with.ts';

/** Only the deployment knows its tenant; the name says which deployment. */
const ONE_TENANT: Assumption = { text: 'all is deployed in one tenant', at: null, softens: false };

/** Collects what was taken for granted while values are settled. */
export class Settling {
  readonly #assumed = new Map<string, Assumption>();
  /** The tenants that were taken for one. */
  readonly #tenants = new Set<string>();
  #tenant: Value | null = null;

  get assumptions(): readonly Assumption[] {
    return [...this.#assumed.values(), ...(this.#tenants.size > 1 ? [ONE_TENANT] : [])];
  }

  value<V extends Value | null>(value: V): V | Value {
    if (value === null) return value;
    const { value: settled, assumed } = settle(value);
    for (const one of assumed) this.#assumed.set(one.name, taken(one));
    return this.#inOneTenant(settled);
  }

  /** Asked first: the tenant of its identity, where known, is the one. */
  sender(sender: Sender): Sender {
    const { identity } = sender;
    if (identity.kind !== 'present') return { ...sender, credential: this.#credential(sender.credential) };
    if (asText(identity.tenantId) !== undefined) {
      this.#tenant = identity.tenantId;
      this.#tenants.add('known');
    }
    return {
      ...sender,
      credential: this.#credential(sender.credential),
      identity: { ...identity, tenantId: this.value(identity.tenantId) },
    };
  }

  #inOneTenant(value: Value): Value {
    if (value.kind === 'text')
      return join(
        value.parts.map((part) => (typeof part === 'string' ? part : this.#inOneTenant(part))),
        value.from,
      );
    if (value.kind !== 'hole' || !value.name.endsWith(':tenant().tenantId')) return value;
    this.#tenants.add(value.name);
    return this.#tenant ?? { ...value, name: ':tenant().tenantId' };
  }

  receiver(receiver: Receiver): Receiver {
    return receiver.access === null ? receiver : { ...receiver, access: this.#access(receiver.access) };
  }

  api(api: MetApi): MetApi {
    const { checks } = api;
    return checks === 'unknown'
      ? api
      : { ...api, checks: checks.map((check) => checkWith(check, (value) => this.value(value))) };
  }

  site(site: Site): Site {
    return typeof site.auth === 'string' ? site : { ...site, auth: authWith(site.auth, (value) => this.value(value)) };
  }

  #credential(credential: Credential): Credential {
    if (credential.kind === 'managed-identity')
      return { ...credential, audience: this.value(credential.audience), identity: credential.identity };
    if (credential.kind === 'oauth')
      return { ...credential, audience: this.value(credential.audience), tenant: this.value(credential.tenant) };
    return credential;
  }

  #access(access: Access): Access {
    const { policies } = access;
    return { ...access, policies: policies === 'unknown' ? policies : policies.map((policy) => this.#policy(policy)) };
  }

  #policy(policy: Policy): Policy {
    const { claims } = policy;
    return { ...policy, claims: claims === 'unknown' ? claims : claims.map((claim) => this.#claim(claim)) };
  }

  #claim(claim: Claim): Claim {
    return { ...claim, value: this.value(claim.value) };
  }
}
