import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, run } from './run.ts';
import { BAD, OTHER, sender } from './samples.ts';

const FILE = 'laudit-baseline.json';
const text = (cwd: string): string => readFileSync(join(cwd, FILE), 'utf8');

describe('baseline', () => {
  test('written, picked up, and left out on request', async () => {
    const cwd = folder(BAD);
    const written = await run(['baseline'], { cwd });
    expect(written).toMatchObject({ status: 0, err: '' });
    expect(written.out).toBe(`${FILE}: 1 finding of today written; only new ones are reported from now on\n`);
    expect(text(cwd)).toContain('"rule":"audience-mismatch","workflow":"send-orders","operation":"Send"');
    const { status, out, err } = await run([], { cwd });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^No problems .* 1 suppressed\n$/);
    expect((await run(['--no-baseline'], { cwd })).status).toBe(1);
    renameSync(join(cwd, FILE), join(cwd, 'known.json'));
    expect((await run([], { cwd })).status).toBe(1);
    expect((await run(['--baseline', 'known.json'], { cwd })).status).toBe(0);
  });

  test('holds from a folder below the repository root, and for a text on standard input', async () => {
    const cwd = folder({ 'deploy/send.json': BAD['send.json'], 'deploy/take.json': BAD['take.json'] });
    mkdirSync(join(cwd, '.git'));
    await run(['baseline'], { cwd });
    const below = join(cwd, 'deploy');
    expect((await run([], { cwd: below })).status).toBe(0);
    const input = JSON.stringify(sender(OTHER));
    expect((await run(['--stdin', '--stdin-filename=send.json'], { cwd: below, input })).status).toBe(0);
    expect((await run(['--stdin', '--stdin-filename=send.json', '--no-baseline'], { cwd: below, input })).status).toBe(
      1,
    );
  });

  test('a moved file, then a fixed one: said, and pruned', async () => {
    const cwd = folder(BAD);
    await run(['baseline'], { cwd });
    renameSync(join(cwd, 'send.json'), join(cwd, 'sent.json'));
    expect(await run([], { cwd })).toMatchObject({ status: 0, err: '' });
    expect((await run(['baseline', '--prune'], { cwd })).out).toBe(`${FILE}: nothing to prune\n`);
    writeFileSync(join(cwd, 'sent.json'), JSON.stringify(sender()));
    expect((await run([], { cwd })).err).toBe('laudit: 1 of the baseline is gone: laudit baseline --prune\n');
    expect((await run(['take.json', '--only=secrets'], { cwd })).err).toBe('');
    expect((await run(['baseline', '--prune'], { cwd })).out).toBe(`${FILE}: 1 finding dropped\n`);
    expect(JSON.parse(text(cwd))).toEqual({ version: 1, files: {} });
  });

  test('of a named path only what it holds is written anew', async () => {
    const cwd = folder({ ...BAD, 'x/send.json': sender('3a1e0000-0000-4000-8000-0000000000ff') });
    await run(['baseline'], { cwd });
    const before = text(cwd);
    await run(['baseline', 'x/send.json', 'take.json'], { cwd });
    expect(text(cwd)).toBe(before);
    rmSync(join(cwd, 'x'), { recursive: true });
    await run(['baseline', 'take.json'], { cwd });
    expect(Object.keys((JSON.parse(text(cwd)) as { files: object }).files)).toEqual(['send.json']);
  });

  test.each<[Record<string, unknown>, string[], string]>([
    [BAD, ['--baseline', 'none.json'], 'none.json: not there any more'],
    [{ ...BAD, [FILE]: '{' }, [], `${FILE}: `],
    [{ ...BAD, [FILE]: {} }, [], `${FILE}: not a baseline`],
    [BAD, ['baseline', '--prune'], 'there is no baseline to prune'],
  ])('%# is refused', async (files, args, said) => {
    const { status, err, out } = await run(args, { cwd: folder(files) });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(said);
  });

  test('nothing to lint writes nothing', async () => {
    const cwd = folder({});
    expect((await run(['baseline'], { cwd })).status).toBe(3);
    expect(() => text(cwd)).toThrow();
  });
});
