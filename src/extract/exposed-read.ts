/**
 * Templates read as they are written: where a secret that the deployment knows would stand for others to read. Parameters
 * of plain type in secret positions, secure parameters written into a definition, answers of `listKeys()` and its kin in
 * outputs, tags, settings. The same whatever a parameter file says, so the template is not deployed for it.
 */
import { keyLike } from '../keys.ts';
import type { Anchor, Document, Json, JsonObject } from '../model.ts';
import { field, WORKFLOW_TYPE } from '../recognise.ts';
import { evaluatedIn, isSecretDue, type Evaluated, clip } from '../secret.ts';
import { below, isObject } from '../value.ts';
import { carriedBy } from './carried.ts';
import { fedIn } from './fed.ts';

export type Spot = 'output' | 'tag' | 'app-setting' | 'named-value' | 'parameter' | 'workflow-parameter' | 'definition';

export interface Exposed {
  readonly kind: 'plain-parameter' | 'secure-parameter' | 'key';
  readonly spot: Spot | 'secret';
  readonly at: Anchor;
  /** The parameter, or the function that answers with the key. */
  readonly name: string;
  /** What it stands in: output, setting, tag, member. */
  readonly holder: string;
  /** By its name a secret is due at the place. */
  readonly due: boolean;
  /** Of an object: the member that is taken of it, lower case. */
  readonly member: string | null;
  /** The type that the parameter is declared with; the place itself for keys. */
  readonly declared: Anchor;
}

export function readExposed(document: Document, root: JsonObject): readonly Exposed[] {
  const strings = evaluatedIn(root, 'call', carriesSome);
  const closed = doorsWithoutSas(root);
  const fed = new Set(fedIn(root).values.flatMap(({ pointer, sure }) => (sure ? [pointer] : [])));
  return strings.flatMap((one) => exposedAt(document, one, one.secret || fed.has(one.pointer), closed));
}

/** Most hand on nothing: asked before their surroundings are looked at. */
function carriesSome(text: string): boolean {
  const carried = carriedBy(text);
  return carried !== undefined && carried.parameters.length + carried.keys.length > 0;
}

/** @param secret a secret is due here, by its name or by what is read there */
function exposedAt(document: Document, one: Evaluated, secret: boolean, closed: readonly string[]): readonly Exposed[] {
  const carried = carriedBy(one.text);
  const { tokens } = one;
  if (carried === undefined || tokens.includes('metadata')) return [];
  const at: Anchor = { file: document.id, pointer: one.pointer };
  const spot = spotOf(one);
  const keys = carried.keys.filter(
    ({ fn, of }) => fn !== 'listcallbackurl' || !closed.some((name) => of.includes(name)),
  );
  const out: Exposed[] = [];
  const [key] = keys;
  if (key !== undefined && spot !== null)
    out.push({
      kind: 'key',
      spot,
      at,
      name: key.fn,
      holder: holderOf(one),
      due: secret,
      member: null,
      declared: at,
    });
  for (const { name, member } of carried.parameters) {
    const declaration = declarationOf(document, one, name);
    if (declaration === undefined) continue;
    const { name: own, declared } = declaration;
    const common = (): Pick<Exposed, 'at' | 'name' | 'holder' | 'due' | 'member' | 'declared'> => ({
      at,
      name: own,
      holder: holderOf(one),
      due: secret,
      member,
      declared: declared(),
    });
    if (declaration.secure && (spot === 'definition' || spot === 'workflow-parameter'))
      out.push({ kind: 'secure-parameter', spot, ...common() });
    // By the place; by its own name only where it becomes a parameter of the workflow, which says nothing of its use.
    const goesOn = spot === 'workflow-parameter' || (spot === 'definition' && tokens.at(-1) === 'defaultValue');
    const due = secret || (goesOn && isNamedSecret(own));
    if (declaration.plain && due && !tokens.includes('outputs'))
      out.push({ kind: 'plain-parameter', spot: 'secret', ...common() });
  }
  return out;
}

interface Declaration {
  readonly name: string;
  /** The place of its type. */
  readonly declared: () => Anchor;
  readonly secure: boolean;
  /** Of a type that keeps nothing back, and free to hold anything. */
  readonly plain: boolean;
}

/** Names that say where a secret is, and not what it is. */
const POINTS_TO_IT = /(?:name|uri|url|id|identifier|version|type|length|reference|location)$/i;

/** `ordersApiKey`, `sqlPassword`; a primary key may be the column of a table. */
function isNamedSecret(name: string): boolean {
  return !/^(?:primary|secondary)[-_ ]?key$/i.test(name) && isSecretDue({ key: name, parents: [] });
}

/** In the nearest template around that declares it; nested templates with outer scope read those of the outer one. */
function declarationOf(document: Document, { around, tokens }: Evaluated, name: string): Declaration | undefined {
  for (let depth = around.length - 1; depth >= 0; depth--) {
    const template = around[depth];
    if (!isObject(template) || field(template, 'resources') === undefined || field(template, '$schema') === undefined)
      continue;
    const key = keyOf(template, 'parameters');
    const parameters = key === undefined ? undefined : template[key];
    const own = isObject(parameters) ? keyOf(parameters, name) : undefined;
    const raw = isObject(parameters) && own !== undefined ? parameters[own] : undefined;
    if (key === undefined || own === undefined || !isObject(raw)) continue;
    const type = lower(field(raw, 'type'));
    const plain =
      (type === 'string' || type === 'object') && field(raw, 'allowedValues') === undefined && !POINTS_TO_IT.test(own);
    const declared = (): Anchor =>
      [...tokens.slice(0, depth), key, own, keyOf(raw, 'type') ?? []]
        .flat()
        .reduce<Anchor>((at, token) => below(at, token), { file: document.id, pointer: '' });
    return { name: own, declared, secure: type.startsWith('secure'), plain };
  }
  return undefined;
}

