/**
 * Goes round and checks that every rule is furnished: listed, explained on a page, shown by a case that fires and one that
 * does not, and small. `npm run new-rule` makes what is asked for here; whether the cases are right is fixtures.test.ts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';

const LONGEST = 60;
const HEADINGS = ['## What happens', '## How to mend', '## Example', '## Sources'];

const inFolders = readdirSync('rules', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts');

const listed = rules.map((rule) => ({
  id: rule.meta.id,
  base: `${rule.meta.category}/${rule.meta.id}`,
  meta: rule.meta,
}));

/** Text as a reader sees it: links, code marks and line breaks do not count. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*\\]/g, '')
    .replaceAll(/\s+/g, ' ');
}

/** How many findings of the rule each of its cases expects. */
function findingsPerCase(id: string): readonly number[] {
  const home = `fixtures/rules/${id}`;
  const cases = existsSync(home) ? readdirSync(home) : [];
  return cases.map((name) => {
    expect(readdirSync(`${home}/${name}/in`).length, `${home}/${name}/in is empty`).toBeGreaterThan(0);
    const expected: unknown = JSON.parse(readFileSync(`${home}/${name}/expected.json`, 'utf8'));
    if (!Array.isArray(expected)) throw new Error(`${home}/${name}/expected.json is no list`);
    return expected.filter((finding) => ruleOf(finding) === id).length;
  });
}

function ruleOf(finding: unknown): unknown {
  return typeof finding === 'object' && finding !== null && 'rule' in finding ? finding.rule : undefined;
}

describe('the list of rules', () => {
  test('is what lies in the folders', () => {
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.map(({ base }) => `${base}.ts`).sort()).toEqual([...inFolders].sort());
  });

  test('names each rule once', () => {
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
  });

  test('is yielded to by name', () => {
    const ids = new Set(listed.map(({ id }) => id));
    const strangers = listed.flatMap(({ id, meta }) =>
      (meta.yieldsTo ?? []).filter((other) => !ids.has(other)).map((other) => `${id} yields to ${other}`),
    );
    expect(strangers).toEqual([]);
  });
});

/** What is open or lost there is nothing that the list of weaknesses names. */
const NO_WEAKNESS = new Set(['site-run-history-blocked']);

describe.each(listed)('$id', ({ id, base, meta }) => {
  test('is small', () => {
    expect(readFileSync(`rules/${base}.ts`, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(LONGEST);
  });

  test('says where its facts come from', () => {
    expect(meta.sources.length).toBeGreaterThan(0);
    if (meta.category !== 'definition' && meta.category !== 'template') expect(meta.securitySeverity).toBeDefined();
    if (meta.category === 'exposure' || meta.category === 'secrets')
      expect((meta.cwe ?? []).length > 0, 'a weakness of the list at cwe.mitre.org').toBe(!NO_WEAKNESS.has(id));
  });

  test('has a page that says what the rule says', () => {
    const page = readFileSync(`rules/${base}.md`, 'utf8');
    expect(page.startsWith(`# ${id}\n`)).toBe(true);
    for (const line of [meta.title, meta.why, meta.remedy]) expect(plain(page)).toContain(plain(line));
    expect(HEADINGS.filter((heading) => !page.split('\n').includes(heading))).toEqual([]);
  });

  test('has a case that fires and one that does not', () => {
    const counts = findingsPerCase(id);
    expect(
      counts.some((count) => count > 0),
      `fixtures/rules/${id}: no case fires`,
    ).toBe(true);
    expect(counts.includes(0), `fixtures/rules/${id}: no case is silent`).toBe(true);
  });
});
