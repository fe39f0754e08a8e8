/** The calls of a run as a picture, with the masked lines of their places. */
import type { Picture } from '../graph/picture.ts';
import type { Linted } from '../lint.ts';
import { excerptsAt } from '../locate/places.ts';
import type { Anchor, Source } from '../model.ts';
import { describe, type TracedCall } from './calls.ts';
import { pictureOf } from './picture-of.ts';

/** @param unknown also calls whose receiver was not read */
export function pictureFor({ report, texts }: Linted, sources: readonly Source[], unknown: boolean): Picture {
  const traced = describe(report.calls, sources);
  const drawn = unknown
    ? traced
    : traced.filter(({ receiver, outcome }) => receiver !== null || outcome.verdict !== 'unknown');
  return pictureOf(drawn, 'Calls between workflows', excerptsAt(anchorsOf(drawn), texts));
}

function anchorsOf(calls: readonly TracedCall[]): readonly Anchor[] {
  const places = calls.flatMap(({ sender, receiver, outcome }) => [
    sender,
    ...(receiver === null ? [] : [receiver]),
    ...outcome.because,
  ]);
  return places.flatMap(({ file, pointer }) => (file === null || pointer === null ? [] : [{ file, pointer }]));
}
