/** What the options ask for, checked: which settings, how severe, what on standard input. Throws UsageError. */
import { type GatherOptions, ruleNames } from '../gather.ts';
import type { Level } from '../model.ts';
import { didYouMean } from '../nearest.ts';
import { MAX_BYTES } from '../read/limits.ts';
import type { Given } from './options.ts';
import { FAIL_LEVELS, LEVELS } from './option.ts';
import { UsageError } from './usage.ts';

/** Which settings and inventories; shared with `trace`. */
export function readingOptions(given: Given, cwd: string): GatherOptions & { readonly cwd: string } {
  if (given.flag('no-config') && given.text('config') !== undefined)
    throw new UsageError('--config and --no-config exclude each other.');
  return {
    cwd,
    config: given.flag('no-config') ? false : given.text('config'),
    inventory: given.list('inventory'),
    facts: given.list('facts'),
    environments: environmentsOf(given.list('environment')),
  };
}

/** `dev=a.json` twice is an environment of two files. */
function environmentsOf(asked: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const out = new Map<string, string[]>();
  for (const one of asked) {
    const [, name, file] = /^([A-Za-z0-9][A-Za-z0-9._-]*)=(.+)$/.exec(one) ?? [];
    if (name === undefined || file === undefined) throw new UsageError(`--environment wants NAME=FILE, not '${one}'.`);
    const files = out.get(name);
    if (files === undefined) out.set(name, [file]);
    else files.push(file);
  }
  return Object.fromEntries(out);
}

/** Which rules, how loud. */
export function judgingOptions(given: Given): GatherOptions {
  const only = given.list('only').map(ruleName);
  return {
    severities: severitiesOf(given.list('severity')),
    only,
    suppressions: !given.flag('no-ignores'),
    reportUnused: given.flag('report-unused-ignores'),
    baseline: given.flag('no-baseline') ? false : given.text('baseline'),
  };
}

function severitiesOf(asked: readonly string[]): Readonly<Record<string, Level>> {
  const pairs = asked.map((one): [string, Level] => {
    const at = one.lastIndexOf('=');
    if (at < 0) throw new UsageError(`--severity wants RULE=LEVEL, not '${one}'.`);
    const word = one.slice(at + 1);
    const level = LEVELS.find((known) => known === word);
    if (level === undefined)
      throw new UsageError(`--severity: '${word}' is none of ${LEVELS.join(', ')}.${didYouMean(word, LEVELS)}`);
    return [ruleName(one.slice(0, at)), level];
  });
  return Object.fromEntries(pairs);
}

function ruleName(name: string): string {
  const names = ruleNames();
  if (names.includes(name)) return name;
  throw new UsageError(
    `no rule or category is called '${name}'.${didYouMean(name, names) || " 'laudit rules' lists them."}`,
  );
}

/** The text that stands for a file. */
export async function standardInput(given: Given): Promise<GatherOptions> {
  const file = given.text('stdin-filename');
  if (!given.flag('stdin')) {
    if (file !== undefined) throw new UsageError('--stdin-filename goes with --stdin.');
    return {};
  }
  if (file === undefined) throw new UsageError('--stdin needs --stdin-filename: the file that the text stands for.');
  if (given.words.length > 0)
    throw new UsageError('--stdin takes no paths: the text is linked with the project around it.');
  return { text: { file, bytes: await inputBytes() } };
}

/** A pipe that is slow or not blocking gives its bytes in pieces. Reading stops where a document would be too large anyway. */
async function inputBytes(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** From where on findings end the run with status 1. */
export interface Limits {
  readonly failOn: (typeof FAIL_LEVELS)[number];
  readonly maxWarnings: number;
}

export function limitsOf(given: Given): Limits {
  const failOn = FAIL_LEVELS.find((level) => level === given.text('fail-on')) ?? 'error';
  const max = given.text('max-warnings');
  if (max !== undefined && !/^\d{1,9}$/.test(max))
    throw new UsageError(`--max-warnings wants a whole number, not '${max}'.`);
  return { failOn, maxWarnings: max === undefined ? Infinity : Number(max) };
}
