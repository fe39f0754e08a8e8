/**
 * The schema of the settings file: names of rules and categories and the options of rules, so that editors complete them, and a validator without
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
  // Names, levels and options are judged by src/config/levels.ts, which says the right one too.
  const { rule, levels } = schema.definitions;
  delete rule.enum;
  delete levels.properties;
  delete levels.additionalProperties;
  delete schema.definitions.level;
  const ajv = new Ajv({ allErrors: true, verbose: true, code: { source: true, esm: true, lines: true } });
  const code = standaloneCode.default(ajv, ajv.compile(schema));
  if (/\brequire\(|\bimport\b/.test(code))
    throw new Error('the validator needs a module: drop the keyword that asks for it');
  return `// Made by .config/schemas.mjs from schemas/config.schema.json; not to be edited.\n${code.replace(/^export default .*\n/m, '')}`;
}

/** The text of the schema with these names of rules and categories, in order, and these options of rules. */
export function withRules({ names, options }) {
  const list = [...names].sort().map((name) => `        ${JSON.stringify(name)}`);
  const some = Object.keys(options)
    .sort()
    .map((id) => `        ${JSON.stringify(id)}: ${JSON.stringify(levelWith(options[id]))}`);
  return readFileSync(schemaFile, 'utf8')
    .replace(/("rule": \{\n\s+"type"[^[]+"enum": )\[[^\]]*\]/, (_, head) => `${head}[\n${list.join(',\n')}\n      ]`)
    .replace(
      /("levels": \{\n[^}]*?"properties": )\{\n[\s\S]*?^ {6}\}/m,
      (_, head) => `${head}{\n${some.join(',\n')}\n      }`,
    );
}

/** A level, or a list of a level and options. */
function levelWith(options) {
  const properties = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, schemaOf(option)]));
  const level = { $ref: '#/definitions/level' };
  const list = {
    type: 'array',
    minItems: 2,
    items: [level, { type: 'object', additionalProperties: false, properties }],
    additionalItems: false,
  };
  return { anyOf: [level, list] };
}

function schemaOf(option) {
  const description = option.about;
  if (option.kind === 'number') {
    const { standard, least, most } = option;
    return { description, type: 'integer', minimum: least, maximum: most, default: standard };
  }
  const items = { type: 'string', pattern: option.form, examples: [option.example] };
  return { description, type: 'array', items, default: [] };
}

async function knownRules() {
  const entry = fileURLToPath(new URL('../rules/index.ts', import.meta.url));
  const bundle = { entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', write: false };
  const { outputFiles } = await build(bundle);
  const { rules } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  const options = rules.flatMap(({ meta }) => (meta.options === undefined ? [] : [[meta.id, meta.options]]));
  return {
    names: [...new Set(rules.flatMap(({ meta }) => [meta.id, meta.category]))],
    options: Object.fromEntries(options),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(schemaFile, withRules(await knownRules()));
  writeFileSync(target, compile());
}
