/** Calls for people: grouped by receiver, each with what travels, the answer and its reasons. */
import { styleText } from 'node:util';
import { visible } from '../report/visible.ts';
import { count } from '../report/words.ts';
import type { Clause, TracedCall } from './calls.ts';
import type { At } from './calls-places.ts';

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** A block of lines for each receiver, in the order given. */
export function callGroups(calls: readonly TracedCall[], color: boolean): readonly string[] {
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const groups = new Map<string, TracedCall[]>();
  for (const call of calls) {
    const heading = headingOf(call);
    const group = groups.get(heading);
    if (group === undefined) groups.set(heading, [call]);
    else group.push(call);
  }
  return [...groups].map(([heading, group]) =>
    [paint('bold', heading), ...group.flatMap((call) => callLines(call, paint))].join('\n'),
  );
}

function headingOf({ receiver, front }: TracedCall): string {
  if (receiver !== null) return `${visible(receiver.workflow)} / ${visible(receiver.trigger)}  ${placeText(receiver)}`;
  if (front === null) return 'no receiver known';
  return `${front.kind === 'site' ? 'the site' : 'the API'} ${visible(front.name)}  ${placeText(front)}`;
}

const UNLINKED = new Map<TracedCall['unlinked'], string>([
  ['external', 'not a Logic Apps address'],
  ['target-unknown', 'the address is not known before deployment'],
  ['not-in-project', 'no file of the project describes it'],
  ['ambiguous', 'several receivers have this address'],
  ['no-such-workflow', 'no workflow of that name is here'],
  ['no-such-trigger', 'the workflow has no trigger of that name'],
  ['not-callable', 'the trigger cannot be called in this way'],
]);

function callLines(call: TracedCall, paint: Paint): string[] {
  const { sender, outcome, environments, unlinked } = call;
  const lines = [`  ← ${visible(sender.workflow)} / ${visible(sender.action)}  ${placeText(sender)}`];
  const add = (label: string, text: string): void => void lines.push(`      ${paint('dim', label.padEnd(9))}${text}`);
  if (call.target !== null) add('to', visible(call.target));
  add('carries', carriesOf(call));
  if (unlinked === null)
    add(
      'answer',
      paint(
        outcome.verdict === 'refused' ? 'red' : outcome.verdict === 'accepted' ? 'green' : 'yellow',
        answerOf(call),
      ),
    );
  else add('why', UNLINKED.get(unlinked) ?? unlinked);
  if (outcome.verdict !== 'accepted') for (const clause of outcome.because) add('because', clauseText(clause));
  for (const clause of call.assumptions) add('assumes', clauseText(clause));
  for (const clause of call.conditions) add('only if', clauseText(clause));
  const named = environments.filter((name) => name !== 'defaults');
  if (named.length > 0) add('in', named.map(visible).join(', '));
  return lines;
}

function carriesOf({ carries: { sas, authorization, audience }, via, audienceSteps }: TracedCall): string {
  const parts = [
    BY.get(via) ?? [],
    sas === 'yes' ? ['a SAS signature'] : sas === 'unknown' ? ['perhaps a SAS signature'] : [],
    CREDENTIALS.get(authorization) ?? [`${visible(authorization)} authentication`],
  ].flat();
  const steps = audienceSteps.map((step, index) => ` ← ${stepText(step, audienceSteps[index + 1])}`).join('');
  return `${parts.length === 0 ? 'nothing' : parts.join(', ')}${audience === null ? '' : `, audience = ${visible(audience)}${steps}`}`;
}

/** What brings it, where it is no request of its own. */
const BY: ReadonlyMap<TracedCall['via'], readonly string[]> = new Map([
  ['workflow-action', ['the Workflow action']],
  ['batch', ['a batch message']],
  ['connector', ['a custom connector']],
]);

const CREDENTIALS: ReadonlyMap<string, readonly string[]> = new Map([
  ['none', []],
  ['managed-identity', ['a token of its managed identity']],
  ['oauth', ['a token of an application']],
  ['header', ['an Authorization header']],
  ['unknown', ['perhaps an Authorization header']],
]);

function answerOf({ outcome }: TracedCall): string {
  if (outcome.verdict === 'accepted') return `accepted, by ${visible(outcome.by ?? '')}`;
  if (outcome.verdict === 'unknown')
    return `not known, for want of: ${(outcome.missing ?? []).map(visible).join('; ')}`;
  const responses = (outcome.responses ?? []).map(({ status, code }) =>
    status === null ? visible(code) : `${status} ${visible(code)}`,
  );
  return `refused: ${responses.join(' or ')}`;
}

/**
 * A step into another file is named by its place alone: `prod.parameters.json: audience` → `prod.parameters.json:12`.
 * A place that the next step has too is said there.
 */
function stepText(step: Clause, next: Clause | undefined): string {
  const { text, file, range } = step;
  if (file === null) return visible(text);
  const place = placeText({ file, range });
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (text === name || text.startsWith(`${name}: `)) return place;
  const isSame = next?.file === file && next.range?.start.line === range?.start.line;
  return isSame ? visible(text) : `${visible(text)} (${place})`;
}

function clauseText({ text, file, range }: Clause): string {
  return file === null ? visible(text) : `${visible(text)}  ${placeText({ file, range })}`;
}

function placeText({ file, range }: Pick<At, 'file' | 'range'>): string {
  return range === null ? visible(file) : `${visible(file)}:${range.start.line}`;
}

/** One line of numbers. `listed`: calls without a known receiver stand above. */
export function callSummary(calls: readonly TracedCall[], listed: boolean): string {
  const linked = calls.filter(({ receiver, front }) => receiver !== null || front !== null);
  const of = (verdict: string): number => linked.filter(({ outcome }) => outcome.verdict === verdict).length;
  const rest = calls.length - linked.length;
  const more =
    rest === 0 ? '' : ` ${count(rest, 'call')} without a known receiver${listed ? '' : ': --show-unknown lists them'}.`;
  return `${count(linked.length, 'call')}: ${of('accepted')} accepted, ${of('refused')} refused, ${of('unknown')} not known.${more}`;
}
