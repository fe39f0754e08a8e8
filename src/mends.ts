/** Fixes that rules offer, as data: what a machine may write without knowing more than the rule does. Texts are made of them in `fix.ts`. */
import type { Access, Anchor, Change, Fix, Operation, Sender } from './model.ts';
import { member } from './value.ts';

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

/** Not safe: callers that nobody analysed may use the signed URL still. */
export function sasDisabled({ at, sas }: Access): Offer {
  const title = 'Disable SAS for the triggers';
  const value = { state: 'Disabled' };
  if (sas.kind === 'on' && sas.at !== null) return offer(title, false, { kind: 'set', at: sas.at, value: 'Disabled' });
  return offer(title, false, { kind: 'insert', at, key: 'sasAuthenticationPolicy', value });
}

/** A wrong name of a claim has one right one. */
export function claimCalled(at: Anchor, name: string, raw: string): Offer {
  return offer(`Call the claim '${raw}'`, true, { kind: 'set', at, value: raw, was: name });
}

/** `values` with one text in it is `value`. */
export function claimValue(at: Anchor): Offer {
  return offer("Write 'value'", true, { kind: 'rename', at, key: 'value' });
}

/** Where nothing says yet what of an operation is secured. */
export function outputsSecured({ at, value }: Operation): Offer {
  const outputs = { properties: ['outputs'] };
  const configuration = member(value, 'runtimeConfiguration');
  const title = 'Secure the outputs';
  if (configuration === null)
    return offer(title, true, { kind: 'insert', at, key: 'runtimeConfiguration', value: { secureData: outputs } });
  if (configuration?.from === undefined || member(configuration, 'secureData') !== null) return NONE;
  return offer(title, true, { kind: 'insert', at: configuration.from, key: 'secureData', value: outputs });
}

/** The default itself, not a text inside of it. */
export function withoutDefault({ file, pointer }: Anchor): Offer {
  if (!pointer.endsWith('/defaultValue')) return NONE;
  return offer('Take the default away', true, { kind: 'remove', at: { file, pointer } });
}
