/**
 * The schemas of workflow definitions → `src/extract/definition-schema.js`: Ajv's validators as code without dependencies, and
 * the names that the schemas know (`definition-members.js`). `node .config/definition-schemas.mjs` writes both; a test compares.
 *
 * The schemas in `schemas/` are what an editor reads. The validators judge a projection of a definition deployed on paper
 * (`src/extract/projection.ts`), so three things are put away first: the alternatives that stand for values which are not known
 * yet (expressions, digits in a text), letter case, and the actions inside actions, which are judged one by one.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, _ } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

const folder = new URL('../schemas/', import.meta.url);
const extract = new URL('../src/extract/', import.meta.url);

const COMMON = 'operations/common.schema.json';
const DEFINITION = 'workflow-definition.schema.json';
const OPERATION = /\/(trigger|action)-(\w+)\.schema\.json$/;
const MADE = '// Made by .config/definition-schemas.mjs from schemas/; not to be edited.';
const ANNOTATIONS = new Set(['$schema', 'title', 'description', 'examples']);
/** Common parts whose members are all known. */
const CLOSED = ['trigger', 'action', 'recurrence', 'retryPolicy', 'limit', 'serviceProviderConfiguration'];
/** Stand for what becomes a value later. */
const LATER = /#\/definitions\/(?:expression|digits)$/;
/** Judged one by one. */
const ONE_BY_ONE = /workflow-definition\.schema\.json#\/definitions\/|^#\/definitions\/(?:trigger|action)$/;

/** Paths below `schemas/` → schema, those of operations in order. */
export function readSchemas() {
  const operations = readdirSync(new URL('operations/', folder))
    .filter((file) => file.endsWith('.schema.json'))
    .sort();
  return Object.fromEntries(
    [DEFINITION, ...operations.map((file) => `operations/${file}`)].map((path) => [
      path,
      JSON.parse(readFileSync(new URL(path, folder), 'utf8')),
    ]),
  );
}

/** What the validators know by name: spelling, sets of words, members with members. */
class Words {
  names = new Set();
  sets = [];

  /** Number of a set. */
  set(taken) {
    const found = this.sets.findIndex((one) => one.join() === taken.join());
    return found < 0 ? this.sets.push(taken) - 1 : found;
  }
}

/** Is it in the set with this number? Only texts are asked: types are another keyword's. */
const WORDS = {
  keyword: 'words',
  schemaType: 'number',
  error: { params: ({ schema }) => _`{words: ${schema}}` },
  code: (context) =>
    context.fail(_`typeof ${context.data} == "string" && !taken[${context.schema}].includes(${context.data})`),
};

/** Is the number in the range? The error says both ends, '1,90', since people are told both. */
const RANGE = {
  keyword: 'range',
  schemaType: 'array',
  error: { params: ({ schema }) => _`{range: ${schema}}` },
  code(context) {
    const { data, schema } = context;
    const [least, most] = schema;
    const outside = most === null ? _`${data} < ${least}` : _`(${data} < ${least} || ${data} > ${most})`;
    context.fail(_`typeof ${data} == "number" && ${outside}`);
  },
};

/** The schemas themselves, as Ajv writes them down beside its code. */
const SCHEMAS = /const (schema\d+) = (\{.*?\});(?=const |function |export )/g;

/**
 * Ajv's code in fewer words, since every run loads it: an error is three things, added in one place, and nobody asks for the
 * value above. Each replacement is of a phrase that Ajv writes hundreds of times; the tests run what comes out.
 */
