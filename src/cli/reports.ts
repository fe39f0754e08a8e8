/** The reports of a run, each to where it was asked for. */
import { rules } from '../../rules/index.ts';
import { reasonOf } from '../find/tree.ts';
import type { Picture } from '../graph/picture.ts';
import { type LintInput, lintWithTexts } from '../lint.ts';
import type { Report } from '../model.ts';
import { thisPackage } from '../package.ts';
import { FORMATS } from '../report/formats.ts';
import type { ReportOptions } from '../report/reporter.ts';
import type { Given } from './options.ts';
import type { Output } from './outputs.ts';
import { isEmpty } from './status.ts';
import { columns, notice, print, wantsColor, wantsLinks } from './terminal.ts';
import { OUT } from './streams.ts';
import { writeOver } from '../whole.ts';
import { UsageError } from './usage.ts';

/** Writes all of them; then the notices, where no format has said them. */
export async function writeReports(
  outputs: readonly Output[],
  report: Report,
  input: LintInput,
  given: Given,
): Promise<void> {
  const options: ReportOptions = {
    color: false,
    width: 0,
    rules: new Map(rules.map((rule) => [rule.meta.id, rule])),
    toolVersion: thisPackage().version,
    verbose: given.flag('verbose'),
    quiet: given.flag('quiet'),
    repositoryPath: input.settings.repositoryPath ?? '',
    homepage: thisPackage().homepage,
    time: new Date().toISOString().slice(0, 19),
    ...(outputs.some(({ format }) => format === 'html') ? { picture: await picture(report, input, given) } : {}),
  };
  for (const { format, file } of outputs) {
    // "No problems in 0 files" would be said to people as if it were good news.
    if (format === 'text' && file === null && isEmpty(report)) continue;
    const reporter = await FORMATS[format]();
    if (file !== null) writeReport(file, reporter(report, options));
    else
      print(
        reporter(report, {
          ...options,
          color: wantsColor(given),
          links: wantsLinks(given),
          width: OUT.isTerminal ? columns() : 0,
        }),
      );
  }
  const shown = outputs.some(({ format, file }) => format === 'text' && file === null) && options.verbose;
  if (shown || options.quiet) return;
  for (const one of report.notices) {
    if (!one.verbose || options.verbose) notice(`${one.file === null ? '' : `${one.file}: `}${one.text}`);
  }
}

async function picture(report: Report, input: LintInput, given: Given): Promise<Picture> {
  const { pictureFor } = await import('./picture.ts');
  // The texts are read again, since the report may come from the cache; no rule has to run for that.
  const { texts } = lintWithTexts(input, []);
  return pictureFor({ report, texts }, input.sources, given.flag('show-unknown'));
}

/** Calls that could not be decided, below a text report. What goes elsewhere than to Logic Apps needs no deciding. */
export async function printUnknown(
  outputs: readonly Output[],
  report: Report,
  input: LintInput,
  given: Given,
): Promise<void> {
  if (!outputs.some(({ format, file }) => format === 'text' && file === null)) return;
  const [{ describe }, { callGroups }] = await Promise.all([import('./calls.ts'), import('./calls-text.ts')]);
  const open = report.calls.filter(({ outcome, unlinked }) => outcome.verdict === 'unknown' && unlinked !== 'external');
  if (open.length === 0) return;
  print(['', 'Not decided:', ...callGroups(describe(open, input.sources), wantsColor(given))].join('\n\n').slice(1));
}

function writeReport(file: string, text: string): void {
  try {
    writeOver(file, text);
  } catch (error) {
    throw new UsageError(`'${file}' cannot be written: ${reasonOf(error)}.`);
  }
}
