/** How much is looked at where there is much to do: counted, since time is not the same on any two machines. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { editsOf } from '../src/fix.ts';
import { partsOf } from '../src/fix/parts.ts';
import { actionsOf } from '../src/lsp/actions.ts';
import { Folder } from '../src/lsp/workspace.ts';
import type { Change, Fix, Problem } from '../src/model.ts';
import { lineStarts, spots } from '../src/read/places.ts';
import { parse } from '../src/read/read.ts';
import { SAMPLE } from './report/sample.ts';

vi.mock('../src/read/places.ts', async (original) => {
  const whole = await original<typeof import('../src/read/places.ts')>();
  return { ...whole, spots: vi.fn(whole.spots), lineStarts: vi.fn(whole.lineStarts) };
});
vi.mock('../src/read/read.ts', async (original) => {
  const whole = await original<typeof import('../src/read/read.ts')>();
  return { ...whole, parse: vi.fn(whole.parse) };
});
vi.mock('../src/fix/parts.ts', async (original) => {
  const whole = await original<typeof import('../src/fix/parts.ts')>();
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
  const linted = { texts, pathOf: (file: string) => `/${file}` } as unknown as Parameters<typeof actionsOf>[3];
  const start = { line: 0, character: 0 };
  const actions = actionsOf(problems, { start, end: start }, { diagnostics: [] }, linted);
  expect(actions).toHaveLength(100);
  expect(JSON.stringify(actions.at(-1)?.edit)).toContain('"metadata');
  expect([spots, parse].map(calls)).toEqual([1, 1]);
});
