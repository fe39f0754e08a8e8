/**
 * Builds `dist/`: the command line as one small CommonJS file, with what is rarely needed in files of its own; the library
 * as ES modules; its declarations. `--bundles` leaves the declarations out, which take most of the time.
 *
 * CommonJS for the command line, since Node starts it some milliseconds sooner than ES modules (docs/dependencies.md).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { entryOf, ROOMS, withDoors } from './rooms.mjs';
import { HAVE_RULES, rulesFor, rulesIn } from './rule-parts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** The parser of code, by whoever imports it: in the library too a file below `dist/lazy/`, since TypeScript weighs 23 MB. */
const CARRIED = /\bcreateRequire\(import\.meta\.url\)\('(@typescript-eslint\/[^']+)'\)/g;

/** Parts of yargs and globby that cost time and are not needed here, and what stands in for them; each says why. */
const STAND_INS = {
  'string-width': 'string-width.mjs',
  y18n: 'y18n.mjs',
  'unicorn-magic/node': 'unicorn-magic.mjs',
  '@sindresorhus/merge-streams': 'merge-streams.mjs',
  merge2: 'merge-streams.mjs',
  'node:fs/promises': 'fs-promises.mjs',
  'node:stream': 'stream.cjs',
  stream: 'stream.cjs',
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  mainFields: ['module', 'main'],
  metafile: true,
  logLevel: 'warning',
};

/** Own code that is opened by `import()` on nearly every run: imported at the top, which is sooner than a file of its own. */
const ENTRY = 'src/cli.ts';
const AT_ONCE = new Set(['src/cli/lint.ts', 'src/report/text.ts']);

/**
 * Other own code that is opened by `import()` goes to a file below `dist/lazy/`: a function of the modules that the command
 * line holds already, so that no module exists twice and `instanceof` tells the truth. `later`: name of the file → its source;
 * `end`: what the entry ends with.
 */
function ownCodeLater(later, end = '') {
  return {
    name: 'own-code-later',
    setup(bundler) {
      bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!path.startsWith(join(root, 'src'))) return undefined;
        const imports = [];
        const text = readFileSync(path, 'utf8').replaceAll(/\bimport\('(\.[^']+)'\)/g, (_, specifier) => {
          const source = relative(root, join(dirname(path), specifier)).replaceAll('\\', '/');
          if (AT_ONCE.has(source)) {
            imports.push(`import * as atOnce${imports.length} from '${specifier}';`);
            return `Promise.resolve(atOnce${imports.length - 1})`;
          }
          const name = `${source
            .replace(/^src\//, '')
            .replace(/\.ts$/, '')
            .replaceAll('/', '-')}.cjs`;
          later.set(name, source);
          return `openLazy('./lazy/${name}')`;
        });
        // What is opened at once, and late: a file below `dist/lazy/` too.
        const required = text.replaceAll(/\bcreateRequire\(import\.meta\.url\)\('([^.][^']*)'\)/g, `require('$1')`);
        const last = path === join(root, ENTRY) ? end : '';
        return { contents: imports.join('') + required + last, loader: 'ts' };
      });
    },
  };
}

/**
 * In a file of `dist/lazy/`: what the command line holds comes from there. `exportsOf`: the names that a source exports;
 * `shared` gathers what was asked for.
 */
function fromCommandLine(held, exportsOf, shared) {
  return {
    name: 'from-command-line',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
        const source = relative(root, join(resolveDir, path)).replaceAll('\\', '/');
        if (kind !== 'import-statement' || !held.has(source)) return undefined;
        shared.add(source);
        return { path: source, namespace: 'held' };
      });
      bundler.onLoad({ filter: /./, namespace: 'held' }, async ({ path }) => ({
        contents: (await exportsOf(path))
          .map((name) => `export const ${name} = /* @__PURE__ */ from(${JSON.stringify(path)}, '${name}');`)
          .join('\n'),
      }));
    },
  };
}

/** Names that own sources export, each asked once. */
function exportNames() {
  const known = new Map();
  return async (source) => {
    if (!known.has(source)) {
      const asked = { absWorkingDir: root, entryPoints: [source], format: 'esm', outdir: 'dist', write: false };
      const { metafile } = await build({ ...asked, metafile: true });
      known.set(source, Object.values(metafile.outputs)[0].exports);
    }
    return known.get(source);
  };
}

/** The file below `dist/lazy/` that carries a package. */
function fileOf(name) {
  return `${name.replaceAll(/[^a-z0-9.-]+/gi, '-')}.cjs`;
}

/** A package that is opened by `import()`, or by `require` in own code, is a file below `dist/lazy/`, loaded by `require` when the call is reached. */
function lazyPackages(found, folder) {
  return {
    name: 'lazy-packages',
    setup(bundler) {
      bundler.onResolve({ filter: /^[^./]/ }, async ({ kind, path, importer, resolveDir, pluginData }) => {
        const late = kind === 'dynamic-import' || (kind === 'require-call' && importer.startsWith(join(root, 'src')));
        if (!late || path.startsWith('node:') || pluginData === 'asked') return undefined;
        const target = await bundler.resolve(path, {
          kind: 'import-statement',
          importer,
          resolveDir,
          pluginData: 'asked',
        });
        if (target.errors.length > 0 || target.external) return target;
        const name = fileOf(path);
        found.set(name, target.path);
        return { path: `${folder}/${name}`, external: true };
      });
    },
  };
}

