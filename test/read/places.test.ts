import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Anchor, Json, Pointer } from '../../src/model.ts';
import { lineStarts, locate, positionAt, rangeOf, spots } from '../../src/read/places.ts';
import { parse, read } from '../../src/read/read.ts';
import { escapeToken } from '../../src/value.ts';
import { corpus, corpusFiles } from '../shared.ts';
import { loosePen, tree, write } from './arbitrary.ts';

const at = (pointer: Pointer, more: Partial<Anchor> = {}): Anchor => ({ file: 'a.json', pointer, ...more });

/** All pointers of a value with what they hold and, for members, their key. */
function* walk(
  value: Json,
  pointer = '',
  key?: string,
): Generator<{ pointer: Pointer; value: Json; key: string | undefined }> {
  yield { pointer, value, key };
  if (Array.isArray(value))
    for (const [i, item] of (value as readonly Json[]).entries()) yield* walk(item, `${pointer}/${i}`);
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) yield* walk(item, `${pointer}/${escapeToken(name)}`, name);
}

/** Places that do not hold what their pointer holds; the law is that there are none. */
function wrong(text: string, value: Json): string[] {
  const all = [...walk(value)];
  const values = spots(
    text,
    all.map(({ pointer }) => at(pointer)),
  );
  const keys = spots(
    text,
    all.map(({ pointer }) => at(pointer, { on: 'key' })),
  );
  return all.flatMap(({ pointer, value: held, key }, i) => {
    const [place, name] = [values[i], keys[i]];
    if (place === undefined || name === undefined || !place.exact || !name.exact) return [`${pointer}: no place`];
    const there = parse(text.slice(...place.span)).value;
    if (!isDeepStrictEqual(there, held)) return [`${pointer}: wrong place`];
    if (key !== undefined && parse(text.slice(...name.span)).value !== key) return [`${pointer}: wrong key`];
    return [];
  });
}

