/**
 * The world of a vector of ARM expressions, as a template instance: `parameterValues` are what the deployment passes;
 * `parameters`, `variables` and `functions` are raw template sections, evaluated when asked for; what `scope` does not
 * name is not known.
 */
import { evaluate } from '../../src/expression/arm/evaluate.ts';
import type { DeploymentContext, Position } from '../../src/expression/arm/scope.ts';
import type { Anchor, Json, JsonObject, Value } from '../../src/model.ts';
import type { Loop } from '../../src/template/copy.ts';
import type { TemplateFault } from '../../src/template/faults.ts';
import { Frame } from '../../src/template/frame.ts';
import type { Given } from '../../src/template/parameters.ts';
import { parseTemplate } from '../../src/template/parse.ts';
import { Run } from '../../src/template/run.ts';
import { known } from '../../src/value.ts';

export interface Verdict {
  readonly id: string;
  readonly authority: string;
  readonly verdict: 'pass' | 'fail' | 'unsound';
  readonly note?: string;
}

export interface Context {
  readonly parameterValues?: JsonObject;
  readonly parameters?: JsonObject;
  readonly variables?: JsonObject;
  readonly functions?: readonly Json[];
  readonly languageVersion?: string;
  readonly scope?: JsonObject;
  /** Loop name → index; '' is the resource's own loop. */
  readonly copyIndex?: JsonObject;
  /** 'defaults': what parameters have by default may be taken for their value. */
  readonly assume?: string;
  readonly position?: string;
  readonly leftScope?: string;
  readonly rightScope?: string;
  /** What the parent passes to the nested template. */
  readonly passed?: JsonObject;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const FILE = 'vector.json';
const AT: Anchor = { file: FILE, pointer: '/asked' };

/** Where a vector's string stands, in the words of the language. */
function positionOf(name: string): Position {
  const last = name.toLowerCase().split('.').at(-1) ?? '';
  if (['name', 'type', 'apiversion', 'location'].includes(last)) return 'name';
  if (last === 'condition') return 'condition';
  if (last.endsWith('count') || last === 'copy') return 'copy-count';
  if (last.startsWith('output')) return 'output';
  if (last.startsWith('variable')) return 'variable';
  if (last.includes('default')) return 'default';
  return last.includes('function') || last === 'udf' ? 'function' : 'property';
}

export class World {
  private readonly context: Context;
  private readonly frame: Frame;
  private readonly loops: readonly Loop[];

  /** With a `parent`, parameters hold what it passes; `closed` = nobody can pass another value than the default. */
  constructor(
    context: Context,
    { id = 'main', parent, closed = false }: { id?: string; parent?: World; closed?: boolean } = {},
  ) {
    this.context = context;
    const given = givenOf(context, parent);
    this.frame = new Frame({
      id,
      run: new Run(FILE, () => undefined),
      template: parseTemplate(templateOf(context, given), FILE),
      deployment: deploymentOf(context.scope ?? {}),
      given: (name) => given.get(name),
      closed,
      depth: 0,
      host: null,
    });
    this.loops = Object.entries(context.copyIndex ?? {}).map(([name, index]) => ({
      name: name.toLowerCase(),
      index: known(index),
      outer: name === '',
    }));
  }

  get faults(): readonly TemplateFault[] {
    return this.frame.run.faults.list;
  }

  evaluate(raw: Json): Value {
    return evaluate(raw, AT, this.frame.scope(positionOf(this.context.position ?? 'property'), this.loops));
  }
}

function givenOf(context: Context, parent: World | undefined): ReadonlyMap<string, Given> {
  const out = new Map<string, Given>();
  const give = (name: string, value: Value): void => {
    out.set(name.toLowerCase(), { kind: 'value', name, at: AT, value });
  };
  for (const [name, value] of Object.entries(context.parameterValues ?? {})) give(name, known(value));
  if (parent === undefined) return out;
  for (const [name, value] of Object.entries(context.passed ?? {})) give(name, parent.evaluate(value));
  return out;
}

/** What is given is declared; a vector about scopes alone declares what it asks for. */
function templateOf(context: Context, given: ReadonlyMap<string, Given>): JsonObject {
  const declared: Record<string, Json> = { ...context.parameters };
  const names = new Set(Object.keys(declared).map((name) => name.toLowerCase()));
  const loose = context.leftScope === undefined ? [] : ['x', 'name', 'wfname'];
  for (const name of [...given.keys(), ...loose]) if (!names.has(name)) declared[name] = { type: 'any' };
  return {
    ...(context.languageVersion === undefined ? {} : { languageVersion: context.languageVersion }),
    parameters: declared,
    variables: context.variables ?? {},
    functions: context.functions ?? [],
    resources: [],
  };
}

function deploymentOf(scope: JsonObject): DeploymentContext {
  const kinds = ['resourceGroup', 'subscription', 'managementGroup', 'tenant'] as const;
  const clouds = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const;
  const cloud = clouds.find((name) => name === scope['cloud']);
  const given = (member: string, ...names: readonly string[]): Readonly<Record<string, Value>> => {
    const value = names.map((name) => scope[name]).find((one) => one !== undefined);
    return value === undefined ? {} : { [member]: known(value) };
  };
  return {
    kind: kinds.find((kind) => kind === scope['kind']) ?? 'resourceGroup',
    scopeId: 'here',
    ...given('subscriptionId', 'subscriptionId'),
    ...given('resourceGroupName', 'resourceGroup', 'resourceGroupName'),
    ...given('tenantId', 'tenantId'),
    ...given('location', 'location'),
    ...given('managementGroupName', 'managementGroup'),
    ...given('environment', 'environment'),
    ...(cloud === undefined ? {} : { cloud }),
  };
}
