/**
 * Deploys a template on paper: template + one parameter set → the resources that Azure would create, with Values.
 * Nothing is guessed: what is not known is a named hole. Bodies are evaluated when first asked for, so `faults`
 * and the names used grow until `evaluateAll` is called. Never throws; ends on hostile input (caps: run.ts).
 */
import type { Anchor, Answer, Condition, FileId, Value } from '../model.ts';
import type { DeploymentContext } from '../expression/arm/scope.ts';
import { below, hole, known, isObject } from '../value.ts';
import { keyOf } from './key.ts';
import { evaluateLoop, suffix } from './copy.ts';
import type { TemplateFault } from './faults.ts';
import { Frame } from './frame.ts';
import { find } from './json.ts';
import { innerFrames, type Inner } from './nested.ts';
import type { ParameterSet } from './parameters.ts';
import type { OutputDeclaration, Template } from './parse.ts';
import { type Carrier, isCarrier } from './carriers.ts';
import { expand, type Node, type Resource } from './resources.ts';
import { Run, type Lookup } from './run.ts';
import { declareSpec, SPEC_TYPE } from './specs.ts';

export interface DeployInput {
  readonly file: FileId;
  readonly template: Template;
  /** The parameter file of this environment; null = none, every parameter is a hole (with its default beside it). */
  readonly parameters: ParameterSet | null;
  readonly environment: string;
  /** Finds a file of the project by its path; without it linked templates are not followed. */
  readonly linked?: Lookup;
  /** What is known of the place that the template is deployed to. */
  readonly deployment?: Partial<DeploymentContext>;
}

export interface Output {
  readonly name: string;
  /** Lower case. */
  readonly type: string;
  readonly at: Anchor;
  /** Evaluated when first asked for. A secure output is a secure hole. */
  readonly value: Value;
  readonly condition: Answer;
}

/** One template instance and what it used so far; for rules about unused and unknown names. */
export interface Scope {
  readonly id: string;
  readonly template: Template;
  /** Lower-case names. */
  readonly usedParameters: ReadonlySet<string>;
  readonly usedVariables: ReadonlySet<string>;
}

export interface Deployed {
  readonly environment: string;
  /** Parents before children, deployments before what they bring, else as written. */
  readonly resources: readonly Resource[];
  /** Of the root template. */
  readonly outputs: readonly Output[];
  /** Live: bodies that are evaluated later add to it. */
  readonly faults: readonly TemplateFault[];
  /** The root template first. */
  readonly scopes: readonly Scope[];
}

export type { Resource } from './resources.ts';

export function deploy(input: DeployInput): Deployed {
  const { file, template, parameters } = input;
  const run = new Run(file, input.linked ?? (() => undefined));
  [...template.faults, ...(parameters?.faults ?? [])].forEach((fault) => run.faults.add(fault));
  if (parameters !== null) checkNames(run, template, parameters);
  const frame = new Frame({
    id: file,
    run,
    template,
    deployment: { kind: template.kind, scopeId: file, ...input.deployment },
    given: (name) => parameters?.values.get(name),
    closed: false,
    depth: 0,
    host: null,
  });
  const scopes: Frame[] = [frame];
  const nodes = nodesOf(frame, null, scopes);
  const resources = flatten(nodes);
  return { environment: input.environment, resources, outputs: outputsOf(frame), faults: run.faults.list, scopes };
}

/** Evaluates every body and output, so that faults and used names are complete. */
export function evaluateAll(deployed: Deployed): void {
  // Asking evaluates.
  deployed.resources.forEach((resource) => resource.value);
  deployed.outputs.forEach((output) => output.value);
}

/** Names ignore letter case; a name that the template lacks is refused (facts/arm-templates.md §3.2). */
function checkNames(run: Run, template: Template, parameters: ParameterSet): void {
  for (const [key, given] of parameters.values) {
    if (template.parameters.has(key) || parameters.loose === true) continue;
    const message = `the template declares no parameter '${given.name}'`;
    run.faults.add({ kind: 'parameter-undeclared', at: given.at, message, name: given.name });
  }
  for (const [key, { name, at, nullable, secure, ...declaration }] of template.parameters) {
    if (parameters.values.has(key) || declaration.default !== null || nullable) continue;
    // Secrets are rarely in a file, and those who deploy may add other values too.
    if (secure || parameters.loose === true) continue;
    const message = `'${name}' has no value in ${parameters.file} and no default`;
    run.faults.add({ kind: 'parameter-missing', at, message, name, soft: true });
  }
}

