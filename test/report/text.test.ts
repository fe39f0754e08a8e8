import { describe, expect, test } from 'vitest';
import { frame } from '../../src/report/frame.ts';
import { text } from '../../src/report/text.ts';
import { displayWidth, visible, wrap } from '../../src/report/visible.ts';
import { CLEAN, options, SAMPLE } from './sample.ts';

const plain = { gutter: (words: string) => words, mark: (words: string) => words };
const at = (line: number, start: number, end: number) => ({
  start: { line, column: start },
  end: { line, column: end },
});

describe('text', () => {
  test('without colour', async () => {
    const printed = text(SAMPLE, options());
    await expect(printed).toMatchFileSnapshot('snapshots/text.txt');
    expect(printed).not.toContain('\u001b');
  });

  test('with colour says the same', async () => {
    const printed = text(SAMPLE, options({ color: true }));
    await expect(printed).toMatchFileSnapshot('snapshots/text-color.txt');
    expect(printed.replace(/\u001b\[\d+m/g, '')).toBe(text(SAMPLE, options()));
  });

  test('narrow and verbose', async () => {
    await expect(text(SAMPLE, options({ width: 60, verbose: true }))).toMatchFileSnapshot('snapshots/text-narrow.txt');
  });

  test('no line is wider than the terminal, addresses and places apart', () => {
    for (const width of [60, 80, 120]) {
      for (const line of text(SAMPLE, options({ width })).split('\n')) {
        if (/docs: |├─|^(?:error|warning|info)\[| in \d+ files/.test(line)) continue;
        expect(displayWidth(line), line).toBeLessThanOrEqual(width);
      }
    }
  });

  test('quiet: errors alone; nothing to say is nothing', () => {
    const printed = text(SAMPLE, options({ quiet: true }));
    expect(printed).toContain('error[audience-mismatch]');
    expect(printed).not.toMatch(/warning\[|info\[| in 12 files/);
    expect(text(CLEAN, options({ quiet: true }))).toBe('');
  });

  test('a clean run says so, with its numbers; a crash is not clean', () => {
    expect(text(CLEAN, options())).toBe(
      'No problems in 12 files, 5 workflows, 3 calls (1 not decided), 3 passed over, 1 suppressed\n',
    );
    expect(text({ ...CLEAN, crashed: true }, options())).toContain('A rule failed');
  });
});

describe('frames', () => {
  test('tabs are drawn as two blanks, wide characters counted as two columns', () => {
    expect(frame({ firstLine: 7, lines: ['\t"受信": "値"'] }, at(7, 8, 11), 80, 1, '^', plain)).toEqual([
      '  │',
      '7 │   "受信": "値"',
      '  │           ^^^^',
    ]);
  });

  test('combining marks take no column', () => {
    expect(frame({ firstLine: 1, lines: ['"e\u0301": 1'] }, at(1, 7, 8), 80, 1, '^', plain)[2]).toBe('  │      ^');
  });

  test.each([20, 40, 80, 100])('a long line is cut around the place at width %i', (width) => {
    const line = `${'a'.repeat(10_000)}HERE${'b'.repeat(10_000)}`;
    const [, shown = '', marks = ''] = frame(
      { firstLine: 1, lines: [line] },
      at(1, 10_001, 10_005),
      width,
      1,
      '^',
      plain,
    );
    expect(shown).toMatch(/^1 │ …a+HEREb*…$/);
    expect(shown.indexOf('HERE')).toBe(marks.indexOf('^^^^'));
    expect(shown.length).toBeLessThanOrEqual(Math.max(width, 24));
  });

  test('a place longer than the line has room for is cut too', () => {
    const [, shown = '', marks = ''] = frame(
      { firstLine: 1, lines: [`x${'h'.repeat(900)}`] },
      at(1, 2, 902),
      50,
      1,
      '^',
      plain,
    );
    expect(shown.length).toBeLessThanOrEqual(50);
    expect(marks.trim().length).toBeGreaterThan(20);
  });

  test('empty and reversed ranges still have one mark', () => {
    for (const range of [at(1, 1, 1), at(1, 90, 91), at(1, 3, 2)]) {
      expect(frame({ firstLine: 1, lines: ['{}'] }, range, 80, 1, '^', plain).at(-1)).toContain('^');
    }
  });

  test('unfit characters are drawn as escapes and columns follow', () => {
    const [, shown, marks] = frame({ firstLine: 1, lines: ['"\u202e": "x"'] }, at(1, 6, 9), 80, 1, '^', plain);
    expect(shown).toBe('1 │ "\\u202e": "x"');
    expect(marks).toBe('  │           ^^^');
  });
});

describe('visible', () => {
  test.each([
    ['a\u001b[31mred', 'a\\u001b[31mred'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u202ertl\u2066\u200f', '\\u202ertl\\u2066\\u200f'],
    ['\u009b31m', '\\u009b31m'],
    ['half \ud800', 'half \\ud800'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['##vso[task.complete]', '#\\u0023vso[task.complete]'],
    ['##[error]', '#\\u0023[error]'],
    ['plain 受信 é 😀', 'plain 受信 é 😀'],
  ])('%j', (given, wanted) => {
    expect(visible(given)).toBe(wanted);
  });

  test('wrapped lines never begin with a runner command', () => {
    expect(wrap('long words here ::error::x', 16)).toEqual(['long words here', '\\u003a:error::x']);
  });
});
