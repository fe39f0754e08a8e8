/** The grammar of ARM expressions: classes of strings, trees with offsets, faults with places; nothing throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify, MAX_LENGTH, parse, unescape } from '../../../src/expression/arm/parse.ts';

describe('classes', () => {
  test.each([
    ['plain', 'literal', 'plain'],
    [' [a]', 'literal', ' [a]'],
    ['[a] ', 'literal', '[a] '],
    ['[[a]b', 'literal', '[[a]b'],
    ['[[a]', 'escaped', '[a]'],
    ['[[]', 'escaped', '[]'],
    ['[[[a]', 'escaped', '[[a]'],
    ['[]', 'expression', '[]'],
  ])('%s is %s', (text, kind, meant) => {
    expect(classify(text)).toBe(kind);
    expect(unescape(text)).toBe(meant);
  });
});

describe('trees', () => {
  test('have offsets into the string', () => {
    const { node } = parse("[ f('a''b') . p [ -1 ] ]");
    expect(node).toEqual({
      kind: 'access',
      base: { kind: 'call', name: 'f', args: [{ kind: 'text', value: "a'b", start: 4, end: 10 }], start: 2, end: 11 },
      keys: [
        { kind: 'text', value: 'p', start: 14, end: 15 },
        { kind: 'number', text: '-1', value: -1, start: 18, end: 20 },
      ],
      start: 2,
      end: 22,
    });
  });

  test.each([
    '[]',
    '[-]',
    '[1.]',
    '[.a]',
    '[f(,)]',
    '[f().]',
    '[f().1]',
    "[f('a)]",
    '[f()g]',
    '[true]',
    '[f(]',
    '[f()[]]',
    '[@{x}]',
  ])('%s is refused with a place', (text) => {
    const { fault } = parse(text);
    expect(fault?.kind).toBe('syntax');
    expect(fault && fault.start >= 0 && fault.start <= fault.end && fault.end <= text.length).toBe(true);
  });

  test('floats are read, their value is left open', () => {
    expect(parse('[1.5]').node).toMatchObject({ kind: 'number', value: null });
    expect(parse('[+1]').node).toMatchObject({ kind: 'number', value: null });
    expect(parse('[0123]').node).toMatchObject({ kind: 'number', value: 123 });
  });

  test('length and depth have caps', () => {
    expect(parse(`['${'a'.repeat(MAX_LENGTH)}']`).fault?.kind).toBe('limit');
    expect(parse(`[${'f('.repeat(5000)}${')'.repeat(5000)}]`).fault?.kind).toBe('limit');
    expect(parse(`[f()${'[0]'.repeat(5000)}]`).node?.kind).toBe('access');
  });

  test('any text gives a tree or a fault inside it', () => {
    const token = fc.constantFrom('f', '(', ')', '[', ']', "'", "''", '.', ',', '1', '-', ' ', '\n', 'é', '{');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
        const text = `[${tokens.join('')}]`;
        const { node, fault } = parse(text);
        if (node !== undefined) return node.start >= 1 && node.end <= text.length - 1;
        return fault.start >= 0 && fault.end <= text.length && fault.start <= fault.end;
      }),
    );
  });
});
