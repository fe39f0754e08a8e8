/**
 * `--threads`: documents are judged by several threads, this one among them; linking and all that follows is this one's alone.
 * A thread is the command line once more, started with PART as its only word; it is given texts and gives plain data.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { rules } from '../../rules/index.ts';
import { type Card, type Judged, type Judgement, Judging, judgingOf } from '../judge.ts';
import type { LintInput } from '../lint.ts';
import type { Source } from '../model.ts';
import { PART, type Step } from './part.ts';
import { UsageError } from './usage.ts';

const MOST = 16;

/**
 * What another thread costs before it judges anything (its start, its own compiling of the program) is what this one
 * judges meanwhile: it is given that many bytes less.
 */
const HEAD_START = 1_500_000;

/**
 * Throws UsageError. `auto`: one for each two processors, where there is enough to do for it. One thread keeps more than one
 * busy: Node compiles and collects garbage beside it, so that on two processors a second thread wins nothing.
 */
export function threadsOf(asked: string | undefined, sources: readonly Source[]): number {
  if (asked === undefined) return 1;
  if (asked === 'auto') {
    const bytes = sources.reduce((sum, source) => sum + source.bytes.length, 0);
    return Math.max(1, Math.min(availableParallelism() >> 1, MOST, Math.floor(bytes / (2 * HEAD_START))));
  }
  if (!/^[1-9]\d?$/.test(asked) || Number(asked) > MOST)
    throw new UsageError(`--threads wants 'auto' or a number from 1 to ${String(MOST)}, not '${asked}'.`);
  return Number(asked);
}

/** Rejects where a thread cannot be started or ends before it is done. */
export async function judgeInThreads({ sources, settings }: LintInput, threads: number): Promise<Judgement> {
  const [own, ...parts] = split(sources, threads);
  const helpers = parts.map((part) => new Helper(sources, part, settings));
  try {
    const judging = new Judging(sources, own ?? [], { rules, ...judgingOf(settings, rules) });
    const met = judging.meet();
    const cards = [...met, ...(await Promise.all(helpers.map((one) => one.cards()))).flat()];
    for (const helper of helpers) helper.judge(cards);
    const judged = judging.judge(cards);
    return judging.whole([...judged, ...(await Promise.all(helpers.map((one) => one.judged()))).flat()]);
  } finally {
    await Promise.all(helpers.map((one) => one.end()));
  }
}

/** Parts of about the same number of bytes: the largest files first, each to who has the least. */
function split(sources: readonly Source[], threads: number): readonly (readonly Source[])[] {
  const parts = Array.from({ length: threads }, (_, index) => ({
    bytes: index === 0 ? 0 : HEAD_START,
    sources: new Array<Source>(),
  }));
  const sized = sources.map((source) => ({ source, bytes: source.bytes.length })).sort((a, b) => b.bytes - a.bytes);
  for (const { source, bytes } of sized) {
    const least = parts.reduce((a, b) => (b.bytes < a.bytes ? b : a));
    least.sources.push(source);
    least.bytes += bytes;
  }
  return parts.map((part) => part.sources);
}

/** Another thread. */
class Helper {
  readonly #worker: Worker;
  readonly #steps: Step[] = [];
  #failed: Error | null = null;
  #wake: () => void = () => undefined;

  constructor(all: readonly Source[], part: readonly Source[], settings: LintInput['settings']) {
    const own = new Set(part);
    const workerData = {
      sources: all.map((source) => ({ source: { ...source }, own: own.has(source) })),
      settings: judgingOf(settings, rules),
    };
    this.#worker = new Worker(process.argv[1] ?? '', { argv: [PART], workerData });
    this.#worker.on('message', (step: Step) => {
      this.#steps.push(step);
      this.#wake();
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('a thread ended before it was done')));
  }

  async cards(): Promise<readonly Card[]> {
    return (await this.#next()).cards ?? [];
  }

  judge(cards: readonly Card[]): void {
    this.#worker.postMessage(cards);
  }

  async judged(): Promise<readonly Judged[]> {
    return (await this.#next()).judged ?? [];
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failed ??= error;
    this.#wake();
  }

  async #next(): Promise<Step> {
    for (;;) {
      const step = this.#steps.shift();
      if (step !== undefined) return step;
      if (this.#failed !== null) throw this.#failed;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