function compact(code) {
  const schemas = new Map(Array.from(code.matchAll(SCHEMAS), ([, name, text]) => [name, text]));
  const tables = new Map();
  const short = code
    .replaceAll(/\/\*# sourceURL="[^"]*" \*\/;?/g, '')
    .replaceAll(
      /const (err\d+) = \{instancePath(?::(.*?))?,schemaPath:"([^"]*)",keyword:"(\w+)",params:\{(.*?)\}\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g,
      (_whole, _name, path = 'instancePath', place, keyword, said) =>
        `vErrors = found(vErrors,${path},"${keyword}",${said.replace(/^.*: ?/, '') || 'null'}${place.includes('/anyOf/') ? ',true' : ''});`,
    )
    .replaceAll(/,parentData(?::[^,]+)?,parentDataProperty(?::(?:"[^"]*"|\w+))?,rootData\}/g, '}')
    .replaceAll(', parentData, parentDataProperty, rootData=data}={}', '}={}')
    .replaceAll(
      /if\(!\((validate\d+)\((\w[\w.$[\]]*), \{instancePath(?::(.*?))?\}\)\)\)\{vErrors = vErrors === null \? \1\.errors : vErrors\.concat\(\1\.errors\);errors = vErrors\.length;\}/g,
      (_whole, validate, data, path = 'instancePath') => `vErrors = asked(vErrors,${validate},${data},${path});`,
    )
    // Of a schema nothing is asked but the types that a value may have.
    .replaceAll(/\b(schema\d+)((?:\.\w+)*\.type)\b/g, (_whole, name, path) => {
      const parts = path.split('.').slice(1);
      return JSON.stringify(parts.reduce((at, key) => at[key], JSON.parse(schemas.get(name))));
    })
    .replaceAll(SCHEMAS, '')
    // How many errors there are is how long the list is.
    .replaceAll('let errors = 0;', '')
    .replaceAll('return errors === 0;', 'return vErrors === null;')
    .replaceAll(/(const _errs\d+ = )errors;/g, '$1count(vErrors);')
    .replaceAll(/(_errs\d+) === errors/g, '$1 === count(vErrors)')
    .replaceAll(/errors === (_errs\d+)/g, '$1 === count(vErrors)')
    // Why a condition does not hold is nobody's question.
    .replaceAll(
      /const (err\d+) = \{\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g,
      'vErrors = found(vErrors);',
    )
    .replaceAll(/errors = _errs\d+;/g, '')
    .replaceAll(/\{instancePath=""\}=\{\}/g, 'instancePath = ""')
    .replaceAll(/ \+ (key\d+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, ' + token($1)')
    .replaceAll(/(data\d*) && typeof \1 == "object" && !Array\.isArray\(\1\)/g, 'isObject($1)')
    .replaceAll(
      /if\((data\d*)\.(\$?\w+) !== undefined\)\{vErrors = asked\(vErrors,(validate\d+),\1\.\2,([^;{}]*)\+"([^";]*)\/\2"\);\}/g,
      (_whole, data, name, validate, above, path) =>
        `vErrors = member(vErrors,${validate},${data},"${name}",${above}${path === '' ? '' : `+"${path}"`});`,
    )
    .replaceAll(
      /if\((data\d*)\.(\w+) === undefined\)\{vErrors = found\(vErrors,([^;{}]*),"required","\2"(,true)?\);\}/g,
      'vErrors = needed(vErrors,$1,"$2",$3$4);',
    )
    .replaceAll(
      /(?:vErrors = member\(vErrors,validate\d+,(data\d*),"\$?\w+",([^;{}]*)\);)(?:vErrors = member\(vErrors,validate\d+,\1,"\$?\w+",\2\);)+/g,
      (run, data, path) => {
        const one = /member\(vErrors,(validate\d+),data\d*,("\$?\w+")/g;
        const validators = Array.from(run.matchAll(one), ([, validate, name]) => `${name}:${validate}`);
        const table = `{${validators.join(',')}}`;
        if (!tables.has(table)) tables.set(table, `members${tables.size}`);
        return `vErrors = each(vErrors,${data},${path},${tables.get(table)});`;
      },
    );
  // What Ajv writes in other words than those above would ask for what is not there any more.
  const [lost] =
    /.{0,80}(?:\{instancePath|(?<![.\w])errors\b|vErrors\.(?:push|concat)|schema\d).{0,80}/.exec(short) ?? [];
  if (lost !== undefined) throw new Error(`not compacted: ${lost}`);
  return [...tables].map(([table, name]) => `const ${name} = ${table};`).join('') + short;
}

/** What the compacted code calls. `inner`: the error is part of another one, of the alternatives of which none holds. */
const HELPERS = `
const count = (errors) => errors?.length ?? 0;
const isObject = (data) => typeof data === 'object' && data !== null && !Array.isArray(data);
const token = (key) => key.replace(/~/g, '~0').replace(/\\//g, '~1');
function found(before, instancePath, keyword, said, inner = false) {
  const error = { instancePath, keyword, said, inner };
  if (before === null) return [error];
  before.push(error);
  return before;
}
function asked(before, validate, data, instancePath) {
  if (validate(data, instancePath)) return before;
  return before === null ? validate.errors : before.concat(validate.errors);
}
function member(before, validate, data, name, instancePath) {
  return data[name] === undefined ? before : asked(before, validate, data[name], instancePath + '/' + name);
}
function each(before, data, instancePath, validators) {
  for (const name of Object.keys(validators)) before = member(before, validators[name], data, name, instancePath);
  return before;
}
function needed(before, data, name, instancePath, inner = false) {
  return data[name] === undefined ? found(before, instancePath, 'required', name, inner) : before;
}
`;

/** The schema for the projection, in lower case. */
function forProjection(schema, words) {
  if (typeof schema !== 'object') return schema;
  if (schema.$ref?.includes('common.schema.json#') || (schema.$ref?.startsWith('#') && !ONE_BY_ONE.test(schema.$ref)))
    return { $ref: schema.$ref.split('/').at(-1) };
  if (ONE_BY_ONE.test(schema.$ref ?? '')) return { type: 'object' };
  if (schema.anyOf !== undefined) {
    const now = schema.anyOf.filter((one) => !LATER.test(one.$ref ?? ''));
    // Of words and their pattern in any letter case the words say all, in lower case.
    const kept = now.some((one) => one.enum) ? now.filter((one) => one.enum) : now;
    if (kept.length === 1) return forProjection({ ...schema, anyOf: undefined, ...kept[0] }, words);
  }
  const only =
    schema.allOf?.length === 1 &&
    schema.allOf[0].$ref !== undefined &&
    !('properties' in schema || 'required' in schema);
  if (only) return forProjection(schema.allOf[0], words);
  const out = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword) || value === undefined || keyword === 'definitions') continue;
    if (keyword === 'enum') out.words = words.set(value);
    // The one other place of a pattern is the name of a frequency that a range depends on.
    else if (keyword === 'pattern')
      out.const = value.replaceAll(/\[(\w)\w\]|\W/g, (_whole, letter = '') => letter.toLowerCase());
    else if (keyword === 'minimum') out.range = [value, schema.maximum ?? null];
    else if (keyword === 'maximum') continue;
    else out[keyword] = converted(keyword, value, words);
  }
  return out;
}

function converted(keyword, value, words) {
  if (keyword === 'required') return value.map((name) => lower(name, words));
  if (keyword === 'properties') {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [lower(name, words), forProjection(inner, words)]),
    );
  }
  if (Array.isArray(value) && (keyword === 'anyOf' || keyword === 'allOf'))
    return value.map((one) => forProjection(one, words));
  return typeof value === 'object' && !Array.isArray(value) ? forProjection(value, words) : value;
}

function lower(name, words) {
  words.names.add(name);
  return name.toLowerCase();
}

/** Names of members that a schema looks into, and of those whose members, of any name, it looks into as well. */
function lookedInto(schemas) {
  const looks = (schema) => {
    const at = schemas[schema?.$ref] ?? schema ?? {};
    return (
      ['properties', 'required', 'items', 'additionalProperties'].some((keyword) => keyword in at) ||
      (at.allOf !== undefined && looks(at.allOf[0]))
    );
  };
  const deep = new Set();
  const maps = new Set();
  const walk = (schema) => {
    for (const [name, inner] of Object.entries(schema.properties ?? {})) {
      if (looks(inner)) deep.add(name);
      if (looks(inner.additionalProperties)) maps.add(name);
      walk(inner);
    }
    for (const inner of [schema.items, schema.additionalProperties]) if (typeof inner === 'object') walk(inner);
  };
  Object.values(schemas).forEach(walk);
  return { deep: [...deep].sort(), maps: [...maps].sort() };
}

/** Validators, and the words that they know. */
function compile() {
  const words = new Words();
  const schemas = readSchemas();
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    unicodeRegExp: false,
    keywords: [WORDS, RANGE],
    code: { source: true, esm: true, optimize: 2 },
  });
  // Each a schema of its own, which others share.
  const all = {};
  const add = (schema, name) => {
    all[name] = schema;
    ajv.addSchema({ ...schema, $id: name });
  };
  for (const [name, inner] of Object.entries(schemas[COMMON].definitions))
    if (!LATER.test(`#/definitions/${name}`)) add(forProjection(inner, words), name);
  const exports = { definition: 'definition', trigger: 'trigger', action: 'action' };
  const validators = { trigger: {}, action: {} };
  const made = new Map();
  for (const [path, schema] of Object.entries(schemas)) {
    if (path === COMMON) continue;
    const projected = forProjection(schema, words);
    const [, role, type] = OPERATION.exec(path) ?? [];
    if (role === undefined) {
      add(projected, 'definition');
      continue;
    }
    const text = JSON.stringify(projected);
    const name = asksMore(projected) ? (made.get(text) ?? `${role}_${type}`) : role;
    if (!(name in exports)) add(projected, name);
    exports[name] = name;
    made.set(text, name);
    validators[role][schema.title] = name;
  }
  const code = compact(standaloneCode.default(ajv, exports)).replaceAll(/\bexport const (?=\w+ = validate)/g, 'const ');
  const { deep, maps } = lookedInto(all);
  const spellings = [...words.names].filter((name) => !words.names.has(name.toLowerCase()));
  return [
    MADE,
    `export const spellings = ${JSON.stringify(spellings)};`,
    `export const sets = ${JSON.stringify(words.sets)};`,
    `export const deep = ${JSON.stringify(deep)};`,
    `export const maps = ${JSON.stringify(maps)};`,
    'const taken = sets.map((set) => set.map((word) => word.toLowerCase()));',
    HELPERS,
    code,
    `export const validators = ${JSON.stringify(validators).replaceAll(/:"(\w+)"/g, ':$1')};`,
    'export { definition, trigger, action };\n',
  ].join('\n');
}

