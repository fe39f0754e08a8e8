/**
 * The resources of one frame: loops, conditions, children, names and ids at once; bodies only when somebody asks.
 */
import type { Anchor, Answer, Condition, FileId, JsonObject, Value } from '../model.ts';
import type { DeploymentContext } from '../expression/arm/scope.ts';
import { filled } from '../expression/placeholders.ts';
import { asText, below, hole, join, known, objectOf, isObject } from '../value.ts';
import { type Carrier, isCarrier } from './carriers.ts';
import { conditionsOf, countOf, fromParent, type Conditions } from './conditions.ts';
import { keyOf } from './key.ts';
import { passes, suffix } from './copy.ts';
import type { Frame } from './frame.ts';
import { baseOf, fullType, identify, trimType } from './identity.ts';
import { find } from './json.ts';
import type { ResourceDeclaration } from './parse.ts';
import type { Loops } from './stage.ts';

/** A resource that Azure would create (or, `existing`, look up). */
export interface Resource {
  /** In full, without a final slash, as written. */
  readonly type: Value;
  /** Lower case; '' where it is not known. */
  readonly typeName: string;
  /** In full: all segments of a child's name. */
  readonly name: Value;
  /** Canonical resource id; a hole where type and name do not say it. */
  readonly id: Value;
  /** The resource object. */
  readonly at: Anchor;
  /** Evaluated when first asked for; null where there is none. A template inside is left out. */
  readonly properties: Value | null;
  /** The whole body with `properties`, without `resources` and `copy`; evaluated when first asked for. */
  readonly value: Value;
  /**
   * 'yes' = deployed with its template; 'unknown' = a condition, or the count of a loop, is not known. Never 'no'.
   * A template held as data (`carrier`) is deployed some other time, or never.
   */
  readonly condition: Answer;
  /** What decides where `condition` is 'unknown': its own conditions first, then those around it. Empty where it is 'yes'. */
  readonly conditions: readonly Condition[];
  /** The count of its loop is not known: one instance stands for none or many. */
  readonly symbolic: boolean;
  readonly existing: boolean;
  /** The template instance; prefix of the names of its parameters' holes. */
  readonly scopeId: string;
  /** The place that it is deployed to; its `scopeId` is the prefix of subscription(), resourceGroup() … */
  readonly deployment: DeploymentContext;
  /** The tenant of that place, as `tenant().tenantId` says it there. */
  readonly tenantId: Value;
  readonly file: FileId;
  /** Name in the object form of `resources`. */
  readonly symbol: string | null;
  /** Index of the resource whose `resources` it stands in. */
  readonly parent: number | null;
  /** Index of the resource (deployment, template spec …) whose template it stands in. */
  readonly within: number | null;
  readonly carrier: Carrier | null;
}

export type Draft = { -readonly [K in keyof Resource]: Resource[K] };

export interface Node {
  readonly draft: Draft;
  readonly declaration: ResourceDeclaration;
  readonly loops: Loops;
  readonly children: readonly Node[];
  /** The resources of the template inside; read once the whole frame is known. */
  contents: () => readonly Node[];
  /** Of a template spec: a deployment names it, so its main template is judged there, with the values given there. */
  used?: true;
  /** It stands in the main template of a template spec. */
  main?: true;
}

interface Above {
  readonly node: {
    readonly type: Value;
    readonly name: Value;
    readonly conditions: Conditions;
    readonly at: Anchor;
  } | null;
  readonly loops: Loops;
  /** Loops around it whose count is not known. */
  readonly counts: readonly Condition[];
}

/** Called for every node, so that deployments can be found by `reference()` before anything is read. */
export type Visit = (frame: Frame, node: Node) => void;

export function expand(frame: Frame, carrier: Carrier | null, visit: Visit): readonly Node[] {
  const top: Above = { node: null, loops: [], counts: [] };
  return frame.template.resources.flatMap((declaration) => instances(frame, declaration, top, carrier, visit));
}

function instances(
  frame: Frame,
  declaration: ResourceDeclaration,
  above: Above,
  carrier: Carrier | null,
  visit: Visit,
): readonly Node[] {
  if (!frame.run.hasRoom()) return [];
  const copy = find(declaration.raw, 'copy');
  if (!isObject(copy?.value)) return instance(frame, declaration, above, carrier, visit);
  const at = below(declaration.at, copy.key);
  const made = passes(frame, copy.value, at, above.loops, true);
  const counts = made.symbolic ? [...above.counts, countOf(frame, copy.value, at, above.loops)] : above.counts;
  const nodes: Node[] = [];
  for (const loops of made.loops) {
    nodes.push(...instance(frame, declaration, { ...above, loops, counts }, carrier, visit));
    if (!frame.run.hasRoom()) break;
  }
  return nodes;
}

