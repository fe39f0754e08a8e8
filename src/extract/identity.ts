/** `identity` of a workflow resource → Identity. Shape and meaning: facts/security.md §3.3. */
import type { Anchor, Answer, Identity, Value } from '../model.ts';
import { asText, entriesOf, known, member } from '../value.ts';

/**
 * @param value the resource's `identity`: null = surely absent, undefined = not visible in this export
 * @param at where a person would add it
 */
export function identityOf(value: Value | null | undefined, at: Anchor): Identity {
  if (value === undefined) return { kind: 'unknown' };
  if (value === null || (value.kind === 'known' && value.value === null)) return { kind: 'absent', at };
  const type = asText(member(value, 'type'))?.toLowerCase();
  const place = value.from ?? at;
  if (type === 'none') return { kind: 'absent', at: place };
  return {
    kind: 'present',
    at: place,
    system: says(type, 'systemassigned'),
    user: says(type, 'userassigned'),
    userAssigned: userIdentities(member(value, 'userAssignedIdentities')),
    principalId: member(value, 'principalId') ?? null,
    tenantId: member(value, 'tenantId') ?? null,
    ...shownUsers(member(value, 'userAssignedIdentities')),
  };
}

/** `type` is one or two words joined by a comma; an unknown text says nothing. */
function says(type: string | undefined, word: string): Answer {
  if (type === undefined) return 'unknown';
  return type.split(',').some((part) => part.trim() === word) ? 'yes' : 'no';
}

/** A GET shows client and object id of each; a template writes `{}` (facts/security.md §3.3). */
function shownUsers(value: Value | null | undefined): Pick<Extract<Identity, { kind: 'present' }>, 'users'> {
  const users = (entriesOf(value) ?? []).map(({ key, name, value: shown }) => ({
    id: name ?? known(key, shown.from),
    clientId: member(shown, 'clientId') ?? null,
    principalId: member(shown, 'principalId') ?? null,
  }));
  const told = users.filter(({ clientId, principalId }) => clientId !== null || principalId !== null);
  return told.length === 0 ? {} : { users: told };
}

function userIdentities(value: Value | null | undefined): readonly Value[] {
  return (entriesOf(value) ?? []).map((entry) => entry.name ?? known(entry.key, entry.value.from));
}
