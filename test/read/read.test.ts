import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document, Fault } from '../../src/model.ts';
import { MAX_BYTES, MAX_DEPTH, MAX_FAULTS, MAX_VALUES } from '../../src/read/limits.ts';
import { parse, read } from '../../src/read/read.ts';
import { parseTolerantly } from '../../src/read/tolerant.ts';
import { loosePen, strictPen, tree, valueOf, write } from './arbitrary.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const doc = (content: string | Uint8Array): Document =>
  read({ id: 'a.json', project: '', bytes: typeof content === 'string' ? bytes(content) : content });
const kinds = (faults: readonly Fault[]): string[] => faults.map(({ kind }) => kind);
const only = (document: Document): Fault => {
  expect(document.faults).toHaveLength(1);
  return document.faults[0]!;
};
const utf16 = (text: string, big: boolean, mark: boolean): Uint8Array => {
  const buffer = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return big ? buffer.swap16() : buffer;
};

/** Not by toStrictEqual, which asks `constructor` of objects that may have a key of that name. */
function same(mine: unknown, theirs: unknown): void {
  expect(isDeepStrictEqual(mine, theirs)).toBe(true);
  expect(JSON.stringify(mine)).toBe(JSON.stringify(theirs));
}

describe('laws', () => {
  test('the tolerant parser equals JSON.parse on strict JSON, order of keys and __proto__ included', () => {
    fc.assert(
      fc.property(tree, strictPen, (value, pen) => {
        const text = write(value, pen);
        const { value: mine, faults } = parseTolerantly(text);
        const theirs: unknown = JSON.parse(text);
        same(mine, theirs);
        expect(kinds(faults).every((kind) => kind === 'duplicate-key')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('comments, trailing commas and raw line breaks change nothing about the value', () => {
    fc.assert(
      fc.property(tree, loosePen, (value, pen) => {
        const { value: mine, faults } = parse(write(value, pen));
        same(mine, valueOf(value));
        for (const kind of kinds(faults))
          expect(['comment', 'trailing-comma', 'raw-newline', 'duplicate-key']).toContain(kind);
      }),
      { numRuns: 500 },
    );
  });

  test('both paths agree on what is strict, and faults lie inside the text', () => {
    const soup = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        '"a"',
        'u0041',
        '1',
        '-',
        '.5',
        'e9',
        'true',
        'nul',
        ' ',
        '\n',
        '/',
        '*',
        '//',
        '/*',
        '*/',
        '\u00a0',
        '\uFEFF',
        '\u0001',
      ),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          soup.map((parts) => parts.join('')),
          tree.map((value) => write(value, { blanks: [' '], trailing: false, escape: 1 }).slice(0, -3)),
        ),
        (text) => {
          const { value, faults } = parseTolerantly(text);
          let strict: unknown;
          try {
            strict = JSON.parse(text);
          } catch {
            strict = undefined;
          }
          if (strict !== undefined) same(value, strict);
          else expect(faults).not.toEqual([]);
          expect(value === undefined).toBe(
            kinds(faults).some((kind) => ['syntax', 'truncated', 'empty', 'depth'].includes(kind)),
          );
          for (const { start, end } of faults) expect(0 <= start && start <= end && end <= text.length).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('any bytes at all give a document', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (content) => {
        const { text, value, faults } = doc(content);
        expect(typeof text).toBe('string');
        expect(value !== undefined || faults.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('encodings', () => {
  test.each([
    ['utf-8', bytes('{"é":"😀"}')],
    ['utf-8-bom', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes('{"é":"😀"}')])],
    ['utf-16le', utf16('{"é":"😀"}', false, true)],
    ['utf-16be', utf16('{"é":"😀"}', true, true)],
    ['utf-16le', utf16('{"é":"😀"}', false, false)],
    ['utf-16be', utf16('{"é":"😀"}', true, false)],
  ])('%s', (encoding, content) => {
    expect(doc(content)).toMatchObject({ encoding, text: '{"é":"😀"}', value: { é: '😀' }, faults: [] });
  });

  test('bytes that are no UTF-8 are a fault at the first of them, and reading goes on', () => {
    const { value, faults, text } = doc(
      Buffer.concat([bytes('{"\uFFFDé":"'), Buffer.from([0xe9, 0x20, 0xff]), bytes('"}')]),
    );
    expect(value).toEqual({ '\uFFFDé': '\uFFFD \uFFFD' });
    expect(faults).toEqual([expect.objectContaining({ kind: 'invalid-utf8', start: 7, end: 8 })]);
    expect(text.charAt(7)).toBe('\uFFFD');
  });

  test('a genuine U+FFFD is no fault', () => {
    expect(doc('["\uFFFD"]').faults).toEqual([]);
  });

  test('half a character at the end of UTF-16', () => {
    expect(doc(Buffer.concat([utf16('[1]', false, true), Buffer.from([0x20])]))).toMatchObject({
      value: [1],
      faults: [{ kind: 'invalid-utf8', start: 3 }],
    });
  });

  test('the input bytes stay as they are', () => {
    const content = utf16('[1]', true, true);
    const before = Uint8Array.from(content);
    doc(content);
    expect(Uint8Array.from(content)).toEqual(before);
  });
});

describe('oddities, each with its place', () => {
  test.each([
    ['comment', '{ // why\n "a": 1 }', { a: 1 }, '// why', ''],
    ['comment', '{ "a": /* why */ 1 }', { a: 1 }, '/* why */', '/a'],
    ['comment', '[1] // end', [1], '// end', ''],
    ['trailing-comma', '{"a": [1, 2, ]}', { a: [1, 2] }, ', ]', '/a'],
    ['trailing-comma', '{"a": 1,}', { a: 1 }, ',}', ''],
    ['raw-newline', '{"a": "x\ny"}', { a: 'x\ny' }, '\ny', '/a'],
    ['raw-newline', '["x\\n\r\ny"]', ['x\n\r\ny'], '\r', '/0'],
    ['raw-newline', '["x\ty"]', ['x\ty'], '\t', '/0'],
  ])('%s in %j', (kind, text, value, at, pointer) => {
    const document = doc(text);
    expect(document.value).toEqual(value);
    expect(only(document)).toMatchObject({ kind, start: text.indexOf(at), pointer });
  });

  test('duplicate keys by what they mean, not how they are written', () => {
    const text = '{"r":[{"a":1,"b":2,"\\u0061":3,"a":4}]}';
    const { value, faults } = doc(text);
    expect(value).toEqual({ r: [{ a: 4, b: 2 }] });
    expect(faults.map(({ start, end }) => text.slice(start, end))).toEqual(['"\\u0061"', '"a"']);
    for (const fault of faults)
      expect(fault).toMatchObject({ kind: 'duplicate-key', key: 'a', pointer: '/r/0', first: [7, 10] });
    expect(Object.keys((value as { r: object[] }).r[0] ?? {})).toEqual(['a', 'b']);
  });

  test('__proto__, constructor and toString are keys like others, also twice', () => {
    const { value, faults } = doc('{"__proto__":{"x":1},"constructor":1,"toString":2,"__proto__":{"y":2}}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { x?: unknown }).x).toBeUndefined();
    expect(kinds(faults)).toEqual(['duplicate-key']);
  });

  test.each([
    ['empty', '', 0],
    ['empty', ' \r\n\t', 0],
    ['truncated', '{"a": [1, 2', 11],
    ['truncated', '{"a": "x', 6],
    ['truncated', '{"a"', 4],
    ['truncated', '{"a": tru', 9],
    ['truncated', '[1, /* x', 4],
    ['truncated', '[1,', 3],
    ['syntax', 'hello', 0],
    ['syntax', '<html>', 0],
    ['syntax', '{"a":1} x', 8],
    ['syntax', '{"a":1}{"b":2}', 7],
    ['syntax', '{a: 1}', 1],
    ['syntax', "{'a': 1}", 1],
    ['syntax', '{"a" 1}', 5],
    ['syntax', '{"a": 1 "b": 2}', 8],
    ['syntax', '[1 2]', 3],
    ['syntax', '[,]', 1],
    ['syntax', '[1,,2]', 3],
    ['syntax', '{,}', 1],
    ['syntax', '[01]', 2],
    ['syntax', '[1.]', 2],
    ['syntax', '[NaN]', 1],
    ['syntax', '["\\x"]', 2],
    ['syntax', '["\\u12G4"]', 2],
    ['syntax', '[1}', 2],
    ['syntax', '[1\u00a0]', 2],
  ])('%s: %j', (kind, text, start) => {
    const document = doc(text);
    expect(document.value).toBeUndefined();
    expect(document.text).toBe(text);
    const fault = only(document);
    expect(fault).toMatchObject({ kind, start });
    expect(fault.message.length).toBeLessThan(80);
  });

  test('nothing but comments is empty too', () => {
    expect(kinds(doc('// one\n/* two */').faults).sort()).toEqual(['comment', 'comment', 'empty']);
  });

  test('a syntax fault says which value was being read', () => {
    expect(only(doc('{"a":{"b/c":[1,?]}}'))).toMatchObject({ pointer: '/a/b~1c/1', start: 15 });
  });

  test('a sign that nobody sees is named by its number', () => {
    expect(only(doc('[1\u00a0]')).message).toBe("expected ',' or ']', found U+00A0");
    expect(only(doc('[1 ?]')).message).toBe("expected ',' or ']', found ?");
    expect(only(doc('[1')).message).toBe("the text ends where it should have ',' or ']'");
  });

  test('messages hold no text of the input', () => {
    const said = doc('{"password":"hunter2", "password":"hunter2" hunter2')
      .faults.map(({ message }) => message)
      .join();
    expect(said).not.toMatch(/hunter2|password/);
  });
});

describe('bounds', () => {
  test('depth: to the cap and one beyond, on both paths', () => {
    const nested = (depth: number, inner: string): string => '['.repeat(depth) + inner + ']'.repeat(depth);
    expect(doc(nested(MAX_DEPTH, '')).value).toBeDefined();
    expect(doc(nested(MAX_DEPTH, '1,')).value).toBeDefined();
    for (const inner of ['', '1,'])
      expect(only(doc(nested(MAX_DEPTH + 1, inner)))).toMatchObject({ kind: 'depth', start: MAX_DEPTH });
  });

  test('brackets in comments and strings are no depth', () => {
    expect(doc(`[/*${'['.repeat(1000)}*/ "${'{'.repeat(1000)}"]`).value).toEqual(['{'.repeat(1000)]);
  });

  test.each(['[', '{', '{"a":', '[{"a":', '[/**/'])('200,000 levels of %s', (open) => {
    expect(kinds(doc(open.repeat(200_000)).faults)).toEqual(
      expect.arrayContaining([expect.stringMatching(/depth|syntax/)]),
    );
    expect(doc(open.repeat(200_000)).value).toBeUndefined();
  });

  test('200,000 levels that close', () => {
    expect(doc('['.repeat(200_000) + ']'.repeat(200_000))).toMatchObject({
      value: undefined,
      faults: [{ kind: 'depth' }],
    });
  });

  test('size in bytes', () => {
    expect(doc(new Uint8Array(MAX_BYTES + 1))).toMatchObject({ value: undefined, faults: [{ kind: 'size' }] });
  });

  test('size in values', () => {
    const { value, faults } = doc(`[${'0,'.repeat(MAX_VALUES)}0]`);
    expect(value).toBeUndefined();
    expect(kinds(faults)).toEqual(['size']);
  });

  test('faults of a kind are capped, the value is whole', () => {
    const { value, faults } = doc(`[${'/**/1,'.repeat(MAX_FAULTS + 50)}]`);
    expect(value).toHaveLength(MAX_FAULTS + 50);
    expect(kinds(faults).filter((kind) => kind === 'comment')).toHaveLength(MAX_FAULTS);
    expect(kinds(faults)).toContain('trailing-comma');
  });

  test('many duplicates below a long key do not multiply it', () => {
    const { faults } = doc(`{"${'k'.repeat(1_000_000)}":{${'"a":{"b":1,"b":2},'.repeat(20_000)}}}`);
    expect(kinds(faults).filter((kind) => kind === 'duplicate-key')).toHaveLength(MAX_FAULTS);
  });

  const big = 5_000_000;
  test.each<[string, string]>([
    ['backslashes in a string', `["${'\\'.repeat(big)}"]`],
    ['backslashes, raw', '\\'.repeat(big)],
    ['backslashes that never close', `["${'\\'.repeat(big + 1)}"]`],
    ['escaped quotes', `["${'\\"'.repeat(big / 2)}"]`],
    ['escaped quotes with a raw line break', `["\n${'\\"'.repeat(big / 2)}"]`],
    ['quotes', '"'.repeat(big)],
    ['unterminated comment', `[/*${'*'.repeat(big)}`],
    ['line comments', '//\n'.repeat(big / 3)],
    ['block comments', `[${'/**/'.repeat(big / 4)}]`],
    ['slashes', `[${'/'.repeat(big)}`],
    ['a number', `[${'1'.repeat(big)}]`],
    ['raw line breaks', `["${'\n'.repeat(big)}"]`],
    ['blanks', ' '.repeat(big)],
  ])('5 MB of %s end', (_, text) => {
    const { value, faults } = doc(text);
    expect(value !== undefined || faults.length > 0).toBe(true);
  });
});

test('what the source says of itself is passed on', () => {
  expect(read({ id: 'x/y.json', project: 'x', bytes: bytes('1'), named: true, quiet: true })).toEqual({
    id: 'x/y.json',
    project: 'x',
    named: true,
    quiet: true,
    encoding: 'utf-8',
    text: '1',
    value: 1,
    faults: [],
  });
});
