/** Calls over `http://`, and what they prove themselves with (facts/security.md §7). */
import type { Sender } from '../model.ts';
import { masked } from '../secret.ts';
import { asText } from '../value.ts';

/** A part that is not known stands as this character: it may hold anything. */
const UNKNOWN = '\u0000';
const PLAIN = /^\s{0,8}http:\/\/(?:[^/?#@\s]{0,300}@)?(\[[0-9a-f:.]{2,45}\]|[^/?#:@\s\u0000]{1,255})(?:[/?#:]|$)/i;
const WITH_PASSWORD = /^\s{0,8}http:\/\/[^/?#@:\s]{0,150}:[^/?#@\s]{1,150}@/i;
/** This machine: nothing leaves it. Link-local addresses reach the host of the machine alone. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){1,3}|\[::1\]|0\.0\.0\.0|169\.254(?:\.\d{1,3}){2})$|\.localhost$/i;

function textOf({ target }: Sender): string {
  if (target.kind !== 'url') return UNKNOWN;
  if (target.url.kind !== 'text') return asText(target.url) ?? UNKNOWN;
  return target.url.parts.map((part) => (typeof part === 'string' ? part : UNKNOWN)).join('');
}

/** The host of a call that surely goes over plain HTTP, and not to this machine. */
export function plainHost(sender: Sender): string | undefined {
  const host = PLAIN.exec(textOf(sender))?.[1];
  return host === undefined || LOOPBACK.test(host) ? undefined : masked(host);
}

/** What the call surely carries, for people; undefined where nothing is sure. */
export function sendsCredential(sender: Sender): string | undefined {
  const { credential, authorizationHeader, sas } = sender;
  if (credential.kind === 'managed-identity' || credential.kind === 'oauth') return 'an access token';
  if (credential.kind === 'other' && credential.type.toLowerCase() === 'basic') return 'a user name and a password';
  if (credential.kind === 'other' && credential.header === 'yes') return 'an Authorization header';
  if (authorizationHeader === 'yes') return 'an Authorization header';
  if (sas === 'yes') return 'a signature';
  return WITH_PASSWORD.test(textOf(sender)) ? 'a password' : undefined;
}
