/** `laudit explain <rule>`: the rule's page, `rules/<category>/<id>.md` of this package, in the terminal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../rules/index.ts';
import { thisPackage } from '../package.ts';
import type { RuleMeta } from '../rule.ts';
import { renderMarkdown } from './markdown.ts';
import { nearest } from '../nearest.ts';
import type { Given } from './options.ts';
import { columns, print, wantsColor } from './terminal.ts';
import { STATUS, type Status, UsageError } from './usage.ts';
import { wordsOf } from '../words.ts';

export function explain(given: Given): Promise<Status> {
  const [name, more] = given.words;
  if (name === undefined || more !== undefined)
    throw new UsageError("'laudit explain' wants the name of one rule; 'laudit rules' lists them.");
  const meta = rules.map((rule) => rule.meta).find(({ id }) => id === name.toLowerCase());
  if (meta === undefined) throw new UsageError(unknownRule(name));
  print(renderMarkdown(headed(meta, pageOf(meta)), { color: wantsColor(given), width: columns() }));
  return Promise.resolve(STATUS.clean);
}

function unknownRule(name: string): string {
  const near = nearest(
    name,
    rules.map(({ meta }) => meta.id),
    3,
  );
  const inside = rules.map(({ meta }) => meta.id).filter((id) => name.length > 2 && id.includes(name.toLowerCase()));
  const all = [...new Set([...near, ...inside])].slice(0, 5);
  return `no rule is called '${name}'. ${all.length === 0 ? "'laudit rules' lists them." : `Near: ${all.join(', ')}.`}`;
}

/** What the settings can do with the rule, below its name. */
function headed({ category, severity, fixable, options }: RuleMeta, page: string): string {
  const words = [
    `Category ${category}`,
    severity === 'off' ? 'off by default' : `${severity} by default`,
    ...(fixable === undefined ? [] : ['offers edits']),
    ...(options === undefined ? [] : [`options ${Object.keys(options).join(', ')}`]),
  ];
  return page.replace(/^(# .*\n)/, (title) => `${title}\n${words.join('; ')}.\n`);
}

/** A package without its pages still knows what the rule says of itself. */
function pageOf(meta: RuleMeta): string {
  const { id, category } = meta;
  const { title, why, remedy } = wordsOf(meta);
  try {
    return readFileSync(join(thisPackage().root, 'rules', category, `${id}.md`), 'utf8');
  } catch {
    return `# ${id}\n\n${title}\n\n${why}\n\n${remedy}\n`;
  }
}
