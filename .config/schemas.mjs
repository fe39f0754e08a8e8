/**
 * Compiles the schema of the settings file to a validator without run-time dependencies, so that a
 * run with a settings file does not pay for loading and running the Ajv compiler.
 * `node .config/schemas.mjs` writes it; a test compares the file with what this gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

const schema = new URL('../schemas/config.schema.json', import.meta.url);
export const target = fileURLToPath(new URL('../src/config/shape.js', import.meta.url));

/** The text of the validator. */
export function compile() {
  const ajv = new Ajv({ allErrors: true, verbose: true, code: { source: true, esm: true, lines: true } });
  const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
  const code = standaloneCode.default(ajv, validate);
  if (/\brequire\(|\bimport\b/.test(code))
    throw new Error('the validator needs a module: drop the keyword that asks for it');
  return `// Made by .config/schemas.mjs from schemas/config.schema.json; not to be edited.\n${code.replace(/^export default .*\n/m, '')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, compile());
