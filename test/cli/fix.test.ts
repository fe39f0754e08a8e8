import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, run } from './run.ts';
import { receiver, sender } from './samples.ts';

const RIGHT = 'https://orders.example.com/';
const SLIP = { 'send.json': sender(RIGHT.slice(0, -1)), 'take.json': receiver(RIGHT) };
const only = ['--only', 'trust'];
const text = (cwd: string, name: string): string => readFileSync(join(cwd, name), 'utf8');

describe('--fix', () => {
  test('mends what it can, and only that', async () => {
    const cwd = folder(SLIP);
    const before = text(cwd, 'send.json');
    expect((await run(only, { cwd })).status).toBe(1);
    const { status, err } = await run([...only, '--fix'], { cwd });
    expect({ status, err }).toEqual({ status: 0, err: 'laudit: 1 fix in 1 file\n' });
    expect(text(cwd, 'send.json')).toBe(before.replace(RIGHT.slice(0, -1), RIGHT));
    expect((await run([...only, '--fix'], { cwd })).err).toBe('laudit: nothing to fix\n');
  });

  test('the dry run shows it, and writes nothing', async () => {
    const cwd = folder(SLIP);
    const before = text(cwd, 'send.json');
    const { status, out, err } = await run([...only, '--fix-dry-run'], { cwd });
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out).toMatch(/^--- send\.json\n\+\+\+ send\.json\n@@ -\d+,7 \+\d+,7 @@\n/);
    expect(out).toContain(
      `-              "audience": "${RIGHT.slice(0, -1)}"\n+              "audience": "${RIGHT}"\n`,
    );
    expect(text(cwd, 'send.json')).toBe(before);
  });

  test('a byte order mark, UTF-16 and line ends stay', async () => {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const cwd = folder(SLIP);
      const bytes = Buffer.from(`\ufeff${text(cwd, 'send.json').replaceAll('\n', '\r\n')}\r\n`, encoding);
      writeFileSync(join(cwd, 'send.json'), bytes);
      await run([...only, '--fix'], { cwd });
      const now = readFileSync(join(cwd, 'send.json')).toString(encoding);
      expect(now).toBe(bytes.toString(encoding).replace(RIGHT.slice(0, -1), RIGHT));
    }
  });

  test('a file with a key twice is left alone', async () => {
    const cwd = folder(SLIP);
    const twice = text(cwd, 'send.json').replace('"outputs": {}', '"outputs": {}, "outputs": {}');
    writeFileSync(join(cwd, 'send.json'), twice);
    expect((await run([...only, '--fix'], { cwd })).err).toBe('laudit: nothing to fix\n');
    expect(text(cwd, 'send.json')).toBe(twice);
  });

  test('edits are in the reports', async () => {
    const cwd = folder(SLIP);
    const json = JSON.parse((await run([...only, '-f', 'json'], { cwd })).out) as { problems: { fix?: unknown }[] };
    expect(json.problems[0]?.fix).toMatchObject({
      title: `Ask for '${RIGHT}'`,
      safe: true,
      edits: [{ file: 'send.json', text: `"${RIGHT}"` }],
    });
    expect((await run([...only, '-f', 'sarif'], { cwd })).out).toContain('"insertedContent"');
  });

  test.each([
    [['--fix', '--fix-dry-run'], '--fix and --fix-dry-run exclude each other'],
    [['--fix', '--stdin', '--stdin-filename=a.json'], '--fix has nowhere to write with --stdin'],
  ])('%j is refused', async (args, said) => {
    const { status, err } = await run(args, { cwd: folder(SLIP) });
    expect(status).toBe(2);
    expect(err).toContain(said);
  });
});
