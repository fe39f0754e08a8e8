/** Texts for property tests: JSON values with nasty keys, written with nasty white space and escapes. */
import fc from 'fast-check';
import type { Json } from '../../src/model.ts';

const nasty = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  '10',
  '1',
  '-1',
  '~',
  '~1',
  'a/b',
  'a~1b',
  '"',
  '\\',
  '\n',
  '\u0000',
  '\u2028',
  'é',
  '😀',
  '\ud83d',
  'A',
];

const key = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ maxLength: 4 }),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 1e300, 5e-324, 9007199254740993),
);
const leaf = fc.oneof(fc.constant(null), fc.boolean(), number, key, fc.string({ maxLength: 12 }));

/** Objects as lists of pairs, so that a key may stand twice. */
export type Tree =
  | { readonly leaf: Json }
  | { readonly items: readonly Tree[] }
  | { readonly pairs: readonly (readonly [string, Tree])[] };

export const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    leaf.map((value): Tree => ({ leaf: value })),
    fc.array(tie('tree'), { maxLength: 5 }).map((items): Tree => ({ items })),
    fc.array(fc.tuple(key, tie('tree')), { maxLength: 6 }).map((pairs): Tree => ({ pairs })),
  ),
})).tree;

/** How a tree is written: each draw decides one blank or one escape. */
export interface Pen {
  readonly blanks: readonly string[];
  readonly trailing: boolean;
  readonly escape: number;
}

const strictBlank = fc.constantFrom('', '', ' ', '\n', '\r\n', '\t ');
const looseBlank = fc.oneof(strictBlank, fc.constantFrom('/**/', '// "x": [{\n', '/* } ] " \\ */', '//\r', '/***/ '));

export const strictPen: fc.Arbitrary<Pen> = fc.record({
  blanks: fc.array(strictBlank, { minLength: 1, maxLength: 7 }),
  trailing: fc.constant(false),
  escape: fc.integer({ min: 0, max: 3 }),
});

export const loosePen: fc.Arbitrary<Pen> = fc.record({
  blanks: fc.array(looseBlank, { minLength: 1, maxLength: 7 }),
  trailing: fc.boolean(),
  escape: fc.integer({ min: 0, max: 4 }),
});

/** Writes a tree as text. Escape 0–3 is strict JSON; 4 leaves control characters raw. */
export function write(value: Tree, pen: Pen): string {
  let drawn = 0;
  const blank = (): string => pen.blanks[drawn++ % pen.blanks.length] ?? '';
  const list = (open: string, parts: readonly string[], close: string): string =>
    open +
    blank() +
    parts.join(`${blank()},${blank()}`) +
    blank() +
    (pen.trailing && parts.length > 0 ? ',' + blank() : '') +
    close;
  const any = (node: Tree): string => {
    if ('items' in node) return list('[', node.items.map(any), ']');
    if ('pairs' in node)
      return list(
        '{',
        node.pairs.map(([name, item]) => `${quote(name, pen.escape)}${blank()}:${blank()}${any(item)}`),
        '}',
      );
    if (typeof node.leaf === 'string') return quote(node.leaf, pen.escape);
    return Object.is(node.leaf, -0) ? '-0' : JSON.stringify(node.leaf);
  };
  return blank() + any(value) + blank();
}

function quote(text: string, escape: number): string {
  if (escape === 0) return JSON.stringify(text);
  if (escape === 4) return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const units = Array.from({ length: text.length }, (_, i) => text.charAt(i));
  const hex = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `"${units.map((unit, i) => (unit === '"' || unit === '\\' || unit < ' ' || i % escape === 0 ? hex(unit) : unit)).join('')}"`;
}

/** The value by JSON.parse's own rules: the last of equal keys wins at the first one's place. */
export function valueOf(node: Tree): Json {
  return JSON.parse(write(node, { blanks: [''], trailing: false, escape: 0 })) as Json;
}
