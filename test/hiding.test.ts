/**
 * A law over all cases: knowing less never says more. Each value of a template that decides something is put behind a
 * parameter without a value; what was not reported before may then be reported only where it had yielded to a finding.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { lint } from '../src/lint.ts';
import type { Json, JsonObject, Report, Source } from '../src/model.ts';
import { read } from '../src/read/read.ts';
import { foldersIn, readCase, type RuleCase } from './fixtures.ts';

const ROOT = join(import.meta.dirname, '../fixtures/rules');
const cases = foldersIn(ROOT).flatMap((rule) => foldersIn(join(ROOT, rule)).map((name) => ({ rule, name })));

/** Members that decide something about a call or a door. */
const DECIDING = /^(?:audience|value|state|uri|addressRange|sig|condition)$/;
type Path = readonly (string | number)[];

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Paths of the deciding strings; templates inside are left out, since they do not see the outer parameters. */
function deciding(value: Json, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return DECIDING.test(String(path.at(-1))) ? [path] : [];
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) => deciding(item, [...path, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === 'template' ? [] : deciding(item, [...path, key])));
}

function isTemplate({ $schema: schema }: JsonObject): boolean {
  return typeof schema === 'string' && schema.includes('deploymentTemplate');
}

function put(value: Json, [key, ...rest]: Path, text: string): Json {
  if (key === undefined) return text;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, at) => (at === key ? put(item, rest, text) : item));
  if (!isObject(value)) return value;
  return { ...value, [key]: put(value[key] ?? null, rest, text) };
}

/** The source with the string at the path behind a parameter. */
function hidden(source: Source, template: JsonObject, path: Path): Source {
  const parameters = isObject(template['parameters']) ? template['parameters'] : {};
  const open = put(
    { ...template, parameters: { ...parameters, hidden: { type: 'string' } } },
    path,
    "[parameters('hidden')]",
  );
  return { ...source, bytes: new TextEncoder().encode(JSON.stringify(open)) };
}

/** What is said of the parameter that hides, its plain type for a secret say, is not said of what is hidden. */
function saidIn({ problems }: Report): ReadonlySet<string> {
  return new Set(
    problems.filter(({ place }) => !/^\/parameters\/hidden(?:\/|$)/.test(place.pointer)).map(({ rule }) => rule),
  );
}

/** What stood where the value is hidden now may have been the only use of something else. */
const ABOUT_USE = new Set([
  'template-unused-parameter',
  'unused-parameter',
  'unused-variable',
  'unused-connection',
  'identity-unused',
]);

/** Findings that only appear once the value is hidden, without a finding before that they would have yielded to. */
function revealed(before: Report, after: Report): readonly string[] {
  const said = saidIn(before);
  const may = new Set(
    rules
      .filter(({ meta }) => said.has(meta.id) || (meta.yieldsTo ?? []).some((id) => said.has(id)))
      .map(({ meta }) => meta.id),
  );
  return [...saidIn(after)].filter((rule) => !may.has(rule) && !ABOUT_USE.has(rule));
}

function run({ settings, inventory }: RuleCase, sources: readonly Source[]): Report {
  return lint({ sources, settings, inventory });
}

describe('hiding a value of a template', () => {
  const tried = { count: 0 };

  test.each(cases)('$rule: $name', ({ rule, name }) => {
    const given = readCase(join(ROOT, rule, name));
    const before = run(given, given.sources);
    for (const source of given.sources) {
      const { value, faults } = read(source);
      if (!isObject(value) || faults.length > 0 || !isTemplate(value)) continue;
      for (const path of deciding(value['resources'] ?? null, ['resources'])) {
        const after = run(
          given,
          given.sources.map((one) => (one === source ? hidden(source, value, path) : one)),
        );
        expect(revealed(before, after), `hidden: ${path.join('/')}`).toEqual([]);
        tried.count++;
      }
    }
  });

  test('was tried often', () => {
    expect(tried.count).toBeGreaterThan(500);
  });
});
