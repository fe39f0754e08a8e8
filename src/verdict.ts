/**
 * Reading an outcome: what a rule about calls asks. The judgement itself is made in `link/`; here are only the
 * questions and the words that several rules share.
 */
import type { Call, Json, Outcome, Reason, ReasonCode, Related } from './model.ts';

export interface Found {
  readonly reason: Reason;
  /** Only an undocumented half of a fact stands between this and a sure no: a warning at most. */
  readonly suspect: boolean;
}

/** The reason with this code, where the outcome rests on it. */
export function reasonFor(outcome: Outcome, ...codes: readonly ReasonCode[]): Found | undefined {
  const sure = outcome.verdict === 'refused' ? outcome.because.find(({ code }) => codes.includes(code)) : undefined;
  if (sure !== undefined) return { reason: sure, suspect: false };
  const suspected =
    outcome.verdict === 'unknown' ? outcome.suspects.find(({ code }) => codes.includes(code)) : undefined;
  return suspected === undefined ? undefined : { reason: suspected, suspect: true };
}

/** Does the verdict rest on a default that the deployment may override? Then the finding is one level softer. */
export function rests(call: Call): boolean {
  return call.assumptions.some(({ softens }) => softens);
}

/** ` (with the default of parameter 'x')`, or nothing. */
export function withDefaults(call: Call): string {
  const texts = call.assumptions.filter(({ softens }) => softens).map(({ text }) => text);
  return texts.length === 0 ? '' : ` (if ${texts.join(' and ')})`;
}

/** The receiver's half, as a related place. */
export function receiverPlace(call: Call, reason: Reason, message: string): readonly Related[] {
  const at = reason.at ?? call.receiver?.access?.at ?? call.receiver?.at ?? call.site?.at ?? call.api?.at;
  return at === undefined ? [] : [{ at, message }];
}

/** The receiver's name for a sentence. */
export function receiverName(call: Call): string {
  if (call.receiver !== null) return `'${call.receiver.workflow.name}'`;
  const front = call.site ?? call.api;
  return front === null ? 'the receiver' : `'${front.name}'`;
}

/**
 * How the call is refused, for a sentence: `with 401 by App Service authentication`.
 * @param otherwise what a Consumption workflow answers
 */
export function refusal({ response }: Reason, otherwise: string): string {
  if (response === undefined) return `with ${otherwise}`;
  const { status, code, by } = response;
  if (by === undefined) return `with ${status === null ? '' : `${String(status)} `}${code}`;
  if (code === 'RedirectToLoginPage') return `with a redirect to the login page by ${by}`;
  return status === null ? `by ${by}` : `with ${String(status)} by ${by}`;
}

/** What a sentence about a refused call says in any case. */
export type About = { operation: string; receiver: string; refusal: string; assumed: string };

/** @param otherwise what a Consumption workflow answers */
export function about(call: Call, reason: Reason, otherwise = 'MisMatchingOAuthClaims (401 or 403)'): About {
  return {
    operation: call.sender.operation,
    receiver: receiverName(call),
    refusal: refusal(reason, otherwise),
    assumed: withDefaults(call),
  };
}

/** The receiver's half beside the sender's, the outcome, and how sure it is. */
export function withReceiver(call: Call, reason: Reason, message: string) {
  return { related: receiverPlace(call, reason, message), outcome: call.outcome, softened: rests(call) };
}

/** The credential, where it brings a token. */
export function tokenOf({ sender: { credential } }: Call) {
  return credential.kind === 'managed-identity' || credential.kind === 'oauth' ? credential : undefined;
}

export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value)
    ? (value as readonly Json[]).filter((item): item is string => typeof item === 'string')
    : [];
}

/** `'a'`, `'a' or 'b'`, `'a', 'b' or 'c'`; at most four are named. */
export function oneOf(items: readonly string[]): string {
  const named = items.slice(0, 4).map((item) => `'${item}'`);
  if (items.length > 4) named.push(`${String(items.length - 4)} others`);
  const last = named.pop() ?? 'nothing';
  return named.length === 0 ? last : `${named.join(', ')} or ${last}`;
}
