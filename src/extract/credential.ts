/**
 * `authentication` of an operation → Credential: what the sender proves itself with.
 * Shapes: facts/security.md §3.1, §3.2. It may also be a string ("None", an expression): the type is tested first.
 */
import type { Anchor, Answer, Credential, Value } from '../model.ts';
import { seal } from '../secret.ts';
import { asText, entriesOf, member } from '../value.ts';

/** @param value `inputs.authentication`: null = surely absent, undefined = not to be said */
export function credentialOf(value: Value | null | undefined, operation: Anchor): Credential {
  if (value === undefined) return { kind: 'unknown' };
  if (value === null || (value.kind === 'known' && value.value === null)) return { kind: 'none' };
  const word = asText(value);
  if (word !== undefined) return word.toLowerCase() === 'none' ? { kind: 'none' } : { kind: 'unknown' };
  if (entriesOf(value) === undefined) return { kind: 'unknown' };
  const at = value.from ?? operation;
  const type = asText(member(value, 'type'));
  switch (type?.toLowerCase()) {
    case undefined:
      return { kind: 'unknown' };
    case 'none':
      return { kind: 'none' };
    case 'managedserviceidentity': {
      const audience = given(member(value, 'audience'));
      if (audience === undefined) return { kind: 'unknown' };
      return { kind: 'managed-identity', audience, identity: given(member(value, 'identity')) ?? null, at };
    }
    case 'activedirectoryoauth':
      return {
        kind: 'oauth',
        audience: given(member(value, 'audience')) ?? null,
        tenant: given(member(value, 'tenant')) ?? null,
        ...clientOf(given(member(value, 'clientId'))),
        at,
      };
    default:
      // Basic and Raw become an Authorization header, a client certificate does not (facts/security.md §3.2).
      return { kind: 'other', type: type ?? '', header: headerOf(type?.toLowerCase()), at };
  }
}

/** A JSON null stands for "left out". Facts never hold a signature, and a callback URL is pasted as audience now and then. */
function given(value: Value | null | undefined): Value | null | undefined {
  if (value === null || value === undefined) return value;
  return value.kind === 'known' && value.value === null ? null : seal(value);
}

function clientOf(clientId: Value | null | undefined): { clientId?: Value } {
  return clientId === null || clientId === undefined ? {} : { clientId };
}

function headerOf(type: string | undefined): Answer {
  if (type === 'basic' || type === 'raw') return 'yes';
  return type === 'clientcertificate' ? 'no' : 'unknown';
}

/** Is a header `Authorization` sent beside the credential? Names of headers have no letter case. */
export function authorizationHeader(headers: Value | null | undefined): {
  readonly answer: Answer;
  readonly at: Anchor | null;
} {
  if (headers === undefined) return { answer: 'unknown', at: null };
  const header = member(headers, 'authorization');
  if (header === undefined) return { answer: 'unknown', at: null };
  if (header === null || (header.kind === 'known' && (header.value === null || header.value === '')))
    return { answer: 'no', at: null };
  // An expression alone may turn out empty, and then no header is sent.
  const answer = header.kind === 'hole' || header.kind === 'choice' ? 'unknown' : 'yes';
  return { answer, at: header.from ?? null };
}
