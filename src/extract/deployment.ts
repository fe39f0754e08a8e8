/**
 * A deployment on paper → what its rules judge: faults with a hint, and parameters that nothing reads. Only templates about
 * Logic Apps are judged (architecture.md): one that holds none of their resources, its own or linked, is another tool's.
 */
import { classify, parse } from '../expression/arm/parse.ts';
import type { Node } from '../expression/arm/nodes.ts';
import type { Deployment, Document, FileId, Json, TemplateFault } from '../model.ts';
import { nearest } from '../nearest.ts';
import { fnNames } from '../expression/arm/functions.ts';
import { SITE_TYPE } from '../recognise.ts';
import { evaluateAll, type Deployed, type Resource, type Scope } from '../template/deploy.ts';
import { find } from '../template/json.ts';
import type { ParameterSet } from '../template/parameters.ts';
import { asText, member, isObject } from '../value.ts';
import { ungrantedIn } from './access-policies.ts';

/** What the project says of its files. */
export interface Files {
  readonly value: (file: FileId) => Json | undefined;
  /** Surely not there: its folder was read and it was not in it. */
  readonly missing: (file: FileId) => boolean;
}

const OURS = /^microsoft\.(?:logic\/|web\/(?:connections|customapis|connectiongateways)(?:\/|$))/;

