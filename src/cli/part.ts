/** One of several threads that judge documents: what `threads.ts` starts. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { rules } from '../../rules/index.ts';
import { type Card, type Judged, type JudgeSettings, Judging } from '../judge.ts';
import type { Source } from '../model.ts';
import { UsageError } from './usage.ts';

/** The word that starts a thread; nobody else can say it. */
export const PART = '--judge-part';

/** What a thread answers with: first the cards of its part, then what it judged. */
export interface Step {
  readonly cards?: readonly Card[];
  readonly judged?: readonly Judged[];
}

interface Given {
  readonly sources: readonly { readonly source: Source; readonly own: boolean }[];
  readonly settings: JudgeSettings;
}

export function judgePart(): void {
  const port = parentPort;
  if (isMainThread || port === null) throw new UsageError(`unknown option ${PART}.`);
  const { sources, settings } = workerData as Given;
  const judging = new Judging(
    sources.map(({ source }) => source),
    sources.flatMap(({ source, own }) => (own ? [source] : [])),
    { rules, ...settings },
  );
  const say = (step: Step): void => port.postMessage(step);
  say({ cards: judging.meet() });
  port.once('message', (cards: readonly Card[]) => say({ judged: judging.judge(cards) }));
}
