/**
 * Every case of `fixtures/rules/<id>/<case>/`: `in/` is linted as one project, and what the rule says is compared with
 * `expected.json` (written again by `UPDATE=1`). A name that begins with `fires-` or `silent-` is a promise of its own.
 * `settings.json` changes the settings (and wakes opt-in rules), `inventory/*.json` is raw directory output. The laws at the end of each case hold
 * for all of them: order, layout and repetition change nothing, and no signature comes out.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { link } from '../src/link/link.ts';
import { lint } from '../src/lint.ts';
import type { Facts, Report, Source } from '../src/model.ts';
import { read } from '../src/read/read.ts';
import {
  caseNames,
  factsOf,
  foldersIn,
  helpless,
  readCase,
  relaid,
  type RuleCase,
  sayings,
  unnamed,
} from './fixtures.ts';

const ROOT = join(import.meta.dirname, '../fixtures/rules');
const UPDATE = process.env['UPDATE'] === '1' && process.env['CI'] === undefined;

const cases = foldersIn(ROOT).flatMap((rule) => foldersIn(join(ROOT, rule)).map((name) => ({ rule, name })));

function run({ settings, inventory }: RuleCase, sources: readonly Source[]): Report {
  return lint({ sources, settings, inventory });
}

/** Where and what, without lines and sentences: what survives another layout of the same files. */
function places(report: Report): string[] {
  return report.problems
    .map((one) => `${one.severity} ${one.rule} ${one.place.file}#${one.place.pointer} ${one.environments.join(',')}`)
    .sort();
}

test('every folder is a rule', () => {
  const ids = rules.map(({ meta }) => meta.id);
  expect(foldersIn(ROOT).filter((name) => !ids.includes(name))).toEqual([]);
  expect(cases.length).toBeGreaterThan(300);
});

describe.each(cases)('$rule: $name', ({ rule, name }) => {
  const folder = join(ROOT, rule, name);
  const given = readCase(folder);
  const report = run(given, given.sources);
  const said = sayings(report, given.all ? null : rule);

  test('says what is expected', () => {
    const file = join(folder, 'expected.json');
    if (UPDATE) writeFileSync(file, `${JSON.stringify(said, null, 2)}\n`);
    expect(existsSync(file), `${file} is missing: UPDATE=1 writes it`).toBe(true);
    expect(said).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  test('keeps the promise of its name', () => {
    expect(given.sources.length).toBeGreaterThan(0);
    expect(report.crashed).toBe(false);
    expect(report.summary.files + report.summary.passedOver).toBe(given.sources.length);
    const severities = new Set(report.problems.filter((one) => one.rule === rule).map(({ severity }) => severity));
    expect(caseNames(severities), `this case should be called '${caseNames(severities).join("' or '")}…'`).toContain(
      caseNames.prefixOf(name),
    );
  });

  test('names the operation that a problem lies in', () => {
    expect(unnamed(report)).toEqual([]);
  });

  test('says what to do', () => {
    expect(helpless(report)).toEqual([]);
  });

  test('does not depend on the order of the files, nor on how often it runs', () => {
    expect(JSON.stringify(run(given, given.sources))).toBe(JSON.stringify(report));
    expect(JSON.stringify(run(given, [...given.sources].reverse()))).toBe(JSON.stringify(report));
  });

  test('does not depend on layout, nor on the order of members', () => {
    expect(
      places(
        run(
          given,
          given.sources.map((source) => relaid(source, 'indent')),
        ),
      ),
    ).toEqual(places(report));
    expect(
      places(
        run(
          given,
          given.sources.map((source) => relaid(source, 'reverse')),
        ),
      ),
    ).toEqual(places(report));
  });

  test('has facts that are plain data', () => {
    const facts = factsOf(given.sources);
    const copy = JSON.parse(JSON.stringify(facts)) as readonly Facts[];
    expect(copy).toStrictEqual(facts);
    const outcomes = (all: readonly Facts[]) =>
      link(all, { inventory: given.inventory }).calls.map(({ id, receiver, outcome }) => ({
        id,
        receiver: receiver?.id,
        outcome,
      }));
    expect(outcomes(copy)).toEqual(outcomes(facts));
  });

  test('shows no signature', () => {
    const texts = given.sources.map((source) => read(source).text);
    const signatures = texts
      .flatMap((text) => [...text.matchAll(/sig"?[=:] ?"?([A-Za-z0-9_-]{43})/g)].map((found) => found[1] ?? ''))
      .filter((one) => new Set(one).size > 2);
    const printed = JSON.stringify(report);
    for (const signature of signatures) expect(printed).not.toContain(signature);
  });
});