describe('every pointer of a document has its place', () => {
  test('of generated texts, tolerant ones and duplicate keys included', () => {
    fc.assert(
      fc.property(tree, loosePen, (value, pen) => {
        const text = write(value, pen);
        expect(wrong(text, parse(text).value ?? null)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.skipIf(corpus() === undefined)('of real files (a sample; skipped where there is no corpus)', () => {
    const sample = corpusFiles().filter((_, i) => i % 7 === 0);
    let pointers = 0;
    for (const file of sample) {
      const { text, value } = read({ id: file, project: '', bytes: readFileSync(join(corpus() ?? '', file)) });
      if (value === undefined) continue;
      pointers += [...walk(value)].length;
      expect(wrong(text, value), file).toEqual([]);
    }
    expect(pointers).toBeGreaterThan(1000);
  });
});

describe('slices of decoded strings', () => {
  test('any slice of any string, however it is escaped', () => {
    const unit = fc.constantFrom('a', 'é', '😀', '\n', '"', '\\', '\u0000', '\ud83d');
    const texts = fc.array(fc.tuple(unit, fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.nat(14), fc.nat(14), (units, a, b) => {
        const decoded = units.map(([one]) => one).join('');
        const hex = (one: string): string =>
          one
            .split('')
            .map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
            .join('');
        const raw = units.map(([one, escaped]) => (escaped || one === '"' || one === '\\' ? hex(one) : one)).join('');
        const text = `{"k" : ["${raw}"]}`;
        const [start, end] = [Math.min(a, b, decoded.length), Math.min(Math.max(a, b), decoded.length)];
        const [span] = locate(text, [at('/k/0', { slice: [start, end] })]);
        expect(parse(`"${text.slice(...(span ?? [0, 0]))}"`).value).toBe(decoded.slice(start, end));
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, readonly [number, number], string]>([
    ['"\\u0041bc"', [0, 1], '\\u0041'],
    ['"\\u0041bc"', [1, 3], 'bc'],
    ['"a\\nb\\\\c"', [1, 4], '\\nb\\\\'],
    ['"\\ud83d\\ude00!"', [0, 2], '\\ud83d\\ude00'],
    ['"😀!"', [2, 3], '!'],
    ['"a\nb"', [1, 2], '\n'],
    ['"abc"', [1, 99], 'bc'],
    ['"abc"', [3, 3], ''],
    ['"a\\n"', [2, 9], ''],
  ])('%j %j', (text, slice, held) => {
    const [spot] = spots(text, [at('', { slice })]);
    expect(spot?.exact).toBe(true);
    expect(text.slice(...(spot?.span ?? [0, 0]))).toBe(held);
  });

  test('several of one string, in any order, and of a key', () => {
    const text = '{"k\\u0065y": "0\\t23456"}';
    const anchors = [
      at('/key', { slice: [5, 6] }),
      at('/key', { slice: [0, 2] }),
      at('/key', { slice: [1, 3], on: 'key' }),
    ];
    expect(locate(text, anchors).map((span) => text.slice(...(span ?? [0, 0])))).toEqual(['5', '0\\t', '\\u0065y']);
  });

  test('of no string: the value, said to be not exact', () => {
    expect(spots('[12]', [at('/0', { slice: [0, 1] })])).toEqual([{ span: [1, 3], exact: false }]);
  });
});

describe('what is not there', () => {
  test.each<[Pointer, string, boolean]>([
    ['', '{ "a": { "b~/": [1] } }', true],
    ['/a/b~0~1/0', '1', true],
    ['/a/b~0~1/1', '[1]', false],
    ['/a/b~0~1/00', '[1]', false],
    ['/a/b~0~1/-', '[1]', false],
    ['/a/b~0~1/0/x/y', '1', false],
    ['/a/c', '{ "b~/": [1] }', false],
    ['/__proto__', '{ "a": { "b~/": [1] } }', false],
    ['/constructor/name', '{ "a": { "b~/": [1] } }', false],
    ['/'.repeat(100_000), '{ "a": { "b~/": [1] } }', false],
  ])('%.40s', (pointer, held, exact) => {
    const text = ' { "a": { "b~/": [1] } } // end';
    const [spot] = spots(text, [at(pointer)]);
    expect([text.slice(...(spot?.span ?? [0, 0])), spot?.exact]).toEqual([held, exact]);
  });

  test('a text without a value has no places, offsets apart', () => {
    expect(locate(' // nothing', [at(''), at('/a'), at('', { offset: [1, 3] })])).toEqual([
      undefined,
      undefined,
      [1, 3],
    ]);
  });

  test('of duplicate keys the last counts, also for what only an earlier one holds', () => {
    const text = '{"a":{"b":1,"c":[5]},"a":{"c":[6]}}';
    const [a, b, c, key] = spots(text, [at('/a'), at('/a/b'), at('/a/c/0'), at('/a', { on: 'key' })]);
    expect(text.slice(...(c?.span ?? [0, 0]))).toBe('6');
    expect(b).toEqual({ span: a?.span, exact: false });
    expect(key?.span[0]).toBe(text.lastIndexOf('"a"'));
  });

  test('an item has no key: its value', () => {
    expect(locate('[7]', [at('/0', { on: 'key' })])).toEqual([[1, 2]]);
  });

  test('no text and no pointer make it throw or hang', () => {
    const soup = fc.array(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '"a"', '1', '/', '//', '/*', '*/', '\n', ' '),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(
        soup,
        fc.array(fc.constantFrom('', '/a', '/a/a', '/0', '/0/0', '/a/0'), { maxLength: 4 }),
        (parts, pointers) => {
          const text = parts.join('');
          for (const spot of spots(
            text,
            pointers.map((pointer) => at(pointer, { slice: [0, 3] })),
          )) {
            if (spot === undefined) continue;
            const [start, end] = spot.span;
            expect(0 <= start && start <= end && end <= text.length).toBe(true);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each<[string, string]>([
    ['levels', '['.repeat(200_000)],
    ['levels of objects', '{"a":'.repeat(200_000)],
    ['escaped quotes', `["${'\\"'.repeat(2_500_000)}"]`],
    ['comments', `[${'/**/'.repeat(1_250_000)}1]`],
    ['duplicates', `{${'"a":{"b":1},'.repeat(300_000)}"a":1}`],
    ['slashes', '/'.repeat(5_000_000)],
  ])('much of %s ends', (_, text) => {
    expect(locate(text, [at('/a/b'), at('/0'.repeat(5000)), at('/0', { slice: [1, 2_000_000] })])).toHaveLength(3);
  });
});

describe('lines', () => {
  test('\\n, \\r\\n and a lone \\r end lines; positions are 1-based UTF-16 units', () => {
    const text = 'a\nb\r\nc\rd😀e';
    const starts = lineStarts(text);
    expect(starts).toEqual([0, 2, 5, 7]);
    expect(positionAt(starts, 0)).toEqual({ line: 1, column: 1 });
    expect(positionAt(starts, 5)).toEqual({ line: 3, column: 1 });
    expect(rangeOf(starts, [7, text.length])).toEqual({ start: { line: 4, column: 1 }, end: { line: 4, column: 5 } });
  });

  test('an empty text has one line', () => {
    expect(positionAt(lineStarts(''), 0)).toEqual({ line: 1, column: 1 });
  });

  test('line and column lead back to the offset', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '😀'), { maxLength: 20 }),
        fc.nat(40),
        (parts, n) => {
          const text = parts.join('');
          const offset = Math.min(n, text.length);
          const starts = lineStarts(text);
          const { line, column } = positionAt(starts, offset);
          expect((starts[line - 1] ?? 0) + column - 1).toBe(offset);
          expect(line).toBe(
            text
              .slice(0, offset)
              .replaceAll('\r\n', '\n')
              .split(/[\n\r]/).length - (text.slice(offset - 1, offset + 1) === '\r\n' ? 1 : 0),
          );
        },
      ),
    );
  });
});
