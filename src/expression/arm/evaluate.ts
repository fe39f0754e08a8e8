/**
 * Evaluates ARM template expressions as far as they can be known before deployment; the rest becomes named holes
 * (facts/arm-templates.md §2, §5.2). Never throws, never calls anything: hostile input ends in a `limit` fault
 * through the shared budget (steps, characters) and the depth cap. `copy` is not handled here: template/ expands it.
 */
import { canon } from '../../compare/canon.ts';
import type { Anchor, Entry, Hole, Json, Step, Value } from '../../model.ts';
import { arrayOf, asText, below, fit, known, objectOf } from '../../value.ts';
import { carried, MAX_VIA, placed } from './steps.ts';
import { withPlaceholders } from '../placeholders.ts';
import { access, apply, silent } from './apply.ts';
import { fnNamed } from './functions.ts';
import { Exhausted, type Failure, type Scene } from './kinds.ts';
import type { CallNode, Node } from './nodes.ts';
import { classify, MAX_LENGTH, parse, unescape } from './parse.ts';
import type { ArmScope, Budget } from './scope.ts';
import { isActive } from './traits.ts';
import { countFault, inside, noSuchFunction } from './user-function.ts';
import { weigh } from './weigh.ts';

/** Nested function calls, variables and user functions together. */
const MAX_DEPTH = 400;
const STOP_STEPS = 2_000;

/** Enough for the largest template that the platform takes (4 MB); a document's evaluations share one. */
export function freshBudget(): Budget {
  return { steps: 1_000_000, characters: 32_000_000 };
}

/**
 * Evaluates a JSON value: strings, items, members and keys. A subtree without an expression comes back as
 * `known(raw, at)`, not copied. Every result carries `from` (its place in `raw`), and `via` where it came
 * through parameters(), variables() or reference().
 */
export function evaluate(raw: Json, at: Anchor, scope: ArmScope): Value {
  if (!isActive(raw)) return known(raw, at);
  if (typeof raw === 'string') return evaluateText(raw, at, scope);
  if (Array.isArray(raw)) {
    return arrayOf(
      (raw as readonly Json[]).map((item, index) => evaluate(item, below(at, index), scope)),
      at,
    );
  }
  return evaluateMembers(raw as { readonly [key: string]: Json }, at, scope);
}

function evaluateMembers(raw: { readonly [key: string]: Json }, at: Anchor, scope: ArmScope): Value {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  let twice = false;
  for (const [key, item] of Object.entries(raw)) {
    const place = below(at, key);
    const name = isActive(key) ? evaluateText(key, { ...place, on: 'key' }, scope) : undefined;
    const text = name === undefined ? key : asText(name);
    const value = evaluate(item, place, scope);
    if (text === undefined && name !== undefined) entries.push({ key, name, value });
    else {
      const sure = text ?? key;
      twice ||= seen.has(sure);
      seen.add(sure);
      entries.push({ key: sure, value });
    }
  }
  if (!twice) return objectOf(fit(entries), at);
  // Two keys evaluate to one name: which member wins is not documented.
  // The name holds keys and values: the same place is evaluated again for other arguments and passes of a loop.
  const made: Value = { kind: 'object', entries };
  scope.budget.characters -= entries.length;
  return { kind: 'hole', name: `members(${canon(made)})`, type: 'object', from: at };
}

/** Evaluates one string as the platform reads it: literal, escaped or expression (§1.1). */
export function evaluateText(text: string, at: Anchor, scope: ArmScope): Value {
  const kind = classify(text);
  if (kind === 'literal') return known(text, at);
  if (kind === 'escaped') return known(unescape(text), at);
  const before = scope.texts?.get(text);
  if (before !== undefined) return placed(before, at);
  const budget = scope.budget;
  const parsed = text.length > MAX_LENGTH || budget.spent !== true ? parse(text) : undefined;
  budget.steps -= text.length >> 4;
  const machine = new Machine(scope, at);
  if (parsed === undefined) return machine.stop('evaluation was stopped before');
  if (parsed.fault !== undefined) {
    const { kind: fault, message, start, end } = parsed.fault;
    scope.fault({ kind: fault, at: { ...at, slice: [start, end] }, message });
    return { kind: 'hole', name: `error@${machine.site}`, type: 'any', error: message, from: at };
  }
  const value = machine.run(parsed.node);
  if (machine.isAnywhere) scope.texts?.set(text, value);
  return placed(value, at);
}

type Bindings = ReadonlyMap<string, Value>;

class Machine implements Scene {
  readonly scope: ArmScope;
  private readonly at: Anchor;
  private node: Node | undefined;
  private muted = 0;
  private bindings: readonly Bindings[] = [];
  /** What came out is the same wherever the text stands and whenever it is evaluated: no fault, no place, no other deployment. */
  isAnywhere = true;

  constructor(scope: ArmScope, at: Anchor) {
    this.scope = scope;
    this.at = at;
  }

  get site(): string {
    this.isAnywhere = false;
    const key = this.at.on === 'key' ? '(key)' : '';
    return `${this.scope.id}@${this.at.file}#${this.at.pointer}${key}:${this.node?.start ?? 0}`;
  }

