/** Checkstyle XML, version 4.3: problems by file (facts/linter-conventions.md §D5). */
import type { FileId, Place, Problem } from '../model.ts';
import { fromRepository } from './paths.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { placeOf, said, wholeOf } from './words.ts';
import { document, element } from './xml.ts';

export const checkstyle: Reporter = ({ problems, skipped }, options) => {
  const byFile = new Map<FileId, string[]>();
  const add = (file: FileId, line: string): void => {
    byFile.set(file, [...(byFile.get(file) ?? []), line]);
  };
  for (const problem of problems) add(problem.place.file, error(problem, options));
  for (const { file, reason } of skipped) {
    add(
      file,
      element('error', { line: 1, severity: 'warning', message: `skipped: ${said(reason)}`, source: 'laudit.skipped' }),
    );
  }
  const files = [...byFile].map(([file, errors]) =>
    element('file', { name: fromRepository(file, options) || '.' }, errors),
  );
  return document(element('checkstyle', { version: '4.3' }, files));
};

function error(problem: Problem, options: ReportOptions): string {
  const at = (place: Place): string => placeOf({ ...place, file: fromRepository(place.file, options) });
  const { place, severity, rule } = problem;
  const column = place.range === null ? {} : { column: place.range.start.column };
  const message = wholeOf(problem, at).join(' ');
  return element('error', {
    line: place.range?.start.line ?? 1,
    ...column,
    severity,
    message,
    source: `laudit.${rule}`,
  });
}
