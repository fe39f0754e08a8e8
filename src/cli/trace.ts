/** `laudit trace [paths..]`: every call found, by receiver: what it carries, what the receiver answers, and why. */
import { styleText } from 'node:util';
import { gather } from '../gather.ts';
import { glob } from '../glob.ts';
import { lint } from '../lint.ts';
import type { Call } from '../model.ts';
import { fitJson, visible } from '../report/visible.ts';
import { count } from '../report/words.ts';
import { type At, type Clause, describe, type TracedCall } from './calls.ts';
import { readingOptions } from './lint.ts';
import { nearest } from './nearest.ts';
import type { Given } from './options.ts';
import { notice, print, wantsColor } from './terminal.ts';
import { STATUS, type Status, UsageError } from './usage.ts';

export async function trace(given: Given): Promise<Status> {
  const { input, found } = await gather(given.words, readingOptions(given, process.cwd()));
  const report = lint(input);
  const { calls } = report;
  const asked = calls.filter(endIs(given.text('from'), calls, sendersOf, '--from')).filter(endIs(given.text('to'), calls, receiversOf, '--to'));
  const traced = describe(asked, input.sources);
  for (const { file, reason } of found.skipped) notice(`skipped ${file}: ${reason}`);
  for (const pattern of found.unmatched) notice(`nothing matches '${pattern}'.`);
  const empty = found.sources.length === 0 || report.summary.files === 0;
  if (empty && found.unmatched.length === 0) notice('nothing to trace: no file about Logic Apps was found');
  process.exitCode = found.skipped.length > 0 || report.crashed ? STATUS.wrong : empty || found.unmatched.length > 0 ? STATUS.nothing : STATUS.clean;
  if (given.text('format') === 'json') print(fitJson(JSON.stringify({ version: 1, calls: traced }, null, 2)));
  else print(inText(traced, { color: wantsColor(given), unknown: given.flag('show-unknown'), quiet: given.flag('quiet') }));
  return process.exitCode as Status;
}

// ---------------------------------------------------------------- which calls

type Ends = (call: Call) => readonly string[];

const sendersOf: Ends = ({ sender }) => [sender.workflow.name, `${sender.workflow.name}/${sender.operation}`];
const receiversOf: Ends = ({ receiver }) => (receiver === null ? [] : [receiver.workflow.name, `${receiver.workflow.name}/${receiver.trigger}`]);

/** A name that no call has is an error: an empty list would read as "it calls nobody". */
function endIs(name: string | undefined, calls: readonly Call[], ends: Ends, option: string): (call: Call) => boolean {
  if (name === undefined) return () => true;
  const matches = glob(name.toLowerCase());
  const fits = (call: Call): boolean => ends(call).some((end) => matches(end.toLowerCase()));
  if (calls.length > 0 && !calls.some(fits)) {
    const near = nearest(name, new Set(calls.flatMap(ends)), 3);
    throw new UsageError(`${option}: no call has '${name}' at this end.${near.length === 0 ? '' : ` Near: ${near.join(', ')}.`}`, STATUS.nothing);
  }
  return fits;
}

// ---------------------------------------------------------------- text

interface Look {
  readonly color: boolean;
  readonly unknown: boolean;
  readonly quiet: boolean;
}
type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

