/** Which part of what an expression reads, and which part of what an operation puts out a place in its inputs becomes. */
import type { Operation, Part } from '../model.ts';
import type { Taken } from '../parts.ts';
import { isType, secures } from './operations.ts';
import type { Reference } from './references.ts';
import { fit } from '../value.ts';

/** What a reference takes of the outputs of an action or of the trigger, of a parameter or a variable; null where it is none of it. */
export function takenBy({ kind, call }: Reference): Taken | null {
  const members = membersOf(call);
  if (kind === 'parameter' || kind === 'variable') return members;
  const name = call.n.toLowerCase();
  const below = (...above: string[]): Taken => ({ ...members, part: above.concat(members.part) });
  switch (name.replace(/^(?:trigger|action)(?=body|outputs|formdata|multipart)/, '')) {
    case 'body':
      return below('body');
    case 'outputs':
      return members;
    case 'trigger':
    case 'actions': {
      if (members.part.length === 0) return members;
      return members.part[0] === 'outputs' ? { ...members, part: members.part.slice(1) } : null;
    }
    case 'formdatavalue':
    case 'formdatamultivalues':
    case 'multipartbody':
      return { part: ['body'], open: true };
    default:
      return null;
  }
}

/** The members that are taken, lower case, up to one that is computed. */
function membersOf({ d }: Reference['call']): Taken {
  const part: string[] = [];
  for (const { e } of d) {
    if (e.t !== 'str' && e.t !== 'num') return { part: fit(part), open: true };
    part.push(e.v.toLowerCase());
  }
  return { part: fit(part), open: false };
}

/** Part of a path in the inputs; null where it is not below one of these names. */
export function partOf(place: string, ...below: readonly string[]): Part | null {
  const part = place === '' ? [] : place.split('/');
  return below.length === 0 || (part[0] !== undefined && below.includes(part[0])) ? part : null;
}

/** What puts its inputs out again, or holds them in its outputs; none of it can be hidden. */
const PASSING = [
  'compose',
  'parsejson',
  'initializevariable',
  'setvariable',
  'appendtostringvariable',
  'appendtoarrayvariable',
  'response',
];

export function showsAgain(operation: Operation): boolean {
  return isType(operation, ...PASSING);
}

/** Where the outputs of an operation, or the variable that it sets, hold what stands at a place of its inputs in clear; null: nowhere. */
export function putOut(operation: Operation, place: string): Part | null {
  if (isType(operation, 'compose')) return partOf(place);
  if (isType(operation, 'parsejson')) {
    const content = partOf(place, 'content');
    return content === null ? null : ['body', ...content.slice(1)];
  }
  if (isType(operation, 'initializevariable')) {
    const [list, , value, ...rest] = place.split('/');
    return list === 'variables' && value === 'value' ? rest : null;
  }
  if (isType(operation, 'setvariable')) return partOf(place, 'value')?.slice(1) ?? null;
  if (isType(operation, 'appendtostringvariable', 'appendtoarrayvariable')) return partOf(place, 'value') && [];
  const holds =
    isType(operation, 'select') || (isType(operation, 'join', 'table', 'query') && place.startsWith('from'));
  return holds && secures(operation, 'outputs') === 'no' ? [] : null;
}

/** Compose has no body beside its outputs: both words read the same. */
export function ofCompose({ part, open }: Taken, { call }: Reference): Taken {
  return part[0] === 'body' && /body$/i.test(call.n) ? { part: part.slice(1), open } : { part, open };
}
