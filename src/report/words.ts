/** Phrases that several formats share: a place as people write it, the answer of a call, counts. Fit for printing. */
import type { Outcome, Place, Problem, Summary } from '../model.ts';
import { masked } from '../secret.ts';
import { visible } from './visible.ts';

/** A text of a run that `locate` has not seen, fit and without secrets. */
export function said(text: string): string {
  return visible(masked(text));
}

/** `file:line:column`, or the file and its pointer where no line is known; '' for the run as a whole. */
export function placeOf({ file, pointer, range }: Place): string {
  if (file === '') return '';
  if (range !== null) return `${visible(file)}:${range.start.line}:${range.start.column}`;
  return pointer === '' ? visible(file) : `${visible(file)}#${visible(pointer)}`;
}

/** What the receiver is predicted to answer: `401/403 MisMatchingOAuthClaims (predicted)`. */
export function answerOf(outcome: Outcome | null): string | null {
  if (outcome === null) return null;
  if (outcome.verdict === 'accepted') return `accepted by ${said(outcome.by)} (predicted)`;
  if (outcome.verdict === 'unknown')
    return outcome.missing.length === 0
      ? 'not known'
      : `not known, for want of ${outcome.missing.map(said).join(', ')}`;
  const codes = new Map<string, string[]>();
  for (const { status, code } of outcome.responses) {
    const statuses = codes.get(code) ?? [];
    codes.set(code, status === null || statuses.includes(String(status)) ? statuses : [...statuses, String(status)]);
  }
  const answers = [...codes].map(([code, statuses]) =>
    [statuses.join('/'), said(code)].filter((part) => part !== '').join(' '),
  );
  return answers.length === 0 ? 'refused (predicted)' : `${answers.join(' or ')} (predicted)`;
}

/** Environments, where there is more to say than "the defaults". */
export function environmentsOf({ environments }: Problem): string | null {
  const named = environments.filter((name) => name !== 'defaults');
  return named.length === 0 ? null : named.map(visible).join(', ');
}

/** All that is said of a problem, one matter a line: message, the other end, answer, environments, remedy, page. */
export function wholeOf(problem: Problem, place: (place: Place) => string): readonly string[] {
  const answer = answerOf(problem.outcome);
  const environments = environmentsOf(problem);
  return [
    visible(problem.message),
    ...problem.related.map((one) => `${place(one.place)}: ${visible(one.message)}`),
    ...(answer === null ? [] : [`answer: ${answer}`]),
    ...(environments === null ? [] : [`in: ${environments}`]),
    ...(problem.remedy === '' ? [] : [`fix: ${visible(problem.remedy)}`]),
    `docs: ${visible(problem.docs)}`,
  ];
}

/** Numbers equal fingerprints: where they must differ, `x:1`, `x:2` in the order of the problems. */
export function numbered(): (fingerprint: string) => string {
  const seen = new Map<string, number>();
  return (fingerprint) => {
    const times = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, times);
    return `${fingerprint}:${times}`;
  };
}

/** `1 error`, `2 errors`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** Files, workflows, calls and what could not be said. */
export function scopeOf({ files, workflows, calls, unknown, passedOver, suppressed }: Summary): string {
  const parts = [
    count(files, 'file'),
    count(workflows, 'workflow'),
    count(calls, 'call') + (unknown > 0 ? ` (${unknown} not decided)` : ''),
  ];
  if (passedOver > 0) parts.push(`${passedOver} passed over`);
  if (suppressed > 0) parts.push(`${suppressed} suppressed`);
  return parts.join(', ');
}
