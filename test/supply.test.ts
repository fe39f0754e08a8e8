/** What comes along with laudit: few packages, each with a reason, a licence that is allowed, and no script at install. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isFresh } from './cli/run.ts';

interface Locked {
  readonly dev?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly publishConfig: unknown;
}

const ALLOWED = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD'];
/** Their scripts fetch or check a binary of their own; development only. */
const SCRIPTED = ['esbuild', 'fsevents', 'unrs-resolver'];

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const locked = Object.entries(packages).flatMap(([path, one]) =>
  path === '' ? [] : [{ name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), ...one }],
);
const installed = locked.filter(({ dev }) => dev !== true);

test('what is installed with laudit has a licence that is allowed', () => {
  expect(installed.length).toBeGreaterThan(0);
  expect(installed.length).toBeLessThan(30);
  expect(installed.filter(({ license }) => !ALLOWED.includes(license ?? '')).map(({ name }) => name)).toEqual([]);
});

test.skipIf(!isFresh())('so has what the files of the build carry along, whose licences are written down there', () => {
  const carried = Array.from(
    readFileSync('dist/THIRD-PARTY.txt', 'utf8').matchAll(/(?:^|\n-{80}\n\n)(\S+) (\d\S*)\n/g),
    ([, name]) => name ?? '',
  );
  expect(carried).toEqual(expect.arrayContaining(['yargs', 'globby', 'typescript', '@typescript-eslint/types']));
  const licences = new Map(locked.map(({ name, license }) => [name, license ?? '']));
  expect(carried.filter((name) => !ALLOWED.includes(licences.get(name) ?? ''))).toEqual([]);
});

test('nothing of it runs a script, and of the tools those that are known', () => {
  const scripted = locked.filter(({ hasInstallScript }) => hasInstallScript === true);
  expect(scripted.filter(({ dev }) => dev !== true)).toEqual([]);
  expect(scripted.map(({ name }) => name).filter((name) => !SCRIPTED.includes(name))).toEqual([]);
  const own = ['preinstall', 'install', 'postinstall'].filter((name) => name in manifest.scripts);
  expect(own).toEqual([]);
});

test('the lock file names no host', () => {
  expect(locked.filter(({ resolved }) => resolved !== undefined).map(({ name }) => name)).toEqual([]);
});

test('every package that is asked for has its reason written down', () => {
  const page = readFileSync('docs/dependencies.md', 'utf8');
  const asked = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(asked.filter((name) => !page.includes(name))).toEqual([]);
});

test('it is published with provenance', () => {
  expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
});

test('the bill of materials lists what is installed', () => {
  const [command = '', ...args] = (manifest.scripts['sbom'] ?? '').split(' ');
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  expect(status).toBe(0);
  const bill = JSON.parse(stdout) as { readonly bomFormat: string; readonly components: readonly { name: string }[] };
  expect(bill.bomFormat).toBe('CycloneDX');
  const names = new Set(bill.components.map(({ name }) => name.split('/').pop()));
  for (const name of Object.keys(manifest.dependencies)) expect([...names]).toContain(name.split('/').pop());
});

test('the tests that SECURITY.md names exist', () => {
  const named = Array.from(
    readFileSync('SECURITY.md', 'utf8').matchAll(/`((?:test|bench)\/[^`]+)`/g),
    ([, path]) => path,
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(path ?? ''))).toEqual([]);
});
