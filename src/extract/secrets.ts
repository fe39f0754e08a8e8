/** The secrets of a document as nouns for rules: where, what kind, in which operation. Never their text. */
import type { Document, Json, Operation, SecretSpan, SecretUse, Value, Workflow, WorkflowRef } from '../model.ts';
import { seal } from '../secret.ts';
import { known } from '../value.ts';

export function secretUses(document: Document, spans: readonly SecretSpan[], workflows: readonly Workflow[]): readonly SecretUse[] {
  return spans.map((span) => useOf(document, span, workflows));
}

function useOf(document: Document, span: SecretSpan, workflows: readonly Workflow[]): SecretUse {
  const { at, kind, length } = span;
  const owner = ownerOf(at.pointer, workflows);
  return {
    id: `${at.file}#${at.pointer}:${String(at.slice?.[0] ?? 0)}`,
    at,
    kind,
    length,
    workflow: owner?.workflow ?? null,
    operation: owner?.operation?.name ?? null,
    url: urlAround(document, span),
  };
}

/** The operation (else the workflow) below which the pointer stands; the innermost one. */
function ownerOf(pointer: string, workflows: readonly Workflow[]): { workflow: WorkflowRef; operation: Operation | undefined } | undefined {
  const holds = (above: string) => pointer === above || pointer.startsWith(`${above}/`);
  const around = workflows.filter((workflow) => holds(workflow.at.pointer)).sort((a, b) => b.at.pointer.length - a.at.pointer.length)[0];
  if (around === undefined) return undefined;
  const operations = around.operations.filter((operation) => holds(operation.at.pointer));
  const { id, file, name, at } = around;
  return { workflow: { id, file, name, at }, operation: operations.sort((a, b) => b.at.pointer.length - a.at.pointer.length)[0] };
}

/** The string that holds the secret, sealed; null where the secret is all of it, or it is no URL. */
function urlAround(document: Document, { at, length }: SecretSpan): Value | null {
  const text = at.on === 'key' ? undefined : stringAt(document.value, at.pointer);
  if (text === undefined || text.length === length || !text.includes('://')) return null;
  return seal(known(text, { file: at.file, pointer: at.pointer }));
}

/** The string at a pointer. */
function stringAt(root: Json | undefined, pointer: string): string | undefined {
  let value: Json | undefined = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [key: string]: Json })[key];
  }
  return typeof value === 'string' ? value : undefined;
}
