/**
 * A line on standard error that shows a long run is alive: after half a second, on a terminal alone, gone at the end.
 * It counts the files as the linter asks for their bytes, which needs no word in the core.
 */
import type { LintInput } from '../lint.ts';
import type { Source } from '../model.ts';
import type { Given } from './options.ts';
import { ERR } from './streams.ts';

const SILENT_MS = 500;
const EVERY_MS = 100;
const CLEAR = '\r\u001b[K';

/** The run's input, watched, and what takes the line away. */
export interface Watched {
  readonly input: LintInput;
  readonly done: () => void;
}

/** @param now milliseconds since the program started */
export function watch(
  input: LintInput,
  given: Pick<Given, 'flag'>,
  now: () => number = () => performance.now(),
): Watched {
  if (!wanted(given)) return { input, done: () => undefined };
  const total = input.sources.length;
  let read = 0;
  let last = 0;
  const tick = (): void => {
    read++;
    const at = now();
    if (at < SILENT_MS || (at - last < EVERY_MS && read < total)) return;
    last = at;
    ERR.write(`${CLEAR}laudit: ${read === total ? `${total} files read, judging …` : `${read} of ${total} files`}`);
  };
  const sources = input.sources.map((source) => watched(source, tick));
  return {
    input: { ...input, sources },
    done: () => {
      if (last > 0) ERR.write(CLEAR);
    },
  };
}

function wanted(given: Pick<Given, 'flag'>): boolean {
  if (given.flag('no-progress') || given.flag('quiet')) return false;
  return (
    given.flag('progress') || (ERR.isTerminal && process.env['TERM'] !== 'dumb' && process.env['CI'] === undefined)
  );
}

/** Bytes may be a getter (`Source` in model.ts): the first look at them counts. */
function watched(source: Source, tick: () => void): Source {
  let seen = false;
  return {
    ...source,
    get bytes() {
      if (!seen) tick();
      seen = true;
      return source.bytes;
    },
  };
}
