/**
 * Whether a resource is deployed: its `condition`, the counts of loops that are not known, its parent. What decides keeps
 * its place and its text, so that a finding can say when it holds.
 */
import type { Anchor, Condition, Json, JsonObject, Value } from '../model.ts';
import { below } from '../value.ts';
import type { Frame } from './frame.ts';
import { find } from './json.ts';
import { keyOf } from './key.ts';
import type { ResourceDeclaration } from './parse.ts';
import type { Loops } from './stage.ts';

/** 'no' = surely not deployed; empty = surely deployed. */
export type Conditions = readonly Condition[] | 'no';

/** `around`: what decides besides its own condition. */
export function conditionsOf(
  frame: Frame,
  { raw, at }: ResourceDeclaration,
  loops: Loops,
  around: readonly Condition[],
): Conditions {
  const written = find(raw, 'condition');
  if (written === undefined) return around;
  const place = below(at, written.key);
  const value = frame.evaluate(written.value, place, 'condition', loops);
  if (value.kind !== 'known') return [conditionAt('condition', written.value, value, place), ...around];
  return truth(value.value) ? around : 'no';
}

function truth(value: unknown): boolean {
  return typeof value === 'string' ? value.toLowerCase() !== 'false' : value !== false && value !== null;
}

/** Whether a parent's condition holds for its children is disputed (facts/arm-templates.md §3.5): what it says is kept as the parent's. */
export function fromParent(conditions: Conditions, parent: Anchor): readonly Condition[] {
  if (conditions === 'no') return [{ kind: 'parent', name: null, at: parent, text: '' }];
  return conditions.map((one) => (one.kind === 'condition' && one.text !== '' ? { ...one, kind: 'parent' } : one));
}

/** A loop whose count is not known: one instance stands for none or many. */
export function countOf(frame: Frame, copy: JsonObject, at: Anchor, loops: Loops): Condition {
  const count = find(copy, 'count');
  if (count === undefined) return { kind: 'count', name: null, at, text: '' };
  const place = below(at, count.key);
  return conditionAt('count', count.value, frame.evaluate(count.value, place, 'copy-count', loops), place);
}

function conditionAt(kind: Condition['kind'], written: Json, value: Value, at: Anchor): Condition {
  // Facts are written to files: no NULs in them.
  const name = keyOf(value)?.replaceAll('\u0000', "'") ?? null;
  return { kind, name, at, text: typeof written === 'string' ? written : '' };
}