  run(node: Node): Value {
    const { budget } = this.scope;
    const depth = budget.depth ?? 0;
    try {
      return this.evaluate(node);
    } catch (thrown) {
      if (!(thrown instanceof Exhausted)) throw thrown;
      return this.stop(thrown.message);
    } finally {
      budget.depth = depth;
    }
  }

  /** Stopped at a cap: one fault for the document. A used-up budget leaves holes from here on. */
  stop(message: string): Hole {
    this.isAnywhere = false;
    const { budget } = this.scope;
    const used = budget.steps < 0 || budget.characters < 0;
    if (budget.spent !== true && (used || budget.told !== true)) {
      this.scope.fault({ kind: 'limit', at: this.at, message: `evaluation was stopped: ${message}` });
      if (used) budget.spent = true;
      else budget.told = true;
    }
    // Honest templates hardly ever come here; recursion comes again and again.
    budget.steps -= STOP_STEPS;
    return {
      kind: 'hole',
      name: `error@${this.site}`,
      type: 'any',
      error: `evaluation was stopped: ${message}`,
      from: this.at,
    };
  }

  charge(characters: number): void {
    this.scope.budget.characters -= characters;
    if (this.scope.budget.characters < 0) throw new Exhausted('the texts of this document grow too large');
  }

  fail(failure: Failure): Hole {
    this.isAnywhere = false;
    this.scope.budget.steps -= 20;
    if (this.muted > 0) return silent(failure);
    const { kind, message, name } = failure;
    const slice = this.node === undefined ? {} : { slice: [this.node.start, this.node.end] as const };
    this.scope.fault({ kind, at: { ...this.at, ...slice }, message, ...(name === undefined ? {} : { name }) });
    return { kind: 'hole', name: `error@${this.site}`, type: 'any', error: message };
  }

  evaluate(node: Node): Value {
    const { budget } = this.scope;
    budget.steps -= 1;
    if (budget.steps < 0) throw new Exhausted('this document takes too many steps');
    budget.depth = (budget.depth ?? 0) + 1;
    if (budget.depth > MAX_DEPTH) throw new Exhausted('expressions, variables and functions nest too deeply');
    const outer = this.node;
    this.node = node;
    const value = this.evaluateNode(node);
    this.node = outer;
    budget.depth -= 1;
    return value;
  }

  private evaluateNode(node: Node): Value {
    switch (node.kind) {
      case 'text':
        // A token that is filled in before the deployment decides nothing here; other tokens may be honest names.
        if (!node.value.includes('#{')) return known(node.value);
        this.isAnywhere = false;
        return withPlaceholders(node.value, this.at);
      case 'number':
        return node.value === null ? { kind: 'hole', name: `number(${node.text})`, type: 'any' } : known(node.value);
      case 'call':
        return this.call(node);
      case 'access': {
        let value = this.evaluate(node.base);
        for (const key of node.keys) value = carried(access(value, this.evaluate(key), this), [value]);
        return value;
      }
    }
  }

  private call(node: CallNode): Value {
    if (node.name.includes('.')) return this.userCall(node);
    const fn = fnNamed(node.name);
    if (fn === undefined) return this.fail(noSuchFunction(node.name));
    // What it finds depends on the deployments that were met before.
    if (fn.name === 'reference') this.isAnywhere = false;
    const wrong = countFault(fn, node.args.length);
    if (wrong !== undefined) return this.fail(wrong);
    if (fn.lazy !== undefined) return fn.lazy(node.args, this);
    const args = node.args.map((arg) => this.evaluate(arg));
    return carried(apply(fn, args, this), args);
  }

  perhaps(node: Node, bindings?: Bindings): Value {
    this.muted += 1;
    const value = bindings === undefined ? this.evaluate(node) : this.with(bindings, node);
    this.muted -= 1;
    return value;
  }

  with(bindings: Bindings, node: Node): Value {
    const outer = this.bindings;
    this.bindings = [bindings, ...outer];
    const value = this.evaluate(node);
    this.bindings = outer;
    return value;
  }

  binding(name: string): Value | undefined {
    const lower = name.toLowerCase();
    return this.bindings.find((bindings) => bindings.has(lower))?.get(lower);
  }

  through(value: Value, step: Step): Value {
    if (value.kind === 'hole' && value.error !== undefined) return value;
    const via = [step, ...(value.via ?? [])].slice(0, MAX_VIA);
    this.charge(weigh(value));
    return { ...value, via };
  }

  private userCall(node: CallNode): Value {
    this.isAnywhere = false;
    const fn = this.scope.userFunction(node.name);
    if (fn === undefined) return this.fail(noSuchFunction(node.name));
    const [min, max] = [fn.parameters.length, fn.parameters.length];
    const wrong = countFault({ name: node.name, min, max }, node.args.length);
    if (wrong !== undefined) return this.fail(wrong);
    const names = fn.parameters.map((name) => name.toLowerCase());
    const args = new Map(node.args.map((arg, index) => [names[index] ?? '', this.evaluate(arg)]));
    const value = evaluate(fn.body, fn.at, inside(this.scope, args, this.muted > 0));
    return this.through(value, { label: `${node.name}()`, at: fn.at });
  }
}
