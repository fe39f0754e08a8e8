/** `--timing`: how long each stage of a run took, on standard error. */
import { notice } from './terminal.ts';

export interface Stopwatch {
  /** The stage that began with the last call, or with the process, ends here. */
  readonly lap: (stage: string) => void;
  readonly say: () => void;
}

/** Counts from the start of the process. */
export function stopwatch(asked: boolean): Stopwatch {
  if (!asked) return { lap: () => undefined, say: () => undefined };
  const laps: string[] = [];
  let last = 0;
  return {
    lap: (stage) => {
      const now = performance.now();
      laps.push(`${stage} ${Math.round(now - last)} ms`);
      last = now;
    },
    say: () => notice(`timing: ${laps.join(', ')}, in all ${Math.round(performance.now())} ms`),
  };
}
