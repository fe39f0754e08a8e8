/** The calls of a run as a picture, with the masked lines of their places. */
import type { Picture } from '../graph/picture.ts';
import type { Linted } from '../lint.ts';
import { excerptsAt } from '../locate/places.ts';
import type { Anchor, Source } from '../model.ts';
import { describe, type TracedCall } from './calls.ts';
import { pictureOf } from './picture-of.ts';

/**
 * Calls of a drawing on a page: more than anybody follows, less than hurts a browser, which keeps an element and the masked
 * lines of both ends for each.
 */
export const MOST = 2_000;

/**
 * @param unknown also calls whose receiver was not read
 * @param most calls that are drawn; of more those that say more
 */
export function pictureFor(
  { report, texts }: Linted,
  sources: readonly Source[],
  unknown: boolean,
  most = MOST,
): Picture {
  const traced = describe(report.calls, sources);
  const wanted = unknown
    ? traced
    : traced.filter(({ receiver, outcome }) => receiver !== null || outcome.verdict !== 'unknown');
  const drawn = loudest(wanted, most);
  const picture = pictureOf(drawn, 'Calls between workflows', excerptsAt(anchorsOf(drawn), texts));
  return drawn.length === wanted.length ? picture : { ...picture, left: wanted.length - drawn.length };
}

const LOUDEST_FIRST: readonly TracedCall['outcome']['verdict'][] = ['refused', 'unknown', 'accepted'];

/** The first that are refused, then those that are not known, in the order given. */
function loudest(calls: readonly TracedCall[], most: number): readonly TracedCall[] {
  if (calls.length <= most) return calls;
  const ranked = LOUDEST_FIRST.flatMap((verdict) => calls.filter(({ outcome }) => outcome.verdict === verdict));
  const kept = new Set(ranked.slice(0, most));
  return calls.filter((call) => kept.has(call));
}

function anchorsOf(calls: readonly TracedCall[]): readonly Anchor[] {
  const places = calls.flatMap(({ sender, receiver, outcome }) => [
    sender,
    ...(receiver === null ? [] : [receiver]),
    ...outcome.because,
  ]);
  return places.flatMap(({ file, pointer }) => (file === null || pointer === null ? [] : [{ file, pointer }]));
}
