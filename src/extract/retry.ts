/** Waiting times of retry policies outside what the service takes (facts/data/limits.json); their other members are the schemas'. */
import type { Value, Workflow } from '../model.ts';
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

/** Stateless workflows wait one second to one minute; where a Standard workflow may be one, the wider bound counts. */
export function waitFaults(
  policy: Value,
  { plan, stateless }: Pick<Workflow, 'plan' | 'stateless'>,
): readonly WaitFault[] {
  const [least, most] = plan === 'consumption' ? [5, DAY] : stateless ? [1, 60] : [1, DAY];
  return WAITS.flatMap((what) => {
    const value = member(policy, what);
    const found = meantText(value);
    if (!value || found === undefined) return [];
    const seconds = secondsOf(found);
    if (seconds === undefined) return [{ value, what, found, taken: 'an ISO 8601 duration such as PT20S' }];
    const outside = what === 'interval' && !(seconds >= least && seconds <= most);
    return outside
      ? [{ value, what, found, taken: stateless ? 'PT1S to PT1M in a stateless workflow' : 'PT5S to P1D' }]
      : [];
  });
}
