/**
 * Document → template: the sections of an ARM template as typed, still unevaluated data, each with its place.
 * Section and envelope names are read without letter case; what has the wrong shape is a fault and is left out.
 * Nothing is evaluated here; nested templates are parsed when they are deployed.
 */
import type { Anchor, FileId, Json, JsonObject, Pointer } from '../model.ts';
import type { DeploymentKind, UserFunction } from '../expression/arm/scope.ts';
import { below, isObject } from '../value.ts';
import type { TemplateFault } from './faults.ts';
import { find, isArray, textOf } from './json.ts';
import { parseParameters, type ParameterDeclaration } from './declarations.ts';

export interface Template {
  readonly file: FileId;
  readonly at: Anchor;
  /** From the file name in `$schema`. */
  readonly kind: DeploymentKind;
  /** languageVersion 2.x: nested deployments have inner scope by default. */
  readonly language2: boolean;
  /** `metadata._generator.name` is bicep: people edit another file. */
  readonly bicep: boolean;
  /** Keys are lower case. */
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Keys are `namespace.member`, lower case. */
  readonly functions: ReadonlyMap<string, UserFunction>;
  readonly resources: readonly ResourceDeclaration[];
  readonly outputs: readonly OutputDeclaration[];
  readonly faults: readonly TemplateFault[];
}

export interface Variable {
  readonly name: string;
  readonly at: Anchor;
  readonly raw: Json;
  /** Written in the `copy` array of the section: `raw` is then one `{name, count, input}`. */
  readonly loop: boolean;
}

export interface ResourceDeclaration {
  readonly raw: JsonObject;
  readonly at: Anchor;
  /** Name in the object form of `resources`. */
  readonly symbol: string | null;
  /** Looked up, not deployed. */
  readonly existing: boolean;
  readonly children: readonly ResourceDeclaration[];
}

export interface OutputDeclaration {
  readonly name: string;
  readonly at: Anchor;
  readonly type: string;
  readonly raw: JsonObject;
}

/** Documented depth is 5 (facts/arm-templates.md §1.5); deeper ones are read this far and then cut. */
const CHILD_DEPTH = 8;

/** Reads a template that stands at `pointer` of `file`. Never throws; a value of another shape gives an empty template with a fault. */
export function parseTemplate(value: Json, file: FileId, pointer: Pointer = ''): Template {
  const at: Anchor = { file, pointer };
  const faults: TemplateFault[] = [];
  const root: JsonObject = isObject(value) ? value : {};
  if (!isObject(value)) faults.push(shape(at, 'a template is an object'));
  const section = (name: string): { raw: JsonObject; at: Anchor } => objectSection(root, name, at, faults);
  const resources = find(root, 'resources');
  return {
    file,
    at,
    kind: kindOf(textOf(root, '$schema') ?? ''),
    language2: (textOf(root, 'languageVersion') ?? '').startsWith('2.'),
    bicep: isBicep(root),
    parameters: parseParameters(section('parameters'), section('definitions').raw, faults),
    variables: parseVariables(section('variables'), faults),
    functions: parseFunctions(
      find(root, 'functions')?.value,
      below(at, find(root, 'functions')?.key ?? 'functions'),
      faults,
    ),
    resources: resources === undefined ? [] : parseResources(resources.value, below(at, resources.key), faults, 0),
    outputs: parseOutputs(section('outputs'), faults),
    faults,
  };
}

function shape(at: Anchor, message: string): TemplateFault {
  return { kind: 'template-shape', at, message };
}

function objectSection(
  root: JsonObject,
  name: string,
  at: Anchor,
  faults: TemplateFault[],
): { raw: JsonObject; at: Anchor } {
  const found = find(root, name);
  const place = below(at, found?.key ?? name);
  if (found === undefined || found.value === null) return { raw: {}, at: place };
  if (isObject(found.value)) return { raw: found.value, at: place };
  faults.push(shape(place, `'${name}' is an object`));
  return { raw: {}, at: place };
}

/** The scope is chosen by the file name in `$schema` (facts/arm-templates.md §2.8). */
function kindOf(schema: string): DeploymentKind {
  const name = schema.toLowerCase().split('#', 1)[0]?.split('/').pop() ?? '';
  if (name.startsWith('subscriptiondeploymenttemplate')) return 'subscription';
  if (name.startsWith('managementgroupdeploymenttemplate')) return 'managementGroup';
  if (name.startsWith('tenantdeploymenttemplate')) return 'tenant';
  return 'resourceGroup';
}

function isBicep(root: JsonObject): boolean {
  const metadata = find(root, 'metadata')?.value;
  const generator = isObject(metadata) ? find(metadata, '_generator')?.value : undefined;
  return isObject(generator) && textOf(generator, 'name')?.toLowerCase() === 'bicep';
}

