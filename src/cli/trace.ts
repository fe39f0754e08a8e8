/** `laudit trace [paths..]`: every call found, by receiver: what it carries, what the receiver answers, and why. */
import { gather } from '../gather.ts';
import { glob } from '../glob.ts';
import { lint } from '../lint.ts';
import type { Call } from '../model.ts';
import { fitJson } from '../report/visible.ts';
import { callGroups, callSummary } from './calls-text.ts';
import { describe, readable, type TracedCall } from './calls.ts';
import { readingOptions } from './asked.ts';
import { nearest } from '../nearest.ts';
import type { Given } from './options.ts';
import { notice, print, wantsColor } from './terminal.ts';
import { misses } from './status.ts';
import { STATUS, type Status, UsageError } from './usage.ts';

export async function trace(given: Given): Promise<Status> {
  const { input, found } = await gather(given.words, readingOptions(given, process.cwd()));
  const report = lint(input);
  const { calls } = report;
  const asked = calls
    .filter(endIs(given.text('from'), calls, sendersOf, '--from'))
    .filter(endIs(given.text('to'), calls, receiversOf, '--to'));
  const traced = describe(asked, input.sources);
  for (const { file, reason } of found.skipped) notice(`skipped ${file}: ${reason}`);
  for (const pattern of found.unmatched) notice(`nothing matches '${pattern}'.`);
  const empty = found.sources.length === 0 || report.summary.files === 0;
  if (empty && found.unmatched.length === 0) notice('nothing to trace: no file about Logic Apps was found');
  process.exitCode =
    misses(found.skipped) || report.crashed
      ? STATUS.wrong
      : empty || found.unmatched.length > 0
        ? STATUS.nothing
        : STATUS.clean;
  if (given.text('format') === 'json') print(fitJson(JSON.stringify({ version: 1, calls: traced }, null, 2)));
  else print(inText(traced, given));
  return process.exitCode as Status;
}

function inText(calls: readonly TracedCall[], given: Given): string {
  const unknown = given.flag('show-unknown');
  const listed = calls.filter(({ receiver, front }) => unknown || receiver !== null || front !== null);
  const summary = given.flag('quiet') ? [] : [callSummary(calls, unknown)];
  return [...callGroups(listed, wantsColor(given)), ...summary].join('\n\n');
}

// ---------------------------------------------------------------- which calls

type Ends = (call: Call) => readonly string[];

const sendersOf: Ends = ({ sender }) => named(sender.workflow.name, sender.operation);
const receiversOf: Ends = ({ receiver, site, api }) => [
  ...(receiver === null ? [] : named(receiver.workflow.name, receiver.trigger)),
  ...[site, api].flatMap((front) => (front === null ? [] : [readable(front.name)])),
];

/** As the output names them, so that what is read there can be typed here. */
function named(workflow: string, operation: string): readonly string[] {
  return [readable(workflow), `${readable(workflow)}/${operation}`];
}

/** A name that no call has is an error: an empty list would read as "it calls nobody". */
function endIs(name: string | undefined, calls: readonly Call[], ends: Ends, option: string): (call: Call) => boolean {
  if (name === undefined) return () => true;
  const matches = glob(name.toLowerCase());
  const fits = (call: Call): boolean => ends(call).some((end) => matches(end.toLowerCase()));
  if (calls.length > 0 && !calls.some(fits)) {
    const near = nearest(name, new Set(calls.flatMap(ends)), 3);
    throw new UsageError(
      `${option}: no call has '${name}' at this end.${near.length === 0 ? '' : ` Near: ${near.join(', ')}.`}`,
      STATUS.nothing,
    );
  }
  return fits;
}
