/**
 * Trigger conditions that demand an `Authorization` header: the documented way to shut out calls that carry a
 * signature alone (facts/security.md §1.5). Reads what a condition implies; never runs it.
 */
import type { Answer, Value } from '../../model.ts';
import { asText, itemsOf, member } from '../../value.ts';
import type { Call, Dereference, Expression, Template } from './ast.ts';
import { evaluateExpression, siteOf } from './evaluate.ts';
import { callsOf } from './print.ts';
import { parseParts, parseTemplate } from './parse.ts';
import type { Site, WorkflowScope } from './scope.ts';

/**
 * `conditions` of a trigger: `[{ "expression": "@…" }]`, all of which must hold. yes = a call without the header
 * surely does not fire the trigger; no = nothing in them looks at the header; unknown = something may.
 */
export function demandsAuthorization(conditions: Value | null, scope: WorkflowScope): Answer {
  if (conditions === null || (conditions.kind === 'known' && conditions.value === null)) return 'no';
  if (conditions.kind === 'choice')
    return agree(demandsAuthorization(conditions.then, scope), demandsAuthorization(conditions.else, scope));
  const items = itemsOf(conditions);
  if (items === undefined) return 'unknown';
  const answer = any(items.map((item) => ofCondition(item, scope)));
  return answer === 'no' && conditions.kind === 'array' && conditions.open === true ? 'unknown' : answer;
}

function ofCondition(item: Value, scope: WorkflowScope): Answer {
  const expression = member(item, 'expression');
  if (expression === null) return 'no';
  return expression === undefined ? 'unknown' : ofText(expression, scope, 0);
}

function ofText(value: Value, scope: WorkflowScope, depth: number): Answer {
  if (value.kind === 'choice' && depth < 8)
    return agree(ofText(value.then, scope, depth + 1), ofText(value.else, scope, depth + 1));
  const text = asText(value);
  if (value.kind === 'text') return ofTemplate(value, parseParts(value.parts), scope);
  return text === undefined ? 'unknown' : ofTemplate(value, parseTemplate(text), scope);
}

function ofTemplate(value: Value, template: Template, scope: WorkflowScope): Answer {
  const site = siteOf(quietly(scope), value, template);
  const [only, ...others] = template.segments;
  if (only === undefined || only.t === 'lit' || others.length > 0)
    return callsOf(template).length === 0 && template.kind === 'literal' ? 'no' : 'unknown';
  return implies(only, true, site);
}

/** The same scope without its ears: faults of conditions are told where the whole definition is read. */
function quietly(scope: WorkflowScope): WorkflowScope {
  return {
    id: scope.id,
    parameter: (name) => scope.parameter(name),
    appSetting: (name) => scope.appSetting(name),
    variable: (name) => scope.variable?.(name),
    action: (name, accessor) => scope.action?.(name, accessor),
    fault: () => undefined,
  };
}

