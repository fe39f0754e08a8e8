/**
 * A template instance: what the expressions of one template (root, nested, linked, embedded) see while it is deployed
 * on paper. Parameters and variables are evaluated when asked for, once. A frame with a host is evaluated twice: the host's
 * deployment goes over its text first, `[[` survives as `[`, and the rest is this frame's (facts/arm-templates.md §3.6, §3.7).
 */
import type { Anchor, Json, Value } from '../model.ts';
import type { ArmScope, DeploymentContext, ExpressionFault, Position } from '../expression/arm/scope.ts';
import { arrayOf, hole, known, objectOf, isObject } from '../value.ts';
import { bind, emptyDefaults } from './bind.ts';
import { keyOf } from './key.ts';
import { evaluateLoop, evaluateTree, mentionsExpression } from './copy.ts';
import type { Given } from './parameters.ts';
import type { Template } from './parse.ts';
import type { Referable, Run } from './run.ts';
import type { Loop, Loops, Stage } from './stage.ts';

export interface FrameInput {
  readonly id: string;
  readonly run: Run;
  readonly template: Template;
  readonly deployment: DeploymentContext;
  /** Asked with the lower-case name. */
  readonly given: (name: string) => Given | undefined;
  readonly closed: boolean;
  readonly depth: number;
  readonly host: { readonly frame: Frame; readonly loops: Loops } | null;
}

export class Frame implements Stage {
  readonly id: string;
  readonly run: Run;
  readonly template: Template;
  readonly deployment: DeploymentContext;
  readonly depth: number;
  readonly usedParameters = new Set<string>();
  readonly usedVariables = new Set<string>();
  /** By name or symbol; null where two have it (one of them may not be deployed). */
  readonly deployments = new Map<string, Referable | null>();
  readonly #input: FrameInput;
  readonly #values = new Map<string, Value | 'busy'>();
  readonly #known = new Map<Position, Map<string, Value>>();
  #empty: ReadonlySet<string> | null = null;

  constructor(input: FrameInput) {
    this.#input = input;
    this.id = input.id;
    this.run = input.run;
    this.template = input.template;
    this.deployment = input.deployment;
    this.depth = input.depth;
  }

  /** Evaluates raw JSON that stands at `at`. Total. */
  evaluate(raw: Json, at: Anchor, position: Position, loops: Loops = []): Value {
    if (raw === null || (typeof raw !== 'object' && typeof raw !== 'string')) return known(raw, at);
    return this.run.deeper(at, 'expression', () => {
      const host = this.#input.host;
      if (host === null) return evaluateTree(this, raw, at, position, loops);
      return this.#again(host.frame.evaluate(raw, at, position, [...host.loops, ...loops]), at, position, loops);
    });
  }

  /** The second pass: texts that the first left with brackets are this frame's expressions. */
  #again(value: Value, at: Anchor, position: Position, loops: Loops): Value {
    const place = value.from ?? at;
    switch (value.kind) {
      case 'known':
        if (!mentionsExpression(value.value)) return value;
        return evaluateTree(this, value.value, place, position, loops);
      case 'array': {
        const items = value.items.map((item) => this.#again(item, place, position, loops));
        return arrayOf(items, place, value.open);
      }
      case 'object': {
        const entries = value.entries.map((entry) => ({
          ...entry,
          value: this.#again(entry.value, place, position, loops),
        }));
        return objectOf(entries, place, value.open);
      }
      default:
        return value;
    }
  }

  scope(position: Position, loops: Loops): ArmScope {
    return {
      id: this.id,
      deployment: this.deployment,
      position,
      budget: this.run.budget,
      parameter: (name) => this.#parameter(name.toLowerCase()),
      variable: (name) => this.#variable(name.toLowerCase()),
      userFunction: (name) => this.template.functions.get(name.toLowerCase()),
      copyIndex: (name) => indexOf(loops, name),
      reference: (target, full) => this.#reference(target, full),
      fault: (fault) => this.#fault(fault),
      texts: this.#texts(position, loops),
    };
  }

  /** A pass of a loop is a scope of its own; a name on its way to its value may need itself; a host reads texts first. */
  #texts(position: Position, loops: Loops): Map<string, Value> | undefined {
    if (loops.length > 0 || this.#input.host !== null || !this.run.isOutermost) return undefined;
    const before = this.#known.get(position) ?? new Map<string, Value>();
    this.#known.set(position, before);
    return before;
  }

  /** Places inside a text are those of the text as written: the second pass reads another one. */
  #fault(fault: ExpressionFault): void {
    const { slice: _slice, ...at } = fault.at;
    this.run.faults.add(this.#input.host === null ? fault : { ...fault, at });
  }

  #parameter(name: string): Value | undefined {
    const declaration = this.template.parameters.get(name);
    if (declaration === undefined) return undefined;
    this.usedParameters.add(name);
    this.#empty ??= emptyDefaults(this.template.parameters);
    const emptyDefault = this.#empty.has(name);
    const fallback = declaration.default;
    return this.#once(`p:${name}`, declaration.name, declaration.at, () =>
      bind({
        scopeId: this.id,
        declaration,
        given: this.#input.given(name),
        closed: this.#input.closed,
        emptyDefault,
        fallback: () => (fallback === null ? null : this.evaluate(fallback.raw, fallback.at, 'default')),
        faults: this.run.faults,
      }),
    );
  }

  #variable(name: string): Value | undefined {
    const variable = this.template.variables.get(name);
    if (variable === undefined) return undefined;
    this.usedVariables.add(name);
    const { raw, at, loop } = variable;
    return this.#once(`v:${name}`, variable.name, at, () =>
      loop && isObject(raw) ? evaluateLoop(this, raw, at, 'variable', [], false) : this.evaluate(raw, at, 'variable'),
    );
  }

  /** Evaluates a name once; a name that needs itself is a fault and a hole. */
  #once(key: string, name: string, at: Anchor, work: () => Value): Value {
    const had = this.#values.get(key);
    if (had === 'busy') {
      this.run.faults.add({ kind: 'cycle', at, message: `'${name}' needs itself`, name });
      return hole(`${this.id}:cycle(${name})`, 'any', { from: at, error: `'${name}' needs itself` });
    }
    if (had !== undefined) return had;
    this.#values.set(key, 'busy');
    const value = this.run.deeper(at, name, work);
    this.#values.set(key, value);
    return value;
  }

  #reference(target: Value, full: boolean): Value | undefined {
    const key = keyOf(target);
    if (key === undefined) return undefined;
    const here = this.deployments.get(key);
    const outputs = (here === undefined ? this.run.deployments.get(key) : here)?.outputs();
    if (outputs === undefined) return undefined;
    const properties: Value = { kind: 'object', entries: [{ key: 'outputs', value: outputs }], open: true };
    return full ? { kind: 'object', entries: [{ key: 'properties', value: properties }], open: true } : properties;
  }
}

function indexOf(loops: Loops, name: string | null): Value | undefined {
  const last = (which: (loop: Loop) => boolean): Value | undefined => loops.findLast(which)?.index;
  if (name === null || name === '') return last((loop) => loop.outer) ?? last(() => true);
  const lower = name.toLowerCase();
  return last((loop) => loop.name === lower);
}
