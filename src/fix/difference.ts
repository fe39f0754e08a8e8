/** Two texts as a unified difference, three lines around each change, every secret masked: to be looked at. */
import type { LocatedText } from '../locate.ts';
import type { FileId } from '../model.ts';
import { spots } from '../read/places.ts';
import { visible, visibleLine } from '../report/visible.ts';
import { mask, secretsInRaw } from '../secret.ts';

const AROUND = 3;
/** Farther apart two lines are not taken for the same. */
const FAR = 200;

interface Hunk {
  /** Indices of lines, half-open: what goes and what comes. */
  readonly old: readonly [from: number, to: number];
  readonly new: readonly [from: number, to: number];
}

type Known = Pick<LocatedText, 'text' | 'secrets'>;

/** Empty where the texts are equal. */
export function unified(file: FileId, before: Known, after: Known): string {
  const [was, is] = [before, after].map(({ text }) => text.split(/\r\n|\n|\r/)) as [string[], string[]];
  const [hidden, shown] = [before, after].map((one) => maskedWhole(one).split(/\r\n|\n|\r/)) as [string[], string[]];
  const groups = grouped(hunksOf(was, is));
  if (groups.length === 0) return '';
  const body = groups.flatMap((group) => groupLines(group, hidden, shown));
  return [`--- ${visible(file)}`, `+++ ${visible(file)}`, ...body, ''].join('\n');
}

/** The text with `*` for every character of a secret; line breaks stay. */
function maskedWhole({ text, secrets }: Known): string {
  const found = spots(
    text,
    secrets.map(({ at }) => at),
  );
  const hidden = found.flatMap((spot) => (spot?.exact === true ? [{ start: spot.span[0], end: spot.span[1] }] : []));
  return mask(text, [...hidden, ...secretsInRaw(text)]);
}

/** The places where the texts part and meet again, by the nearest line that both have. Linear but for a bounded look ahead. */
function hunksOf(was: readonly string[], is: readonly string[]): readonly Hunk[] {
  const out: Hunk[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && was[i] === is[j]) {
      i++;
      j++;
      continue;
    }
    const [down, right] = meeting(was, is, i, j);
    out.push({ old: [i, down], new: [j, right] });
    [i, j] = [down, right];
  }
  return out;
}

function meeting(was: readonly string[], is: readonly string[], i: number, j: number): readonly [number, number] {
  for (let sum = 1; sum <= FAR; sum++) {
    for (let step = 0; step <= sum; step++) {
      const [a, b] = [i + step, j + sum - step];
      if (a < was.length && b < is.length && was[a] === is[b] && was[a + 1] === is[b + 1]) return [a, b];
    }
  }
  return [was.length, is.length];
}

/** Hunks whose surroundings touch are shown together. */
function grouped(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const out: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = out.at(-1)?.at(-1);
    if (last !== undefined && hunk.old[0] - last.old[1] <= 2 * AROUND) out.at(-1)?.push(hunk);
    else out.push([hunk]);
  }
  return out;
}

function groupLines(group: readonly Hunk[], was: readonly string[], is: readonly string[]): readonly string[] {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return [];
  const from = Math.max(0, first.old[0] - AROUND);
  const to = Math.min(was.length, last.old[1] + AROUND);
  const start = first.new[0] - (first.old[0] - from);
  const lines: string[] = [];
  let at = from;
  for (const hunk of group) {
    lines.push(...marked(' ', was.slice(at, hunk.old[0])));
    lines.push(...marked('-', was.slice(...hunk.old)), ...marked('+', is.slice(...hunk.new)));
    at = hunk.old[1];
  }
  lines.push(...marked(' ', was.slice(at, to)));
  const added = lines.filter((line) => !line.startsWith('-')).length;
  return [`@@ -${from + 1},${to - from} +${start + 1},${added} @@`, ...lines];
}

function marked(sign: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${sign}${visibleLine(line)}`);
}
