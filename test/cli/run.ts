/**
 * Runs the command line as a process: the built file where it is newer than the sources, else a bundle
 * made for this test file. The environment is scrubbed, so that the runner's own CI does not leak in.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
/** Another build to test: an installed package, say. */
const GIVEN = process.env['LAUDIT_PROGRAM'];
export const BUILT = join(ROOT, 'dist/cli.cjs');

export interface Ran {
  readonly status: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
}

/** Folders to remove after the tests of this file. */
const gone: string[] = [];
afterAll(() => {
  for (const path of gone) rmSync(path, { recursive: true, force: true });
});

let bundle: Promise<string> | undefined;

/** Path of the program to run. */
export function program(): Promise<string> {
  return (bundle ??= GIVEN !== undefined ? Promise.resolve(GIVEN) : isFresh() ? Promise.resolve(BUILT) : bundled());
}

export function isFresh(): boolean {
  if (!existsSync(BUILT)) return false;
  const built = statSync(BUILT).mtimeMs;
  return ['src', 'rules'].every((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).every(
      (entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs <= built,
    ),
  );
}

/** Below the project, so that packages are found; packages stay outside the bundle. */
async function bundled(): Promise<string> {
  const folder = join(ROOT, `node_modules/.cache/laudit-${String(process.pid)}`);
  await build({
    entryPoints: [join(ROOT, 'src/cli.ts')],
    bundle: true,
    splitting: true,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  gone.push(folder);
  return join(folder, 'cli.mjs');
}

export async function run(
  args: readonly string[],
  { cwd = ROOT, env = {}, input = '' }: RunOptions = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [await program(), ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...env },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((done) => {
    child.on('close', (status, signal) => {
      done({ status, signal, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
    });
  });
}

/** A folder with these files; values that are no text are written as JSON. Gone after the tests. */
export function folder(files: Readonly<Record<string, unknown>>): string {
  const made = mkdtempSync(join(tmpdir(), 'laudit-test-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(made, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  gone.push(made);
  return made;
}
