/**
 * Builds `dist/`: the command line as one small CommonJS file, with what is rarely needed in files of its own; the library
 * as ES modules; its declarations. `--bundles` leaves the declarations out, which take most of the time.
 *
 * CommonJS for the command line, since Node starts it some milliseconds sooner than ES modules (docs/dependencies.md).
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** Too heavy to carry along; found in node_modules by who asks for them. */
const NEVER_BUNDLED = ['typescript', '@typescript-eslint/*', 'ajv', 'ajv/*'];

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

/**
 * Own code that is opened by `import()` is imported at the top instead. esbuild would wrap such a module, and all that it
 * needs, in functions, which V8 then parses twice: 4 ms more than running the few cold modules. In files of their own, with
 * the same class in two of them, `instanceof` would lie.
 */
const ownCodeAtOnce = {
  name: 'own-code-at-once',
  setup(bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (!path.startsWith(join(root, 'src'))) return undefined;
      const imports = [];
      const text = readFileSync(path, 'utf8').replaceAll(/\bimport\((['"]\.[^'"]+['"])\)/g, (_, specifier) => {
        imports.push(`import * as atOnce${imports.length} from ${specifier};`);
        return `Promise.resolve(atOnce${imports.length - 1})`;
      });
      return { contents: imports.join('') + text, loader: 'ts' };
    });
  },
};

/** A package that is opened by `import()` is a file below `dist/lazy/`, loaded by `require` when the call is reached. */
function lazyPackages(found) {
  return {
    name: 'lazy-packages',
    setup(bundler) {
      bundler.onResolve({ filter: /^[^./]/ }, async ({ kind, path, importer, resolveDir, pluginData }) => {
        if (kind !== 'dynamic-import' || path.startsWith('node:') || pluginData === 'asked') return undefined;
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

async function bundleCommonJs(entry, outfile, found) {
  const { metafile } = await build({
    ...common,
    entryPoints: [entry],
    outfile,
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    supported: { 'dynamic-import': false },
    alias: Object.fromEntries(STAND_INS.map((name) => [name, join(root, '.config', `${name}.mjs`)])),
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: {
      js: "#!/usr/bin/env node\n'use strict';\nconst importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    },
    plugins: [ownCodeAtOnce, lazyPackages(found)],
  });
  return Object.keys(metafile.inputs);
}

/** The command line and the packages that it opens on demand. Returns the paths of the sources that went in. */
async function buildCommandLine() {
  rmSync(join(dist, 'lazy'), { recursive: true, force: true });
  const lazy = new Map();
  const inputs = await bundleCommonJs('src/cli.ts', 'dist/cli.cjs', lazy);
  chmodSync(join(dist, 'cli.cjs'), 0o755);
  for (const [name, path] of lazy) {
    inputs.push(...(await bundleCommonJs(path, `dist/lazy/${name}`, new Map())));
    refuseLostDefault(name);
  }
  return inputs;
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