/** The names of the members of each part of a definition, and of the inputs of each type of operation. */
function members() {
  const schemas = readSchemas();
  const { definitions } = schemas[COMMON];
  const names = {
    definition: memberNames(schemas[DEFINITION]),
    parameter: memberNames(schemas[DEFINITION].properties.parameters, 'additionalProperties'),
  };
  for (const name of CLOSED) names[name] = memberNames(definitions[name]);
  for (const [path, schema] of Object.entries(schemas)) {
    const [, role, type] = OPERATION.exec(path) ?? [];
    if (role !== undefined) names[`${role} ${type}`] = memberNames(schema.properties.inputs);
  }
  return `${MADE}\nexport const members = ${JSON.stringify(names)};\n`;
}

/** Names of the members of a value that is an object, perhaps by an alternative; of each of its members, where they are alike. */
function memberNames(schema, below) {
  const object = schema?.anyOf?.find(({ type }) => type === 'object') ?? schema;
  return below === undefined ? Object.keys(object?.properties ?? {}) : memberNames(object[below]);
}

/** More than every operation of its role. */
function asksMore({ required, properties = {} }) {
  return required !== undefined || Object.values(properties).some((one) => Object.keys(one).length > 0);
}

/** Path of each module → its text. Members are apart, since hardly any run asks for them. */
export function modules() {
  const texts = { 'definition-schema.js': compile(), 'definition-members.js': members() };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [fileURLToPath(new URL(name, extract)), text]));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [path, text] of Object.entries(modules())) writeFileSync(path, text);
