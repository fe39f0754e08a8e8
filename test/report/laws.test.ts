import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Anchor, Json } from '../../src/model.ts';
import { frame } from '../../src/report/frame.ts';
import { text } from '../../src/report/text.ts';
import { fromRepository, uriOf } from '../../src/report/paths.ts';
import { displayWidth, fitJson, visible, wrap } from '../../src/report/visible.ts';
import { escapeToken } from '../../src/value.ts';
import { finding, options, problemsOf, SAMPLE, SIG } from './sample.ts';

const plain = { gutter: (words: string) => words, mark: (words: string) => words };
/** Any text, with plenty of what is awkward. */
const awkward = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\t', '\n', '\u202e', '\u001b[1m', '##vso[', '::', '受', 'e\u0301', '\ud800', '😀', ' '),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const UNFIT_COMMAND = /##vso\[|##\[/i;
const UNFIT = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|##vso\[|##\[/i;

describe('laws of printing', () => {
  test('visible text is fit, and stays as it is when made visible again', () => {
    fc.assert(
      fc.property(awkward, (given) => {
        const once = visible(given);
        expect(once).not.toMatch(UNFIT);
        expect(visible(once)).toBe(once);
      }),
    );
  });

  test('a fit JSON text means the same', () => {
    fc.assert(
      fc.property(awkward, awkward, (key, value) => {
        const printed = fitJson(JSON.stringify({ [key]: value }, null, 2));
        expect(printed.replaceAll('\n', '')).not.toMatch(UNFIT);
        expect(JSON.parse(printed)).toEqual({ [key]: value });
      }),
    );
  });

  test('wrapping loses no word and keeps to the width where words allow', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 10, max: 60 }),
        (words, width) => {
          const lines = wrap(words.join(' '), width);
          expect(lines.join(' ')).toBe(words.join(' '));
          for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  test('a frame never leaves its width, and its marks stand below something', () => {
    fc.assert(
      fc.property(
        awkward,
        awkward,
        awkward,
        fc.integer({ min: 30, max: 120 }),
        fc.integer({ min: 1, max: 400 }),
        (before, marked, after, width, times) => {
          const line = before.repeat(times) + marked + after.repeat(times);
          const start = before.length * times + 1;
          const range = { start: { line: 1, column: start }, end: { line: 1, column: start + marked.length } };
          const [, shown = '', marks = ''] = frame({ firstLine: 1, lines: [line] }, range, width, 1, '^', plain);
          expect(shown).not.toMatch(UNFIT);
          expect(displayWidth(shown)).toBeLessThanOrEqual(width);
          expect(marks).toMatch(/^ {2}│ +\^+$/);
          expect(displayWidth(marks)).toBeLessThanOrEqual(width + 1);
        },
      ),
    );
  });

  test('a URI is one relative reference, and gives the path back', () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((name) => !name.includes('/') && name !== '.' && name !== '..');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        const path = segments.join('/');
        const uri = uriOf(fromRepository(path, {}));
        expect(uri).toMatch(/^[A-Za-z0-9\-_.!~*'()%/]+$/);
        expect(decodeURIComponent(uri)).toBe(path);
        expect(new URL(uri, 'https://root.example.org/').href.startsWith('https://root.example.org/')).toBe(true);
      }),
    );
  });

  test('no printed text holds a signature of the document, wherever the place is', () => {
    const url = `https://h.example.org/?sv=1.0&sig=${SIG}`;
    const tree = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<Json>(url, 'plain', 1, null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b/c', 'sig', url), tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(tree, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const places = pointers(value, '').map((pointer): Anchor => ({ file: 'x.json', pointer }));
        const problems = problemsOf(
          places.map((at) => finding('sas-url', at, `At ${at.pointer}`, { related: [{ at, message: at.pointer }] })),
          { 'x.json': JSON.stringify(value, null, indent) },
        );
        expect(text({ ...SAMPLE, problems }, options({ width: 500, verbose: true }))).not.toContain(SIG);
        expect(JSON.stringify(problems)).not.toContain(SIG);
      }),
      { numRuns: 60 },
    );
  });
});

function pointers(value: Json, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, item]) => pointers(item, `${at}/${escapeToken(key)}`))];
}

test('a command to a runner that stands across the ends of a place is taken apart', () => {
  for (const column of [1, 2, 3, 4, 5, 6, 7]) {
    const range = { start: { line: 1, column }, end: { line: 1, column: column + 1 } };
    const drawn = frame({ firstLine: 1, lines: ['##vso[x]##[y]'] }, range, 80, 1, '^', plain).join('\n');
    expect(drawn).not.toMatch(UNFIT_COMMAND);
    expect(drawn).toContain('#\\u0023vso[x]#\\u0023[y]');
  }
});
