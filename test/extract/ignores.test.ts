import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ignoresOf, isDay } from '../../src/extract/ignores.ts';
import type { Ignore } from '../../src/model.ts';
import { read } from '../../src/read/read.ts';

function ignores(text: string): readonly Ignore[] {
  return ignoresOf(read({ id: 'a.json', bytes: new TextEncoder().encode(text), project: '' }));
}
const document = (ignore: unknown): string => JSON.stringify({ a: [{ metadata: { laudit: { ignore } } }] });

describe('metadata', () => {
  test('covers the object that it stands in', () => {
    expect(ignores(document([{ rule: 'open-trigger', reason: ' a gateway ', until: '2027-01-31' }]))).toEqual([
      {
        rule: 'open-trigger',
        reason: 'a gateway',
        until: '2027-01-31',
        at: { file: 'a.json', pointer: '/a/0/metadata/laudit/ignore/0' },
        covers: { file: 'a.json', pointer: '/a/0' },
        fault: null,
      },
    ]);
    expect(
      ignores('{ "metadata": { "laudit": { "ignore": [{ "rule": "x", "reason": "y" }] } } }')[0]?.covers.pointer,
    ).toBe('');
  });

  test.each<[unknown, string]>([
    ['open-trigger', 'it is no list'],
    [{ rule: 'x', reason: 'y' }, 'it is no list'],
    [['open-trigger'], 'it is no object'],
    [[null], 'it is no object'],
    [[{ reason: 'y' }], 'it names no rule'],
    [[{ rule: ['x'], reason: 'y' }], 'it names no rule'],
    [[{ rule: 'x' }], 'it has no reason'],
    [[{ rule: 'x', reason: ' ' }], 'it has no reason'],
    [[{ rule: 'x', reason: 'y', until: '2027-02-30' }], "'until' is no day such as 2027-01-31"],
    [[{ rule: 'x', reason: 'y', until: 'soon' }], "'until' is no day such as 2027-01-31"],
    [[{ rule: 'x', reason: 'y', until: 20270131 }], "'until' is no text"],
  ])('%j does not count: %s', (ignore, fault) => {
    expect(ignores(document(ignore)).map((one) => one.fault)).toEqual([fault]);
  });

  test('keys that need escapes, keys that JavaScript owns', () => {
    const inner = { metadata: { laudit: { ignore: [{ rule: 'x', reason: 'y' }] } } };
    const text = JSON.stringify({ 'a/b~c': inner, p: 0 }).replace('"p"', '"__proto__"');
    expect(ignores(text).map(({ covers }) => covers.pointer)).toEqual(['/a~1b~0c']);
    expect(ignores('{ "constructor": { "laudit": 1 } }')).toEqual([]);
  });

  test('not more than a thousand', () => {
    const all = ignores(document(Array.from({ length: 3000 }, () => ({ rule: 'x', reason: 'y' }))));
    expect(all.filter(({ fault }) => fault === null)).toHaveLength(1000);
    // One more says that it and those after it do not count.
    expect(all.slice(1000)).toMatchObject([{ fault: 'a document may have 1000 of them' }]);
  });
});

describe('comments', () => {
  const covered = (text: string): string[] =>
    ignores(text).map(({ covers, fault }) => fault ?? text.slice(...(covers.offset ?? [0, 0])).trim());

  test.each<[string, string[]]>([
    ['{\n  // laudit-ignore-next-line sas-url -- known\n  "a": 1,\n  "b": 2\n}', ['"a": 1,']],
    ['{\r\n  // laudit-ignore-next-line sas-url -- known\r\n  "a": 1\r\n}', ['"a": 1']],
    ['{ /* laudit-ignore-next-line sas-url -- known */\n"a": 1 }', ['"a": 1 }']],
    ['{\n// laudit-ignore-next-line a -- x\n// laudit-ignore-next-line b -- y\n\n"a": 1 }', ['"a": 1 }', '"a": 1 }']],
    ['{\n// laudit-ignore-next-line sas-url\n"a": 1 }', ['it has no reason']],
    ['{\n// laudit-ignore-next-line sas-url -- \n"a": 1 }', ['it has no reason']],
    ['{\n// laudit-ignore-next-line -- known\n"a": 1 }', ['it names no rule']],
    ['{\n// laudit-ignore-next-liner sas-url -- known\n"a": 1 }', []],
    ['{\n// see laudit-ignore-next-line sas-url -- known\n"a": 1 }', []],
    ['{\n"a": "// laudit-ignore-next-line sas-url -- known",\n"b": 1 }', []],
    ['{ "a": 1 } // laudit-ignore-next-line sas-url -- known', ['']],
  ])('%j covers %j', (text, lines) => {
    expect(covered(text)).toEqual(lines);
  });

  test('an end, behind the reason', () => {
    const [one] = ignores('{\n// laudit-ignore-next-line sas-url -- moves away (until 2027-01-31)\n"a": 1 }');
    expect(one).toMatchObject({ rule: 'sas-url', reason: 'moves away', until: '2027-01-31', fault: null });
  });
});

test('days', () => {
  expect(['2027-01-31', '2028-02-29'].map(isDay)).toEqual([true, true]);
  expect(['2027-02-29', '2027-13-01', '27-01-01', '2027-1-1', ''].map(isDay)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('whatever stands there, nothing throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, said) => {
      for (const one of [...ignores(document(value)), ...ignores(`{\n//laudit-ignore-next-line ${said}\n"a":1}`)])
        expect(one.fault === null).toBe(
          one.rule !== '' && one.reason !== '' && (one.until === null || isDay(one.until)),
        );
    }),
  );
});
