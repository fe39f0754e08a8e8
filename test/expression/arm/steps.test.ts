/** The way that a computed value has come: the steps of its arguments, each once, no more than a person reads. */
import { expect, test } from 'vitest';
import { carried, MAX_VIA, placed } from '../../../src/expression/arm/steps.ts';
import type { Step, Value } from '../../../src/model.ts';
import { known } from '../../../src/value.ts';

const at = { file: 'main.json', pointer: '/x' };
const step = (label: string): Step => ({ label, at });
const from = (...labels: string[]): Value => ({ ...known(1), via: labels.map(step) });
const labels = (value: Value): readonly string[] => (value.via ?? []).map(({ label }) => label);

test('the steps of the arguments follow its own, each once', () => {
  expect(labels(carried(from('a'), [from('b', 'c'), from('c', 'a', 'd')]))).toEqual(['a', 'b', 'c', 'd']);
  expect(labels(carried(known(2), [from('b')]))).toEqual(['b']);
});

test('a value that gains no step is itself', () => {
  const own = from('a');
  for (const args of [[], [known(1)], [own], [from()], [known(1), own]]) expect(carried(own, args)).toBe(own);
  const bare = known(2);
  expect(carried(bare, [known(1), from()])).toBe(bare);
});

test('there are so many steps and no more', () => {
  const many = from(...Array.from({ length: MAX_VIA + 5 }, (_, index) => `s${String(index)}`));
  expect(labels(carried(known(1), [many]))).toHaveLength(MAX_VIA);
  expect(labels(carried(from('a'), [many])).slice(0, 2)).toEqual(['a', 's0']);
});

test('it stands at the string; so does what lies inside', () => {
  expect(placed(known('a'), at)).toEqual({ ...known('a'), from: at });
  expect(placed(known(null), at)).toEqual({ ...known(null), from: at });
  expect(placed(known([1]), at)).toEqual({ ...known([1]), from: at, via: [] });
  expect(placed({ ...known({ k: 1 }), via: [step('a')] }, at)).toEqual({
    ...known({ k: 1 }),
    from: at,
    via: [step('a')],
  });
});
