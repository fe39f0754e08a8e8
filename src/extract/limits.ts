/**
 * Documented limits by plan (facts/data/limits.json). Where sources disagree the wider one stands here; where the plan is
 * not known, the wider of both.
 */
import type { Plan } from '../model.ts';

export interface Limit {
  readonly consumption: number;
  readonly standard: number;
}

export const LIMITS = {
  actions: { consumption: 500, standard: 500 },
  triggers: { consumption: 10, standard: 1 },
  parameters: { consumption: 50, standard: 500 },
  variables: { consumption: 250, standard: 250 },
  outputs: { consumption: 10, standard: 10 },
  cases: { consumption: 25, standard: 25 },
  /** Root actions count as 1; published workflows reach 9 although the page says 8. */
  nesting: { consumption: 9, standard: 9 },
  name: { consumption: 80, standard: 80 },
  workflowName: { consumption: 80, standard: 32 },
  description: { consumption: 256, standard: 256 },
  repetitions: { consumption: 50, standard: 50 },
  runs: { consumption: 100, standard: 100 },
  waitingRuns: { consumption: 100, standard: 200 },
  /** Passes of an Until in a stateless workflow; elsewhere the schemas say. */
  statelessPasses: { consumption: 5000, standard: 100 },
  code: { consumption: 1024, standard: 100_000 },
  /** 2 KB of a literal address. */
  uri: { consumption: 2048, standard: 2048 },
  /** As JSON; an older page says 16,000. */
  trackedProperties: { consumption: 16_000, standard: 16_000 },
} as const satisfies Readonly<Record<string, Limit>>;

export function limitFor(name: keyof typeof LIMITS, plan: Plan): number {
  const limit: Limit = LIMITS[name];
  return plan === 'unknown' ? Math.max(limit.consumption, limit.standard) : limit[plan];
}
