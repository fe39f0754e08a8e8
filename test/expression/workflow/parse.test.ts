/** The parser: classes of strings, places, faults, holes, laws, hostile input. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBare, parseParts, parseTemplate } from '../../../src/expression/workflow/parse.ts';
import { callsOf, printExpression, printTemplate } from '../../../src/expression/workflow/print.ts';
import { hole } from '../../../src/value.ts';
import type { Expression } from '../../../src/expression/workflow/ast.ts';

const fault = (text: string): (string | number)[][] =>
  parseTemplate(text).faults.map(({ kind, start, end }) => [kind, start, end]);

describe('parseTemplate', () => {
  it.each([
    ['', 'literal', ''],
    ['@', 'literal', '@'],
    ['no expression', 'literal', 'no expression'],
    ['me@example.com', 'literal', 'me@example.com'],
    [' @body()', 'literal', ' @body()'],
    ['@@type', 'escaped', '@type'],
    ['@@a @{b()}', 'escaped', '@a @{b()}'],
  ])('reads %j as %s', (text, kind, v) => {
    const template = parseTemplate(text);
    expect(template).toMatchObject({ kind, faults: [], segments: [{ t: 'lit', v }] });
  });

  it('gives every node its place in the string', () => {
    const text = "a @{body('X')?['k'].z} b";
    const [before, call, after] = parseTemplate(text).segments;
    const cut = (span: { start: number; end: number } | undefined): string => text.slice(span?.start, span?.end);
    expect([cut(before), cut(call), cut(after)]).toEqual(['a ', "body('X')?['k'].z", ' b']);
    if (call?.t !== 'fn') throw new Error('no call');
    expect(call.a.map(cut)).toEqual(["'X'"]);
    expect(call.d.map(cut)).toEqual(["?['k']", '.z']);
    expect(call.d.map((one) => cut(one.e))).toEqual(["'k'", 'z']);
  });

  it.each([
    ["@concat('a", [['unterminated-string', 8, 10]]],
    ['@orderId', [['unexpected-token', 8, 8]]],
    ['@concat(1))', [['trailing-text', 10, 11]]],
    ['@concat("a")', [['double-quotes', 8, 11]]],
    ['@concat(@a())', [['unexpected-character', 8, 9]]],
    ['@12abc', [['unexpected-character', 1, 6]]],
    ['x @{a(', [['unterminated-interpolation', 2, 6]]],
    [
      '@{a(} and @{b)}',
      [
        ['unexpected-token', 4, 4],
        ['unexpected-token', 13, 14],
      ],
    ],
    ['@{a(1,)} @{ok()}', [['unexpected-token', 6, 7]]],
  ])('finds the fault of %s', (text, faults) => {
    expect(fault(text)).toEqual(faults);
  });

  it('flags an expression of more than 8,192 characters, not a long text with short ones', () => {
    const long = `@concat('${'a'.repeat(8192)}')`;
    expect(fault(long)).toEqual([['length', 1, long.length]]);
    expect(fault(`@{a()}${'a'.repeat(20_000)}@{b()}`)).toEqual([]);
  });

  it('unescapes @@{ inside a text', () => {
    const { segments, faults } = parseTemplate('a @@{b} @{c()} @@{d}');
    expect(faults).toEqual([]);
    expect(segments.map((one) => (one.t === 'lit' ? one.v : one.t)).join('|')).toBe('a @|{b} |fn| @|{d}');
  });
});

describe('parseParts', () => {
  const x = hole('x', 'string');
  it('puts a hole into a string literal', () => {
    const template = parseParts(["/p/@{encodeURIComponent('a''", x, "b')}/q"]);
    expect(template).toMatchObject({ kind: 'interpolation', faults: [], pieced: true });
    expect(template.segments[1]).toMatchObject({
      t: 'fn',
      n: 'encodeURIComponent',
      a: [{ t: 'str', parts: ["a'", x, 'b'] }],
    });
  });

  it('puts a hole between expressions', () => {
    const { segments } = parseParts(['@{a()}', x, '@{b()}']);
    expect(segments.map((one) => one.t)).toEqual(['fn', 'lit', 'fn']);
    expect(segments[1]).toMatchObject({ parts: [x] });
  });

  it.each([
    [['@', x]],
    [['@body(', x, ')']],
    [['@{', x, '}']],
    [["@body('a", x]],
    [['@bo', x, "dy('a')"]],
    [['@{a(', x]],
  ])('makes one unknown, and no fault, of a hole in the structure: %j', (parts) => {
    const template = parseParts(parts);
    expect(template.faults).toEqual([]);
    expect(template.segments.map((one) => one.t)).toEqual(['unknown']);
  });

  it('still tells the faults of an expression without a hole', () => {
    const { faults } = parseParts(['@{a(} ', x]);
    expect(faults.map((one) => one.kind)).toEqual(['unexpected-token']);
  });

  it('takes the replacement character of a plain text for itself', () => {
    expect(parseParts(['a\uFFFCb']).segments).toEqual([{ t: 'lit', v: 'a\uFFFCb', start: 0, end: 3 }]);
  });
});

/** Expressions in print form, built at random. */
const names = fc.constantFrom('body', 'triggerBody', 'concat', 'a-b', 'Ünï', '$x');
const strings = fc.string({ maxLength: 8 }).map((text) => `'${text.replaceAll("'", "''")}'`);
const { expression } = fc.letrec<{ expression: string; call: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small' },
    strings,
    fc.constantFrom('1', '-2.5', '1e5', 'true', 'Null'),
    tie('call'),
  ),
  call: fc
    .tuple(
      names,
      fc.array(tie('expression'), { maxLength: 3 }),
      fc.array(fc.tuple(fc.boolean(), tie('expression')), { maxLength: 2 }),
    )
    .map(
      ([name, args, derefs]) =>
        `${name}(${args.join(',')})${derefs.map(([safe, key]) => `${safe ? '?' : ''}[${key}]`).join('')}`,
    ),
}));

