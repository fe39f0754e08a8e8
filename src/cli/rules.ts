/** `laudit rules`: every rule with its category and severity, whether it offers edits, and its options. */
import { rules as all } from '../../rules/index.ts';
import type { RuleMeta, RuleOption } from '../rule.ts';
import { thisPackage } from '../package.ts';
import type { Given } from './options.ts';
import { print } from './terminal.ts';
import { STATUS, type Status, UsageError } from './usage.ts';
import { wordsOf } from '../words.ts';

export function rules(given: Given): Promise<Status> {
  if (given.words.length > 0)
    throw new UsageError(
      "'laudit rules' takes no paths; 'laudit explain RULE' shows one rule, 'laudit ./rules' lints that folder.",
    );
  const metas = all.map(({ meta }) => meta).sort((a, b) => compare(a.category, b.category) || compare(a.id, b.id));
  const format = given.text('format') ?? 'text';
  print(format === 'json' ? inJson(metas) : format === 'markdown' ? inMarkdown(metas) : inText(metas));
  return Promise.resolve(STATUS.clean);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function inText(metas: readonly RuleMeta[]): string {
  const width = Math.max(...metas.map(({ id }) => id.length));
  const categories = [...new Set(metas.map(({ category }) => category))];
  return categories
    .map((category) => {
      const lines = metas
        .filter((meta) => meta.category === category)
        .map(
          (meta) =>
            `  ${meta.id.padEnd(width)}  ${meta.severity.padEnd(7)}  ${meta.fixable === undefined ? '   ' : 'fix'}  ${wordsOf(meta).title}`,
        );
      return [category, ...lines].join('\n');
    })
    .join('\n\n');
}

function inJson(metas: readonly RuleMeta[]): string {
  const { homepage } = thisPackage();
  return JSON.stringify(
    metas.map((meta) => {
      const { id, category, severity, fixable = null, options = {} } = meta;
      return {
        id,
        category,
        severity,
        fixable,
        options: Object.fromEntries(Object.entries(options).map(([name, option]) => [name, optionOf(option)])),
        ...wordsOf(meta),
        page: `${homepage === '' ? '' : `${homepage}/`}rules/${category}/${id}.md`,
      };
    }),
    null,
    2,
  );
}

function optionOf(option: RuleOption) {
  const { about } = option;
  if (option.kind === 'texts') return { about, default: [], example: [option.example] };
  const { standard, least, most } = option;
  return { about, default: standard, least, most };
}

function inMarkdown(metas: readonly RuleMeta[]): string {
  const rows = metas.map((meta) => {
    const { id, category, severity, fixable = '' } = meta;
    const title = wordsOf(meta).title.replaceAll('|', '\\|');
    return `| [${id}](rules/${category}/${id}.md) | ${category} | ${severity} | ${fixable} | ${title} |`;
  });
  return ['| Rule | Category | Severity | Fix | Reports |', '|---|---|---|---|---|', ...rows].join('\n');
}
