/** The whole linter over real files: nothing crashes, every file is accounted for, reviewers' labels hold, no secret comes out. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { judge } from '../src/judge.ts';
import { lint } from '../src/lint.ts';
import { FORMATS } from '../src/report/formats.ts';
import type { Json, Problem, Settings, Source } from '../src/model.ts';
import { corpus, shared } from './shared.ts';

const root = corpus();
const labelsFile = shared('labels', 'labels.json');
const kindsFile = shared('labels', 'rules-by-problem.json');

const settings: Settings = {
  severities: {},
  only: [],
  suppressions: [],
  today: '2026-01-01',
  docs: 'https://example.org',
};

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : name.toLowerCase().endsWith('.json') ? [path] : [];
  });
}

/** Each repository of the corpus is a project. */
function sourcesOf(folder: string): Source[] {
  return filesBelow(folder).map((path) => {
    const id = relative(folder, path).replaceAll('\\', '/');
    return { id, bytes: readFileSync(path), project: id.split('/')[0] ?? '' };
  });
}

interface Label {
  readonly file: string;
  readonly pointer: string;
  readonly problem: string;
  readonly certainty: string;
}

/** Labels where we differ, each with its reason; docs/precision.md tells them too. */
const DISAGREE: Readonly<Record<string, string>> = {
  'likely securedata-missing cloudflare+Azure-Sentinel/Playbooks/ForcepointNGFW/Playbooks/BlockURL-ForcepointNGFW/azuredeploy.json#/resources/0/properties/definition/actions/SMC_API_Key':
    'secure-parameter-inlined speaks at that very place, and a variable cannot be secured',
  'likely secret-in-query cloudflare+Azure-Sentinel/Playbooks/Update-NamedLocations-TOR/azuredeploy.json#/resources/0/properties/definition/actions/GET_TOR_Exit_Nodes':
    'the action is on the way that the finding at the Key Vault read names',
};

describe.skipIf(root === undefined)('the corpus (skipped where it is absent)', () => {
  const sources = root === undefined ? [] : sourcesOf(root);
  const report = lint({ sources, settings });
  const ids = new Set(rules.map(({ meta }) => meta.id));

  test('no rule crashes and every file is accounted for', () => {
    expect(report.crashed).toBe(false);
    expect(sources.length).toBeGreaterThan(1000);
    expect(report.summary.files + report.summary.passedOver + report.skipped.length).toBe(sources.length);
  });

  test('the findings are those that were judged', async () => {
    const lines = report.problems.map(
      (one) =>
        `${one.severity} ${one.rule} ${one.place.file}${one.place.pointer === '' ? '' : `#${one.place.pointer}`}`,
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./snapshots/corpus.txt');
  });

  test('no secret of a file comes out, in any form', async () => {
    const literals = new Set<string>();
    const { documents, shelf } = judge(sources, { rules: [] });
    for (const { id, secretSpans } of documents) {
      for (const { at } of secretSpans) {
        const text = at.on === 'key' ? at.pointer : stringAt(shelf.document(id)?.value, at.pointer);
        const literal = at.slice === undefined ? text : text.slice(at.slice[0], at.slice[1]);
        if (literal.length >= 8) literals.add(literal);
      }
    }
    expect(literals.size).toBeGreaterThan(5);
    const byId = new Map(rules.map((rule) => [rule.meta.id, rule]));
    const options = { color: false, width: 0, rules: byId, toolVersion: '0', verbose: true, quiet: false };
    for (const format of ['text', 'json', 'sarif', 'github'] as const) {
      const out = (await FORMATS[format]())(report, options);
      for (const literal of literals)
        expect(out.includes(literal), `${format} holds a secret of ${String(literal.length)} characters`).toBe(false);
    }
  });

  test.skipIf(labelsFile === undefined || kindsFile === undefined)("reviewers' labels hold", () => {
    const labels = JSON.parse(readFileSync(labelsFile ?? '', 'utf8')) as Label[];
    const { map } = JSON.parse(readFileSync(kindsFile ?? '', 'utf8')) as { map: Record<string, string[] | null> };
    const wrong: string[] = [];
    const present = new Set(sources.map(({ id }) => id));
    // Some labels name files that are not given here.
    for (const label of labels.filter(({ file }) => present.has(file))) {
      const candidates = (map[label.problem] ?? []).filter((id) => ids.has(id));
      const name = `${label.certainty} ${label.problem} ${label.file}#${label.pointer}`;
      if (candidates.length === 0 || name in DISAGREE) continue;
      const found = report.problems.filter(
        (one) => one.place.file === label.file && candidates.includes(one.rule) && touches(one, label.pointer),
      );
      if (label.certainty === 'not-a-problem' && found.length > 0) wrong.push(`spoke: ${name}`);
      if (/^(?:certain|likely)$/.test(label.certainty) && found.length === 0 && isWhole(map, label.problem, ids))
        wrong.push(`silent: ${name}`);
    }
    // A file that a reviewer found clean gets no error of security.
    for (const { file } of labels.filter(({ problem, certainty }) => problem === 'none' && certainty === 'certain'))
      for (const one of report.problems)
        if (one.place.file === file && one.severity === 'error' && isSecurity(one.rule))
          wrong.push(`${one.rule}: ${file}`);
    expect(wrong).toEqual([]);
  });
});

function stringAt(root: Json | undefined, pointer: string): string {
  let value: Json | undefined = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    value = typeof value === 'object' && value !== null ? (value as { readonly [key: string]: Json })[key] : undefined;
  }
  return typeof value === 'string' ? value : '';
}

function isSecurity(id: string): boolean {
  return rules.some(({ meta }) => meta.id === id && (meta.category === 'exposure' || meta.category === 'secrets'));
}

/** Every rule of the problem kind is built, so silence is a miss. */
function isWhole(map: Record<string, string[] | null>, problem: string, ids: ReadonlySet<string>): boolean {
  return (map[problem] ?? []).every((id) => ids.has(id));
}

/** The finding stands at, below or above the label's place. */
function touches(problem: Problem, pointer: string): boolean {
  const own = problem.place.pointer;
  return own === pointer || own.startsWith(`${pointer}/`) || pointer.startsWith(`${own}/`) || pointer === '';
}
