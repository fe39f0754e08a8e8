/**
 * Accepting a finding in the document itself: `metadata.laudit.ignore` at the action, trigger or definition that holds the
 * place; in a file of code, by a comment above the line. The reason is left empty, and without one an ignore does not count: the finding goes when somebody has written it.
 */
import { editsOf } from '../fix.ts';
import type { LocatedText } from '../locate.ts';
import type { Change, Edit, Fix, Json, JsonObject, Pointer, Problem } from '../model.ts';
import { lineStarts } from '../read/places.ts';
import { parse } from '../read/read.ts';
import { type Language, languageOfFile } from '../secret.ts';
import { isObject } from '../value.ts';

export interface Offer {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** For each of these problems of one document; null where it has no place for it, or nobody may edit it by machine. */
export function acceptances(problems: readonly Problem[], located: LocatedText | undefined): readonly (Offer | null)[] {
  const [first] = problems;
  if (first === undefined || located === undefined || located.fixed === false || located.compiledFrom !== undefined)
    return problems.map(() => null);
  const language = languageOfFile(first.place.file);
  const edits =
    language === undefined ? editsInside(problems, located.text) : commentsAbove(problems, located.text, language);
  return problems.map(({ rule }, index) => {
    const own = edits[index] ?? null;
    return own === null ? null : { title: `Accept ${rule} here: write the reason`, edits: own };
  });
}

/** In the document itself, which is read once for all. */
function editsInside(problems: readonly Problem[], text: string): readonly (readonly Edit[] | null)[] {
  const { value } = parse(text);
  const fixes = problems.map(({ rule, place }): Fix | null => {
    const holder = holderOf(place.pointer);
    const change =
      holder === null || value === undefined ? null : changeOf(value, place.file, holder, { rule, reason: '' });
    return change === null ? null : { title: '', safe: false, changes: [change] };
  });
  const made = editsOf(
    fixes.filter((fix) => fix !== null),
    () => text,
  );
  let at = 0;
  return fixes.map((fix) => (fix === null ? null : (made[at++] ?? null)));
}

/** In code: a comment of its language on a line of its own. */
function commentsAbove(problems: readonly Problem[], text: string, language: Language): readonly (readonly Edit[])[] {
  const starts = lineStarts(text);
  const mark = language === 'csharp' ? '//' : '#';
  return problems.map(({ rule, place: { file, range } }) => {
    if (range === null) return [];
    const { line } = range.start;
    const start = starts[line - 1] ?? 0;
    const indent = /^[ \t]*/.exec(text.slice(start, start + 200))?.[0] ?? '';
    const here = { line, column: 1 };
    const comment = `${indent}${mark} laudit-ignore-next-line ${rule} -- \n`;
    return [{ file, start, end: start, range: { start: here, end: here }, text: comment }];
  });
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
