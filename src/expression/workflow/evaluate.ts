/**
 * Partial evaluation of workflow expressions: the value that a string of a definition has before the run, with
 * named holes for what only the run knows. Never throws; depth is bounded by the parser and by MAX_DEEP.
 */
import type { Anchor, Entry, Value } from '../../model.ts';
import { arrayOf, below as anchorBelow, entriesOf, itemsOf, known, objectOf, seenFrom } from '../../value.ts';
import type { Call, Expression, Literal, Template } from './ast.ts';
import { apply } from './apply.ts';
import { fits, functionNamed } from './functions.ts';
import { withPlaceholders } from '../placeholders.ts';
import { parseParts, parseTemplate } from './parse.ts';
import { property } from './property.ts';
import { readRun } from './run.ts';
import { place } from './scope.ts';
import type { Site, WorkflowScope } from './scope.ts';
import { budgetFor } from './size.ts';
import { isInt } from './spec.ts';
import { asPart, joined, literalText } from './text.ts';
import { here } from './unknown.ts';

export type { WorkflowScope } from './scope.ts';

/** Deeper than any document that `read` lets through. */
const MAX_DEEP = 300;
const MAX_STEPS = 16;

const NOTHING: Template = { kind: 'literal', segments: [], faults: [], pieced: false };

export interface EvaluateOptions {
  /** Also what lies inside objects and arrays, and their property names. */
  readonly deep?: boolean;
}

/**
 * The value of a string, array or object of a definition, after its deployment. Keeps `from`; every hop through a
 * parameter or app setting is added to `via`. Values without `from` share call-site names where they are of
 * equal length: give values a place.
 */
export function evaluateWorkflow(value: Value, scope: WorkflowScope, options: EvaluateOptions = {}): Value {
  return evaluate(value, { scope, deep: options.deep === true, depth: 0, trail: '' });
}

interface Walk {
  readonly scope: WorkflowScope;
  readonly deep: boolean;
  readonly depth: number;
  /** The way down from the container whose place all below share; '' where every value has its own. */
  readonly trail: string;
}

function evaluate(value: Value, walk: Walk): Value {
  if (walk.depth > MAX_DEEP) return here(siteOf(walk.scope, value, NOTHING, walk.trail), 0, 'depth', 'any');
  switch (value.kind) {
    case 'known':
      if (typeof value.value === 'string') return evaluateString(value, value.value, walk);
      return walk.deep && typeof value.value === 'object' && value.value !== null ? inside(value, walk) : value;
    case 'text':
      return evaluateParsed(value, parseParts(value.parts), walk);
    case 'choice': {
      const then = evaluate(value.then, { ...walk, depth: walk.depth + 1 });
      return { ...value, then, else: evaluate(value.else, { ...walk, depth: walk.depth + 1 }) };
    }
    case 'hole':
      if (value.default === undefined) return value;
      return { ...value, default: evaluate(value.default, { ...walk, depth: walk.depth + 1 }) };
    case 'object':
    case 'array':
      return walk.deep ? inside(value, walk) : value;
  }
}

