/**
 * The pages of the rules tell the truth: what they call bad is reported, what they call good is clean, and each says what
 * happens, how to mend it, what laudit cannot know and where it is documented.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { nameFaults } from '../src/config/faults.ts';
import { parseInventory } from '../src/extract/inventory.ts';
import { knownRules } from '../src/gather.ts';
import { lint } from '../src/lint.ts';
import type { Inventory, Json, JsonObject, Report, Source } from '../src/model.ts';
import { read } from '../src/read/read.ts';
import type { RuleMeta } from '../src/rule.ts';
import { SETTINGS, withArtifacts } from './fixtures.ts';

const SECTIONS = ['## What happens', '## How to mend', '## Example', '## What laudit does not know', '## Sources'];
/** Before the sources, where it is known how other tools see the same thing. */
const OPTIONAL = '## In other tools';
/** Where the rule has options, behind the way to mend. */
const OPTIONS = '## Options';

/** The texts between ```json <kind> and ```. */
function samples(page: string, kind: string): readonly string[] {
  return [...page.matchAll(/^```json (\w+)\n([\s\S]*?)^```$/gm)]
    .filter((found) => found[1] === kind)
    .map((found) => found[2] ?? '');
}

/** Of a sample that is stored in another way: `json utf16`. */
function utf16(text: string): Uint8Array {
  return Buffer.from(`\uFEFF${text}`, 'utf16le');
}

/** One file, or several in one sample: `{"files": {"a.json": …}}`. */
function sourcesOf(bytes: Uint8Array): readonly Source[] {
  const { value } = read({ id: 'sample.json', bytes, project: '' });
  const several = typeof value === 'object' && value !== null && 'files' in value ? value['files'] : undefined;
  if (typeof several !== 'object' || several === null) return [{ id: 'sample.json', bytes, project: '' }];
  const all = Object.entries(several);
  return withArtifacts(all.map(([id, one]) => ({ id, bytes: Buffer.from(JSON.stringify(one)), project: '' })));
}

/** A rule that is off by default is switched on for its own page. */
function linted(sample: string | Uint8Array, inventory: Inventory | null, { id, severity }: RuleMeta): Report {
  const bytes = typeof sample === 'string' ? new TextEncoder().encode(sample) : sample;
  const settings = severity === 'off' ? { ...SETTINGS, severities: { [id]: 'warning' as const } } : SETTINGS;
  return lint({
    sources: sourcesOf(bytes),
    settings,
    inventory,
  });
}

describe.each(rules.map(({ meta }) => meta))('$id', (meta) => {
  const { id, category } = meta;
  const file = join(import.meta.dirname, `../rules/${category}/${id}.md`);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lists = samples(page, 'inventory').map((text) => JSON.parse(text) as Json);
  const inventory = lists.length === 0 ? null : parseInventory(lists);

  test('has its sections, in order', () => {
    const sections = page.split('\n').filter((line) => line.startsWith('## '));
    expect(sections.filter((line) => line !== OPTIONAL && line !== OPTIONS)).toEqual(SECTIONS);
    expect(sections.indexOf(OPTIONS)).toBe(meta.options === undefined ? -1 : 2);
    expect([-1, sections.length - 2]).toContain(sections.indexOf(OPTIONAL));
    expect(page.split('\n')[0]).toBe(`# ${id}`);
    // What a reviewer of security asks first: how does this compare with the scanner that I have?
    if (category === 'exposure' || category === 'secrets') expect(sections).toContain(OPTIONAL);
  });

  test.skipIf(meta.options === undefined)('its options are told as they are', () => {
    for (const [name, option] of Object.entries(meta.options ?? {})) {
      const standard = option.kind === 'number' ? String(option.standard) : '[]';
      expect(page).toContain(`- \`${name}\`, by default \`${standard}\`: ${option.about}`);
    }
    const [example = ''] = /(?<=## Options[\s\S]*?```json\n)[\s\S]*?(?=\n```)/.exec(page) ?? [];
    expect(nameFaults(JSON.parse(example) as JsonObject, knownRules())).toEqual([]);
  });

  test('what it calls bad is reported', () => {
    const bad = [...samples(page, 'bad'), ...samples(page, 'utf16').map(utf16)];
    expect(bad.length).toBeGreaterThan(0);
    for (const text of bad) expect(linted(text, inventory, meta).problems.map(({ rule }) => rule)).toContain(id);
  });

  test('what it calls good is recognised and clean', () => {
    const good = samples(page, 'good');
    expect(good.length).toBeGreaterThan(0);
    for (const text of good) {
      const report = linted(text, inventory, meta);
      expect(report.summary.files).toBeGreaterThan(0);
      expect(report.summary.passedOver).toBe(0);
      // What is merely worth knowing may be said of a small sample.
      const said = report.problems.filter(({ severity }) => severity !== 'info');
      expect(said.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }
  });

  test('names its sources', () => {
    const sources = page.slice(page.indexOf('## Sources'));
    expect(sources).toMatch(/\]\(https:\/\/(?:learn\.microsoft\.com|www\.rfc-editor\.org)\//);
  });
});
