/**
 * The schema of facts files, made of the types of facts, and what of it `src/facts/form.ts` asks: a facts file comes from
 * another repository, and linking trusts each member of it. `node .config/facts-schema.mjs` writes both; a test compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
export const schemaFile = path('schemas/facts.schema.json');
export const target = path('src/facts/schema.js');

/** Of its own repository alone: files for others hold none, and they are not taken from one. */
const OWN = new Set(['apps', 'flows']);

/** The text of the schema, with the definitions that the types say. */
export function schema() {
  const before = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const program = ts.createProgram([path('src/model/facts.ts')], { strict: true, noEmit: true, noLib: false });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path('src/model/facts.ts'));
  const facts = checker.getExportsOfModule(checker.getSymbolAtLocation(file)).find(({ name }) => name === 'Facts');
  const definitions = {};
  const items = schemaOf(checker.getDeclaredTypeOfSymbol(facts), { checker, definitions });
  const properties = { ...before.properties, facts: { type: 'array', items } };
  const all = { ...before, properties, definitions };
  return `${JSON.stringify(all, null, 2)}\n`;
}

function schemaOf(type, made) {
  const { checker } = made;
  if (type.aliasSymbol?.name === 'Json') return {};
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
  if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.String) return { type: 'string' };
  if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  if (type.isUnion()) return named(type, made, () => unionOf(type, made));
  if (checker.isTupleType(type)) return tupleOf(checker.getTypeArguments(type), made);
  if (checker.isArrayType(type)) return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0], made) };
  if (type.flags & ts.TypeFlags.Object || type.isIntersection()) return named(type, made, () => objectOf(type, made));
  throw new Error(`a fact is no plain data: ${checker.typeToString(type)}`);
}

/** What has a name stands among the definitions, once. */
function named(type, made, make) {
  const name = type.aliasSymbol?.name ?? (type.isClassOrInterface() ? type.symbol.name : undefined);
  if (name === undefined || type.aliasTypeArguments !== undefined) return make();
  if (!Object.hasOwn(made.definitions, name)) {
    made.definitions[name] = {};
    Object.assign(made.definitions[name], make());
  }
  return { $ref: `#/definitions/${name}` };
}

function unionOf(type, made) {
  // A union in it that has a name keeps it there.
  const types = (type.origin?.types ?? type.types).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
  const words = types.filter((one) => one.isStringLiteral());
  // `boolean` is true or false.
  const both = types.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral).length === 2;
  const others = types.filter(
    ({ flags }) => !(flags & ts.TypeFlags.StringLiteral) && !(both && flags & ts.TypeFlags.BooleanLiteral),
  );
  const anyOf = [
    ...(words.length === 0 ? [] : [{ enum: words.map(({ value }) => value) }]),
    ...(both ? [{ type: 'boolean' }] : []),
    ...others.map((one) => schemaOf(one, made)),
  ];
  return anyOf.length === 1 ? anyOf[0] : { anyOf };
}

function tupleOf(types, made) {
  const items = types.map((one) => schemaOf(one, made));
  return { type: 'array', items, minItems: items.length, maxItems: items.length };
}

function objectOf(type, made) {
  const { checker } = made;
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  if (index !== undefined) return { type: 'object', additionalProperties: schemaOf(index.type, made) };
  // What tells alternatives apart is asked first.
  const members = checker
    .getPropertiesOfType(type)
    .filter(({ name }) => !OWN.has(name))
    .sort((a, b) => Number(b.name === 'kind') - Number(a.name === 'kind'));
  const isOptional = ({ flags }) => (flags & ts.SymbolFlags.Optional) !== 0;
  const properties = Object.fromEntries(members.map((one) => [one.name, schemaOf(checker.getTypeOfSymbol(one), made)]));
  const required = members.filter((one) => !isOptional(one)).map(({ name }) => name);
  return { type: 'object', required, properties };
}

/** The text of what is asked of each of the facts. */
export function asked() {
  const { properties, definitions } = JSON.parse(readFileSync(schemaFile, 'utf8'));
  return `// Made by .config/facts-schema.mjs from the types of facts; not to be edited.
export const facts = ${JSON.stringify(properties.facts)};
export const definitions = ${JSON.stringify(definitions)};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(schemaFile, schema());
  writeFileSync(target, asked());
}
