/** How much is looked at where there is much to do: counted, since time is not the same on any two machines. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { pictureFor } from '../src/cli/picture.ts';
import { editsOf } from '../src/fix.ts';
import type * as parts from '../src/fix/parts.ts';
import { partsOf } from '../src/fix/parts.ts';
import { lintWithTexts } from '../src/lint.ts';
import { actionsOf } from '../src/lsp/actions.ts';
import { Folder } from '../src/lsp/workspace.ts';
import type { Change, Fix, Problem } from '../src/model.ts';
import type * as places from '../src/read/places.ts';
import { lineStarts, spots } from '../src/read/places.ts';
import type * as reading from '../src/read/read.ts';
import { parse } from '../src/read/read.ts';
import { SETTINGS } from './fixtures.ts';
import { SAMPLE } from './report/sample.ts';

vi.mock('../src/read/places.ts', async (original) => {
  const whole = await original<typeof places>();
  return { ...whole, spots: vi.fn(whole.spots), lineStarts: vi.fn(whole.lineStarts) };
});
vi.mock('../src/read/read.ts', async (original) => {
  const whole = await original<typeof reading>();
  return { ...whole, parse: vi.fn(whole.parse) };
});
vi.mock('../src/fix/parts.ts', async (original) => {
  const whole = await original<typeof parts>();
  return { ...whole, partsOf: vi.fn(whole.partsOf) };
});
beforeEach(() => void vi.clearAllMocks());

const MANY = 300;
const numbers = Array.from({ length: MANY }, (_, index) => index);
const calls = (one: unknown): number => vi.mocked(one as typeof spots).mock.calls.length;

test('a text is looked through once for all fixes of it, and the object that many are taken from is read once', () => {
  const text = JSON.stringify({ a: Object.fromEntries(numbers.map((index) => [`k${index}`, index])) });
  const fixes = numbers.map((index): Fix => {
    const change: Change = { kind: 'remove', at: { file: 'a.json', pointer: `/a/k${index}` } };
    return { title: '', safe: true, changes: [change] };
  });
  const textOf = vi.fn(() => text);
  const edits = editsOf(fixes, textOf);
  expect(edits.flat()).toHaveLength(MANY);
  expect([textOf, spots, lineStarts, partsOf].map(calls)).toEqual([1, 1, 1, 1]);
});

test('of all texts that are typed, those alone are read that are linted', async () => {
  const root = mkdtempSync(join(tmpdir(), 'laudit-typed-'));
  try {
    const folder = new Folder(root);
    await folder.ready();
    const path = join(root, 'a.json');
    for (const index of numbers) folder.set(path, JSON.stringify({ a: index }));
    expect(calls(parse)).toBe(0);
    folder.lint();
    expect(calls(parse)).toBeGreaterThan(0);
    expect(calls(parse)).toBeLessThan(10);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('who asks for what an editor offers at many findings has the document read once, and gets what a menu holds', () => {
  const text = JSON.stringify({ definition: { actions: Object.fromEntries(numbers.map((one) => [`a${one}`, {}])) } });
  const [sample] = SAMPLE.problems;
  if (sample === undefined) throw new Error('a sample without a problem');
  const problems = numbers.map((index): Problem => {
    const place = { file: 'a.json', pointer: `/definition/actions/a${index}/type`, range: null };
    return Object.assign(Object.create(sample) as Problem, { place, fix: undefined, related: [] });
  });
  const texts = () => ({ text, secrets: [] });
  const folder = { texts, pathOf: (file: string) => `/${file}`, sources: [], root: '/', report: SAMPLE };
  const start = { line: 0, character: 0 };
  const actions = actionsOf(problems, { start, end: start }, { diagnostics: [] }, folder);
  expect(actions).toHaveLength(100);
  expect(JSON.stringify(actions.at(-1)?.edit)).toContain('"metadata');
  expect([spots, parse].map(calls)).toEqual([1, 1]);
});

test('of a line of a megabyte a picture holds what is shown', () => {
  const id = (index: number): string =>
    `/subscriptions/0e6b3f1a-52d8-4c47-9b0e-3f6a1d8c7e25/resourceGroups/g/providers/Microsoft.Logic/workflows/w${index % 20}`;
  const value = numbers.slice(0, 20).map((index) => ({
    id: id(index),
    name: `w${index}`,
    type: 'Microsoft.Logic/workflows',
    properties: {
      definition: {
        triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
        actions: {
          next: { type: 'Workflow', inputs: { host: { triggerName: 'manual', workflow: { id: id(index + 1) } } } },
        },
      },
    },
    tags: { long: 'x'.repeat(50_000) },
  }));
  const sources = [{ id: 'l.json', bytes: new TextEncoder().encode(JSON.stringify({ value })), project: '' }];
  const picture = pictureFor(lintWithTexts({ sources, settings: SETTINGS }), sources, false);
  expect(picture.edges).toHaveLength(20);
  expect(JSON.stringify(picture.edges[0]?.spot.excerpt)).toContain('next');
  expect(JSON.stringify(picture).length).toBeLessThan(50_000);
});
