/**
 * The report as one page that stands alone, for people who get a link from CI: numbers, findings by rule or by file with
 * the lines of both ends, the calls as a picture, what was held back and what could not be read. Everything is there
 * without the script, which only filters, sorts into groups and opens what is asked for.
 */
import { layout } from '../graph/layout.ts';
import { drawing, outcomeFilters } from '../graph/page.ts';
import { DRAWING_SCRIPT } from '../graph/page-script.ts';
import { DRAWING_STYLE } from '../graph/page-style.ts';
import { leftOut, type Picture } from '../graph/picture.ts';
import type { Problem, Report, Severity } from '../model.ts';
import { findingCard, link, placeIn } from './html-finding.ts';
import { REPORT_SCRIPT } from './html-script.ts';
import { REPORT_STYLE } from './html-style.ts';
import { chip, environmentFilter, standalone, THEME_BUTTON } from './page.ts';
import { scriptOf } from './page-script.ts';
import { THEME } from './page-style.ts';
import { fromRepository } from './paths.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { count, numbered, said, scopeOf } from './words.ts';
import { escaped } from './xml.ts';
import { wordsOf } from '../words.ts';

/** More than anybody reads, less than hurts a browser; the rest is counted. */
const MOST = 2_000;
/** Up to here every finding is open; beyond, one opens what one wants to see. */
const OPEN = 20;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export const html: Reporter = (report, options) => {
  const problems = report.problems.filter(({ severity }) => !options.quiet || severity === 'error');
  const { picture } = options;
  const calls = picture === undefined || picture.edges.length === 0 ? null : picture;
  return standalone({
    title: `laudit: ${headline(report)}`,
    style: THEME + (calls === null ? '' : DRAWING_STYLE) + REPORT_STYLE,
    script: calls === null ? scriptOf(REPORT_SCRIPT) : scriptOf(REPORT_SCRIPT, DRAWING_SCRIPT),
    body: `${header(report, problems, calls)}
<main>
${findings(problems, options)}
${calls === null ? '' : callsSection(calls)}
${heldSection(report, options)}
${unreadSection(report, options)}
</main>
<footer>laudit ${escaped(options.toolVersion)}${options.time === undefined ? '' : `, ${escaped(options.time.replace('T', ' '))} UTC`}. Predicted from files; nothing was called. In the list, the arrow keys go from finding to finding.</footer>`,
    data: calls === null ? {} : { nodes: calls.nodes, edges: calls.edges },
  });
};

function headline({ summary: { errors, warnings, infos } }: Report): string {
  const found = [
    errors > 0 ? count(errors, 'error') : '',
    warnings > 0 ? count(warnings, 'warning') : '',
    infos > 0 ? count(infos, 'info') : '',
  ].filter((one) => one !== '');
  return found.length === 0 ? 'no problems' : found.join(', ');
}

function header(report: Report, problems: readonly Problem[], calls: Picture | null): string {
  const severities = SEVERITIES.map((one) => ({
    one,
    many: problems.filter(({ severity }) => severity === one).length,
  }));
  const chips = severities.map(({ one, many }) => (many === 0 ? '' : chip('data-severity', one, one, many)));
  const rules = groupsOf(problems).map(
    ([rule, own]) => `<option value="${escaped(rule)}">${escaped(rule)} (${String(own.length)})</option>`,
  );
  const select =
    rules.length < 2
      ? ''
      : `<select id="rule" aria-label="Rule"><option value="">all rules</option>${rules.join('')}</select>`;
  const named = problems.flatMap(({ environments }) => environments).filter((name) => name !== 'defaults');
  const environments = environmentFilter([...named, ...(calls?.edges.flatMap((edge) => edge.environments) ?? [])]);
  const order =
    '<select id="order" aria-label="Grouped by"><option value="rule">by rule</option><option value="file">by file</option></select>';
  const buttons =
    '<button id="open" type="button">Open all</button><button id="close" type="button">Close all</button>';
  return `<header>
<h1>laudit: ${escaped(headline(report))}</h1>
<p class="summary">in ${escaped(scopeOf(report.summary))}</p>
<div class="tools" role="search"><input id="search" type="search" placeholder="Search findings and calls" aria-label="Search findings and calls">${chips.join('')}${select}${environments}${problems.length === 0 ? '' : order + buttons}${THEME_BUTTON}</div>
</header>${report.crashed ? '\n<p class="crashed" role="alert">A rule failed: the result is not complete.</p>' : ''}`;
}

