/**
 * Rules in two halves: what judges, which every run holds, and what is said, which a run opens that finds something
 * (`src/words.ts`). Some 75 KB less to look through at every start.
 */
import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';

/** What a run that judges never shows; where facts come from is for tests alone. */
const SAID = new Set(['title', 'why', 'remedy', 'sources', 'messages']);
const RULE = /[\\/]rules[\\/][a-z]+[\\/][a-z-]+\.ts$/;

/** Members of a rule and of its `meta`, with their place in the text. */
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

/** The text with something else in the place of each of these members. */
function without(text, members) {
  let out = text;
  for (const one of members.reverse()) {
    const name = one.name.text;
    const instead = { messages: '{}', sources: '[]', check: '() {}' }[name] ?? "''";
    out = `${out.slice(0, one.getStart())}${name}${name === 'check' ? '' : ': '}${instead}${out.slice(one.end)}`;
  }
  return out;
}

/** A plugin of the bundler, for what every run holds: rules that have nothing to say. */
export function withoutWords(root) {
  return {
    name: 'without-words',
    setup(bundler) {
      bundler.onLoad({ filter: RULE }, ({ path }) => {
        if (!path.startsWith(join(root, 'rules') + sep)) return undefined;
        const text = readFileSync(path, 'utf8');
        const said = membersIn(text).filter((one) => SAID.has(one.name.text));
        return { contents: without(text, said), loader: 'ts' };
      });
    },
  };
}

/** What the room of the words has in the place of `src/words.ts`: the rules that it is asked about say nothing themselves. */
const WORDS = `
import { rules } from '../rules/index.ts';
import * as own from 'own-words';
const whole = new Map(rules.map((one) => [one.meta.id, one]));
export const wordsOf = (meta) => own.wordsOf(whole.get(meta.id)?.meta ?? meta);
export const sentence = (rule, finding) => own.sentence(whole.get(rule.meta.id) ?? rule, finding);
`;

/** A plugin of the bundler, for the room of the words: rules that say all and judge nothing. */
export function withWords(root) {
  const words = join(root, 'src/words.ts');
  return {
    name: 'with-words',
    setup(bundler) {
      bundler.onResolve({ filter: /^own-words$/ }, () => ({ path: words, namespace: 'own-words' }));
      bundler.onLoad({ filter: /./, namespace: 'own-words' }, () => ({
        contents: readFileSync(words, 'utf8'),
        loader: 'ts',
        resolveDir: join(root, 'src'),
      }));
      bundler.onLoad({ filter: /[\\/]src[\\/]words\.ts$/ }, () => ({ contents: WORDS, loader: 'js' }));
      bundler.onLoad({ filter: RULE }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        return {
          contents: without(
            text,
            membersIn(text).filter((one) => ['check', 'sources'].includes(one.name.text)),
          ),
          loader: 'ts',
        };
      });
    },
  };
}
