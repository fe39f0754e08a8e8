/**
 * SARIF 2.1.0, as GitHub code scanning reads it (facts/linter-conventions.md §D1): paths from the repository's root and
 * percent-encoded, tight regions, the first sentence says it all, the other end of a call as related location and as
 * path from sender to receiver. No snippets: a text that is not there cannot leak.
 */
import type { Location, Log, Notification, PhysicalLocation, Region, Result, ThreadFlowLocation } from 'sarif';
import type { Held, Place, Problem, Range, Report } from '../model.ts';
import { maskedPointer } from '../secret.ts';
import { shownFix } from './edits.ts';
import { fromRepository, uriOf } from './paths.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { LEVELS, sarifRules } from './sarif-rules.ts';
import { fitJson, visible } from './visible.ts';
import { answerOf, environmentsOf, numbered, placeOf, said } from './words.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** One run; two blanks of indent, a line break at the end. */
export const sarif: Reporter = (report, options) => `${fitJson(JSON.stringify(log(report, options), null, 2))}\n`;

function log(report: Report, options: ReportOptions): Log {
  const { problems, skipped, crashed } = report;
  const rules = sarifRules([...problems, ...(report.held ?? []).map(({ problem }) => problem)], options);
  const index = new Map(rules.map(({ id }, position) => [id, position]));
  // The same fingerprint a second time would be the same alert to GitHub.
  const number = numbered();
  const notifications = skipped.map((one) => notification(one, options));
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'laudit',
            semanticVersion: options.toolVersion,
            ...(options.homepage === undefined ? {} : { informationUri: options.homepage }),
            rules,
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: !crashed, toolExecutionNotifications: notifications }],
        results: [
          ...problems.map((one) => result(one, index.get(one.rule), number(one.fingerprint), options)),
          ...(report.held ?? []).map((one) => suppressed(one, index.get(one.problem.rule), number, options)),
        ],
      },
    ],
  };
}

function result(problem: Problem, ruleIndex: number | undefined, fingerprint: string, options: ReportOptions): Result {
  // Without region GitHub refuses a location: what has no line is told in the message alone.
  const others = problem.related.filter(({ place }) => place.range !== null && place.file !== '');
  const related = others.map((one, i): Location => ({
    id: i + 1,
    ...location(one.place, options),
    message: { text: plain(one.message) },
  }));
  return {
    ruleId: problem.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[problem.severity],
    message: { text: message(problem, others, options) },
    ...(problem.place.file === '' ? {} : { locations: [{ ...location(problem.place, options), ...logical(problem) }] }),
    ...(related.length === 0 ? {} : { relatedLocations: related, ...flow(problem, others, options) }),
    ...fixes(problem, options),
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    properties: {
      category: problem.category,
      environments: [...problem.environments],
      pointer: maskedPointer(problem.place.pointer),
    },
  };
}

/** What is accepted is shown as such, so that nobody opens it as new. */
function suppressed(
  { problem, kind, reason }: Held,
  ruleIndex: number | undefined,
  number: (fingerprint: string) => string,
  options: ReportOptions,
): Result {
  const shown = result(problem, ruleIndex, number(problem.fingerprint), options);
  return { ...shown, suppressions: [{ kind, status: 'accepted', justification: said(reason) }] };
}

type Other = Problem['related'][number];

/** Message first, then the other end as links (`[text](id)`, SARIF §3.11.6), answer and remedy. */
function message(problem: Problem, linked: readonly Other[], options: ReportOptions): string {
  const others = problem.related.map((one) => {
    const id = linked.indexOf(one) + 1;
    const place = placeOf({ ...one.place, file: fromRepository(one.place.file, options) });
    return id > 0
      ? `See [${brackets(place)}](${id}): ${sentence(plain(one.message))}`
      : sentence(plain(place === '' ? one.message : `${place}: ${one.message}`));
  });
  const answer = answerOf(problem.outcome);
  const environments = environmentsOf(problem);
  const parts = [
    sentence(plain(problem.message)),
    ...others,
    ...(answer === null ? [] : [sentence(brackets(`Answer: ${answer}`))]),
    ...(environments === null ? [] : [sentence(brackets(`In: ${environments}`))]),
    ...(problem.remedy === '' ? [] : [sentence(plain(problem.remedy))]),
  ];
  return parts.join(' ');
}

/** Fit, and without brackets that would read as a link. Never empty: an empty text is not valid. */
function plain(text: string): string {
  return brackets(visible(text)) || '-';
}

function brackets(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('[', '\\[').replaceAll(']', '\\]');
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function location(place: Place, options: ReportOptions): { physicalLocation: PhysicalLocation } {
  const uri = uriOf(fromRepository(place.file, options));
  return { physicalLocation: { artifactLocation: { uri }, region: region(place.range) } };
}

/** Columns are 1-based and the end is exclusive, as ours are. */
function region(range: Range | null): Region {
  if (range === null) return { startLine: 1 };
  const { start, end } = range;
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function logical({ workflow, operation }: Problem): Pick<Location, 'logicalLocations'> {
  const names = [workflow, operation].flatMap((name) => (name === null || name === '' ? [] : [visible(name)]));
  const [name] = names.slice(-1);
  return name === undefined ? {} : { logicalLocations: [{ name, fullyQualifiedName: names.join('/') }] };
}

/** GitHub does not show them; other readers do. */
function fixes(problem: Problem, options: ReportOptions): Pick<Result, 'fixes'> {
  const fix = shownFix(problem);
  if (fix === undefined) return {};
  const files = [...new Set(fix.edits.map(({ file }) => file))];
  const artifactChanges = files.map((file) => ({
    artifactLocation: { uri: uriOf(fromRepository(file, options)) },
    replacements: fix.edits
      .filter((edit) => edit.file === file)
      .map(({ range, text }) => ({ deletedRegion: region(range), insertedContent: { text } })),
  }));
  return { fixes: [{ description: { text: plain(fix.title) }, artifactChanges }] };
}

/** From the sender to what it meets. */
function flow(problem: Problem, others: readonly Other[], options: ReportOptions): Pick<Result, 'codeFlows'> {
  if (problem.place.range === null) return {};
  const steps = [{ place: problem.place, message: problem.message }, ...others];
  const locations = steps.map((step): ThreadFlowLocation => ({
    location: { ...location(step.place, options), message: { text: plain(step.message) } },
  }));
  return { codeFlows: [{ threadFlows: [{ locations }] }] };
}

function notification({ file, reason }: Report['skipped'][number], options: ReportOptions): Notification {
  const uri = uriOf(fromRepository(file, options));
  return {
    level: 'warning',
    message: { text: plain(`${file} was skipped: ${said(reason)}`) },
    locations: [{ physicalLocation: { artifactLocation: { uri } } }],
  };
}