function any(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

/** Alternatives: each must demand it; one that surely does not is a way around. */
function every(answers: readonly Answer[]): Answer {
  if (answers.every((answer) => answer === 'yes')) return 'yes';
  return answers.includes('no') ? 'no' : 'unknown';
}

function agree(a: Answer, b: Answer): Answer {
  return a === b ? a : 'unknown';
}

/** Does `expression` being `truth` imply that the header is there? */
function implies(expression: Expression, truth: boolean, site: Site): Answer {
  if (expression.t === 'unknown') return 'unknown';
  if (expression.t !== 'fn') return 'no';
  const { a } = expression;
  const [first, second] = a;
  const name = expression.n.toLowerCase();
  if (expression.d.length > 0 || first === undefined) return looksAt(expression, site);
  if (name === 'not' && a.length === 1) return implies(first, !truth, site);
  if (name === 'and' || name === 'or') {
    const answers = a.map((one) => implies(one, truth, site));
    // De Morgan: a false `and` is an `or` of falsehoods.
    return (name === 'and') === truth ? any(answers) : every(answers);
  }
  if (name === 'bool' && a.length === 1) return implies(first, truth, site);
  if (name === 'empty' && isHeader(first, site)) return truth ? 'no' : 'yes';
  if (second === undefined || a.length !== 2) return looksAt(expression, site);
  return ofComparison(name, first, second, truth, site) ?? looksAt(expression, site);
}

function ofComparison(
  name: string,
  first: Expression,
  second: Expression,
  truth: boolean,
  site: Site,
): Answer | undefined {
  if (name === 'equals') return ofEquals(first, second, truth, site) ?? ofEquals(second, first, truth, site);
  const isSearch = name === 'startswith' || name === 'endswith' || name === 'contains';
  if (isSearch && truth && isHeader(first, site)) return isFilled(second, site) ? 'yes' : 'unknown';
  if (name === 'contains' && truth && isHeaders(first, site)) {
    const key = asText(evaluateExpression(second, site))?.toLowerCase();
    if (key !== undefined) return key === 'authorization' ? 'yes' : 'no';
  }
  if ((name === 'greater' || name === 'greaterorequals') && truth) return ofGreater(name, first, second, site);
  return undefined;
}

function ofEquals(side: Expression, other: Expression, truth: boolean, site: Site): Answer | undefined {
  const value = evaluateExpression(other, site);
  if (value.kind === 'known' && typeof value.value === 'boolean' && side.t === 'fn')
    return implies(side, truth === value.value, site);
  if (!isHeader(side, site)) return undefined;
  const isNothing = value.kind === 'known' && (value.value === null || value.value === '');
  if (isNothing) return truth ? 'no' : 'yes';
  if (!truth) return 'unknown';
  return isFilled(other, site) ? 'yes' : 'unknown';
}

/** `greater(length(h), 0)`, `greater(indexOf(h, 'Bearer'), -1)` and the like. */
function ofGreater(name: string, first: Expression, second: Expression, site: Site): Answer | undefined {
  const inner = first.t === 'fn' && first.d.length === 0 ? first : undefined;
  const [subject, search] = inner?.a ?? [];
  if (inner === undefined || subject === undefined || !isHeader(subject, site)) return undefined;
  const bound = evaluateExpression(second, site);
  if (bound.kind !== 'known' || typeof bound.value !== 'number') return 'unknown';
  const least = name === 'greater' ? bound.value + 1 : bound.value;
  if (inner.n.toLowerCase() === 'length') return least > 0 ? 'yes' : 'unknown';
  if (inner.n.toLowerCase() !== 'indexof' || search === undefined) return 'unknown';
  return least >= 0 && isFilled(search, site) ? 'yes' : 'unknown';
}

function isFilled(expression: Expression, site: Site): boolean {
  const value = evaluateExpression(expression, site);
  const text = asText(value);
  return text !== undefined
    ? text !== ''
    : value.kind === 'text' && value.parts.some((part) => typeof part === 'string');
}

/** Wrappers that turn nothing into nothing (or fail on it). */
const WRAPPERS = new Set(['tolower', 'toupper', 'trim', 'string', 'coalesce']);

/** Is it the header's text, or something made of it that is filled only when the header is? */
function isHeader(expression: Expression, site: Site): boolean {
  if (expression.t !== 'fn') return false;
  const [first, ...rest] = expression.a;
  if (first !== undefined && expression.d.length === 0 && WRAPPERS.has(expression.n.toLowerCase())) {
    return isHeader(first, site) && rest.every((one) => isNothing(one, site));
  }
  const path = pathOf(expression, site);
  return path?.length === 2 && path[0] === 'headers' && path[1] === 'authorization';
}

function isHeaders(expression: Expression, site: Site): boolean {
  const path = expression.t === 'fn' ? pathOf(expression, site) : undefined;
  return path?.length === 1 && path[0] === 'headers';
}

function isNothing(expression: Expression, site: Site): boolean {
  const value = evaluateExpression(expression, site);
  return value.kind === 'known' && (value.value === null || value.value === '');
}

/** Names below the trigger's outputs, lower case; undefined where it is no such path or a name is not known. */
function pathOf(call: Call, site: Site): readonly (string | undefined)[] | undefined {
  const names = call.d.map((deref) => nameOf(deref, site));
  switch (call.n.toLowerCase()) {
    case 'triggeroutputs':
      return names;
    case 'trigger':
    case 'triggers':
      return names[0] === 'outputs' ? names.slice(1) : undefined;
    default:
      return undefined;
  }
}

function nameOf({ e }: Dereference, site: Site): string | undefined {
  return asText(evaluateExpression(e, site))?.toLowerCase();
}

/** An expression whose meaning is not understood: may it look at the header? */
function looksAt(expression: Expression, site: Site): Answer {
  const template = { kind: 'expression' as const, segments: [expression], faults: [], pieced: false };
  const calls = callsOf(template);
  return calls.every((call) => isElsewhere(call, site)) ? 'no' : 'unknown';
}

function isElsewhere(call: Call, site: Site): boolean {
  const name = call.n.toLowerCase();
  if (name !== 'triggeroutputs' && name !== 'trigger' && name !== 'triggers') return true;
  const names = call.d.map((deref) => nameOf(deref, site));
  const path = name === 'triggeroutputs' ? names : names.slice(1);
  if (name !== 'triggeroutputs' && names[0] !== 'outputs') return names[0] !== undefined;
  const [section, header] = path;
  if (section === undefined) return false;
  return section !== 'headers' || (header !== undefined && header !== 'authorization');
}
