/**
 * Rules in parts, for the bundles: what every run holds of them; what they say, which a run opens that finds something
 * (`src/words.ts`); and how those judge that are about calls, templates or secrets, which a run opens where there are some. Some
 * 90 KB less to look through at a start.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What a run that judges never shows; where facts come from is for tests alone. */
const SAID = ['title', 'why', 'remedy', 'sources', 'messages'];
/** Noun → the room that judges it: where there is one, the room was opened to make it, or is about to be. */
const ROOM_OF = {
  ...{ call: 'calls', sender: 'calls', flow: 'calls', site: 'calls', app: 'calls' },
  template: 'template',
  secret: 'findings',
};
/** The room of what rules say. */
const WORDS = 'findings';
const RULE = /[\\/]rules[\\/][a-z]+[\\/][a-z-]+\.ts$/;

/** Members of a rule and of its `meta` by name, in the order of the text. */
function membersIn(text) {
  const file = ts.createSourceFile('rule.ts', text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    const isRule =
      ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'defineRule';
    if (!isRule) return ts.forEachChild(node, visit);
    const [{ properties }] = node.arguments;
    const meta = properties.find((one) => one.name.text === 'meta');
    found.push(...properties, ...meta.initializer.properties);
  };
  visit(file);
  return found.filter((one) => one.name !== undefined).sort((a, b) => a.pos - b.pos);
}

/** What stands in the place of a member in a part that does not want it; undefined = it stays. */
function instead(name, part, room, id) {
  if (name === 'check') {
    if (room === part) return undefined;
    if (part === WORDS) return 'check() {}';
    return room === undefined
      ? undefined
      : `check(...given) { openNow('./lazy/${room}.cjs').checkOf(${id})(...given); }`;
  }
  if (part === WORDS ? name !== 'sources' : !SAID.includes(name)) return undefined;
  return `${name}: ${{ messages: '{}', sources: '[]' }[name] ?? "''"}`;
}

function partOf(text, part) {
  const members = membersIn(text);
  const [id] = members.filter((one) => one.name.text === 'id').map((one) => one.initializer.getText());
  let out = text;
  for (const one of members.reverse()) {
    const other = instead(one.name.text, part, roomOf(text), id);
    if (other !== undefined) out = `${out.slice(0, one.getStart())}${other}${out.slice(one.end)}`;
  }
  return out;
}

/** The room that a rule judges in; undefined = where every run does. */
function roomOf(text) {
  const [, noun] = /\n {2}judges: '(\w+)',/.exec(text) ?? [];
  return ROOM_OF[noun];
}

/** Paths of the rules that judge in a room. */
export function rulesIn(root, room) {
  return readdirSync(join(root, 'rules'), { recursive: true, encoding: 'utf8' })
    .map((path) => `rules/${path.replaceAll('\\', '/')}`)
    .filter((path) => RULE.test(`/${path}`) && roomOf(readFileSync(join(root, path), 'utf8')) === room)
    .sort();
}

/** Rooms that hold rules, each its own part of them. */
export const HAVE_RULES = [...new Set([...Object.values(ROOM_OF), WORDS])];

/** What that room has in the place of `src/words.ts`: the rules that it is asked about say nothing themselves. */
const ASKED = `
import { rules } from '../rules/index.ts';
import * as own from 'own-words';
const whole = new Map(rules.map((one) => [one.meta.id, one]));
export const wordsOf = (meta) => own.wordsOf(whole.get(meta.id)?.meta ?? meta);
export const sentence = (rule, finding) => own.sentence(whole.get(rule.meta.id) ?? rule, finding);
`;

/** A plugin of the bundler: rules as a room wants them, or as all other files do. */
export function rulesFor(root, room) {
  return {
    name: 'rules',
    setup(bundler) {
      bundler.onLoad({ filter: RULE }, ({ path }) => ({
        contents: partOf(readFileSync(path, 'utf8'), room),
        loader: 'ts',
      }));
      if (room !== WORDS) return;
      const words = join(root, 'src/words.ts');
      bundler.onResolve({ filter: /^own-words$/ }, () => ({ path: words, namespace: 'own-words' }));
      bundler.onLoad({ filter: /./, namespace: 'own-words' }, () => ({
        contents: readFileSync(words, 'utf8'),
        loader: 'ts',
        resolveDir: join(root, 'src'),
      }));
      bundler.onLoad({ filter: /[\\/]src[\\/]words\.ts$/ }, () => ({ contents: ASKED, loader: 'js' }));
    },
  };
}
