/**
 * Where a definition takes one word of a set or a number of a range: operation type → path → what is taken. Sources are
 * data/operations.json and data/limits.json of the facts; where they disagree the wider set counts.
 */
import type { Operation, Value } from '../model.ts';
import { path } from '../value.ts';
import { plainNumber, plainText } from './literals.ts';
import { specOf } from './operation-table.ts';

export interface Misfit {
  readonly value: Value;
  /** For people: 'inputs.runStatus'. */
  readonly member: string;
  readonly found: string;
  readonly taken: readonly string[];
}

const UNITS = ['Second', 'Minute', 'Hour', 'Day', 'Week', 'Month', 'Year'];

const WORDS: Readonly<Record<string, readonly (readonly [member: string, taken: readonly string[]])[]>> = {
  'action terminate': [['inputs.runStatus', ['Failed', 'Cancelled', 'Succeeded']]],
  'action table': [['inputs.format', ['CSV', 'HTML']]],
  'action wait': [['inputs.interval.unit', UNITS]],
  'action expression': [['inputs.timeUnit', UNITS]],
  'trigger batch': [['inputs.mode', ['Inline', 'IntegrationAccount']]],
};

const NUMBERS: Readonly<Record<string, readonly (readonly [member: string, min: number, max: number])[]>> = {
  // Documented are 2xx, 4xx and 5xx; workflows that redirect are published, so only what is no status at all counts.
  'action response': [['inputs.statusCode', 100, 599]],
  'action until': [['limit.count', 1, 5000]],
};

/** Literals outside their set or range. */
export function misfitsOf(operation: Operation): readonly Misfit[] {
  const key = `${operation.role} ${operation.type.toLowerCase()}`;
  const kinds = specOf(operation)?.kinds ?? null;
  const words = [...(WORDS[key] ?? []), ...(kinds === null ? [] : [['kind', kinds] as const])];
  const out: Misfit[] = [];
  for (const [member, taken] of words) {
    const value = path(operation.value, ...member.split('.'));
    const found = plainText(value);
    if (value === null || value === undefined || found === undefined || has(taken, found)) continue;
    out.push({ value, member, found, taken });
  }
  for (const [member, min, max] of NUMBERS[key] ?? []) {
    const value = path(operation.value, ...member.split('.'));
    const found = plainNumber(value);
    if (value === null || value === undefined || found === undefined) continue;
    if (found >= min && found <= max) continue;
    out.push({ value, member, found: String(found), taken: [`${String(min)} to ${String(max)}`] });
  }
  return out;
}

export function has(words: readonly string[], word: string): boolean {
  const lower = word.trim().toLowerCase();
  return words.some((one) => one.toLowerCase() === lower);
}
