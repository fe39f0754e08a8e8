/** Reports and calls → what the protocol shows. Positions become 0-based; names pass the filter for unfit characters. */
import { pathToFileURL } from 'node:url';
import type { CodeLens, Diagnostic, Position, Range } from 'vscode-languageserver';
import { rules } from '../../rules/index.ts';
import { wordsOf } from '../words.ts';
import type { TracedCall } from '../cli/calls.ts';
import type { Problem, Range as OwnRange, Severity } from '../model.ts';
import { visible } from '../report/visible.ts';
import { clip } from '../secret.ts';

const SEVERITIES: Readonly<Record<Severity, 1 | 2 | 3>> = { error: 1, warning: 2, info: 3 };
const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

export function rangeOf(range: OwnRange | null): Range {
  if (range === null) return START;
  const { start, end } = range;
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

export function diagnosticOf(problem: Problem, pathOf: (file: string) => string): Diagnostic {
  const related = problem.related.filter(({ place }) => place.range !== null);
  return {
    range: rangeOf(problem.place.range),
    severity: SEVERITIES[problem.severity],
    code: problem.rule,
    codeDescription: { href: problem.docs },
    source: 'laudit',
    message: visible(`${problem.message} ${problem.remedy}`),
    relatedInformation: related.map(({ place, message }) => ({
      location: { uri: uriOf(pathOf(place.file)), range: rangeOf(place.range) },
      message: visible(message),
    })),
  };
}

/** Does the place of a problem hold the position? */
export function includes({ place }: Problem, { line, character }: Position): boolean {
  const { start, end } = rangeOf(place.range);
  const after = line > start.line || (line === start.line && character >= start.character);
  return after && (line < end.line || (line === end.line && character <= end.character));
}

/** Why the rule is there, which the diagnostic does not say. */
export function reasonOf({ rule, docs }: Problem): string {
  const meta = rules.find((one) => one.meta.id === rule)?.meta;
  return `${rule}${meta === undefined ? '' : `: ${wordsOf(meta).why}`}\n${docs}`;
}

/** What the receiver will say, above each call. */
export function lensOf({ sender, receiver, outcome }: TracedCall): CodeLens | null {
  if (receiver === null && outcome.verdict === 'unknown') return null;
  const whom = receiver === null ? '' : ` ${receiver.workflow}`;
  const answers = (outcome.responses ?? [])
    .map(({ status, code }) => (status === null ? code : `${String(status)} ${code}`))
    .join(', ');
  const says = {
    accepted: `✓${whom} lets this call in (${outcome.by ?? ''})`,
    refused: `✗${whom} refuses this call: ${answers}`,
    unknown: `?${whom}: ${(outcome.missing ?? []).join('; ')} is not known`,
  };
  return {
    range: rangeOf(sender.range),
    command: { title: clip(visible(says[outcome.verdict]), 160), command: '' },
  };
}

/** The value of an expression and where it comes from: `audience = … ← parameters('x') ← prod.parameters.json`. */
export function hoverOf({ carries, audienceSteps }: TracedCall): string | null {
  if (carries.audience === null) return null;
  const steps = audienceSteps.map(({ text, file }) => ` ← ${text}${file === null ? '' : ` (${file})`}`).join('');
  return visible(`audience = ${carries.audience}${steps}`);
}
