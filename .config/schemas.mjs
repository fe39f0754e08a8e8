/**
 * The schema of the settings file: names of rules and categories, so that editors complete them, and a validator without
 * run-time dependencies, so that a run with a settings file does not pay for the Ajv compiler.
 * `node .config/schemas.mjs` writes both; tests compare them with what this gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const schemaFile = fileURLToPath(new URL('../schemas/config.schema.json', import.meta.url));
export const target = fileURLToPath(new URL('../src/config/shape.js', import.meta.url));

/** The text of the validator. */
export function compile() {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  // Names are judged by src/config/faults.ts, which says the right one too.
  delete schema.definitions.rule.enum;
  const ajv = new Ajv({ allErrors: true, verbose: true, code: { source: true, esm: true, lines: true } });
  const code = standaloneCode.default(ajv, ajv.compile(schema));
  if (/\brequire\(|\bimport\b/.test(code))
    throw new Error('the validator needs a module: drop the keyword that asks for it');
  return `// Made by .config/schemas.mjs from schemas/config.schema.json; not to be edited.\n${code.replace(/^export default .*\n/m, '')}`;
}

/** The text of the schema with these names of rules and categories, in order. */
export function withNames(names) {
  const list = [...names].sort().map((name) => `        ${JSON.stringify(name)}`);
  return readFileSync(schemaFile, 'utf8').replace(
    /("rule": \{\n\s+"type"[^[]+"enum": )\[[^\]]*\]/,
    (_, head) => `${head}[\n${list.join(',\n')}\n      ]`,
  );
}

async function ruleNames() {
  const entry = fileURLToPath(new URL('../rules/index.ts', import.meta.url));
  const bundle = { entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', write: false };
  const { outputFiles } = await build(bundle);
  const { rules } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return new Set(rules.flatMap(({ meta }) => [meta.id, meta.category]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(schemaFile, withNames(await ruleNames()));
  writeFileSync(target, compile());
}
