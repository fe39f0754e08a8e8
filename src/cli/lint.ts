/** `laudit [paths..]`: arguments → lint → reports → exit status. */
import { gather } from '../gather.ts';
import { lint as run } from '../lint.ts';
import { judgingOptions, limitsOf, readingOptions, standardInput } from './asked.ts';
import type { Given } from './options.ts';
import { outputsOf } from './outputs.ts';
import { printUnknown, writeReports } from './reports.ts';
import { isEmpty, nothingToLint, onlyIn, sayUnmatched, statusOf } from './status.ts';
import { notice } from './terminal.ts';
import type { Status } from './usage.ts';

export async function lint(given: Given): Promise<Status> {
  const cwd = process.cwd();
  if (given.flag('print-config')) {
    const { printConfig } = await import('./print-config.ts');
    return printConfig({ ...readingOptions(given, cwd), ...judgingOptions(given) });
  }
  const { outputs, because } = outputsOf(given.list('format'), cwd);
  const limits = limitsOf(given);
  const gathered = await gather(given.words, {
    ...readingOptions(given, cwd),
    ...judgingOptions(given),
    ...(await standardInput(given)),
  });
  const { found, textId } = gathered;
  const whole = run(gathered.input);
  const report = onlyIn(textId, { ...whole, skipped: [...found.skipped, ...whole.skipped] });
  const quiet = given.flag('quiet');
  if (because !== null && !quiet) notice(because);
  sayUnmatched(found.unmatched);
  if (isEmpty(report) && found.unmatched.length === 0) notice(nothingToLint(report));
  const status = statusOf(report, limits, found.unmatched.length > 0, given.flag('pass-when-empty'));
  process.exitCode = status;
  await writeReports(outputs, report, gathered, given);
  if (given.flag('show-unknown')) await printUnknown(outputs, report, gathered, given);
  return status;
}
