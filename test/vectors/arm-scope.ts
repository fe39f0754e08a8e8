/**
 * A small world for vectors of ARM expressions: `parameterValues` are fixed; `parameters`, `variables` and `functions`
 * are raw template sections, evaluated when asked for; what `scope` does not name is not known.
 */
import { evaluate, freshBudget } from '../../src/expression/arm/evaluate.ts';
import type {
  ArmScope,
  DeploymentContext,
  ExpressionFault,
  Position,
  UserFunction,
} from '../../src/expression/arm/scope.ts';
import type { Anchor, HoleType, Json, JsonObject, Shape, Value } from '../../src/model.ts';
import { hole, known } from '../../src/value.ts';

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

/** Where a vector's string stands, in the words of the language. */
function positionOf(name: string): Position {
  const last = name.toLowerCase().split('.').at(-1) ?? '';
  if (['name', 'type', 'apiversion', 'location'].includes(last)) return 'name';
  if (last === 'condition') return 'condition';
  if (last === 'count' || last === 'copy') return 'copy-count';
  if (last.startsWith('output')) return 'output';
  if (last.startsWith('variable')) return 'variable';
  if (last.includes('default')) return 'default';
  return last.includes('function') ? 'function' : 'property';
}

export class World {
  readonly faults: ExpressionFault[] = [];
  private readonly context: Context;
  private readonly id: string;
  private readonly parent: World | undefined;
  private readonly budget = freshBudget();
  private readonly kept = new Map<string, Value>();

  /** With a `parent`, parameters hold what it passes. */
  constructor(context: Context, id = 'main', parent?: World) {
    this.context = context;
    this.id = id;
    this.parent = parent;
  }

  evaluate(raw: Json): Value {
    return evaluate(raw, place(''), this.scope(positionOf(this.context.position ?? 'property')));
  }

  private scope(position: Position): ArmScope {
    return {
      id: this.id,
      deployment: deploymentOf(this.context.scope ?? {}),
      position,
      budget: this.budget,
      parameter: (name) => this.once('parameters', name, () => this.parameter(name)),
      variable: (name) => this.once('variables', name, () => this.variable(name)),
      userFunction: (name) => userFunction(this.context.functions ?? [], name),
      copyIndex: (loop) => {
        const index = lookUp(this.context.copyIndex, loop ?? '');
        return index === undefined ? undefined : known(index.value);
      },
      reference: () => undefined,
      fault: (fault) => this.faults.push(fault),
    };
  }

  private once(section: string, name: string, make: () => Value | undefined): Value | undefined {
    const key = `${section}/${name.toLowerCase()}`;
    const had = this.kept.get(key);
    if (had !== undefined) return had;
    this.kept.set(key, hole(`${this.id}:cycle(${key})`, 'any', { error: `'${name}' needs itself` }));
    const value = make();
    if (value === undefined) this.kept.delete(key);
    else this.kept.set(key, value);
    return value;
  }

  private variable(name: string): Value | undefined {
    const found = lookUp(this.context.variables, name);
    return found && evaluate(found.value, place(`/variables/${found.key}`), this.scope('variable'));
  }

  private parameter(name: string): Value | undefined {
    const passed = lookUp(this.context.passed, name);
    if (this.parent !== undefined && passed !== undefined) return this.parent.evaluate(passed.value);
    const fixed = lookUp(this.context.parameterValues, name);
    if (fixed !== undefined) return known(fixed.value, place(`/parameters/${fixed.key}`));
    const declared = lookUp(this.context.parameters, name);
    if (declared !== undefined && isObject(declared.value)) return this.declared(declared.key, declared.value);
    // A vector about scopes alone does not say what is declared.
    return this.context.leftScope === undefined
      ? undefined
      : hole(`${this.id}:parameters('${name.toLowerCase()}')`, 'any');
  }

  private declared(name: string, declaration: JsonObject): Value {
    const type = String(declaration['type'] ?? '').toLowerCase();
    const shape = shapeOf(declaration);
    const at = place(`/parameters/${name}`);
    const bare = hole(`${this.id}:parameters('${name.toLowerCase()}')`, TYPES[type] ?? 'any', {
      from: at,
      ...(shape === undefined ? {} : { shape }),
      ...(type.startsWith('secure') ? { secure: true } : {}),
    });
    const raw = declaration['defaultValue'];
    if (raw !== undefined && bare.secure !== true) {
      return { ...bare, default: evaluate(raw, place(`${at.pointer}/defaultValue`), this.scope('default')) };
    }
    return declaration['nullable'] === true ? { ...bare, default: known(null, at) } : bare;
  }
}

function place(pointer: string): Anchor {
  return { file: 'vector.json', pointer };
}

const TYPES: Readonly<Record<string, HoleType>> = {
  string: 'string',
  securestring: 'string',
  int: 'int',
  bool: 'bool',
  array: 'array',
  object: 'object',
  secureobject: 'object',
};

function shapeOf(declaration: JsonObject): Shape | undefined {
  const { allowedValues: allowed, minLength, maxLength } = declaration;
  const shape: Shape = {
    ...(Array.isArray(allowed) ? { allowed: allowed as readonly Json[] } : {}),
    ...(typeof minLength === 'number' ? { minLength } : {}),
    ...(typeof maxLength === 'number' ? { maxLength } : {}),
  };
  return Object.keys(shape).length === 0 ? undefined : shape;
}

/** Names ignore letter case. */
function lookUp(section: JsonObject | undefined, name: string): { key: string; value: Json } | undefined {
  const found = Object.entries(section ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found && { key: found[0], value: found[1] };
}

const CLOUDS = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const;

function deploymentOf(scope: JsonObject): DeploymentContext {
  const kinds = ['resourceGroup', 'subscription', 'managementGroup', 'tenant'] as const;
  const cloud = CLOUDS.find(
    (name) => name === (scope['cloud'] ?? (isObject(scope['environment']) ? scope['environment']['name'] : null)),
  );
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

function userFunction(sections: readonly Json[], name: string): UserFunction | undefined {
  for (const section of sections.filter(isObject)) {
    const { namespace, members } = section;
    if (!isObject(members)) continue;
    for (const [member, body] of Object.entries(members)) {
      if (`${String(namespace)}.${member}`.toLowerCase() !== name.toLowerCase() || !isObject(body)) continue;
      const parameters = Array.isArray(body['parameters'])
        ? (body['parameters'] as readonly Json[]).filter(isObject)
        : [];
      const output = body['output'];
      return {
        parameters: parameters.map((one) => String(one['name'])),
        body: isObject(output) ? (output['value'] ?? null) : null,
        at: place(`/functions/${name}`),
      };
    }
  }
  return undefined;
}
