/**
 * A file of code beside a workflow of a Standard app: `CodeFile` of an action names it (facts/workflow-language.md §8). Its
 * secrets, and which action runs it. C# and PowerShell by their tokens, as where the code stands in the definition.
 */
import type { Anchor, Document, FileId, Json, SecretKind, SecretSpan, SecretUse, WorkflowRef } from '../model.ts';
import { evaluatedIn, isDescription, languageOfFile, secretsIn } from '../secret.ts';
import { type Slice, secretsOfText } from './code-secrets.ts';
import { folderOf } from './exports.ts';

export interface CodeFile {
  /** Every place that holds a secret or a part of one. */
  readonly secretSpans: readonly SecretSpan[];
  /** One for each secret, where it begins. */
  readonly secrets: readonly SecretUse[];
}

/** The workflow whose folder the code lies in. */
export function workflowBeside(code: FileId): FileId {
  const folder = folderOf(code);
  return folder === '' ? 'workflow.json' : `${folder}/workflow.json`;
}

/** @param workflow the document beside it, where it was read */
export function readCodeFile({ id, text }: Document, workflow: Json | undefined): CodeFile {
  const runner = runnerOf(id, workflow);
  const shaped = secretsIn(text);
  const language = languageOfFile(id);
  const slices = shaped.map(({ start, end }): Slice => [start, end]);
  const read = language === undefined ? undefined : secretsOfText(text, language, slices);
  const spanOf = (kind: SecretKind, [start, end]: Slice): SecretSpan => ({
    at: { file: id, pointer: '', offset: [start, end] },
    kind,
    length: end - start,
  });
  const byShape = shaped.map(({ kind }, index) => spanOf(kind, slices[index] ?? [0, 0]));
  const put = read?.secrets ?? [];
  const names = new Set(read?.names);
  const sure = [
    ...byShape.filter((span, index) => !names.has(index) && !isDescription(textAt(text, span.at))),
    ...put.flatMap(({ kind, ranges, seen }) => (seen ? [] : ranges.slice(0, 1).map((slice) => spanOf(kind, slice)))),
  ];
  return {
    secretSpans: [...byShape, ...put.flatMap(({ kind, ranges }) => ranges.map((slice) => spanOf(kind, slice)))],
    secrets: sure.map((span) => useOf(span, runner)),
  };
}

function textAt(text: string, { offset: [start, end] = [0, 0] }: Anchor): string {
  return text.slice(start, end);
}

function useOf({ at, kind, length }: SecretSpan, { workflow, operation }: Runner): SecretUse {
  const [start] = at.offset ?? [0, 0];
  return {
    id: `${at.file}#:${String(start)}`,
    at,
    kind,
    length,
    workflow,
    operation,
    place: 'inline-code',
    name: at.file.slice(at.file.lastIndexOf('/') + 1),
    url: null,
    because: null,
  };
}

interface Runner {
  readonly workflow: WorkflowRef | null;
  readonly operation: string | null;
}

/** Who runs the code; another file of the folder may load it (`#load`), so that nobody may be named. */
function runnerOf(code: FileId, workflow: Json | undefined): Runner {
  if (workflow === undefined) return { workflow: null, operation: null };
  const name = code.slice(code.lastIndexOf('/') + 1).toLowerCase();
  const folder = folderOf(code);
  const at: Anchor = { file: workflowBeside(code), pointer: '' };
  const ref = { id: `${at.file}#@`, file: at.file, name: folder.slice(folder.lastIndexOf('/') + 1), at };
  const named = evaluatedIn(workflow, 'code-file').filter(({ text }) => text.toLowerCase() === name);
  // `actions/<name>/inputs/CodeFile`
  return { workflow: ref, operation: named[0]?.tokens.at(-3) ?? null };
}
