/** Why a receiver refuses, in a clause each. The causes are those of `link/answer.ts`. */
import type { Json, Reason, ReasonCode } from '../model.ts';
import { oneOf, text, texts } from '../verdict.ts';

const CLAUSES: { readonly [C in ReasonCode]: (data: Reason['data']) => string } = {
  'audience-missing': (data) =>
    `no audience is asked for, so the token is for ${text(data['asked'])}; accepted is ${accepted(data)}`,
  'audience-mismatch': (data) =>
    `the token is for ${text(data['asked'])}; accepted is ${accepted(data)}${difference(data)}`,
  'issuer-mismatch': (data) => `no token of this sender has an accepted issuer; accepted is ${accepted(data)}`,
  'claim-mismatch': (data) => `claim ${text(data['claim'])} of the token is another; accepted is ${accepted(data)}`,
  'audience-unknown': () => 'no service principal of the tenant answers to this audience: no token is issued',
  'sas-and-authorization': () => 'a signature and an Authorization travel together',
  'sas-off': () => 'a signature travels, and the receiver has SAS off',
  'no-credentials': () => 'neither a signature nor a token travels',
  'no-policy': () => 'a token travels, and the receiver has no authorization policy',
  'wrong-scheme': () => 'the policies want another kind of token',
  address: () => "the receiver's address ranges leave this sender out",
  'nested-only': () => 'the receiver admits only other workflows, through the Workflow action',
  'identity-absent': () => 'the sender has no identity to get a token with',
  'identity-not-attached': () => 'the identity that is named is not attached to the sender: no token is issued',
  disabled: () => 'the receiver is disabled: no run starts',
  method: (data) => `the call uses ${text(data['sent'])}, and the trigger takes only ${text(data['wanted'])}`,
};

/** In front of a workflow another judges: App Service authentication, API Management. */
export function because({ code, data, response }: Reason): string {
  const by = response?.by;
  if (by !== undefined && code === 'sas-off') return `a signature travels alone, and ${by} wants a token`;
  if (by !== undefined && code === 'no-credentials') return `no token travels, and ${by} wants one`;
  if (code === 'no-policy' && response !== undefined)
    return 'a token travels, and nobody in front of the workflow checks it';
  return CLAUSES[code](data);
}

function accepted(data: Reason['data']): string {
  const all = texts(data['accepted']);
  return all.length === 0 ? 'another' : oneOf(all);
}

const DIFFERENCES: ReadonlyMap<Json | undefined, string> = new Map<Json | undefined, string>([
  ['slash', 'a slash at the end'],
  ['case', 'letter case'],
  ['blank', 'a blank'],
]);

function difference(data: Reason['data']): string {
  const difference = DIFFERENCES.get(data['difference']);
  return difference === undefined ? '' : ` (they differ by ${difference})`;
}