/** Text without an at sign and without a token of another tool is itself: the common case, spared all work. */
function evaluateString(value: Value, text: string, walk: Walk): Value {
  return /[@{<]|__/.test(text) ? evaluateParsed(value, parseTemplate(text), walk) : value;
}

/** Where a string stands, for evaluating it or a part of it. */
export function siteOf(scope: WorkflowScope, { from: at, via }: Value, template: Template, trail = ''): Site {
  const inner = at?.slice === undefined ? '' : `(${at.slice.join('-')})`;
  const where = at === undefined ? '?' : `${at.file}#${at.pointer}${at.on ?? ''}${inner}`;
  const length = template.segments.at(-1)?.end ?? 0;
  // Members of a computed object share its place: way and length tell them apart, the text may be a secret.
  const told = at === undefined || via !== undefined || trail !== '' ? `~${trail}${String(length)}` : '';
  const id = `${scope.id}|${where}${told}`;
  return { scope, at, id, pieced: template.pieced, steps: [], budget: budgetFor(length) };
}

function evaluateParsed(value: Value, template: Template, walk: Walk): Value {
  const site = siteOf(walk.scope, value, template, walk.trail);
  const out = evaluateTemplate(template, site);
  const same = out.kind === 'known' && value.kind === 'known' && out.value === value.value;
  if (same && site.steps.length === 0) return value;
  const via = [...(value.via ?? []), ...site.steps].slice(0, MAX_STEPS);
  return { ...out, ...(value.from === undefined ? {} : { from: value.from }), ...(via.length === 0 ? {} : { via }) };
}

/** A parsed string in its place. Faults go to the scope. */
function evaluateTemplate(template: Template, site: Site): Value {
  for (const { kind, start, end, message } of template.faults) {
    site.scope.fault({ kind: kind === 'length' ? 'length' : 'syntax', at: place(site, start, end), message });
  }
  const [first] = template.segments;
  if (template.kind === 'expression' && first !== undefined && first.t !== 'lit')
    return evaluateExpression(first, site);
  return joined(
    template.segments.flatMap((one) => segment(one, site)),
    site,
    0,
  );
}

function segment(one: Literal | Expression, site: Site): (string | Value)[] {
  if (one.t === 'lit') return literalText(one, site);
  return [asPart(evaluateExpression(one, site), site, one.start, true)];
}

/** One expression; for those who read conditions and need the value of a part. */
export function evaluateExpression(expression: Expression, site: Site): Value {
  switch (expression.t) {
    case 'str':
      if (expression.parts !== undefined) return joined(expression.parts, site, expression.start);
      // A token that is filled in before the deployment decides nothing here, as in templates.
      return expression.v.includes('#{')
        ? withPlaceholders(expression.v, site.at, expression.start)
        : known(expression.v);
    case 'null':
      return known(null);
    case 'bool':
      return known(expression.v.toLowerCase() === 'true');
    case 'num': {
      const number = Number(expression.v);
      // `1e`, `-.5` or a lone sign are numbers to the designer's parser only; 5.0 divides as a fraction, which a number
      // here cannot say.
      const whole = /^[-+]?\d+$/.test(expression.v);
      const sure = expression.v.length <= 15 && (whole || (/^[-+]?\d+\.\d+$/.test(expression.v) && !isInt(number)));
      return sure ? known(number) : here(site, expression.start, 'number', 'any');
    }
    case 'unknown':
      return here(site, expression.start, 'expression', 'any');
    case 'fn':
      return expression.d.reduce(
        (base, deref) => property(base, evaluateExpression(deref.e, site), deref, site),
        called(expression, site),
      );
  }
}

function called(call: Call, site: Site): Value {
  const spec = functionNamed(call.n);
  const args = call.a.map((arg) => evaluateExpression(arg, site));
  const at = (): Anchor | undefined => place(site, call.start, call.end);
  if (spec === undefined) {
    site.scope.fault({ kind: 'unknown-function', at: at(), message: 'there is no such function', name: call.n });
    return here(site, call.start, 'unknown function', 'any');
  }
  if (!fits(spec, args.length)) {
    site.scope.fault({
      kind: 'arity',
      at: at(),
      message: `takes ${takes(spec.min, spec.max)}, not ${String(args.length)}`,
      name: call.n,
    });
    return here(site, call.start, spec.name, 'any');
  }
  return spec.purity === 'run' ? readRun(site, call, spec, args) : apply(site, call, spec, args);
}

function takes(min: number, max: number | null): string {
  const most = max ?? min;
  const words = most === 1 ? 'argument' : 'arguments';
  const least = max === null ? 'at least ' : min === max ? '' : `${String(min)} to `;
  return `${least}${String(most)} ${words}`;
}

// ---------------------------------------------------------------- objects and arrays

function below(value: Value, walk: Walk, token: string | number): Walk {
  const apart = value.from !== undefined && value.via === undefined && walk.trail === '';
  return { ...walk, depth: walk.depth + 1, trail: apart ? '' : `${walk.trail}/${String(token)}` };
}

function inside(value: Value, walk: Walk): Value {
  const open = (value.kind === 'object' || value.kind === 'array') && value.open === true;
  const items = itemsOf(value);
  if (items !== undefined) {
    const done = items.map((item, index) => evaluate(item, below(value, walk, index)));
    return items.every((item, index) => item === done[index]) ? value : sourced(arrayOf(done, value.from, open), value);
  }
  const entries = entriesOf(value) ?? [];
  const done = entries.map((entry) => member(entry, value.from, below(value, walk, entry.key)));
  const unchanged = entries.every((entry, index) => entry === done[index]);
  return unchanged ? value : sourced(objectOf(done, value.from, open), value);
}

function sourced(value: Value, before: Value): Value {
  return before.via === undefined ? value : { ...value, via: before.via };
}

function member(entry: Entry, from: Anchor | undefined, walk: Walk): Entry {
  const value = evaluate(entry.value, walk);
  const { name } = entry;
  const forName: Walk = { ...walk, deep: false, trail: walk.trail === '' ? '' : `${walk.trail}:name` };
  if (name !== undefined) {
    const done = evaluate(name, forName);
    return done === name && value === entry.value ? entry : { ...entry, name: done, value };
  }
  if (!entry.key.includes('@')) return value === entry.value ? entry : { ...entry, value };
  // Property names are expressions too: `@@odata.type` is `@odata.type` (facts/workflow-language.md §1.8).
  const at = from === undefined ? undefined : { ...anchorBelow(from, entry.key), on: 'key' as const };
  const key = evaluate(seenFrom(known(entry.key), at), forName);
  if (key.kind === 'known' && typeof key.value === 'string') return { key: key.value, value };
  return { key: entry.key, name: key, value };
}
