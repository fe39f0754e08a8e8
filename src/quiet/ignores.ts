/** Which findings a document's own ignores cover: by pointer, or by line where the ignore is a comment. */
import type { FileId, Finding, Ignore } from '../model.ts';
import { spots } from '../read/places.ts';

/** Does the ignore cover the finding's place? Asked of findings of one rule and file only. */
export type Covers = (ignore: Ignore, finding: Finding) => boolean;

/** @param textOf text of a file; asked only of files that have comments with ignores */
export function coverage(
  ignores: readonly Ignore[],
  findings: readonly Finding[],
  textOf: (file: FileId) => string | undefined,
): Covers {
  const byLine = new Set(ignores.filter(({ covers }) => covers.offset !== undefined).map(({ covers }) => covers.file));
  const starts = new Map<Finding, readonly number[]>();
  const found = new Map<FileId, Finding[]>();
  for (const one of findings) {
    const { file } = one.at;
    if (byLine.has(file))
      found
        .set(file, found.get(file) ?? [])
        .get(file)
        ?.push(one);
  }
  for (const [file, some] of found) placeAll(some, textOf(file), starts);
  return ({ covers }, finding) => {
    if (covers.offset === undefined) return isBelow(finding.at.pointer, covers.pointer);
    const [from, to] = covers.offset;
    return (starts.get(finding) ?? []).some((start) => start >= from && start < to);
  };
}

function isBelow(pointer: string, above: string): boolean {
  return above === '' || pointer === above || pointer.startsWith(`${above}/`);
}

/** Where the value and where its name start: reports point at either. */
function placeAll(findings: readonly Finding[], text: string | undefined, into: Map<Finding, readonly number[]>): void {
  if (text === undefined || findings.length === 0) return;
  const anchors = findings.flatMap(({ at }) => [at, { file: at.file, pointer: at.pointer, on: 'key' as const }]);
  const found = spots(text, anchors);
  findings.forEach((finding, index) => {
    const value = found[2 * index]?.span[0];
    const key = finding.at.offset === undefined ? found[2 * index + 1]?.span[0] : undefined;
    into.set(
      finding,
      [value, key].filter((one) => one !== undefined),
    );
  });
}
