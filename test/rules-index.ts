/** The index of the rules by category, as `npm run docs` writes it to `rules/README.md`. */
import { rules } from '../rules/index.ts';
import type { Category } from '../src/model.ts';

const ABOUT: Readonly<Record<Category, string>> = {
  trust: 'Will the receiver admit this call?',
  exposure: 'Who else may call it?',
  secrets: 'What is readable that should not be?',
  definition: 'Will the workflow be accepted, and run?',
  template: 'Will it deploy?',
};

export function page(): string {
  const metas = rules.map(({ meta }) => meta).sort((a, b) => (a.id < b.id ? -1 : 1));
  const lines = [
    '# Rules',
    '',
    `${String(rules.length)} rules in ${String(Object.keys(ABOUT).length)} categories; \`npm run docs\` writes this page from the code. \`laudit explain <rule>\` shows a page in the terminal, \`laudit rules\` lists them. A category can stand for its rules in settings and in \`--severity\`, \`--only\`. *off* runs where the settings switch it on; *fix*: laudit can mend it (\`--fix\` where that is surely safe, else in an editor).`,
  ];
  for (const [category, about] of Object.entries(ABOUT)) {
    const own = metas.filter((meta) => meta.category === category);
    lines.push('', `## ${category}`, '', about, '', '| Rule | Default | | What |', '|---|---|---|---|');
    for (const { id, severity, fixable, title } of own) {
      const words = title.replaceAll('|', '\\|').replaceAll('<', '&lt;');
      lines.push(`| [${id}](${category}/${id}.md) | ${severity} | ${fixable === undefined ? '' : 'fix'} | ${words} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
