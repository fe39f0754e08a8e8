/** What docs/ci tells people to type is what the command line takes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outputsOf } from '../src/cli/outputs.ts';
import { parse } from '../src/cli/options.ts';
import { type Command, OPTIONS } from '../src/cli/table.ts';

const files = [...readdirSync('docs/ci').map((name) => join('docs/ci', name)), '.github/actions/laudit/action.yml'];
const typed = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:npx --yes |^|`)laudit((?: [\w./:=-]+)+)/gm)].map(([, words = '']) => [
    file,
    words.trim().split(' '),
  ]),
) as [string, string[]][];

test('there is something to check', () => {
  expect(typed.length).toBeGreaterThan(5);
});

test.each(typed)('%s: laudit %j', (_, words) => {
  const [word = ''] = words;
  const known = Object.hasOwn(OPTIONS, word);
  const command: Command = known ? (word as Command) : 'lint';
  const given = parse(known ? words.slice(1) : words, command);
  if (command === 'lint') expect(outputsOf(given.list('format'), '.').outputs.length).toBeGreaterThan(0);
});