/** Bundles to CommonJS; gives esbuild's account of what went in. `wrap`: code before and after. */
async function bundleCommonJs(entry, outfile, plugins, wrap) {
  const { metafile } = await build({
    ...common,
    ...entry,
    outfile,
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    supported: { 'dynamic-import': false },
    alias: Object.fromEntries(Object.entries(STAND_INS).map(([name, file]) => [name, join(root, '.config', file)])),
    define: { 'import.meta.url': 'importMeta.url' },
    banner: { js: wrap[0] },
    footer: { js: wrap[1] },
    plugins,
  });
  return metafile;
}

/** The address of a file is asked for by few of them. */
const PLAIN = [
  "'use strict';\nconst importMeta = { get url() { return require('node:url').pathToFileURL(__filename).href; } };",
  '',
];
const COMMAND_LINE = [
  `${PLAIN[0]}
const opened = new Map();
const openNow = (file) => {
  if (!opened.has(file)) opened.set(file, require(file)(module.exports, openNow));
  return opened.get(file);
};
const openLazy = async (file) => openNow(file);`,
  '',
];
const LATER = [
  `${PLAIN[0]}
module.exports = (held, openNow) => {
const openLazy = async (file) => openNow(file);
const from = (source, name) => held[source][name];
const module = { exports: {} };`,
  'return module.exports; };',
];

/** The command line, with the modules that files of `dist/lazy/` want from it as its exports. */
function bundleCommandLine(shared, later, packages) {
  const exported = [...shared].sort().map((source) => `export * as '${source}' from '../${source}';`);
  const plugins = [
    rulesFor(root),
    withDoors(root),
    ownCodeLater(later, exported.join('\n')),
    lazyPackages(packages, './lazy'),
  ];
  return bundleCommonJs({ entryPoints: [ENTRY] }, 'dist/main.cjs', plugins, COMMAND_LINE);
}

/** A file of `dist/lazy/` that is made of own code. `room`: where it is one. */
function bundleLater(name, entry, room, held, { exportsOf, shared, later, packages }) {
  const own = HAVE_RULES.includes(room) ? new Set([...held].filter((source) => !source.startsWith('rules/'))) : held;
  const plugins = [
    rulesFor(root, room),
    withDoors(root, room),
    fromCommandLine(own, exportsOf, shared),
    ownCodeLater(later),
    lazyPackages(packages, '.'),
  ];
  return bundleCommonJs(entry, `dist/lazy/${name}`, plugins, LATER);
}

