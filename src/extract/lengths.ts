/** Names, addresses, code and notes of a workflow that have a documented length (facts/data/limits.json), with theirs. */
import type { Anchor, Operation, Value, Workflow } from '../model.ts';
import { asText, member } from '../value.ts';
import { plainText } from './literals.ts';
import { isType } from './operations.ts';
import { isPlainName } from './references.ts';

export interface Length {
  readonly what: 'workflowName' | 'name' | 'uri' | 'code' | 'description' | 'trackedProperties';
  readonly length: number;
  readonly at: Anchor;
  readonly operation: string | null;
}

/** Longer JSON than any limit is not written out to be counted. */
const MOST_JSON = 1_000_000;

export function lengthsOf(workflow: Workflow): readonly Length[] {
  const own = nameOfWorkflow(workflow);
  return [...(own === null ? [] : [own]), ...workflow.operations.flatMap(ofOperation)];
}

/** Of Consumption, where the name is a literal: folders of Standard apps are published with longer names than the page says. */
function nameOfWorkflow({ view, plan, nameValue, at }: Workflow): Length | null {
  const name = view === 'template' && plan === 'consumption' ? asText(nameValue) : undefined;
  if (name === undefined || !isPlainName(name)) return null;
  return { what: 'workflowName', length: name.length, at: nameValue.from ?? at, operation: null };
}

function ofOperation(operation: Operation): readonly Length[] {
  const { name, value, inputs, at } = operation;
  const found: Length[] = [];
  const add = (what: Length['what'], written: Value | null | undefined, length: number | undefined): void => {
    if (length !== undefined) found.push({ what, length, at: written?.from ?? at, operation: name });
  };
  if (isPlainName(name)) found.push({ what: 'name', length: name.length, at: { ...at, on: 'key' }, operation: name });
  const code = isType(operation, 'javascriptcode') ? member(inputs, 'code') : null;
  add('code', code, asText(code)?.length);
  const uri = isType(operation, 'http') ? member(inputs, 'uri') : null;
  add('uri', uri, plainText(uri)?.length);
  const description = member(value, 'description');
  add('description', description, plainText(description)?.length);
  const tracked = member(value, 'trackedProperties');
  add('trackedProperties', tracked, jsonLength(tracked));
  return found;
}

function jsonLength(value: Value | null | undefined): number | undefined {
  if (value?.kind !== 'known' || typeof value.value !== 'object') return undefined;
  return Math.min(JSON.stringify(value.value).length, MOST_JSON);
}
