/**
 * Builds `dist/`: the command line as one small CommonJS file, with what is rarely needed in files of its own; the library
 * as ES modules; its declarations. `--bundles` leaves the declarations out, which take most of the time.
 *
 * CommonJS for the command line, since Node starts it some milliseconds sooner than ES modules (docs/dependencies.md).
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { withoutTexts } from './rule-texts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** Too heavy to carry along; found in node_modules by who asks for them. */
const NEVER_BUNDLED = ['typescript', '@typescript-eslint/typescript-estree', 'ajv', 'ajv/*'];

/** Parts of yargs that cost time and are not needed here; each stand-in says why. */
const STAND_INS = ['string-width', 'y18n'];

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  mainFields: ['module', 'main'],
  external: NEVER_BUNDLED,
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
        // What is opened at once, and late: a file below `dist/lazy/` too, unless it is never bundled.
        const required = text.replaceAll(/\bcreateRequire\(import\.meta\.url\)\('([^.][^']*)'\)/g, (call, name) =>
          NEVER_BUNDLED.includes(name) ? call : `require('${name}')`,
        );
        const last = path === join(root, ENTRY) ? end : '';
        return { contents: imports.join('') + required + last, loader: 'ts' };
      });
    },
  };
}

/** In a file of `dist/lazy/`: what the command line holds comes from there. `shared` gathers what was asked for. */
function fromCommandLine(held, shared) {
  return {
    name: 'from-command-line',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
        const source = relative(root, join(resolveDir, path)).replaceAll('\\', '/');
        if (kind !== 'import-statement' || !held.has(source)) return undefined;
        shared.add(source);
        return { path: source, namespace: 'held' };
      });
      bundler.onLoad({ filter: /./, namespace: 'held' }, ({ path }) => ({
        contents: `module.exports = held[${JSON.stringify(path)}];`,
      }));
    },
  };
}

/** A package that is opened by `import()`, or by `require` in own code, is a file below `dist/lazy/`, loaded by `require` when the call is reached. */
function lazyPackages(found) {
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
        const name = `${path.replaceAll(/[^a-z0-9.-]+/gi, '-')}.cjs`;
        found.set(name, target.path);
        return { path: `./lazy/${name}`, external: true };
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
    alias: Object.fromEntries(STAND_INS.map((name) => [name, join(root, '.config', `${name}.mjs`)])),
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: wrap[0] },
    footer: { js: wrap[1] },
    plugins,
  });
  return metafile;
}

const PLAIN = ["'use strict';\nconst importMetaUrl = require('node:url').pathToFileURL(__filename).href;", ''];
const COMMAND_LINE = [
  `${PLAIN[0]}
const opened = new Map();
const openLazy = async (file) => {
  if (!opened.has(file)) opened.set(file, require(file)(module.exports, openLazy));
  return opened.get(file);
};`,
  '',
];
const LATER = [
  `${PLAIN[0]}\nmodule.exports = (held, openLazy) => { const module = { exports: {} };`,
  'return module.exports; };',
];

/** The command line, with the modules that files of `dist/lazy/` want from it as its exports. */
function bundleCommandLine(shared, later, packages) {
  const exported = shared.map((source) => `export * as '${source}' from '../${source}';`).join('\n');
  const plugins = [withoutTexts(root), ownCodeLater(later, exported), lazyPackages(packages)];
  return bundleCommonJs({ entryPoints: [ENTRY] }, 'dist/main.cjs', plugins, COMMAND_LINE);
}

/** The command line and what it opens on demand. Returns the paths of the sources that went in. */
async function buildCommandLine() {
  rmSync(join(dist, 'lazy'), { recursive: true, force: true });
  const later = new Map();
  const packages = new Map();
  const shared = new Set();
  const first = await bundleCommandLine([], later, packages);
  const [{ inputs: kept }] = Object.values(first.outputs);
  const held = new Set(Object.keys(kept).filter((path) => kept[path].bytesInOutput > 0));
  const inputs = Object.keys(first.inputs);
  // A file may open others: the map grows while it is walked.
  for (const [name, source] of later) {
    const plugins = [withoutTexts(root), fromCommandLine(held, shared), ownCodeLater(later), lazyPackages(packages)];
    const account = await bundleCommonJs({ entryPoints: [source] }, `dist/lazy/${name}`, plugins, LATER);
    inputs.push(...Object.keys(account.inputs));
  }
  for (const [name, path] of packages) {
    const account = await bundleCommonJs(
      { entryPoints: [path] },
      `dist/lazy/${name}`,
      [lazyPackages(new Map())],
      PLAIN,
    );
    inputs.push(...Object.keys(account.inputs));
    refuseLostDefault(name);
  }
  await bundleCommandLine([...shared].sort(), later, packages);
  compile();
  return inputs;
}

/** What a start need not compile again: made by a run over the tour, good for the Node that builds. */
function compile() {
  copyFileSync(join(root, '.config/start.cjs'), join(dist, 'cli.cjs'));
  chmodSync(join(dist, 'cli.cjs'), 0o755);
  const folder = join(dist, 'compiled');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const target = join(folder, `${process.version}-${process.platform}-${process.arch}`);
  const program = [join(root, '.config/compile.cjs'), join(dist, 'main.cjs'), target];
  const { NODE_OPTIONS: _, ...env } = process.env;
  const words = ['fixtures/tour/exported/receiver.json', 'fixtures/tour', '--no-config', '--fail-on', 'never'];
  const { status, stderr } = spawnSync(process.execPath, [...program, ...words], { cwd: root, env, encoding: 'utf8' });
  if (status !== 0 || !existsSync(target)) throw new Error(`the command line did not run: ${stderr}`);
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
  });
}

/** Licences of the packages whose code is in the command line's files, as they ask. */
function writeNotices(inputs) {
  const folders = new Set(inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  const notices = [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[sc]e/i.test(entry));
    if (file === undefined) throw new Error(`${folder}: no licence file`);
    return `${name} ${version}\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
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