const stripped = (tree: unknown): unknown =>
  JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value)));

describe('laws', () => {
  it('never throws, and its spans lie in the text', () => {
    const nasty = fc
      .array(fc.constantFrom('@', '{', '}', '@{', "'", '(', ')', '[', ']', '?', '.', ',', 'a', '1', '"', ' ', '@@'), {
        maxLength: 40,
      })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), nasty), (text) => {
        const { segments, faults } = parseTemplate(text);
        for (const { start, end } of [...segments, ...faults])
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        const bare = parseBare(text);
        expect(bare.expression.t === 'unknown').toBe(bare.faults.some((one) => one.kind !== 'length'));
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves text without an at sign alone', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('@')),
        (text) => {
          expect(parseTemplate(text)).toMatchObject({ kind: 'literal', segments: [{ t: 'lit', v: text }] });
        },
      ),
    );
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(expression, (text) => {
        const { expression: tree, faults } = parseBare(text);
        expect(faults).toEqual([]);
        expect(printExpression(tree)).toBe(text);
      }),
    );
    const texts = fc.array(
      fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom('@', '@{', '@@{'),
        expression.map((one) => `@{${one}}`),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(texts, (pieces) => {
        const template = parseTemplate(pieces.join(''));
        fc.pre(template.faults.length === 0);
        expect(stripped(parseTemplate(printTemplate(template)))).toEqual(stripped(template));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a text in parts as the whole, where all parts are text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            expression.map((one) => `@{${one}}`),
          ),
        ),
        (pieces) => {
          expect(parseParts(pieces)).toEqual(parseTemplate(pieces.join('')));
        },
      ),
    );
  });
});

describe('hostile input', () => {
  const MB = 1_000_000;
  it.each([
    ['open brackets', `@${'('.repeat(MB)}`],
    ['nested calls', `@${'a('.repeat(MB / 2)}`],
    ['nested indexes', `@a()${'[a()'.repeat(MB / 4)}`],
    ['interpolation starts', '@{'.repeat(MB / 2)],
    ['quotes', `@{${"'".repeat(MB)}`],
    ['odd quotes in a call', `@a(${"'".repeat(MB + 1)}`],
    ['digits', `@${'1'.repeat(MB)}x`],
    ['blanks', `@a(${' '.repeat(MB)}`],
  ])('takes 1 MB of %s with a fault', (_name, text) => {
    expect(parseTemplate(text).faults.length).toBeGreaterThan(0);
  });

  it.each([
    ['escapes', `x${'@@{'.repeat(MB / 3)}`],
    ['dereferences', `@{a()${'.b'.repeat(4000)}}`.repeat(100)],
    ['small expressions', "@{a('}')}".repeat(MB / 10)],
  ])('takes 1 MB of %s without one', (_name, text) => {
    const template = parseTemplate(text);
    expect(template.faults).toEqual([]);
    expect(callsOf(template).length).toBe(text.split('a(').length - 1);
  });

  it('nests as deep as the bound and no deeper', () => {
    const nest = (depth: number): string => `${'a('.repeat(depth)}1${')'.repeat(depth)}`;
    const kinds = (text: string): string[] => parseBare(text).faults.map((one) => one.kind);
    expect(kinds(nest(200))).toEqual([]);
    expect(kinds(nest(202))).toEqual(['depth']);
  });

  it('reads names of the prototype as names', () => {
    const tree: Expression = parseBare("__proto__('constructor').hasOwnProperty").expression;
    expect(tree).toMatchObject({ t: 'fn', n: '__proto__', d: [{ e: { v: 'hasOwnProperty' } }] });
  });
});
