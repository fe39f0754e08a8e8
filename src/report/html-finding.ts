/** One finding on the page: a line that opens, with the code of both ends, the answer and what to change. */
import type { Excerpt, Place, Problem, Range } from '../model.ts';
import { markedIn, unmarked } from './frame.ts';
import { fromRepository } from './paths.ts';
import type { ReportOptions } from './reporter.ts';
import { visible } from './visible.ts';
import { answerOf, environmentsOf, placeOf } from './words.ts';
import { escaped } from './xml.ts';

/** Columns of a line of code; longer ones are cut around the place. */
const ROOM = 200;

/** @param name the card's own, for links to it */
export function findingCard(problem: Problem, name: string, open: boolean, options: ReportOptions): string {
  const { severity, rule, message, place, environments } = problem;
  const file = fromRepository(place.file, options);
  const named = environments.filter((one) => one !== 'defaults');
  const ends = [
    codeOf(place, problem.excerpt, null, options),
    ...problem.related.map((one) => codeOf(one.place, one.excerpt, one.message, options)),
  ].filter((one) => one !== '');
  return `<details class="finding" id="${name}" data-severity="${severity}" data-rule="${escaped(rule)}" data-file="${escaped(file)}" data-environments="${escaped(JSON.stringify(named))}"${open ? ' open' : ''}>
<summary><span class="verdict ${severity}">${severity}</span> <span class="place">${placeIn(place, options)}</span> <span class="rule">${escaped(rule)}</span><br><span class="message">${escaped(message)}</span></summary>
<div class="ends">${ends.join('')}</div>
<dl>${notes(problem, name)}</dl>
</details>`;
}

/** `file:line:column` from the repository's root, as text of markup. */
export function placeIn(place: Place, options: ReportOptions): string {
  return place.file === '' ? 'the run' : escaped(placeOf({ ...place, file: fromRepository(place.file, options) }));
}

/** A link to a page of the web, else its words alone. */
export function link(address: string, words: string): string {
  const shown = escaped(words);
  return /^https?:\/\//.test(address) ? `<a href="${escaped(encodeURI(visible(address)))}">${shown}</a>` : shown;
}

function notes(problem: Problem, name: string): string {
  const { workflow, operation, remedy, docs } = problem;
  const where = [workflow === null ? '' : `workflow ${workflow}`, operation ?? ''].filter((one) => one !== '');
  const all: readonly (readonly [label: string, markup: string | null])[] = [
    ['Answer', escapedOrNull(answerOf(problem.outcome))],
    ['Environments', escapedOrNull(environmentsOf(problem))],
    ['At', where.length === 0 ? null : escaped(where.join(', '))],
    ['Fix', remedy === '' ? null : escaped(remedy)],
    ['More', `${link(docs, 'about this rule')}, <a href="#${name}">link to this finding</a>`],
  ];
  return all.map(([label, markup]) => (markup === null ? '' : `<dt>${label}</dt><dd>${markup}</dd>`)).join('');
}

function escapedOrNull(text: string | null): string | null {
  return text === null ? null : escaped(text);
}

/** One end: where it stands, what is said of it, its lines with the place marked. */
function codeOf(place: Place, excerpt: Excerpt | null, message: string | null, options: ReportOptions): string {
  const lines = excerpt === null || place.range === null ? '' : `<pre>${frame(excerpt, place.range)}</pre>`;
  if (lines === '' && message === null) return '';
  const says = message === null ? '' : ` <span class="says">${escaped(message)}</span>`;
  return `<div class="end"><div class="place">${placeIn(place, options)}${says}</div>${lines}</div>`;
}

function frame(excerpt: Excerpt, range: Range): string {
  const gutter = String(excerpt.firstLine + excerpt.lines.length - 1).length;
  const margin = marginOf(excerpt, range);
  const lines = excerpt.lines.map((whole, index) => {
    const number = excerpt.firstLine + index;
    const line = whole.slice(margin);
    const count = `<span class="n">${String(number).padStart(gutter)}</span>  `;
    if (number !== range.start.line) return `${count}${escaped(unmarked(line, ROOM))}`;
    const { before, marked, after } = markedIn(line, number, shifted(range, margin), ROOM);
    return `${count}${escaped(before)}<mark>${escaped(marked)}</mark>${escaped(after)}`;
  });
  return lines.join('\n');
}

/** Blanks that all lines begin with. */
function marginOf({ firstLine, lines }: Excerpt, { start }: Range): number {
  const margins = lines.map((line, index) => {
    const blanks = line.length - line.trimStart().length;
    if (firstLine + index === start.line) return Math.min(blanks, start.column - 1);
    return line.trim() === '' ? Infinity : blanks;
  });
  const margin = Math.min(...margins);
  return Number.isFinite(margin) ? margin : 0;
}

function shifted({ start, end }: Range, by: number): Range {
  const column = (one: number): number => Math.max(1, one - by);
  return { start: { ...start, column: column(start.column) }, end: { ...end, column: column(end.column) } };
}