function inText(calls: readonly TracedCall[], { color, unknown, quiet }: Look): string {
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const groups = new Map<string, TracedCall[]>();
  for (const call of calls.filter(({ receiver }) => unknown || receiver !== null)) {
    const key = headingOf(call);
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  const blocks = [...groups].map(([heading, group]) => [paint('bold', heading), ...group.flatMap((call) => callLines(call, paint))].join('\n'));
  const summary = summaryOf(calls, unknown);
  return [...blocks, ...(quiet ? [] : [summary])].join('\n\n');
}

function headingOf({ receiver }: TracedCall): string {
  return receiver === null ? 'no receiver known' : `${visible(receiver.workflow)} / ${visible(receiver.trigger)}  ${placeText(receiver)}`;
}

const UNLINKED = new Map<TracedCall['unlinked'], string>([
  ['external', 'not a Logic Apps address'],
  ['target-unknown', 'the address is not known before deployment'],
  ['not-in-project', 'no file of the project describes it'],
  ['ambiguous', 'several receivers have this address'],
  ['no-such-workflow', 'no workflow of that name is here'],
]);

function callLines(call: TracedCall, paint: Paint): string[] {
  const { sender, outcome, environments, unlinked } = call;
  const lines = [`  ← ${visible(sender.workflow)} / ${visible(sender.action)}  ${placeText(sender)}`];
  const add = (label: string, text: string): void => void lines.push(`      ${paint('dim', label.padEnd(9))}${text}`);
  if (call.target !== null) add('to', visible(call.target));
  add('carries', carriesOf(call));
  if (unlinked === null) add('answer', paint(outcome.verdict === 'refused' ? 'red' : outcome.verdict === 'accepted' ? 'green' : 'yellow', answerOf(call)));
  else add('why', UNLINKED.get(unlinked) ?? unlinked);
  if (outcome.verdict !== 'accepted') for (const clause of outcome.because) add('because', clauseText(clause));
  for (const clause of call.assumptions) add('assumes', clauseText(clause));
  const named = environments.filter((name) => name !== 'defaults');
  if (named.length > 0) add('in', named.map(visible).join(', '));
  return lines;
}

function carriesOf({ carries: { sas, authorization, audience }, via, audienceSteps }: TracedCall): string {
  const parts = [
    via === 'http' ? [] : [via === 'batch' ? 'a batch message' : 'the Workflow action'],
    sas === 'yes' ? ['a SAS signature'] : sas === 'unknown' ? ['perhaps a SAS signature'] : [],
    CREDENTIALS.get(authorization) ?? [`${visible(authorization)} authentication`],
  ].flat();
  const steps = audienceSteps.map((step) => ` ← ${stepText(step)}`).join('');
  return `${parts.length === 0 ? 'nothing' : parts.join(', ')}${audience === null ? '' : `, audience = ${visible(audience)}${steps}`}`;
}

const CREDENTIALS: ReadonlyMap<string, readonly string[]> = new Map([
  ['none', []],
  ['managed-identity', ['a token of its managed identity']],
  ['oauth', ['a token of an application']],
  ['header', ['an Authorization header']],
  ['unknown', ['perhaps an Authorization header']],
]);

function answerOf({ outcome }: TracedCall): string {
  if (outcome.verdict === 'accepted') return `accepted, by ${visible(outcome.by ?? '')}`;
  if (outcome.verdict === 'unknown') return `not known, for want of: ${(outcome.missing ?? []).map(visible).join('; ')}`;
  const responses = (outcome.responses ?? []).map(({ status, code }) => (status === null ? visible(code) : `${status} ${visible(code)}`));
  return `refused: ${responses.join(' or ')}`;
}

/** A step that is a file is named by its place alone. */
function stepText({ text, file, range }: Clause): string {
  if (file === null) return visible(text);
  const place = placeText({ file, range });
  return file === text || file.endsWith(`/${text}`) ? place : `${visible(text)} (${place})`;
}

function clauseText({ text, file, range }: Clause): string {
  return file === null ? visible(text) : `${visible(text)}  ${placeText({ file, range })}`;
}

function placeText({ file, range }: Pick<At, 'file' | 'range'>): string {
  return range === null ? visible(file) : `${visible(file)}:${range.start.line}`;
}

function summaryOf(calls: readonly TracedCall[], unknown: boolean): string {
  const linked = calls.filter(({ receiver }) => receiver !== null);
  const of = (verdict: string): number => linked.filter(({ outcome }) => outcome.verdict === verdict).length;
  const rest = calls.length - linked.length;
  const more = rest === 0 ? '' : ` ${count(rest, 'call')} without a known receiver${unknown ? '' : ': --show-unknown lists them'}.`;
  return `${count(linked.length, 'call')}: ${of('accepted')} accepted, ${of('refused')} refused, ${of('unknown')} not known.${more}`;
}