/** Null for templates that are not about Logic Apps. Evaluates all bodies. */
export function deploymentOf(
  document: Document,
  deployed: Deployed,
  environments: readonly string[],
  parameters: ParameterSet | null,
  files: Files,
): Deployment | null {
  if (!deployed.resources.some(isOurs) && !/microsoft\.logic\//i.test(document.text)) return null;
  evaluateAll(deployed);
  const loose = parameters?.loose === true ? parameters.file : null;
  const perhaps = deployed.resources.filter(({ condition }) => condition !== 'yes');
  const faults = deployed.faults.filter(
    (fault) => fault.at.file !== loose && isSure(fault, document, files) && !perhaps.some((one) => stands(fault, one)),
  );
  return {
    id: `${document.id}@${environments.join(',')}`,
    file: document.id,
    project: document.project,
    environments,
    at: { file: document.id, pointer: '' },
    faults: faults.map(hinting(deployed.scopes)),
    unused: deployed.scopes.flatMap((scope) => unusedIn(scope, document, files)),
    ungranted: ungrantedIn(deployed.resources),
  };
}

/** A Standard app's site counts too; other sites are other tools' business. */
function isOurs({ typeName, value }: Resource): boolean {
  if (typeName !== SITE_TYPE) return OURS.test(typeName);
  return asText(member(value, 'kind'))?.toLowerCase().includes('workflowapp') === true;
}

/** What the platform says of errors in a resource that is not deployed is not documented (facts/arm-templates.md §2.1). */
function stands({ at }: TemplateFault, resource: Resource): boolean {
  return at.file === resource.file && at.pointer.startsWith(`${resource.at.pointer}/`);
}

/** A linked file counts as missing only where its folder was looked through for this run. */
function isSure({ kind, name }: TemplateFault, { named }: Document, { missing }: Files): boolean {
  if (kind !== 'template-not-found') return true;
  return !named && name !== undefined && missing(name);
}

// ---------------------------------------------------------------- hints

function hinting(scopes: readonly Scope[]): (fault: TemplateFault) => Deployment['faults'][number] {
  // A thousand faults ask for the same names.
  const known = new Map<string, Choices>();
  return (fault) => {
    const { name, kind } = fault;
    if (name === undefined) return fault;
    const around = templatesAround(fault, scopes);
    const key = JSON.stringify([kind, ...around.map(({ file, at: place }) => [file, place.pointer])]);
    const choices = known.get(key) ?? choicesOf(choicesFor(kind, around));
    known.set(key, choices);
    if (choices.lower.has(name.toLowerCase())) return { ...fault, elsewhere: true };
    const [hint] = nearest(name, choices.names);
    return hint === undefined ? fault : { ...fault, hint };
  };
}

interface Choices {
  readonly names: readonly string[];
  readonly lower: ReadonlySet<string>;
}

function choicesOf(names: readonly string[]): Choices {
  return { names, lower: new Set(names.map((name) => name.toLowerCase())) };
}

function templatesAround({ at: place }: TemplateFault, scopes: readonly Scope[]): readonly Scope['template'][] {
  return scopes.flatMap(({ template }) =>
    template.file === place.file && holds(template.at.pointer, place.pointer) ? [template] : [],
  );
}

function choicesFor(kind: TemplateFault['kind'], templates: readonly Scope['template'][]): readonly string[] {
  if (kind === 'unknown-function')
    return [...fnNames(), ...templates.flatMap(({ functions }) => [...functions.keys()])];
  const named = (names: 'parameters' | 'variables'): readonly string[] =>
    templates.flatMap((template) => [...template[names].values()].map(({ name }) => name));
  if (kind === 'unknown-variable') return named('variables');
  return kind === 'unknown-parameter' || kind === 'parameter-undeclared' ? named('parameters') : [];
}

function holds(outer: string, inner: string): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

// ---------------------------------------------------------------- unused parameters

/**
 * What evaluation read is used; branches that were not taken are searched too. Text that cannot be read as an expression,
 * or a computed name, may use anything.
 */
function unusedIn(scope: Scope, document: Document, files: Files): Deployment['unused'] {
  const { template, usedParameters } = scope;
  const open = [...template.parameters].filter(([key]) => !usedParameters.has(key));
  if (open.length === 0) return [];
  const raw = at(template.file === document.id ? document.value : files.value(template.file), template.at.pointer);
  if (raw === undefined) return [];
  const mentioned = new Set<string>();
  if (!mentions(raw, mentioned, false)) return [];
  return open
    .filter(([key]) => !mentioned.has(key))
    .map(([, declared]) => ({ name: declared.name, at: { ...declared.at, on: 'key' as const } }));
}

function at(value: Json | undefined, pointer: string): Json | undefined {
  let here = value;
  for (const token of pointer.split('/').slice(1)) {
    if (typeof here !== 'object' || here === null) return undefined;
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    here = Object.hasOwn(here, key) ? (here as { readonly [key: string]: Json })[key] : undefined;
  }
  return here;
}

/** Adds the names of parameters that texts in here read; false where it cannot be said. Depth is bounded by the reader. */
function mentions(raw: Json, found: Set<string>, inside: boolean): boolean {
  if (typeof raw === 'string') return inText(raw, found);
  if (typeof raw !== 'object' || raw === null) return true;
  return Object.entries(raw).every(([key, value]: [string, Json]) => {
    // A template of its own names its own parameters, unless it is read with the parent's.
    if (inside && key.toLowerCase() === 'template' && hasInnerScope(raw)) return true;
    return inText(key, found) && mentions(value, found, key.toLowerCase() === 'properties');
  });
}

function hasInnerScope(properties: Json): boolean {
  const options = isObject(properties) ? find(properties, 'expressionEvaluationOptions')?.value : undefined;
  const scope = isObject(options) ? find(options, 'scope')?.value : undefined;
  return typeof scope === 'string' && scope.toLowerCase() === 'inner';
}

function inText(text: string, found: Set<string>): boolean {
  const bare = text.startsWith('[') ? text.replace(/^\[+/, '[') : text;
  if (classify(bare) !== 'expression') return true;
  const { node } = parse(bare);
  return node === undefined ? !/parameters/i.test(text) : inNode(node, found);
}

function inNode(node: Node, found: Set<string>): boolean {
  if (node.kind === 'access') return [node.base, ...node.keys].every((one) => inNode(one, found));
  if (node.kind !== 'call') return true;
  if (node.name.toLowerCase() === 'parameters') {
    const [name] = node.args;
    if (name?.kind !== 'text') return false;
    found.add(name.value.toLowerCase());
  }
  return node.args.every((one) => inNode(one, found));
}
