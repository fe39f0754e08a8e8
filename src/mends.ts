/** Fixes that rules offer, as data: what a machine may write without knowing more than the rule does. Texts are made of them in `fix.ts`. */
import type { Flaw } from './link/flaws.ts';
import type { Access, Anchor, Answer, Change, Fix, SecretOrigin, Sender } from './model.ts';

interface Offer {
  readonly fix?: Fix;
}
const NONE: Offer = {};

function offer(title: string, safe: boolean, ...changes: Change[]): Offer {
  return { fix: { title, safe, changes } };
}

/** A slash or a blank is a slip of the pen; which application is meant otherwise, nobody but the author knows. */
export function oneAudience(
  at: Anchor,
  said: {
    readonly asked: string;
    readonly accepted: readonly string[];
    readonly nearest: string;
    readonly difference: string;
  },
): Offer {
  const { asked, accepted, nearest, difference } = said;
  const slip = difference === 'slash' || difference === 'blank';
  if (!slip || accepted.length !== 1 || nearest !== nearest.trim()) return NONE;
  return offer(`Ask for '${nearest}'`, true, { kind: 'set', at, value: nearest, was: asked });
}

/** Of a signature and a token the token stays: it is the safer one. */
export function tokenAlone({ credential, sas, sasAt, target }: Sender): Offer {
  const token = credential.kind === 'managed-identity' || credential.kind === 'oauth';
  if (!token || sas !== 'yes' || target.at.pointer !== sasAt?.pointer) return NONE;
  return offer('Take the signature out of the URL', true, { kind: 'unsign', at: sasAt });
}

/**
 * Safe where the callers are known and none of them uses a signature; where nobody is known to call, somebody who was
 * not analysed may. A caller that surely does would be locked out: nothing is offered.
 */
export function sasDisabled({ at, sas }: Access, signed: Answer): Offer {
  if (signed === 'yes') return NONE;
  const [title, safe] = ['Disable SAS for the triggers', signed === 'no'];
  const value = { state: 'Disabled' };
  if (sas.kind === 'on' && sas.at !== null) return offer(title, safe, { kind: 'set', at: sas.at, value: 'Disabled' });
  return offer(title, safe, { kind: 'insert', at, key: 'sasAuthenticationPolicy', value });
}

/** A wrong name of a claim has one right one, and `values` with one text in it is `value`. */
export function claimMended({ flaw, at, data: { name, raw, length } }: Flaw): Offer {
  if (flaw === 'label' || flaw === 'letter-case')
    return offer(`Call the claim '${raw}'`, true, { kind: 'set', at, value: raw, was: name });
  if (flaw !== 'values' || length === 0) return NONE;
  return offer("Write 'value'", true, { kind: 'rename', at, key: 'value' });
}

/** Where nothing says yet what of an operation is secured. */
export function outputsSecured({ securable }: SecretOrigin): Offer {
  if (securable === undefined) return NONE;
  const { at, key } = securable;
  const outputs = { properties: ['outputs'] };
  const value = key === 'secureData' ? outputs : { secureData: outputs };
  return offer('Secure the outputs', true, { kind: 'insert', at, key, value });
}

/** The default itself, not a text inside of it. */
export function withoutDefault({ file, pointer }: Anchor): Offer {
  if (!pointer.endsWith('/defaultValue')) return NONE;
  return offer('Take the default away', true, { kind: 'remove', at: { file, pointer } });
}
