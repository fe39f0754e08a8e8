/**
 * `laudit init`: looks at the project, writes laudit.config.json, and offers the pre-commit hook and the CI step. Asks on
 * a terminal; `--yes` takes everything. What is there already is never touched.
 */
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { SETTINGS_FILE } from '../config.ts';
import { find } from '../find.ts';
import { nearest, reasonOf } from '../find/tree.ts';
import type { DocumentKind } from '../model.ts';
import { read } from '../read/read.ts';
import { recognise } from '../recognise.ts';
import { count } from '../report/words.ts';
import { GITHUB_WORKFLOW, PRE_COMMIT } from './init-files.ts';
import type { Given } from './options.ts';
import { ERR } from './streams.ts';
import { notice, print } from './terminal.ts';
import { STATUS, type Status, UsageError } from './usage.ts';

interface Offer {
  readonly file: string;
  readonly what: string;
  readonly text: string;
}

export async function init(given: Given): Promise<Status> {
  if (given.words.length > 0)
    throw new UsageError("'laudit init' takes no paths: it sets up the project around the working directory.");
  const cwd = process.cwd();
  const root = nearest('.git')(cwd) ?? cwd;
  const yes = given.flag('yes');
  if (!yes && !(process.stdin.isTTY && ERR.isTerminal))
    throw new UsageError("there is no terminal to ask on: 'laudit init --yes' writes what is missing.");
  const kinds = await kindsIn(root);
  notice(kinds.size === 0 ? 'no file about Logic Apps was found here yet' : `found ${said(kinds)}`);
  for (const offer of offersFor(root)) {
    if (existsSync(join(root, offer.file))) notice(`${offer.file} is there already, and stays as it is`);
    else if (yes || (await agreed(offer))) write(root, offer);
  }
  print("Next: 'laudit' lints the project, 'laudit baseline' takes today's findings as known.");
  return STATUS.clean;
}

/** How many files there are of each kind that is ours. */
async function kindsIn(root: string): Promise<ReadonlyMap<DocumentKind, number>> {
  const { sources } = await find([root], { cwd: root });
  const out = new Map<DocumentKind, number>();
  for (const source of sources) {
    const { kind } = recognise(read(source));
    if (kind !== 'other') out.set(kind, (out.get(kind) ?? 0) + 1);
  }
  return out;
}

function said(kinds: ReadonlyMap<DocumentKind, number>): string {
  const of = (...names: DocumentKind[]): number => names.reduce((sum, name) => sum + (kinds.get(name) ?? 0), 0);
  const parts: [number, string][] = [
    [of('template'), 'template'],
    [of('parameters'), 'parameter file'],
    [of('standard-workflow'), 'workflow of a Standard app|workflows of Standard apps'],
    [of('workflow-resource', 'workflow-list', 'workflow-flat', 'workflow-flat-list', 'graph-rows'), 'export'],
    [of('code-view', 'definition'), 'definition'],
  ];
  const listed = parts.flatMap(([number, word]) => {
    const [one = '', many] = word.split('|');
    if (number === 0) return [];
    return [many === undefined || number === 1 ? count(number, one) : `${number} ${many}`];
  });
  return listed.length === 0 ? 'files around Logic Apps, but no workflow' : listed.join(', ');
}

/** A CI step where the repository is of that kind; the hook where it is a repository at all. */
function offersFor(root: string): readonly Offer[] {
  const schema = existsSync(join(root, 'node_modules/laudit'))
    ? { $schema: './node_modules/laudit/schemas/config.schema.json' }
    : {};
  const settings = `${JSON.stringify({ ...schema, rules: {}, ignores: ['**/node_modules/**'] }, null, 2)}\n`;
  const offers: Offer[] = [{ file: SETTINGS_FILE, what: 'settings', text: settings }];
  if (!existsSync(join(root, '.git'))) return offers;
  offers.push({ file: '.pre-commit-config.yaml', what: 'a hook for pre-commit', text: PRE_COMMIT });
  if (existsSync(join(root, '.github')))
    offers.push({ file: '.github/workflows/laudit.yml', what: 'a step for GitHub Actions', text: GITHUB_WORKFLOW });
  for (const [file, name] of [
    ['.gitlab-ci.yml', 'GitLab'],
    ['azure-pipelines.yml', 'Azure Pipelines'],
  ] as const)
    if (existsSync(join(root, file)))
      notice(`${name}: docs/ci/${file.replace(/^\./, '')} of laudit has the step for ${file}`);
  return offers;
}

async function agreed({ file, what }: Offer): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: ERR.stream });
  try {
    return /^y(?:es)?$/i.test((await terminal.question(`Write ${file} (${what})? [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

function write(root: string, { file, what, text }: Offer): void {
  try {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    // `wx`: what came into being since we looked stays too.
    writeNew(join(root, file), text);
  } catch (error) {
    throw new UsageError(`'${file}' cannot be written: ${reasonOf(error)}.`);
  }
  print(`Wrote ${file}: ${what}.`);
}

/** Whole or not at all. */
function writeNew(path: string, text: string): void {
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, text);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}