/** Own sources whose code is in a bundle. */
function sourcesIn({ outputs }) {
  const [{ inputs }] = Object.values(outputs);
  return Object.keys(inputs).filter((path) => /^(?:src|rules)\//.test(path) && inputs[path].bytesInOutput > 0);
}

/** The command line and what it opens on demand. Returns the paths of the sources that went in. */
async function buildCommandLine() {
  rmSync(join(dist, 'lazy'), { recursive: true, force: true });
  const found = { exportsOf: exportNames(), shared: new Set(), later: new Map(), packages: new Map() };
  const inputs = new Set();
  // Until the files want nothing of the command line that it does not export: what it exports may bring more with it.
  for (let before = -1; before < found.shared.size;) {
    before = found.shared.size;
    const main = await bundleCommandLine(found.shared, found.later, found.packages);
    const held = new Set(sourcesIn(main));
    const accounts = [main];
    const inRooms = new Set();
    for (const room of Object.keys(ROOMS)) {
      const account = await bundleLater(`${room}.cjs`, entryOf(root, room, rulesIn(root, room)), room, held, found);
      accounts.push(account);
      for (const source of sourcesIn(account)) inRooms.add(source);
    }
    // A file may open others: the map grows while it is walked.
    for (const [name, source] of found.later)
      accounts.push(await bundleLater(name, { entryPoints: [source] }, undefined, held, found));
    // What a room holds and another file too would exist twice: the command line holds it instead.
    const times = new Map();
    // But for rules, whose parts are in several.
    const all = accounts.flatMap(sourcesIn).filter((source) => !source.startsWith('rules/'));
    for (const source of all) times.set(source, (times.get(source) ?? 0) + 1);
    for (const [source, count] of times) if (count > 1 && inRooms.has(source)) found.shared.add(source);
    for (const { inputs: all } of accounts) for (const path of Object.keys(all)) inputs.add(path);
  }
  for (const [name, path] of found.packages) {
    const account = await bundleCommonJs(
      { entryPoints: [path] },
      `dist/lazy/${name}`,
      [lazyPackages(new Map(), '.')],
      PLAIN,
    );
    for (const input of Object.keys(account.inputs)) inputs.add(input);
    refuseLostDefault(name);
  }
  // The cache knows the program by `main.cjs` (src/cli/cache.ts), so that says what is in the other files.
  const digest = createHash('sha256');
  for (const name of readdirSync(join(dist, 'lazy')).sort()) digest.update(readFileSync(join(dist, 'lazy', name)));
  appendFileSync(join(dist, 'main.cjs'), `// lazy/ ${digest.digest('hex')}\n`);
  compile();
  return [...inputs];
}

/** What a start need not compile again: made by runs over the tour, good for the engine of the Node that builds. */
function compile() {
  const cli = join(dist, 'cli.cjs');
  copyFileSync(join(root, '.config/start.cjs'), cli);
  chmodSync(cli, 0o755);
  rmSync(join(dist, 'compiled'), { recursive: true, force: true });
  const folder = join(dist, 'compiled', `${process.versions.v8}-${process.platform}-${process.arch}`);
  mkdirSync(folder, { recursive: true });
  const { NODE_OPTIONS: _, ...env } = process.env;
  const tour = ['fixtures/tour/exported/receiver.json', 'fixtures/tour'];
  // What the tour has nothing of: code, sites, gateways, settings.
  const others = ['inline-code-hidden-dependency', 'inline-code-syntax', 'site-auth-off', 'audience-mismatch'];
  const rooms = others.map((rule) => `fixtures/rules/${rule}`);
  const cache = mkdtempSync(join(tmpdir(), 'laudit-build-'));
  const settings = join(cache, 'laudit.config.json');
  try {
    writeFileSync(settings, '{ "rules": {} }');
    // The first says which functions of each file are kept.
    for (const words of [
      [...tour, '--no-config'],
      [...tour, '--no-config', '--format', 'json', '--cache', '--cache-location', cache],
      [...tour, '--config', settings, '--format', 'sarif'],
      [...rooms, '--no-config'],
    ]) {
      const program = [join(root, '.config/compile.cjs'), cli, folder, ...words, '--fail-on', 'never'];
      const { status, stderr } = spawnSync(process.execPath, program, { cwd: root, env, encoding: 'utf8' });
      if (status !== 0 || !existsSync(join(folder, 'main.cjs')))
        throw new Error(`the command line did not run: ${stderr}`);
    }
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** `await import()` of a bundled file gives the whole file as `default`; that of an ES module would be another one. */
function refuseLostDefault(name) {
  const loaded = createRequire(import.meta.url)(join(dist, 'lazy', name));
  if (loaded.__esModule === true && 'default' in loaded)
    throw new Error(`${name}: default export of an ES module, opened by import()`);
}

async function buildLibrary() {
  rmSync(join(dist, 'library'), { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: ['src/index.ts'],
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    chunkNames: 'library/[name]-[hash]',
    packages: 'external',
    plugins: [
      {
        name: 'carried',
        setup(bundler) {
          bundler.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replaceAll(
              CARRIED,
              // The address of this very package in its own words (`imports` of package.json).
              (_, name) => `createRequire(import.meta.url)('#lazy/${fileOf(name)}')`,
            ),
            loader: 'ts',
          }));
        },
      },
    ],
  });
}

/** Licences of the packages whose code is in the command line's files, as they ask. */
function writeNotices(inputs) {
  const folders = new Set(inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  const notices = [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const files = readdirSync(join(root, folder)).filter((entry) =>
      /^(?:licen[sc]e|notice|thirdpartynotice)/i.test(entry),
    );
    if (!files.some((file) => /^licen/i.test(file))) throw new Error(`${folder}: no licence file`);
    const texts = files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
    return `${name} ${version}\n\n${texts.join('\n\n')}\n`;
  });
  writeFileSync(join(dist, 'THIRD-PARTY.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
}

function buildDeclarations() {
  rmSync(join(dist, 'types'), { recursive: true, force: true });
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, '.config/tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('tsc found errors');
  for (const file of readdirSync(join(dist, 'types'), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.d.ts')) finishDeclaration(join(dist, 'types', file));
  }
}

/** The compiler leaves `.ts` in the specifiers of declarations, and does not copy declarations written by hand. */
function finishDeclaration(file) {
  const text = readFileSync(file, 'utf8').replaceAll(
    /(\bfrom |\bimport\()(['"])(\.{1,2}\/[^'"]+)\.ts\2/g,
    '$1$2$3.js$2',
  );
  writeFileSync(file, text);
  for (const [, path] of text.matchAll(/['"](\.{1,2}\/[^'"]+)\.js['"]/g)) {
    const target = join(dirname(file), `${path}.d.ts`);
    const source = join(root, relative(join(dist, 'types'), target));
    if (!existsSync(target) && existsSync(source)) writeFileSync(target, readFileSync(source));
    if (!existsSync(target)) throw new Error(`${basename(file)} names ${path}.js, which has no declaration`);
  }
}

mkdirSync(dist, { recursive: true });
writeNotices(await buildCommandLine());
await buildLibrary();
if (!process.argv.includes('--bundles')) buildDeclarations();
