/** Schedules and retry policies: what in them is outside the documented sets and ranges (facts/data/limits.json). */
import type { Value } from '../model.ts';
import { itemsOf, member } from '../value.ts';
import { INTERVALS, secondsOf, WEEKDAYS } from './durations.ts';
import { meantText, plainNumber } from './literals.ts';
import { has } from './value-sets.ts';

export interface Outside {
  readonly value: Value;
  readonly what: string;
  readonly found: string;
  readonly taken: string;
}

const FREQUENCIES = ['Second', 'Minute', 'Hour', 'Day', 'Week', 'Month', 'Year'];
const RANGES: readonly (readonly [string, number, number])[] = [
  ['hours', 0, 23],
  ['minutes', 0, 59],
  ['monthDays', -31, 31],
];
const POLICIES = ['default', 'none', 'fixed', 'exponential'];
const WAITS = ['interval', 'minimumInterval', 'maximumInterval'];
const DAY = 86_400;

export function recurrenceFaults(recurrence: Value): readonly Outside[] {
  const out: Outside[] = [];
  const written = member(recurrence, 'frequency');
  const frequency = meantText(written);
  if (written && frequency !== undefined && !has(FREQUENCIES, frequency))
    out.push({ value: written, what: 'frequency', found: frequency, taken: FREQUENCIES.join(', ') });
  const interval = member(recurrence, 'interval');
  const count = plainNumber(interval);
  const [min, max] = rangeFor(frequency);
  if (interval && count !== undefined && !(count >= min && count <= max))
    out.push({ value: interval, what: 'interval', found: String(count), taken: `${String(min)} to ${String(max)}` });
  return [...out, ...scheduleFaults(member(recurrence, 'schedule'))];
}

function rangeFor(frequency: string | undefined): readonly [number, number] {
  const key = frequency?.toLowerCase() ?? '';
  return (Object.hasOwn(INTERVALS, key) ? INTERVALS[key] : undefined) ?? [1, Infinity];
}

function scheduleFaults(schedule: Value | null | undefined): readonly Outside[] {
  const out: Outside[] = [];
  for (const item of itemsOf(member(schedule, 'weekDays')) ?? []) {
    const day = meantText(item);
    if (day !== undefined && !has(WEEKDAYS, day))
      out.push({ value: item, what: 'weekDays', found: day, taken: WEEKDAYS.join(', ') });
  }
  for (const [name, least, most] of RANGES) {
    for (const item of itemsOf(member(schedule, name)) ?? []) {
      const found = plainNumber(item);
      if (found === undefined || (found >= least && found <= most)) continue;
      out.push({ value: item, what: name, found: String(found), taken: `${String(least)} to ${String(most)}` });
    }
  }
  return out;
}

/** Stateless workflows may wait as short as one second: the wider bound counts for all. */
export function retryFaults(policy: Value): readonly Outside[] {
  const out: Outside[] = [];
  const type = member(policy, 'type');
  const word = meantText(type);
  if (type && word !== undefined && !has(POLICIES, word))
    out.push({ value: type, what: 'type', found: word, taken: POLICIES.join(', ') });
  const count = member(policy, 'count');
  const number = plainNumber(count);
  if (count && number !== undefined && !(number >= 1 && number <= 90))
    out.push({ value: count, what: 'count', found: String(number), taken: '1 to 90' });
  for (const what of WAITS) {
    const value = member(policy, what);
    const found = meantText(value);
    if (!value || found === undefined) continue;
    const seconds = secondsOf(found);
    if (seconds === undefined) out.push({ value, what, found, taken: 'an ISO 8601 duration such as PT20S' });
    else if (what === 'interval' && !(seconds >= 1 && seconds <= DAY))
      out.push({ value, what, found, taken: 'PT5S to P1D' });
  }
  return out;
}