/** Where the string stands, as far as others read it; null = nowhere that is known to be read. */
function spotOf({ around, tokens }: Evaluated): Spot | null {
  const names = tokens.map((token) => token.toLowerCase());
  const { type, depth } = resourceAround(around);
  const rest = names.slice(depth);
  if (depth < 0 || names.lastIndexOf('outputs') > depth) return outputSpot(around, names);
  if (rest[0] === 'tags') return 'tag';
  if (type === WORKFLOW_TYPE) return workflowSpot(around, tokens, depth);
  const properties = around[depth + 1];
  if (type === 'microsoft.resources/deployments' && rest[1] === 'parameters') {
    const inner = isObject(properties) ? field(properties, 'template') : undefined;
    return isPlain(inner, tokens[depth + 2] ?? '') ? 'parameter' : null;
  }
  if (/^microsoft\.apimanagement\/service\/(?:namedvalues|properties)$/.test(type) && rest[1] === 'value') {
    return isObject(properties) && field(properties, 'secret') !== true ? 'named-value' : null;
  }
  if (/^microsoft\.web\/sites(?:\/slots)?$/.test(type) && rest[1] === 'siteconfig' && rest[2] === 'appsettings')
    return 'app-setting';
  return /^microsoft\.web\/sites(?:\/slots)?\/config$/.test(type) && rest[0] === 'properties' && rest.length === 2
    ? 'app-setting'
    : null;
}

function outputSpot(around: readonly Json[], names: readonly string[]): Spot | null {
  const at = names.lastIndexOf('outputs');
  if (at < 0 || names[at + 2] !== 'value') return null;
  const output = around[at + 2];
  return isObject(output) && !lower(field(output, 'type')).startsWith('secure') ? 'output' : null;
}

/** `GET` of the workflow answers with its definition, and with parameters of plain type (facts/security.md §8). */
function workflowSpot(around: readonly Json[], tokens: readonly string[], depth: number): Spot | null {
  const properties = around[depth + 1];
  const definition = isObject(properties) ? field(properties, 'definition') : undefined;
  const [, section = '', second = '', third = ''] = tokens.slice(depth);
  if (section.toLowerCase() === 'parameters') return isPlain(definition, second) ? 'workflow-parameter' : null;
  if (section.toLowerCase() !== 'definition') return null;
  // What the default of a secure parameter shows is not documented.
  return second.toLowerCase() === 'parameters' && !isPlain(definition, third) ? null : 'definition';
}

/** Does the template or definition declare the parameter with a type that keeps nothing back? */
function isPlain(within: Json | undefined, name: string): boolean {
  const parameters = isObject(within) ? field(within, 'parameters') : undefined;
  const declared = isObject(parameters) ? field(parameters, name) : undefined;
  return isObject(declared) && ['string', 'object', 'array'].includes(lower(field(declared, 'type')));
}

/** The innermost resource: its whole type in lower case, and how many tokens lead to it; -1 = none. */
function resourceAround(around: readonly Json[]): { type: string; depth: number } {
  let [type, depth] = ['', -1];
  around.forEach((value, index) => {
    if (!isObject(value) || field(value, 'apiVersion') === undefined) return;
    const own = lower(field(value, 'type'));
    if (own === '') return;
    type = own.includes('/') ? own : `${type}/${own}`;
    depth = index;
  });
  return { type, depth };
}

/** Names of the template's own workflows whose SAS is off, or not surely on, as they stand in expressions. */
function doorsWithoutSas(root: JsonObject): readonly string[] {
  const settings = evaluatedIn(root, 'sas-state');
  return settings.flatMap(({ tokens, around }) => {
    if (!/accesscontrol(?:\/triggers(?:\/sasauthenticationpolicy(?:\/state)?)?)?$/i.test(tokens.join('/'))) return [];
    const workflow = around[resourceAround(around).depth];
    const name = isObject(workflow) ? field(workflow, 'name') : undefined;
    if (typeof name !== 'string' || name.length < 3) return [];
    return [name.startsWith('[') ? name.slice(1, -1).trim() : `'${name}'`];
  });
}

/** What people call the place: the setting, the output, the member. */
function holderOf({ tokens, around }: Evaluated): string {
  const holder = around[around.length - 1];
  const last = tokens[tokens.length - 1] ?? '';
  const named = isObject(holder) && last.toLowerCase() === 'value' ? field(holder, 'name') : undefined;
  if (typeof named === 'string') return clip(named, 80);
  const displayed = isObject(holder) ? field(holder, 'displayName') : undefined;
  if (typeof displayed === 'string') return clip(displayed, 80);
  return clip(/^(?:value|defaultvalue|\d+)$/i.test(last) ? (tokens[tokens.length - 2] ?? last) : last, 80);
}

function keyOf(object: JsonObject, name: string): string | undefined {
  return keyLike(object, name);
}

function lower(value: Json | undefined): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}