function instance(
  frame: Frame,
  declaration: ResourceDeclaration,
  above: Above,
  carrier: Carrier | null,
  visit: Visit,
): readonly Node[] {
  const { at } = declaration;
  if (!frame.run.instance(at)) return [];
  const parent = above.node === null ? [] : fromParent(above.node.conditions, above.node.at);
  const counts = above.counts.filter((one) => !parent.includes(one));
  const conditions = conditionsOf(frame, declaration, above.loops, [...counts, ...parent]);
  // Whether what is not deployed is evaluated is not documented (facts/arm-templates.md §2.1): its faults are not looked for.
  if (conditions === 'no' && declaration.children.length === 0) return [];
  const { type, name } = namesOf(frame, declaration, above);
  const below_ = { ...above, node: { type, name, conditions, at } };
  const children = declaration.children.flatMap((child) => instances(frame, child, below_, carrier, visit));
  if (conditions === 'no') return children;
  const draft = draftOf(frame, declaration, above, { type, name, conditions, carrier });
  const node: Node = { draft, declaration, loops: above.loops, children, contents: () => [] };
  visit(frame, node);
  return [node];
}

function namesOf(frame: Frame, declaration: ResourceDeclaration, above: Above): { type: Value; name: Value } {
  const read = (field: string): Value => {
    const found = find(declaration.raw, field);
    const key = `${frame.id}:${field}@${declaration.at.pointer}`;
    return found === undefined
      ? hole(key, 'string', { from: declaration.at })
      : filled(frame.evaluate(found.value, below(declaration.at, found.key), 'name', above.loops));
  };
  const type = trimType(read('type'));
  const name = read('name');
  if (above.node === null) return { type, name };
  const full = fullType(above.node.type, type, declaration.at);
  return {
    type: full,
    name: full === type ? childName(above.node.name, name) : join([above.node.name, '/', name], name.from),
  };
}

/** A child with its type in full may have its name in full too (the decompiler accepts it). */
function childName(parent: Value, own: Value): Value {
  const above = keyOf(parent);
  return above !== undefined && keyOf(own)?.startsWith(`${above}/`) === true ? own : join([parent, '/', own], own.from);
}

function draftOf(
  frame: Frame,
  declaration: ResourceDeclaration,
  above: Above,
  found: { type: Value; name: Value; conditions: readonly Condition[]; carrier: Carrier | null },
): Draft {
  const { at, raw, symbol, existing } = declaration;
  const base = baseOf(frame, raw, at, above.loops);
  const identity = identify(frame, base, found.type, found.name, at, at.pointer + suffix(above.loops));
  if (!identity.sound) {
    const message = 'the name has not as many segments as the type (incorrect segment lengths)';
    frame.run.faults.add({ kind: 'name-segments', at: found.name.from ?? at, message });
  }
  const typeName = (asText(found.type) ?? '').toLowerCase();
  const body = bodyOf(frame, raw, at, above.loops, typeName);
  return {
    typeName,
    id: identity.id,
    at,
    condition: found.conditions.length === 0 ? 'yes' : 'unknown',
    symbolic: above.counts.length > 0,
    existing,
    scopeId: frame.id,
    deployment: frame.deployment,
    file: at.file,
    symbol,
    parent: null,
    within: null,
    get tenantId(): Value {
      return frame.evaluate('[tenant().tenantId]', at, 'property');
    },
    get properties(): Value | null {
      return body.properties();
    },
    get value(): Value {
      return body.value();
    },
    ...found,
  };
}

const READ_LATER = /^microsoft\.(?:logic\/workflows|apimanagement\/service(?:\/[a-z]+)*\/policies)$/;

/** Templates that a resource holds as data are deployed on their own: their text is not part of its body. */
const CARRIED = new Set(['template', 'maintemplate', 'linkedtemplates', 'policyrule']);

function bodyOf(
  frame: Frame,
  raw: JsonObject,
  at: Anchor,
  loops: Loops,
  typeName: string,
): { properties: () => Value | null; value: () => Value } {
  const read = (key: string): Value => frame.evaluate(raw[key] ?? null, below(at, key), 'property', loops);
  const property = find(raw, 'properties');
  // The texts of a definition and of a policy are read by other rooms, which know these tokens themselves.
  const tokens = (value: Value): Value => (READ_LATER.test(typeName) ? value : filled(value));
  const properties = once((): Value | null => {
    if (property === undefined) return null;
    const place = below(at, property.key);
    if (!isObject(property.value) || !isCarrier(typeName)) return tokens(read(property.key));
    const kept = Object.entries(property.value).filter(([key]) => !CARRIED.has(key.toLowerCase()));
    return frame.evaluate(Object.fromEntries(kept), place, 'property', loops);
  });
  const value = once((): Value => {
    const keys = Object.keys(raw).filter((key) => !/^(?:resources|copy|condition)$/i.test(key));
    const entries = keys.map((key) => ({
      key,
      value: key === property?.key ? (properties() ?? known(null)) : read(key),
    }));
    return objectOf(entries, at);
  });
  return { properties, value };
}

function once<T>(work: () => T): () => T {
  let had: { readonly value: T } | null = null;
  return () => (had ??= { value: work() }).value;
}