function parseVariables(section: { raw: JsonObject; at: Anchor }, faults: TemplateFault[]): Map<string, Variable> {
  const found = new Map<string, Variable>();
  for (const [name, raw] of Object.entries(section.raw)) {
    const at = below(section.at, name);
    const loops = name.toLowerCase() === 'copy' && isArray(raw) ? raw : undefined;
    if (loops === undefined) {
      if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), { name, at, raw, loop: false });
      continue;
    }
    loops.forEach((loop, index) => {
      const loopName = isObject(loop) ? textOf(loop, 'name') : undefined;
      if (loopName === undefined) faults.push(shape(below(at, index), 'a loop of variables is {name, count, input}'));
      else found.set(loopName.toLowerCase(), { name: loopName, at: below(at, index), raw: loop, loop: true });
    });
  }
  return found;
}

function parseFunctions(raw: Json | undefined, at: Anchor, faults: TemplateFault[]): Map<string, UserFunction> {
  const found = new Map<string, UserFunction>();
  if (raw === undefined || raw === null) return found;
  if (!isArray(raw)) {
    faults.push(shape(at, `'functions' is an array of namespaces`));
    return found;
  }
  raw.forEach((space, index) => {
    const members = isObject(space) ? find(space, 'members') : undefined;
    const namespace = isObject(space) ? textOf(space, 'namespace') : undefined;
    if (namespace === undefined || !isObject(members?.value)) {
      faults.push(shape(below(at, index), 'a function namespace is {namespace, members}'));
      return;
    }
    const membersAt = below(below(at, index), members.key);
    for (const [name, body] of Object.entries(members.value)) {
      const parsed = parseFunction(body, below(membersAt, name));
      if (parsed === undefined) faults.push(shape(below(membersAt, name), 'a function is {parameters, output}'));
      else found.set(`${namespace}.${name}`.toLowerCase(), parsed);
    }
  });
  return found;
}

function parseFunction(raw: Json, at: Anchor): UserFunction | undefined {
  if (!isObject(raw)) return undefined;
  const output = find(raw, 'output');
  const value = isObject(output?.value) ? find(output.value, 'value') : undefined;
  if (output === undefined || value === undefined) return undefined;
  const list = find(raw, 'parameters')?.value;
  const parameters = isArray(list) ? list.map((item) => (isObject(item) ? (textOf(item, 'name') ?? '') : '')) : [];
  return { parameters, body: value.value, at: below(below(at, output.key), value.key) };
}

/** Array, or object of symbolic names (told apart by JSON kind, not by version: facts/arm-templates.md §3.5). */
function parseResources(raw: Json, at: Anchor, faults: TemplateFault[], depth: number): ResourceDeclaration[] {
  const entries: (readonly [string | number, Json])[] = isArray(raw)
    ? raw.map((item, index) => [index, item] as const)
    : isObject(raw)
      ? Object.entries(raw)
      : [];
  if (!isArray(raw) && !isObject(raw)) faults.push(shape(at, `'resources' is an array or an object`));
  const found: ResourceDeclaration[] = [];
  for (const [token, item] of entries) {
    const place = below(at, token);
    if (isObject(item)) found.push(parseResource(item, place, typeof token === 'string' ? token : null, faults, depth));
    else faults.push(shape(place, 'a resource is an object'));
  }
  return found;
}

function parseResource(
  raw: JsonObject,
  at: Anchor,
  symbol: string | null,
  faults: TemplateFault[],
  depth: number,
): ResourceDeclaration {
  const inner = find(raw, 'resources');
  if (typeof find(raw, 'type')?.value !== 'string') faults.push(shape(at, `a resource has a 'type'`));
  if (find(raw, 'name') === undefined) faults.push(shape(at, `a resource has a 'name'`));
  let children: ResourceDeclaration[] = [];
  if (inner !== undefined && inner.value !== null) {
    const place = below(at, inner.key);
    if (depth < CHILD_DEPTH) children = parseResources(inner.value, place, faults, depth + 1);
    else faults.push({ kind: 'limit', at: place, message: `child resources below level ${CHILD_DEPTH} are not read` });
  }
  return { raw, at, symbol, existing: find(raw, 'existing')?.value === true, children };
}

function parseOutputs(section: { raw: JsonObject; at: Anchor }, faults: TemplateFault[]): OutputDeclaration[] {
  const found: OutputDeclaration[] = [];
  for (const [name, raw] of Object.entries(section.raw)) {
    const at = below(section.at, name);
    if (isObject(raw)) found.push({ name, at, type: (textOf(raw, 'type') ?? '').toLowerCase(), raw });
    else faults.push(shape(at, 'an output is an object'));
  }
  return found;
}
