/**
 * Takes out of the rules what a run that judges never shows: why each exists, which goes to `src/report/why.ts`, and where
 * its facts come from, which only tests read. Some 30 KB less to look through at every start.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';

/** Members of a rule's `meta`, with their place in the text. */
function membersIn(text) {
  const file = ts.createSourceFile('rule.ts', text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && node.name.text === 'meta' && ts.isObjectLiteralExpression(node.initializer))
      found.push(...node.initializer.properties.filter(ts.isPropertyAssignment));
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A plugin of the bundler. */
export function withoutTexts(root) {
  const folder = join(root, 'rules');
  const whys = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts')) continue;
    const members = membersIn(readFileSync(join(folder, path), 'utf8'));
    const textOf = (name) => members.find((one) => one.name.text === name)?.initializer;
    const [id, why] = [textOf('id'), textOf('why')];
    if (id === undefined) continue;
    if (why === undefined || !ts.isStringLiteralLike(why)) throw new Error(`${path}: why is no plain text`);
    whys[id.text] = why.text;
  }
  return {
    name: 'without-texts',
    setup(bundler) {
      bundler.onLoad({ filter: /[\\/]rules[\\/][a-z]+[\\/][a-z-]+\.ts$/ }, ({ path }) => {
        if (!path.startsWith(folder + sep)) return undefined;
        let contents = readFileSync(path, 'utf8');
        const gone = membersIn(contents).filter((one) => ['why', 'sources'].includes(one.name.text));
        for (const one of gone.reverse())
          contents = `${contents.slice(0, one.initializer.getStart())}${one.name.text === 'why' ? "''" : '[]'}${contents.slice(one.initializer.end)}`;
        return { contents, loader: 'ts' };
      });
      bundler.onLoad({ filter: /[\\/]report[\\/]why\.ts$/ }, () => ({
        contents: `const whys = ${JSON.stringify(whys)};\nexport const whyOf = ({ id }) => whys[id] ?? '';`,
        loader: 'js',
      }));
    },
  };
}
