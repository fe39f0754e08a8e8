/** Several threads say what one says. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { threadsOf } from '../../src/cli/threads.ts';
import { folder, isFresh, run } from './run.ts';
import { BAD } from './samples.ts';

const SCENARIOS = resolve(import.meta.dirname, '../../fixtures/scenarios');
const of = (bytes: number) => [{ id: 'a', project: '', bytes: new Uint8Array(bytes) }];

describe('how many', () => {
  test.each([
    [undefined, 50_000_000, 1],
    ['1', 50_000_000, 1],
    ['3', 10, 3],
    ['auto', 10, 1],
  ])('%s for %i bytes', (asked, bytes, threads) => {
    expect(threadsOf(asked, of(bytes))).toBe(threads);
  });

  test('no more than there are processors', () => {
    expect(threadsOf('auto', of(60_000_000))).toBeGreaterThanOrEqual(1);
    expect(threadsOf('auto', of(60_000_000))).toBeLessThanOrEqual(16);
  });

  test.each(['0', '17', '-1', 'many', ''])('%j is a mistake', async (asked) => {
    const ran = await run([`--threads=${asked}`], { cwd: folder(BAD) });
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('--threads');
  });
});

// A thread is the built command line once more.
describe.skipIf(!isFresh())('the report', () => {
  test.each([['2'], ['4']])('is the same, byte for byte, with %s', async (threads) => {
    expect(existsSync(SCENARIOS)).toBe(true);
    for (const format of ['json', 'text']) {
      const one = await run([SCENARIOS, '--format', format]);
      const several = await run([SCENARIOS, '--format', format, '--threads', threads]);
      expect(several).toEqual(one);
      expect(one.out.length).toBeGreaterThan(100);
    }
  });

  test('more threads than files', async () => {
    const cwd = folder(BAD);
    expect(await run(['--threads', '9'], { cwd })).toEqual(await run([], { cwd }));
  });
});

test('the word that starts a thread means nothing to others', async () => {
  expect(await run(['--judge-part'], { cwd: folder(BAD) })).toMatchObject({
    status: 2,
    err: 'laudit: unknown option --judge-part.\n',
  });
});