/** The resources of a frame, with the way to those of the templates that they bring. */
function nodesOf(frame: Frame, carrier: Carrier | null, scopes: Frame[]): readonly Node[] {
  return expand(frame, carrier, (owner, node) => {
    if (!isCarrier(node.draft.typeName) || node.draft.existing) return;
    if (node.draft.typeName === SPEC_TYPE) declareSpec(owner, node);
    const inners = lazily<readonly Inner[]>(() => innerFrames(owner, node), []);
    node.contents = lazily<readonly Node[]>(() => {
      scopes.push(...inners().map((inner) => inner.frame));
      return inners().flatMap(({ frame: inside, carrier: by, main }) => {
        const nodes_ = nodesOf(inside, by, scopes);
        return main === true ? nodes_.map((one) => Object.assign(one, { main })) : nodes_;
      });
    }, []);
    if (node.draft.typeName === 'microsoft.resources/deployments') register(owner, node, inners);
  });
}

/** Makes a deployment's outputs readable by name, symbol and id. */
function register(frame: Frame, node: Node, inners: () => readonly Inner[]): void {
  const outputs = lazily<Value | undefined>(() => {
    const inner = inners()[0]?.frame;
    // Its own nested deployments must be known before its outputs read them.
    node.contents();
    return inner === undefined ? undefined : outputObject(inner);
  }, undefined);
  const { name, id, symbol, symbolic } = node.draft;
  if (symbolic) return;
  const index = suffix(node.loops.slice(-1));
  for (const key of new Set([keyOf(name), symbol === null ? undefined : symbol.toLowerCase() + index])) {
    if (key !== undefined) frame.deployments.set(key, frame.deployments.has(key) ? null : { outputs });
  }
  const key = keyOf(id);
  if (key !== undefined) frame.run.deployments.set(key, frame.run.deployments.has(key) ? null : { outputs });
}

/** Works once; asked again while it works (a deployment that needs its own outputs) it gives `meanwhile`. */
function lazily<T>(work: () => T, meanwhile: T): () => T {
  let had: { value: T } | null = null;
  return () => {
    if (had !== null) return had.value;
    had = { value: meanwhile };
    had = { value: work() };
    return had.value;
  };
}

/** Gives every resource its place in the list. What a conditional deployment brings is conditional too. */
function flatten(nodes: readonly Node[]): readonly Resource[] {
  // All deployments are read before any template spec is left to the one that deploys it.
  const read = ({ children, contents }: Node): void => [...children, ...contents()].forEach(read);
  nodes.forEach(read);
  const found: Resource[] = [];
  const walk = (
    { draft, children, contents, used }: Node,
    parent: number | null,
    within: number | null,
    around: readonly Condition[],
  ): void => {
    draft.parent = parent;
    draft.within = within;
    if (around.length > 0) {
      draft.conditions = [...draft.conditions, ...around];
      draft.condition = 'unknown';
    }
    const index = found.push(draft) - 1;
    children.forEach((child) => walk(child, index, within, around));
    const inner = contents().filter(({ main }) => used !== true || main !== true);
    inner.forEach((child) => walk(child, null, index, draft.conditions));
  };
  nodes.forEach((node) => walk(node, null, null, []));
  return found;
}

// ---------------------------------------------------------------- outputs

function outputsOf(frame: Frame): readonly Output[] {
  return frame.template.outputs.map((declaration) => {
    const value = lazily(() => outputValue(frame, declaration), known(null));
    const { name, type, at } = declaration;
    return {
      name,
      type,
      at,
      condition: outputCondition(frame, declaration),
      get value(): Value {
        return value();
      },
    };
  });
}

function outputCondition(frame: Frame, { raw, at }: OutputDeclaration): Answer {
  const written = find(raw, 'condition');
  if (written === undefined) return 'yes';
  const value = frame.evaluate(written.value, below(at, written.key), 'condition');
  return value.kind !== 'known' ? 'unknown' : value.value === false ? 'no' : 'yes';
}

function outputValue(frame: Frame, { name, type, raw, at }: OutputDeclaration): Value {
  const key = `${frame.id}:outputs('${name.toLowerCase()}')`;
  if (type.startsWith('secure'))
    return hole(key, type === 'securestring' ? 'string' : 'object', { from: at, secure: true });
  const copy = find(raw, 'copy');
  if (isObject(copy?.value)) return evaluateLoop(frame, copy.value, below(at, copy.key), 'output', [], true);
  const value = find(raw, 'value');
  if (value !== undefined) return frame.evaluate(value.value, below(at, value.key), 'output');
  return hole(key, 'any', { from: at });
}

/** `outputs` as `reference()` of a deployment shows them: `{name: {type, value}}`. */
function outputObject(frame: Frame): Value {
  const entries = frame.template.outputs.map((declaration) => {
    const { name, type, at } = declaration;
    const value = frame.run.deeper(at, name, () => outputValue(frame, declaration));
    return {
      key: name,
      value: {
        kind: 'object' as const,
        entries: [
          { key: 'type', value: known(type) },
          { key: 'value', value },
        ],
        from: at,
      },
    };
  });
  return { kind: 'object', entries, from: frame.template.at };
}
