/**
 * Every string of a definition that may hold expressions, parsed once, with the operation and the field that it stands
 * in. Which fields are evaluated: facts/workflow-language.md §1.7. Data that only looks like expressions is left
 * out: JSON schemas, code of inline actions, names, descriptions and metadata.
 */
import type { Template } from '../expression/workflow/ast.ts';
import { parseParts, parseTemplate } from '../expression/workflow/parse.ts';
import type { Anchor, Operation, Value } from '../model.ts';
import { below, entriesOf, itemsOf, member } from '../value.ts';
import { isType } from './operations.ts';

export interface Written {
  /** Index in `Workflow.operations`; -1 = the definition's outputs. */
  readonly operation: number;
  /** Member of the operation: 'inputs', 'expression', 'foreach', … */
  readonly field: string;
  /** Names below the field, lower case, joined by `/`: 'columns/0/value'. */
  readonly path: string;
  readonly at: Anchor;
  /** The string as it is after deployment; unknown parts left out. */
  readonly text: string;
  readonly template: Template;
  /** It is the name of a property. */
  readonly onKey: boolean;
}

export interface Expressions {
  readonly written: readonly Written[];
  /** Parts that only deployment knows stand where expressions could be: absence proves nothing. */
  readonly opaque: boolean;
}

const FIELDS = [
  'inputs',
  'expression',
  'foreach',
  'trackedProperties',
  'limit',
  'channels',
  'runtimeConfiguration',
  'correlation',
  'conditions',
  'recurrence',
  'splitOn',
];

/** Data by operation type (lower case): strings below these paths are no expressions. */
const DATA: ReadonlyMap<string, readonly string[]> = new Map([
  ['parsejson', ['schema']],
  ['request', ['schema']],
  ['manual', ['schema']],
  ['apiconnectionwebhook', ['schema']],
  ['javascriptcode', ['code']],
]);

interface Walk {
  readonly operation: number;
  readonly field: string;
  readonly skip: readonly string[];
  readonly out: Written[];
  opaque: boolean;
}

export function expressionsOf(operations: readonly Operation[], definition: Value | null): Expressions {
  const out: Written[] = [];
  let opaque = false;
  const walk = (value: Value | null | undefined, operation: number, field: string, skip: readonly string[]): void => {
    if (value === null) return;
    const state: Walk = { operation, field, skip, out, opaque: false };
    visit(value, '', undefined, state);
    opaque ||= state.opaque;
  };
  operations.forEach((operation, index) => {
    const data = DATA.get(operation.type.toLowerCase()) ?? [];
    for (const field of FIELDS) walk(member(operation.value, field), index, field, field === 'inputs' ? data : []);
    if (!isType(operation, 'agent')) return;
    for (const { value } of entriesOf(member(operation.value, 'tools')) ?? [])
      walk(member(value, 'inputs'), index, 'tools', []);
  });
  for (const { value } of entriesOf(member(definition, 'outputs')) ?? [])
    walk(member(value, 'value'), -1, 'outputs', []);
  return { written: out, opaque };
}

function visit(value: Value | undefined, path: string, above: Anchor | undefined, walk: Walk): void {
  const at = value?.from ?? above;
  if (value === undefined || value.kind === 'hole' || at === undefined) {
    walk.opaque = true;
    return;
  }
  if (value.kind === 'choice') {
    visit(value.then, path, at, walk);
    visit(value.else, path, at, walk);
  } else if (value.kind === 'text') {
    const text = value.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
    walk.opaque = true;
    if (text.includes('@')) add(text, parseParts(value.parts), { path, at, onKey: false }, walk);
  } else if (value.kind === 'known' && typeof value.value === 'string') {
    if (value.value.includes('@')) add(value.value, parseTemplate(value.value), { path, at, onKey: false }, walk);
  } else visitInside(value, path, at, walk);
}

function visitInside(value: Value, path: string, at: Anchor, walk: Walk): void {
  const items = itemsOf(value);
  items?.forEach((item, index) => visit(item, join(path, String(index)), below(at, index), walk));
  if (items !== undefined) return;
  if (value.kind === 'object' && value.open === true) walk.opaque = true;
  for (const { key, name, value: item } of entriesOf(value) ?? []) {
    const inner = join(path, key.toLowerCase());
    if (walk.skip.includes(inner)) continue;
    const place = item.from ?? below(at, key);
    if (name !== undefined) walk.opaque = true;
    else if (key.includes('@'))
      add(key, parseTemplate(key), { path: inner, at: { ...place, on: 'key' }, onKey: true }, walk);
    visit(item, inner, below(at, key), walk);
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

function add(text: string, template: Template, place: Pick<Written, 'path' | 'at' | 'onKey'>, walk: Walk): void {
  if (template.kind === 'literal' && !template.pieced && text.length < 2) return;
  walk.out.push({ operation: walk.operation, field: walk.field, text, template, ...place });
}