/** By rule, the loudest first, then the most frequent. */
function groupsOf(problems: readonly Problem[]): readonly (readonly [rule: string, problems: readonly Problem[]])[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const own = groups.get(problem.rule);
    if (own === undefined) groups.set(problem.rule, [problem]);
    else own.push(problem);
  }
  const rank = (own: readonly Problem[]): number =>
    Math.min(...own.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return [...groups].sort(([, a], [, b]) => rank(a) - rank(b) || b.length - a.length);
}

function findings(problems: readonly Problem[], options: ReportOptions): string {
  if (problems.length === 0)
    return '<section class="findings" aria-labelledby="findings"><h2 id="findings">Findings</h2><p>No problems.</p></section>';
  const nameOf = numbered();
  const shown = problems.slice(0, MOST);
  const names = new Map(shown.map((problem) => [problem, `f-${nameOf(problem.fingerprint).replace(':', '-')}`]));
  const open = shown.length <= OPEN;
  const groups = groupsOf(shown).map(([rule, own]) => {
    const cards = own.map((problem) => findingCard(problem, names.get(problem) ?? '', open, options));
    return `<section class="group" data-group="${escaped(rule)}"><h3>${ruleHead(rule, own, options)}</h3>\n${cards.join('\n')}\n</section>`;
  });
  const more =
    problems.length > MOST
      ? `<p>… and ${count(problems.length - MOST, 'more finding')}: the other formats show them all.</p>`
      : '';
  return `<section class="findings" aria-labelledby="findings"><h2 id="findings">Findings</h2>
<p id="shown" class="hint" role="status"></p>
<div id="groups" data-order="rule">
${groups.join('\n')}
</div>${more}</section>`;
}

function ruleHead(rule: string, [first]: readonly Problem[], { rules }: ReportOptions): string {
  const meta = rules.get(rule)?.meta;
  const title = meta && wordsOf(meta).title;
  return `${link(first?.docs ?? '', rule)}${title === undefined ? '' : ` <span class="title">${escaped(title)}</span>`} <span class="count"></span>`;
}

function callsSection(calls: Picture): string {
  const left = leftOut(calls);
  return `<section class="calls" aria-labelledby="calls"><h2 id="calls">Calls</h2>${left === null ? '' : `\n<p>${escaped(left)}.</p>`}
<div class="tools">${outcomeFilters(calls)}</div>
<div class="drawn">
${drawing(calls, layout(calls))}
</div></section>`;
}

function heldSection({ held = [] }: Report, options: ReportOptions): string {
  if (held.length === 0) return '';
  const rows = held.slice(0, MOST).map(({ problem, kind, reason }) => {
    const by = kind === 'inSource' ? 'the document' : 'settings or baseline';
    return `<tr><td>${escaped(problem.rule)}</td><td class="place">${placeIn(problem.place, options)}</td><td>${escaped(said(reason))}</td><td>${by}</td></tr>`;
  });
  return `<section aria-labelledby="held"><h2 id="held">Held back</h2>
<details><summary>${count(held.length, 'finding')} that somebody accepted</summary><table><thead><tr><th scope="col">Rule</th><th scope="col">Place</th><th scope="col">Reason</th><th scope="col">By</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></details></section>`;
}

function unreadSection({ skipped, notices }: Report, options: ReportOptions): string {
  const where = (file: string | null): string =>
    file === null || file === '' ? '' : `<span class="place">${escaped(fromRepository(file, options))}</span>: `;
  const items = [
    ...skipped.map(({ file, reason }) => `<li>skipped ${where(file)}${escaped(said(reason))}</li>`),
    ...notices
      .filter(({ verbose }) => !verbose || options.verbose)
      .map(({ file, text }) => `<li>${where(file)}${escaped(said(text))}</li>`),
  ];
  if (items.length === 0) return '';
  return `<section aria-labelledby="notices"><h2 id="notices">Notices</h2><ul>\n${items.join('\n')}\n</ul></section>`;
}
