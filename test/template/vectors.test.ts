import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shared } from '../shared.ts';
import { run } from '../vectors/arm-template.ts';

function load(path: string): readonly unknown[] {
  const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!Array.isArray(data)) throw new Error('no list of vectors');
  return data;
}

describe('our own templates', () => {
  it.each(run(load(resolve(import.meta.dirname, '../../fixtures/vectors/arm-template.json'))))(
    '$id',
    ({ verdict, note }) => {
      expect(verdict, note).toBe('pass');
    },
  );
});

const reference = shared('vectors', 'arm', 'template-vectors.json');

describe.skipIf(reference === undefined)('the reference templates', () => {
  it.each(reference === undefined ? [] : run(load(reference)))('$id ($authority)', ({ verdict, note }) => {
    expect(verdict, note).toBe('pass');
  });
});

describe('the judge', () => {
  it('tells a wrong value from a missing one', () => {
    const ask = { kind: 'output', name: 'o' };
    const vector = (value: string, expected: unknown): unknown => ({
      id: 'x',
      authority: 'own',
      template: { outputs: { o: { value } } },
      ask,
      expected,
    });
    const verdicts = run([
      vector('a', { status: 'value', value: 'a' }),
      vector('a', { status: 'value', value: 'b' }),
      vector('a', { status: 'unknown' }),
      vector('[resourceGroup().name]', { status: 'value', value: 'a' }),
    ]).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['pass', 'unsound', 'unsound', 'fail']);
  });
});
