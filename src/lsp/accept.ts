/**
 * Accepting a finding in the document itself: `metadata.laudit.ignore` at the action, trigger or definition that holds the
 * place; in a file of code, by a comment above the line. The reason is left empty, and without one an ignore does not count: the finding goes when somebody has written it.
 */
import { editsOf } from '../fix.ts';
import type { LocatedText } from '../locate.ts';
import type { Change, Edit, Json, JsonObject, Pointer, Problem } from '../model.ts';
import { lineStarts } from '../read/places.ts';
import { parse } from '../read/read.ts';
import { type Language, languageOfFile } from '../secret.ts';
import { isObject } from '../value.ts';

/** null where the document has no place for it, or nobody may edit it by machine. */
export function acceptance(
  { rule, place }: Problem,
  located: LocatedText | undefined,
): { readonly title: string; readonly edits: readonly Edit[] } | null {
  if (located === undefined || located.fixed === false || located.compiledFrom !== undefined) return null;
  const title = `Accept ${rule} here: write the reason`;
  const language = languageOfFile(place.file);
  if (language !== undefined) return { title, edits: commentAbove(rule, place, located.text, language) };
  const holder = holderOf(place.pointer);
  const { value } = parse(located.text);
  if (holder === null || value === undefined) return null;
  const change = changeOf(value, place.file, holder, { rule, reason: '' });
  const edits = change === null ? null : editsOf({ title: '', safe: false, changes: [change] }, () => located.text);
  return edits === null ? null : { title, edits };
}

/** In code: a comment of its language on a line of its own. */
function commentAbove(
  rule: string,
  { file, range }: Problem['place'],
  text: string,
  language: Language,
): readonly Edit[] {
  if (range === null) return [];
  const { line } = range.start;
  const start = lineStarts(text)[line - 1] ?? 0;
  const indent = /^[ \t]*/.exec(text.slice(start, start + 200))?.[0] ?? '';
  const here = { line, column: 1 };
  const comment = `${indent}${language === 'csharp' ? '//' : '#'} laudit-ignore-next-line ${rule} -- \n`;
  return [{ file, start, end: start, range: { start: here, end: here }, text: comment }];
}

/** A definition; below it an action or trigger, and actions in actions. What `inputs` hold is data, and stays as it is. */
const HOLDER =
  /^(?:.*?\/definition(?=\/|$))?(?:\/(?:actions|triggers)\/[^/]+(?:\/(?:else\/|default\/|(?:cases|tools)\/[^/]+\/)?actions\/[^/]+)*(?=\/|$))?/;

/** The innermost action or trigger, else the definition, that the place is in. */
function holderOf(pointer: Pointer): Pointer | null {
  const found = HOLDER.exec(pointer)?.[0] ?? '';
  return found === '' ? null : found;
}

/** As little as there is to add: the list, or one entry more. */
function changeOf(root: Json, file: string, holder: Pointer, entry: { rule: string; reason: string }): Change | null {
  const steps = ['metadata', 'laudit', 'ignore'];
  let at = holder;
  for (const [index, key] of steps.entries()) {
    const here = atPointer(root, at);
    if (!isObject(here)) return null;
    if (!Object.hasOwn(here, key)) {
      const value = steps.slice(index + 1).reduceRight<Json>((inner, name) => ({ [name]: inner }), [entry]);
      return { kind: 'insert', at: { file, pointer: at }, key, value };
    }
    at = `${at}/${key}`;
  }
  const list = atPointer(root, at);
  return Array.isArray(list) ? { kind: 'set', at: { file, pointer: at }, value: [...(list as Json[]), entry] } : null;
}

function atPointer(root: Json, pointer: Pointer): Json | undefined {
  let here: Json | undefined = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as JsonObject)[key];
  }
  return here;
}
