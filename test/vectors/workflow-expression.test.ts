/** Our own vectors must all pass; so must those of the reference material, where it is present. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shared } from '../shared.ts';
import { load, run } from './workflow-expression.ts';

const ours = join(import.meta.dirname, '../../fixtures/vectors/workflow-expression.json');
const reference = shared('vectors', 'workflow', 'expression-vectors.json');

describe('vectors of workflow expressions', () => {
  it('ours pass', () => {
    const verdicts = run(load(ours));
    expect(verdicts.length).toBeGreaterThan(30);
    expect(verdicts.filter((one) => one.verdict !== 'pass')).toEqual([]);
  });

  it('can fail: a refused valid text is unsound, an accepted invalid one fails', () => {
    const base = { id: 'x', authority: 'ours', kind: 'template' };
    const verdicts = run([
      { ...base, input: '@a(', valid: true, ast: { t: 'fn', n: 'a', a: [] } },
      { ...base, input: '@a()', valid: true, ast: { t: 'fn', n: 'b', a: [] } },
      {
        ...base,
        input: '@a()',
        valid: true,
        ast: { t: 'fn', n: 'a', a: [], d: [{ safe: true, e: { t: 'str', v: 'x' } }] },
      },
      { ...base, input: '@a()', valid: false },
      {
        ...base,
        kind: 'scan',
        input: "'a'",
        valid: true,
        tokens: [
          ['StringLiteral', 'b'],
          ['EndOfData', ''],
        ],
      },
    ]);
    expect(verdicts.map((one) => one.verdict)).toEqual(['unsound', 'unsound', 'unsound', 'fail', 'unsound']);
  });

  it.skipIf(reference === undefined)('those of the reference material pass', () => {
    const verdicts = run(load(reference ?? ''));
    expect(verdicts.length).toBe(465);
    expect(verdicts.filter((one) => one.verdict !== 'pass')).toEqual([]);
  });
});
