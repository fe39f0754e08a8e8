/** Markdown for summaries of CI runs and comments: numbers, a table of what is wrong, what was skipped. */
import type { Place, Problem } from '../model.ts';
import { fromRepository } from './paths.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { visible } from './visible.ts';
import { answerOf, count, environmentsOf, placeOf, said, scopeOf } from './words.ts';

/** GitHub takes 1 MiB a step; the rest is counted. */
const MOST = 500;

export const markdown: Reporter = ({ problems, skipped, summary }, options) => {
  const { errors, warnings, infos } = summary;
  const found = [
    errors > 0 && count(errors, 'error'),
    warnings > 0 && count(warnings, 'warning'),
    infos > 0 && count(infos, 'info'),
  ];
  const head = found.filter((one) => one !== false).join(', ') || 'no problems';
  const shown = problems.filter(({ severity }) => !options.quiet || severity === 'error');
  const rows = shown.slice(0, MOST).map((problem) => row(problem, options));
  const table = rows.length === 0 ? [] : ['| | Rule | Place | What |', '|---|---|---|---|', ...rows, ''];
  const more = shown.length > MOST ? [`… and ${shown.length - MOST} more.`, ''] : [];
  const unread = skipped.map(({ file, reason }) => `- skipped ${plain(file)}: ${plain(said(reason))}`);
  const scope = `In ${scopeOf(summary)}.`;
  return [`## laudit: ${head}`, '', ...table, ...more, ...(unread.length === 0 ? [] : [...unread, '']), scope, ''].join(
    '\n',
  );
};

function row(problem: Problem, options: ReportOptions): string {
  const at = (place: Place): string => plain(placeOf({ ...place, file: fromRepository(place.file, options) }));
  const answer = answerOf(problem.outcome);
  const environments = environmentsOf(problem);
  const what = [
    `**${plain(problem.message)}**`,
    ...problem.related.map((one) => `${at(one.place)}: ${plain(one.message)}`),
    ...(answer === null ? [] : [`Answer: ${plain(answer)}`]),
    ...(environments === null ? [] : [`In: ${plain(environments)}`]),
    ...(problem.remedy === '' ? [] : [`Fix: ${plain(problem.remedy)}`]),
  ];
  const rule = `[${plain(problem.rule)}](${encodeURI(visible(problem.docs)).replace(/[()|]/g, encodeURIComponent)})`;
  return `| ${problem.severity} | ${rule} | ${at(problem.place)} | ${what.join('<br>')} |`;
}

/** No character of it means anything to Markdown or HTML, nor mentions anybody. */
function plain(text: string): string {
  return visible(text)
    .replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\\`*_{}[\]()#+!|~$-]/g, '\\$&')
    .replaceAll('@', '@<!-- -->')
    .replace(/\bhttps?:\/\//gi, (head) => head.replace(':', '<!-- -->:'));
}
