/**
 * JUnit XML, in the form of the Ant task's schema: a suite a file, clean ones too, since CI systems take a report without
 * tests for a broken one (facts/linter-conventions.md §D6). Errors and warnings are failures, info passes.
 */
import type { FileId, Problem, Report } from '../model.ts';
import { fromRepository } from './paths.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { placeOf, said, wholeOf } from './words.ts';
import { document, element, escaped } from './xml.ts';

export const junit: Reporter = (report, options) => {
  const byFile = new Map<FileId, Problem[]>((report.files ?? []).map((file) => [file, []]));
  for (const problem of report.problems) {
    const own = byFile.get(problem.place.file);
    if (own === undefined) byFile.set(problem.place.file, [problem]);
    else own.push(problem);
  }
  const suites = [...byFile].map(([file, problems]): Suite => {
    const failures = problems.filter(isFailure).length;
    return { name: nameOf(file, options), cases: casesOf(file, problems, options), failures, errors: 0 };
  });
  const skipped = report.skipped.map((one): Suite => ({
    name: nameOf(one.file, options),
    cases: [unread(one, options)],
    failures: 0,
    errors: 1,
  }));
  const all = [...suites, ...skipped].map((one, id) => suite(one, id, options));
  return document(element('testsuites', {}, all));
};

interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly errors: number;
}

function suite({ name, cases, failures, errors }: Suite, id: number, options: ReportOptions): string {
  const attributes = {
    name,
    package: 'laudit',
    id,
    timestamp: options.time ?? '1970-01-01T00:00:00',
    hostname: 'localhost',
    tests: cases.length,
    failures,
    errors,
    time: 0,
  };
  return element('testsuite', attributes, [
    element('properties', {}),
    ...cases,
    element('system-out', {}),
    element('system-err', {}),
  ]);
}

function isFailure({ severity }: Problem): boolean {
  return severity !== 'info';
}

function casesOf(file: FileId, problems: readonly Problem[], options: ReportOptions): readonly string[] {
  const classname = nameOf(file, options);
  if (problems.length === 0) return [element('testcase', { name: 'laudit', classname, time: 0 })];
  return problems.map((problem) => {
    const attributes = { name: nameOfCase(problem), classname, time: 0 };
    if (!isFailure(problem)) return element('testcase', attributes);
    const at = wholeOf(problem, (place) => placeOf({ ...place, file: fromRepository(place.file, options) }));
    const text = [placeOf({ ...problem.place, file: classname }), ...at].map(escaped).join('\n');
    const failure = `<failure message="${escaped(problem.message)}" type="${escaped(problem.severity)}">${text}</failure>`;
    return `<testcase name="${escaped(attributes.name)}" classname="${escaped(classname)}" time="0">${failure}</testcase>`;
  });
}

/** The same rule fails at several places of a file: the place tells the cases apart. */
function nameOfCase({ rule, place }: Problem): string {
  return place.range === null ? rule : `${rule} ${place.range.start.line}:${place.range.start.column}`;
}

function unread({ file, reason }: Report['skipped'][number], options: ReportOptions): string {
  const error = `<error message="${escaped(said(reason))}" type="skipped"></error>`;
  return `<testcase name="skipped" classname="${escaped(nameOf(file, options))}" time="0">${error}</testcase>`;
}

/** What has no file is the run's. */
function nameOf(file: FileId, options: ReportOptions): string {
  return file === '' ? 'laudit' : fromRepository(file, options);
}
