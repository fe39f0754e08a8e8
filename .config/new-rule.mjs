/**
 * `npm run new-rule -- <category>/<id>` furnishes a room: the rule, its page, a case that fires and one that does not, and
 * its line in rules/index.ts. What it writes compiles and fails its tests until it is filled in.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';

const CATEGORIES = ['trust', 'exposure', 'secrets', 'definition', 'template'];
const [category = '', id = ''] = (process.argv[2] ?? '').split('/');
if (!CATEGORIES.includes(category) || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) {
  console.error(`Use: npm run new-rule -- <category>/<id>
  category: ${CATEGORIES.join(', ')}
  id: two or more words in lower case with hyphens, naming what is wrong (audience-missing); never renamed after 1.0`);
  process.exit(2);
}
const name = id.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
const title = `TITLE of ${id}: one clause, what is reported`;
const why = 'WHY: what happens at run time, in a sentence or two.';
const remedy = 'REMEDY: what to change.';

const rule = `import { defineRule } from '../../src/rule.ts';

export const ${name} = defineRule({
  meta: {
    id: '${id}',
    category: '${category}',
    severity: 'warning',
    title: '${title}',
    why: '${why}',
    remedy: '${remedy}',
    sources: [],
  },
  judges: 'receiver',
  messages: {
    wrong: (data: { trigger: string }) => \`'\${data.trigger}' is wrong.\`,
  },
  check(receiver, say) {
    // Speak on a sure no only: what is not known is silence.
    if (receiver.trigger === '') say('wrong', receiver.at, { trigger: receiver.trigger });
  },
});
`;

const page = `# ${id}

${title}.

## What happens

${why}

## How to mend

${remedy}

## Example

This is reported:

\`\`\`json bad
{}
\`\`\`

This is not:

\`\`\`json good
{}
\`\`\`

## What laudit does not know

- …

## Sources

- …
`;

const workflow = `${JSON.stringify(
  {
    definition: {
      $schema:
        'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
      contentVersion: '1.0.0.0',
      triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
      actions: {},
      outputs: {},
    },
  },
  null,
  2,
)}\n`;

/** Adds the import and the entry, each in order of its path, and leaves the rest of the file alone. */
function listed(text) {
  const line = `import { ${name} } from './${category}/${id}.ts';`;
  const paths = [...text.matchAll(/^import \{ (\w+) \} from '\.\/([^']+)\.ts';$/gm)];
  const after = paths.findLast(([, , path]) => path < `${category}/${id}`);
  const list = /(export const rules: readonly AnyRule\[\] = \[)([^\]]*)\]/.exec(text);
  if (list === null) throw new Error('rules/index.ts: no list of rules');
  const names = list[2]
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  names.splice(after === undefined ? 0 : names.indexOf(after[1]) + 1, 0, name);
  const withEntry = text.replace(list[0], `${list[1]}${names.join(', ')}, ]`);
  if (after !== undefined) return withEntry.replace(after[0], `${after[0]}\n${line}`);
  const first = paths[0]?.[0] ?? list[0];
  return withEntry.replace(first, `${line}\n${first}`);
}

async function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    path.endsWith('.ts') ? await format(text, { ...(await resolveConfig(path)), filepath: path }) : text,
  );
  console.log(path);
}

const home = `rules/${category}/${id}`;
if (existsSync(`${home}.ts`)) throw new Error(`${home}.ts is there`);
await write(`${home}.ts`, rule);
await write(`${home}.md`, page);
for (const kind of ['fires-plainly', 'silent-mended']) {
  await write(`fixtures/rules/${id}/${kind}/in/workflow.json`, workflow);
  await write(`fixtures/rules/${id}/${kind}/expected.json`, '[]\n');
}
await write('rules/index.ts', listed(readFileSync('rules/index.ts', 'utf8')));
console.log(
  `\nNow fill in the capitals, write the two cases, take over what it says with UPDATE=1 after reading it, and run:
  npx vitest run --config .config/vitest.config.ts test/fixtures.test.ts test/rooms.test.ts`,
);
