/** Waiting times of retry policies outside what the service takes (facts/data/limits.json); their other members are the schemas'. */
import type { Value } from '../model.ts';
import { member } from '../value.ts';
import { secondsOf } from './durations.ts';
import { meantText } from './literals.ts';

export interface WaitFault {
  readonly value: Value;
  readonly what: string;
  readonly found: string;
  readonly taken: string;
}

const WAITS = ['interval', 'minimumInterval', 'maximumInterval'];
const DAY = 86_400;

/** Stateless workflows may wait as short as one second: the wider bound counts for all. */
export function waitFaults(policy: Value): readonly WaitFault[] {
  return WAITS.flatMap((what) => {
    const value = member(policy, what);
    const found = meantText(value);
    if (!value || found === undefined) return [];
    const seconds = secondsOf(found);
    if (seconds === undefined) return [{ value, what, found, taken: 'an ISO 8601 duration such as PT20S' }];
    const outside = what === 'interval' && !(seconds >= 1 && seconds <= DAY);
    return outside ? [{ value, what, found, taken: 'PT5S to P1D' }] : [];
  });
}
