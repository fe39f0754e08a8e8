/**
 * What Stryker is given: a runner that has the tests and the product in one bundle in one process, since starting vitest
 * for each mutant takes seconds where the tests that reach it take milliseconds; and what is not mutated.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { globbySync } from 'globby';

/** Quick tests that speak of the rooms that are mutated. Laws over projects made up by chance take seconds each. */
const TESTS = [
  'test/mutation/cases.ts',
  'test/{expression,link,template}/**/*.test.ts',
  'test/extract/{gateway,inventory,placeholders,references,site}.test.ts',
  'test/{calls,compare,options}.test.ts',
  'test/rules/*.test.ts',
  'test/vectors/said.test.ts',
  '!test/link/laws.test.ts',
  '!test/**/{corpus,hostile,vectors}.test.ts',
];
/** Tests of bounds, on inputs as large as the bounds. */
const LARGE = /hostile|is linear|without searching far|what one string costs|its spans lie|published schema/;
/** Tests of the whole line, from bytes to findings. */
const WHOLE = /^test\/(?:mutation\/cases\.ts › [a-z-]+\/|calls\.test\.ts)/;
/** More rounds than a test takes without a mutant, in times and in number, before it counts as endless. */
const TIMES = 20;
const ROUNDS = 20_000;

/** Where Stryker has put the mutated product: known when a process of it begins, not when this file is read. */
const inSandbox = (name) => join(process.cwd(), name);
const bundlePath = () => inSandbox('mutation-tests.mjs');
const reachedPath = () => inSandbox('mutation-reached.json');

class OneProcess {
  #state = (globalThis.__stryker__ ??= {});
  #tests = new Map();
  #loads = 0;
  /** By test, how long it takes and how often it comes by each mutant. */
  #reached = null;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.env.TZ = 'UTC';
    if (!existsSync(bundlePath())) await bundle();
  }

  async dryRun({ disableBail }) {
    await this.#load(undefined);
    const results = [];
    for (const id of this.#tests.keys()) {
      this.#state.currentTestId = id;
      const started = performance.now();
      const failure = await this.#run(id);
      const timeSpentMs = performance.now() - started;
      this.#state.currentTestId = undefined;
      const base = { id, name: id, timeSpentMs };
      results.push(failure === null ? { ...base, status: 0 } : { ...base, status: 1, failureMessage: failure });
      if (failure !== null && !disableBail) break;
    }
    const mutantCoverage = this.#state.mutantCoverage;
    const times = Object.fromEntries(results.map((one) => [one.id, one.timeSpentMs]));
    writeFileSync(reachedPath(), JSON.stringify({ times, perTest: mutantCoverage.perTest }));
    return { status: 'complete', tests: results, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, sandboxFileName }) {
    this.#reached ??= JSON.parse(readFileSync(reachedPath(), 'utf8'));
    const { times, perTest } = this.#reached;
    const isStatic = testFilter === undefined;
    const quickFirst = (ids) => [...ids].sort((a, b) => times[a] - times[b]);
    const ids = quickFirst(testFilter ?? this.#reaching(sandboxFileName));
    // What is made when a file is loaded, and never passed again, may show anywhere: a unit test would say so.
    if (isStatic && !Object.values(perTest).some((reached) => activeMutant.id in reached))
      ids.push(...quickFirst(Object.keys(times)).filter((id) => !WHOLE.test(id) && !ids.includes(id)));
    try {
      if (isStatic || this.#stale) await this.#load(isStatic ? activeMutant.id : undefined);
    } catch (error) {
      return { status: 'killed', killedBy: [], failureMessage: String(error), nrOfTests: 0 };
    }
    this.#stale = isStatic;
    for (const [index, id] of ids.entries()) {
      if (!this.#tests.has(id)) continue;
      this.#state.activeMutant = activeMutant.id;
      this.#state.hitCount = 0;
      this.#state.hitLimit = (perTest[id]?.[activeMutant.id] ?? 0) * TIMES + ROUNDS;
      const failure = await this.#run(id);
      const isEndless = this.#state.hitCount > this.#state.hitLimit;
      this.#state.activeMutant = undefined;
      if (isEndless) return { status: 'timeout', reason: id };
      if (failure !== null) return { status: 'killed', killedBy: [id], failureMessage: failure, nrOfTests: index + 1 };
    }
    return { status: 'survived', nrOfTests: ids.length };
  }
  #stale = true;

  /** The tests that come by a file at all: what is made when it is loaded shows in them. */
  #reaching(file) {
    const mutants = Array.from(readFileSync(file, 'utf8').matchAll(/stryMutAct_\w+\("(\d+)"\)/g), ([, id]) => id);
    const { perTest } = this.#reached;
    return Object.keys(perTest).filter((id) => mutants.some((mutant) => mutant in perTest[id]));
  }

  async #load(activeMutant) {
    Object.assign(this.#state, { activeMutant, hitCount: undefined, hitLimit: undefined });
    this.#loads += 1;
    const { tests } = await import(`${pathToFileURL(bundlePath()).href}?${this.#loads}`);
    this.#tests = new Map([...tests].filter(([id]) => !LARGE.test(id)));
    this.#state.activeMutant = undefined;
  }

  /** Why it fails, or null. */
  async #run(id) {
    try {
      const result = this.#tests.get(id)();
      if (result instanceof Promise) await result;
      return null;
    } catch (error) {
      return String(error?.message ?? error).slice(0, 500);
    }
  }
}

/** Each file stays where it is for what it reads beside itself. */
const places = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    }));
  },
};

async function bundle() {
  const files = globbySync(TESTS, { dot: true }).sort();
  const lines = files.map((file) => `await collect('${file}', () => import('./${file}'));`);
  await build({
    stdin: {
      contents: `import { collect, collected } from 'vitest';
${lines.join('\n')}
export const tests = collected();`,
      resolveDir: process.cwd(),
    },
    outfile: bundlePath(),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    alias: {
      vitest: join(import.meta.dirname, 'vitest.mjs'),
      'fast-check': join(import.meta.dirname, 'fast-check.mjs'),
    },
    packages: 'external',
    plugins: [places],
    logLevel: 'error',
  });
}

/** Lets through the mutants that are drawn: each by the seed and by what it is, whatever else is mutated. */
class Drawn {
  static inject = ['options'];
  #draw;

  constructor({ draw }) {
    this.#draw = draw;
  }

  async init() {}

  async check(mutants) {
    return Object.fromEntries(
      mutants.map((one) => [
        one.id,
        this.#has(one) ? { status: 'passed' } : { status: 'compileError', reason: 'not drawn' },
      ]),
    );
  }

  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  }

  #has({ fileName, location: { start, end }, mutatorName, replacement }) {
    const name = relative(process.cwd(), fileName);
    const text = JSON.stringify([this.#draw.seed, name, start, end, mutatorName, replacement]);
    return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32 < this.#draw.share;
  }
}

/** What a rule says of itself is held by its page (test/rooms.test.ts, test/pages.test.ts), not by what it finds. */
const metadata = {
  shouldIgnore: (path) =>
    path.isObjectProperty() &&
    path.node.key.name === 'meta' &&
    path.parentPath.parentPath?.node.callee?.name === 'defineRule'
      ? 'metadata of a rule'
      : undefined,
};

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'one-process', injectableClass: OneProcess },
  { kind: 'Checker', name: 'drawn', injectableClass: Drawn },
  { kind: 'Ignore', name: 'metadata', value: metadata },
];
