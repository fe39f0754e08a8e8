import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyBaseline, baselineOf, parseBaseline, printBaseline, type Baseline, type Seen } from '../src/baseline.ts';
import { fingerprintOf } from '../src/locate.ts';
import type { Json, Problem } from '../src/model.ts';
import { finding, problemsOf } from './report/sample.ts';

function problems(file: string, ...pointers: string[]): Problem[] {
  return problemsOf(
    pointers.map((pointer) => finding('run-after', { file, pointer }, 'said')),
    {},
  );
}
const seen = (more: Partial<Seen> = {}): Seen => ({ files: [], gone: new Set(), runs: () => true, ...more });
const count = (baseline: Baseline): number => [...baseline.values()].flat().reduce((sum, one) => sum + one.count, 0);

describe('apply', () => {
  test('holds what it knows, as often as it knows it', () => {
    const before = baselineOf(problems('a.json', '/list/0/x', '/list/1/x', '/y'), seen());
    expect(count(before)).toBe(3);
    const now = problems('a.json', '/list/0/x', '/list/5/x', '/list/7/x', '/y');
    const { kept, held, stale } = applyBaseline(now, before, seen({ files: ['a.json'] }));
    expect(kept).toEqual([now[2]]);
    expect(held.map(({ problem }) => problem)).toEqual([now[0], now[1], now[3]]);
    expect(stale).toBe(0);
  });

  test('what is fixed is stale; what was not looked at, or whose rule did not run, is not', () => {
    const before = baselineOf([...problems('a.json', '/x'), ...problems('b.json', '/x')], seen());
    expect(applyBaseline([], before, seen({ files: ['a.json', 'b.json'] })).stale).toBe(2);
    expect(applyBaseline([], before, seen({ files: ['a.json'] })).stale).toBe(1);
    expect(applyBaseline([], before, seen({ files: ['a.json'], runs: () => false })).stale).toBe(0);
    expect(applyBaseline([], before, seen({ gone: new Set(['b.json']) })).stale).toBe(1);
    expect(count(applyBaseline([], before, seen({ files: ['a.json'] })).pruned)).toBe(1);
    expect(count(applyBaseline([], before, seen({ files: ['a.json'], runs: () => false })).pruned)).toBe(2);
  });

  test('a file that moved takes its entries along; a copy does not', () => {
    const before = baselineOf(problems('old.json', '/x'), seen());
    const now = problems('new.json', '/x', '/y');
    const moved = applyBaseline(now, before, seen({ files: ['new.json'], gone: new Set(['old.json']) }));
    expect(moved.kept).toEqual([now[1]]);
    expect(moved.stale).toBe(0);
    expect([...moved.pruned.keys()]).toEqual(['new.json']);
    expect(applyBaseline(now, before, seen({ files: ['new.json'] })).kept).toEqual(now);
    const copied = applyBaseline(now, before, seen({ files: ['new.json', 'old.json'] }));
    expect(copied.kept).toEqual(now);
  });

  test('of ten thousands that have one name, each is spent once, the first ones first', () => {
    const many = 50_000;
    const [one] = problems('new.json', '/x');
    const before: Baseline = new Map(
      Array.from({ length: many }, (_, at) => {
        const { rule = '', workflow = null, operation = null } = one ?? {};
        return [`old${at}.json`, [{ rule, workflow, operation, path: '/x', fingerprint: `old ${at}`, count: 2 }]];
      }),
    );
    const now = Array.from({ length: 2 * many + 1 }, (_, at) => ({ ...one, fingerprint: `new ${at}` }) as Problem);
    const run = seen({ files: ['new.json'], gone: new Set(before.keys()) });
    const { kept, held, stale } = applyBaseline(now, before, run);
    expect([kept, held.length, stale]).toEqual([now.slice(-1), 2 * many, 0]);
    expect(applyBaseline(now.slice(0, many + 1), before, run).stale).toBe(many - 1);
  });

  test('the same in every folder that the run starts from', () => {
    const root = finding('run-after', { file: 'deploy/a.json', pointer: '/x' }, 'said');
    const inside = finding('run-after', { file: 'a.json', pointer: '/x' }, 'said');
    expect(fingerprintOf(inside, 'deploy')).toBe(fingerprintOf(root));
    const [problem] = problemsOf([inside], {});
    const here: Problem[] = problem === undefined ? [] : [{ ...problem, fingerprint: fingerprintOf(inside, 'deploy') }];
    const before = baselineOf(problemsOf([root], {}), seen());
    expect(applyBaseline(here, before, seen({ repositoryPath: 'deploy', files: ['a.json'] }))).toMatchObject({
      kept: [],
      stale: 0,
    });
  });
});

test('printed, read and applied, nothing of it is left; nothing is new', () => {
  const pointer = fc
    .array(fc.constantFrom('a', 'b', '0', '1', '__proto__'), { maxLength: 3 })
    .map((parts) => parts.map((one) => `/${one}`).join(''));
  const file = fc.constantFrom('a.json', 'b/c.json', '__proto__', 'd "e".json');
  fc.assert(
    fc.property(fc.array(fc.tuple(file, pointer), { maxLength: 20 }), (places) => {
      const all = places.flatMap(([name, at]) => problems(name, at));
      const files = [...new Set(places.map(([name]) => name))];
      const text = printBaseline(baselineOf(all, seen()));
      const again = parseBaseline(JSON.parse(text) as Json);
      if (typeof again === 'string') throw new Error(again);
      expect(printBaseline(again)).toBe(text);
      expect(printBaseline(baselineOf([...all].reverse(), seen()))).toBe(text);
      const { kept, stale, pruned } = applyBaseline(all, again, seen({ files }));
      expect({ kept, stale }).toEqual({ kept: [], stale: 0 });
      expect(printBaseline(pruned)).toBe(text);
    }),
  );
});

test.each<[Json, string]>([
  [null, 'not a baseline'],
  [[], 'not a baseline'],
  [{ version: 1 }, 'not a baseline'],
  [{ version: 2, files: {} }, 'another version'],
  [{ version: 1, files: { a: {} } }, 'not of the form'],
  [{ version: 1, files: { a: [{ rule: 'x' }] } }, 'not of the form'],
  [
    {
      version: 1,
      files: { a: [{ rule: 'x', workflow: null, operation: null, path: '', fingerprint: 'f', count: 0 }] },
    },
    'not of the form',
  ],
])('%j is refused', (value, said) => {
  expect(parseBaseline(value)).toContain(said);
});
