/** The secrets of a document as nouns for rules: where, what kind, in which operation. Never their text. */
import type {
  Document,
  DocumentKind,
  Json,
  Operation,
  SecretPlace,
  SecretSpan,
  SecretUse,
  Value,
  Workflow,
  WorkflowRef,
} from '../model.ts';
import { isDescription, isSentence, masked, seal, clip } from '../secret.ts';
import { known } from '../value.ts';
import { languageOf } from './code-actions.ts';
import type { FedSpan } from './fed.ts';
import { refOf } from './workflow.ts';

/** A span, with what its reader says of it. */
type Found = SecretSpan & Partial<Pick<FedSpan, 'read' | 'name'>>;

export function secretUses(
  document: Document,
  kind: DocumentKind,
  spans: readonly Found[],
  owners: Owners,
): readonly SecretUse[] {
  const urls = new Urls(document);
  const uses = spans.map((span) => useOf(document, kind, span, owners, urls));
  return uses.filter((use) => !describes(document, use));
}

function useOf(document: Document, format: DocumentKind, span: Found, owners: Owners, urls: Urls): SecretUse {
  const { at, kind, length, read, name } = span;
  const owner = owners.of(at.pointer);
  const place = placeOf(document.value, format, at.pointer, owner?.operation);
  return {
    id: `${at.file}#${at.pointer}:${String(at.slice?.[0] ?? 0)}`,
    at,
    kind,
    length,
    workflow: owner?.workflow ?? null,
    operation: owner?.operation?.name ?? null,
    place,
    name: name === undefined ? nameOf(at.pointer) : masked(name.slice(0, 80)),
    // Of code the URL is one text of many.
    url: place === 'inline-code' ? null : urls.around(span),
    because: read === undefined || read.pointer === at.pointer ? null : { kind: 'read', at: read },
  };
}

const PARAMETER_FILES: readonly DocumentKind[] = ['parameters', 'standard-parameters'];
function placeOf(
  root: Json | undefined,
  format: DocumentKind,
  pointer: string,
  operation: Around | undefined,
): SecretPlace {
  if (PARAMETER_FILES.includes(format)) return 'parameter-file';
  const below = operation === undefined ? '' : pointer.slice(operation.at.pointer.length).toLowerCase();
  if (operation !== undefined && languageOf(operation.type) !== undefined && below.startsWith('/inputs/code'))
    return 'inline-code';
  const declaration = /^(.*\/parameters\/[^/]*)\/defaultValue(?:\/|$)/i.exec(pointer)?.[1];
  const type = declaration === undefined ? undefined : stringAt(root, `${declaration}/type`);
  return type !== undefined && /^secure(?:string|object)$/i.test(type) ? 'secure-default' : 'elsewhere';
}

/** The nearest name that says something: `value` and positions in lists say nothing. */
function nameOf(pointer: string): string {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const named = tokens.filter((token) => !/^(?:\d+|value|defaultValue)$/i.test(token));
  return masked(clip(named[named.length - 1] ?? 'value', 80));
}

/** What a secret needs to know of the operation around it. */
type Around = Pick<Operation, 'name' | 'type' | 'at'>;

interface Owner {
  readonly workflow: WorkflowRef;
  /** By pointer. */
  readonly operations: ReadonlyMap<string, Around>;
}

/** Workflows by pointer; of several in one place (environments) the first. Made once: there may be as many secrets as operations. */
export class Owners {
  readonly #wanted: boolean;
  readonly #owners = new Map<string, Owner>();

  /** @param spans whose owners will be asked for */
  constructor(spans: readonly SecretSpan[]) {
    this.#wanted = spans.length > 0;
  }

  add(workflow: Workflow): void {
    const { pointer } = workflow.at;
    if (!this.#wanted || this.#owners.has(pointer)) return;
    const operations = new Map<string, Around>();
    for (const { name, type, at } of workflow.operations)
      if (!operations.has(at.pointer)) operations.set(at.pointer, { name, type, at });
    this.#owners.set(pointer, { workflow: refOf(workflow), operations });
  }

  /** The operation (else the workflow) below which the pointer stands; the innermost one. */
  of(pointer: string): { readonly workflow: WorkflowRef; readonly operation: Around | undefined } | undefined {
    const owner = innermost(pointer, this.#owners);
    return owner && { workflow: owner.workflow, operation: innermost(pointer, owner.operations) };
  }
}

/** What stands at the pointer, else nearest above it. */
function innermost<T>(pointer: string, things: ReadonlyMap<string, T>): T | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = things.get(at);
    if (found !== undefined || at === '') return found;
  }
}

/** Words in the place of a secret: said to be one by its position alone, and surely none. A secure default is wrong in any case. */
function describes({ value }: Document, { at, place }: SecretUse): boolean {
  const text = at.on === 'key' ? undefined : stringAt(value, at.pointer);
  if (text === undefined) return false;
  const secret = text.slice(...(at.slice ?? [0, text.length]));
  return place === 'secure-default' ? isSentence(secret) : isDescription(secret);
}

/** Characters of a text that may be a URL: a longer one may hold a secret for each forty, and is looked at for each. */
const LONGEST = 20_000;

/** The strings that hold secrets, each sealed once. */
class Urls {
  readonly #document: Document;
  #pointer: string | null = null;
  #sealed: Value | null = null;

  constructor(document: Document) {
    this.#document = document;
  }

  /** The string that holds the secret, sealed; null where the secret is all of it, or it is no URL. */
  around({ at, length }: SecretSpan): Value | null {
    const text = at.on === 'key' ? undefined : stringAt(this.#document.value, at.pointer);
    if (text === undefined || text.length === length || text.length > LONGEST || !text.includes('://')) return null;
    if (this.#pointer !== at.pointer) {
      this.#pointer = at.pointer;
      this.#sealed = seal(known(text, { file: at.file, pointer: at.pointer }));
    }
    return this.#sealed;
  }
}

/** The string at a pointer. */
export function stringAt(root: Json | undefined, pointer: string): string | undefined {
  const value = valueAt(root, pointer);
  return typeof value === 'string' ? value : undefined;
}

export function valueAt(root: Json | undefined, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [key: string]: Json })[key];
  }
  return value;
}
