/** Where reports go: `--format FORMAT[:FILE]`, checked before the run so that no work is lost. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { FORMATS, type Format, isFormat } from '../report/formats.ts';
import { didYouMean } from '../nearest.ts';
import { OUT } from './streams.ts';
import { UsageError } from './usage.ts';

export interface Output {
  readonly format: Format;
  /** Absolute; null = standard output. */
  readonly file: string | null;
}

export interface Outputs {
  readonly outputs: readonly Output[];
  /** Said on standard error: why this format, where nobody asked for one. */
  readonly because: string | null;
}

/** Whose log shows which format best (facts/linter-conventions.md §D10). GitLab's report is a file: its log gets text. */
const RUNNERS: readonly {
  readonly name: string;
  readonly runs: () => boolean;
  readonly format: Format;
  readonly hint?: string;
}[] = [
  { name: 'GitHub Actions', runs: () => process.env['GITHUB_ACTIONS'] === 'true', format: 'github' },
  { name: 'Azure Pipelines', runs: () => process.env['TF_BUILD']?.toLowerCase() === 'true', format: 'azure' },
  {
    name: 'GitLab CI',
    runs: () => process.env['GITLAB_CI'] === 'true',
    format: 'text',
    hint: '--format gitlab:gl-code-quality-report.json writes the report that merge requests show',
  },
];

/** Without `--format`: text on a terminal, in a known CI what its log shows best, else text. Throws UsageError. */
export function outputsOf(asked: readonly string[], cwd: string): Outputs {
  if (asked.length === 0) {
    const runner = OUT.isTerminal ? undefined : RUNNERS.find(({ runs }) => runs());
    if (runner === undefined) return { outputs: [{ format: 'text', file: null }], because: null };
    const { name, format, hint = '--format chooses another' } = runner;
    return { outputs: [{ format, file: null }], because: `format '${format}', since this runs under ${name}; ${hint}` };
  }
  const outputs = asked.map((one) => outputOf(one, cwd));
  if (outputs.filter(({ file }) => file === null).length > 1) {
    throw new UsageError(
      'only one --format can go to standard output: give the others a file, --format=json:report.json.',
    );
  }
  const twice = outputs.find(
    ({ file }, index) => file !== null && outputs.findIndex((other) => other.file === file) < index,
  );
  if (twice !== undefined) throw new UsageError(`two formats would be written to '${twice.file ?? ''}'.`);
  return { outputs, because: null };
}

function outputOf(asked: string, cwd: string): Output {
  const colon = asked.indexOf(':');
  const format = colon < 0 ? asked : asked.slice(0, colon);
  if (!isFormat(format)) {
    const known = Object.keys(FORMATS);
    throw new UsageError(
      `unknown format '${format}'.${didYouMean(format, known) || ` Known are ${known.join(', ')}.`}`,
    );
  }
  if (colon < 0) return { format, file: null };
  const file = asked.slice(colon + 1);
  if (file === '') throw new UsageError(`--format=${format}: needs a file after the colon.`);
  const path = resolve(cwd, file);
  if (isFolder(path)) throw new UsageError(`--format=${asked}: that is a folder.`);
  if (!isFolder(dirname(path))) throw new UsageError(`--format=${asked}: the folder of that file does not exist.`);
  return { format, file: path };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
