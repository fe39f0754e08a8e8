import { describe, expect, test, vi } from 'vitest';
import { watch } from '../../src/cli/progress.ts';
import { ERR } from '../../src/cli/streams.ts';
import { text } from '../../src/report/text.ts';
import type { LintInput } from '../../src/lint.ts';
import { SETTINGS } from '../fixtures.ts';
import { options, SAMPLE } from '../report/sample.ts';
import { folder, run } from './run.ts';
import { BAD, GOOD } from './samples.ts';

test('--timing says each stage, on standard error', async () => {
  const { err, out } = await run(['--timing'], { cwd: folder(GOOD) });
  expect(err).toMatch(
    /^laudit: timing: start \d+ ms, find and read \d+ ms, lint \d+ ms, report \d+ ms, in all \d+ ms\n$/,
  );
  expect(out).toMatch(/^No problems/);
});

describe('links', () => {
  test('the rule leads to its page; what is no plain address is no link', () => {
    const shown = text(SAMPLE, options({ links: true }));
    expect(shown).toContain(
      '\u001b]8;;https://example.org/laudit/rules/trust/audience-mismatch.md\u001b\\error[audience-mismatch]\u001b]8;;\u001b\\',
    );
    const bare = shown.replaceAll(/\u001b]8;;[^\u001b]*\u001b\\/g, '');
    expect(bare).toBe(text(SAMPLE, options()));
    const problems = SAMPLE.problems.map((one) => ({ ...one, docs: 'https://x/\u001b\\a' }));
    expect(text({ ...SAMPLE, problems }, options({ links: true }))).not.toContain('\u001b]8');
  });

  test('only where they are wanted', async () => {
    const cwd = folder(BAD);
    expect((await run([], { cwd })).out).not.toContain('\u001b]8');
    expect((await run([], { cwd, env: { FORCE_HYPERLINK: '1', FORCE_COLOR: '1' } })).out).toContain('\u001b]8');
    expect((await run(['--no-color'], { cwd, env: { FORCE_HYPERLINK: '1' } })).out).not.toContain('\u001b');
  });
});

describe('progress', () => {
  const given = (...flags: string[]) => ({ flag: (name: string) => flags.includes(name) });
  const input: LintInput = {
    sources: ['a', 'b', 'c'].map((id) => ({ id, bytes: new Uint8Array(), project: '' })),
    settings: SETTINGS,
  };
  /** What is written while the sources are read, each at its time. */
  function written(flags: string[], times: number[]): string[] {
    const out: string[] = [];
    const spy = vi.spyOn(ERR, 'write').mockImplementation((text) => void out.push(text));
    try {
      let at = 0;
      const watched = watch(input, given(...flags), () => times[at++] ?? 0);
      for (const source of watched.input.sources) expect(source.bytes).toEqual(source.bytes);
      watched.done();
    } finally {
      spy.mockRestore();
    }
    return out;
  }

  test('nothing in a short run, nor where it is not wanted', () => {
    expect(written(['progress'], [10, 20, 499])).toEqual([]);
    expect(written(['progress', 'no-progress'], [1000, 2000, 3000])).toEqual([]);
    expect(written([], [1000, 2000, 3000])).toEqual([]);
  });

  test('a line after half a second, not too often, and gone at the end', () => {
    expect(written(['progress'], [600, 650, 700])).toEqual([
      '\r\u001b[Klaudit: 1 of 3 files',
      '\r\u001b[Klaudit: 3 files read, judging …',
      '\r\u001b[K',
    ]);
  });
});
