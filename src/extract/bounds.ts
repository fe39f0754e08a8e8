/**
 * How much of one document is taken in as workflows. What is too large is a definition that is not known: its workflow is
 * there, nothing is said of its operations, and the document says so. Far above what the platform takes: 500 actions, 1 MB
 * for one resource (facts/workflow-language.md, facts/arm-templates.md §1.5).
 */
import type { Document, DocumentKind, FileId, Json, JsonObject, Operation } from '../model.ts';
import { asText, hole, isObject, member } from '../value.ts';
import { languageOf } from './code-actions.ts';
import type { WorkflowParts } from './workflow.ts';

/** Characters of one exported definition as if it were written out; template/run.ts has the same for templates. */
const MAX_CHARACTERS = 4_000_000;
/** Triggers and actions of one definition, nested ones included. */
const MAX_OPERATIONS = 20_000;
/** Calls of one document, in all its environments together: some 5 KB for each are kept until all are linked. */
const MAX_CALLS = 50_000;

/**
 * Characters by which all definitions of a template, in all its environments together, are more than the template: copies are
 * judged one by one. Five of the largest deployments that the platform takes.
 */
const MAX_COPIED = 20_000_000;

/** Parameters, settings, or connections of a kind, of one Standard app: each of its workflows is judged with all of them. */
const MAX_SHARED = 5_000;
/** Characters of different inline JavaScript in one document: a syntax tree is some two hundred times its text. */
const MAX_CODE = 500_000;

/** Whether a file of a Standard app has more than is asked: what it holds is not known. */
export function isCrowded(value: Json): boolean {
  if (!isObject(value)) return false;
  return [value, ...Object.values(value)].some((one) => isObject(one) && Object.keys(one).length > MAX_SHARED);
}

/** The same in words, for the file itself. */
export function crowdedFile({ value }: Document, kind: DocumentKind): readonly string[] {
  const shared = ['connections', 'standard-parameters', 'local-settings'].includes(kind);
  return shared && value !== undefined && isCrowded(value) ? [`more than ${MAX_SHARED} members`] : [];
}

export class Bounds {
  readonly #file: FileId;
  /** No definition is longer than the text that it stands in, but in a template, which has its own cap. */
  readonly #short: boolean;
  readonly #said = new Set<string>();
  readonly #codes = new Set<string>();
  #calls = 0;
  #code = 0;
  #copied: number;

  constructor(file: FileId, text: string, isTemplate: boolean) {
    this.#file = file;
    this.#copied = -text.length;
    this.#short = isTemplate || text.length <= MAX_CHARACTERS;
  }

  /** What cut something, for people. */
  get said(): readonly string[] {
    return [...this.#said];
  }

  /** The same where there is room for it. */
  within(parts: WorkflowParts): WorkflowParts {
    if (this.#calls > MAX_CALLS) return this.#without(parts, `more than ${MAX_CALLS} calls`);
    const { definition, characters = 0 } = parts;
    this.#copied += characters;
    if (this.#copied > MAX_COPIED) return this.#without(parts, `copies of more than ${MAX_COPIED} characters`);
    if (this.#short || definition?.kind !== 'known' || isWithin(definition.value)) return parts;
    return this.#without(parts, `a definition is longer than ${MAX_CHARACTERS} characters`);
  }

  /** The same without its definition, where that has too many operations or too much code; null where it has not. */
  crowded(operations: readonly Operation[], parts: WorkflowParts): WorkflowParts | null {
    if (operations.length > MAX_OPERATIONS) return this.#without(parts, `more than ${MAX_OPERATIONS} operations`);
    const codes = operations.filter((one) => languageOf(one.type) === 'javascript');
    for (const one of codes) this.#addCode(one);
    // Workflows without code go on.
    return codes.length > 0 && this.#code > MAX_CODE
      ? this.#without(parts, `more than ${MAX_CODE} characters of inline JavaScript`)
      : null;
  }

  #addCode({ inputs }: Operation): void {
    const code = asText(member(inputs, 'code')) ?? '';
    if (this.#codes.has(code)) return;
    this.#codes.add(code);
    this.#code += code.length;
  }

  calls(more: number): void {
    this.#calls += more;
  }

  #without(parts: WorkflowParts, why: string): WorkflowParts {
    this.#said.add(why);
    return { ...parts, definition: hole(`${this.#file}#${parts.at.pointer}:definition`, 'object') };
  }
}

/** Iterative, and no further than it needs to. */
function isWithin(value: Json): boolean {
  let left = MAX_CHARACTERS;
  const waiting: Json[] = [value];
  while (waiting.length > 0 && left >= 0) {
    const one = waiting.pop() ?? null;
    if (typeof one === 'string') left -= one.length + 3;
    else if (one === null || typeof one !== 'object') left -= 9;
    else if (isArray(one)) for (const item of one) waiting.push(item);
    else
      for (const [key, item] of Object.entries(one)) {
        left -= key.length + 3;
        waiting.push(item);
      }
  }
  return left >= 0;
}

function isArray(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
