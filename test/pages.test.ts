/**
 * The pages of the rules tell the truth: what they call bad is reported, what they call good is clean, and each says what
 * happens, how to mend it, what laudit cannot know and where it is documented.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { parseInventory } from '../src/extract/inventory.ts';
import { lint } from '../src/lint.ts';
import type { Inventory, Json, Report } from '../src/model.ts';
import { SETTINGS } from './fixtures.ts';

const SECTIONS = ['## What happens', '## How to mend', '## Example', '## What laudit does not know', '## Sources'];

/** The texts between ```json <kind> and ```. */
function samples(page: string, kind: string): readonly string[] {
  return [...page.matchAll(/^```json (\w+)\n([\s\S]*?)^```$/gm)]
    .filter((found) => found[1] === kind)
    .map((found) => found[2] ?? '');
}

function linted(text: string, inventory: Inventory | null): Report {
  return lint({
    sources: [{ id: 'sample.json', bytes: new TextEncoder().encode(text), project: '' }],
    settings: SETTINGS,
    inventory,
  });
}

describe.each(rules.map(({ meta }) => meta))('$id', ({ id, category }) => {
  const file = join(import.meta.dirname, `../rules/${category}/${id}.md`);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lists = samples(page, 'inventory').map((text) => JSON.parse(text) as Json);
  const inventory = lists.length === 0 ? null : parseInventory(lists);

  test('has its sections, in order', () => {
    expect(page.split('\n').filter((line) => line.startsWith('## '))).toEqual(SECTIONS);
    expect(page.split('\n')[0]).toBe(`# ${id}`);
  });

  test('what it calls bad is reported', () => {
    const bad = samples(page, 'bad');
    expect(bad.length).toBeGreaterThan(0);
    for (const text of bad) expect(linted(text, inventory).problems.map(({ rule }) => rule)).toContain(id);
  });

  test('what it calls good is recognised and clean', () => {
    const good = samples(page, 'good');
    expect(good.length).toBeGreaterThan(0);
    for (const text of good) {
      const report = linted(text, inventory);
      expect(report.summary.files).toBe(1);
      expect(report.problems.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }
  });

  test('names its sources', () => {
    const sources = page.slice(page.indexOf('## Sources'));
    expect(sources).toMatch(/\]\(https:\/\/(?:learn\.microsoft\.com|www\.rfc-editor\.org)\//);
  });
});
