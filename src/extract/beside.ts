/**
 * Secrets in the files beside a document that it alone gives away: values of `parameters.json` that a workflow or a
 * connection of the app reads where a secret belongs, values of a parameter file that the template declares secure, or writes
 * where a secret belongs. In the file itself neither name nor shape says what they are.
 */
import { keyLike } from '../keys.ts';
import type {
  Anchor,
  AppFiles,
  Document,
  DocumentKind,
  Json,
  JsonObject,
  SecretSpan,
  SecretUse,
  Value,
} from '../model.ts';
import { isDescription, masked, secretsOfDocument } from '../secret.ts';
import { type Companion, parameterFilesFor } from '../template/companions.ts';
import { parseParameterFile } from '../template/parameters.ts';
import { parseTemplate, type Template } from '../template/parse.ts';
import { below, isObject } from '../value.ts';
import { exposedIn } from './exposed.ts';
import { folderOf } from './exports.ts';
import { fedIn, type Reader, spansFed } from './fed.ts';
import { stringAt, valueAt } from './secrets.ts';
import type { TemplateContext } from './templates.ts';

export interface Beside {
  readonly secretSpans: readonly SecretSpan[];
  readonly secrets: readonly SecretUse[];
}

const NOTHING: Beside = { secretSpans: [], secrets: [] };

type Context = TemplateContext & { readonly appFiles: (folder: string) => AppFiles };

export function secretsBeside(document: Document, kind: DocumentKind, context: Context): Beside {
  if (document.value === undefined) return NOTHING;
  const folder = folderOf(document.id);
  if (kind === 'connections') return inAppFile(document.value, document, context.appFiles(folder).parameters);
  if (kind === 'standard-workflow')
    return inAppFile(document.value, document, context.appFiles(folderOf(folder)).parameters);
  return kind === 'template' ? inParameterFiles(document, context) : NOTHING;
}

function together(all: readonly Beside[]): Beside {
  return { secretSpans: all.flatMap((one) => one.secretSpans), secrets: all.flatMap((one) => one.secrets) };
}

// ---------------------------------------------------------------- parameters.json of a Standard app

function inAppFile(value: Json, { id }: Document, parameters: Value | null): Beside {
  const root = parameters?.kind === 'known' ? parameters.value : undefined;
  const file = parameters?.from?.file;
  if (!isObject(root) || file === undefined) return NOTHING;
  return together(
    fedIn(value).wanted.map(({ name, reader }) => {
      const found = givenIn(root, name);
      return found === null ? NOTHING : valueOf(found.key, found.text, { file, pointer: found.pointer }, reader, id);
    }),
  );
}

/** The text that `parameters.json` gives, where the file itself does not say that it is a secret. */
function givenIn(root: JsonObject, name: string): { key: string; text: string; pointer: string } | null {
  const key = keyLike(root, name);
  const entry = key === undefined ? undefined : root[key];
  const member = isObject(entry) ? keyLike(entry, 'value') : undefined;
  const text = isObject(entry) && member !== undefined ? entry[member] : undefined;
  if (key === undefined || member === undefined || !isObject(entry) || typeof text !== 'string') return null;
  const own = secretsOfDocument({ [key]: entry }, '');
  return own.length > 0 ? null : { key, text, pointer: below(below({ file: '', pointer: '' }, key), member).pointer };
}

function valueOf(name: string, text: string, at: Anchor, reader: Reader, by: string): Beside {
  const spans = spansFed({ pointer: at.pointer, text, reader, sure: true }, at.file, by);
  return {
    secretSpans: spans.map(({ at: place, kind, length }) => ({ at: place, kind, length })),
    secrets: spans.flatMap((span) =>
      isDescription(text.slice(...(span.at.slice ?? []))) ? [] : [useOf(name, span, { kind: 'read', at: span.read })],
    ),
  };
}

/** The value belongs to no workflow: several may read it. */
function useOf(name: string, { at, kind, length }: SecretSpan, because: SecretUse['because']): SecretUse {
  const id = `${at.file}#${at.pointer}:${String(at.slice?.[0] ?? 0)}`;
  const owner = { workflow: null, operation: null, place: 'parameter-file', url: null } as const;
  return { id, at, kind, length, ...owner, name: masked(name.slice(0, 80)), because };
}

// ---------------------------------------------------------------- parameter files of a template

function inParameterFiles({ id, value, ...document }: Document, context: TemplateContext): Beside {
  if (value === undefined) return NOTHING;
  const files = parameterFilesFor(id, context.parameterFiles(folderOf(id)), context.environments());
  if (files.length === 0) return NOTHING;
  const template = parseTemplate(value, id);
  const readers = readersOf({ ...document, id, value }, value);
  return together(files.map((one) => inFile(template, one, context, readers)));
}

/** Lower-case names of parameters of plain type → who takes the value as it is, where a secret belongs. */
function readersOf(document: Document, root: Json): ReadonlyMap<string, Reader> {
  const fed = new Map(fedIn(root).values.map(({ pointer, reader }) => [pointer, reader]));
  const readers = new Map<string, Reader>();
  for (const { kind, due, at, name, declared } of exposedIn(document)) {
    const alone = /^\[\s{0,8}parameters\('[^']{1,200}'\)\s{0,8}\]$/i.test(stringAt(root, at.pointer) ?? '');
    // Of the template itself, not of one that it holds.
    if (kind !== 'plain-parameter' || !due || !alone || !/^\/parameters\/[^/]+(?:\/type)?$/i.test(declared.pointer))
      continue;
    const tokens = at.pointer.split('/').slice(1);
    const own: Reader = { key: tokens.at(-1) ?? '', parents: tokens.slice(-5, -1), at: at.pointer };
    readers.set(name.toLowerCase(), fed.get(at.pointer) ?? own);
  }
  return readers;
}

function inFile(
  template: Template,
  { file, specific }: Companion,
  context: TemplateContext,
  readers: ReadonlyMap<string, Reader>,
): Beside {
  const root = context.value(file);
  if (root === undefined) return NOTHING;
  const { values } = parseParameterFile(root, file);
  // A file that is bound by its folder alone may be another template's.
  const belongs = specific || [...values.keys()].every((name) => template.parameters.has(name));
  const all = [...values].map(([key, { kind, name, at }]): Beside => {
    const declaration = template.parameters.get(key);
    const value = valueAt(root, at.pointer);
    if (kind !== 'value' || value === undefined || declaration === undefined) return NOTHING;
    // What the file itself gives away is found there.
    const said = secretsOfDocument({ [name]: { value } }, '').length > 0;
    if (declaration.secure) return declared(name, value, at, declaration.at, belongs && !said);
    const reader = readers.get(key);
    if (reader === undefined || typeof value !== 'string' || said) return NOTHING;
    const found = valueOf(name, value, at, reader, template.file);
    return belongs ? found : { ...found, secrets: [] };
  });
  return together(all);
}

/** All texts of the value are hidden; of an object, which of them are secrets is not said. */
function declared(name: string, value: Json, at: Anchor, by: Anchor, isLoud: boolean): Beside {
  // As if the file itself said so.
  const spans = secretsOfDocument({ type: 'secureobject', name, value }, at.file).flatMap((span): SecretSpan[] => {
    const { pointer, ...rest } = span.at;
    const isOfValue = pointer === '/value' || pointer.startsWith('/value/');
    return isOfValue ? [{ ...span, at: { ...rest, pointer: at.pointer + pointer.slice('/value'.length) } }] : [];
  });
  const isSure = isLoud && typeof value === 'string' && !isDescription(value);
  const because = { kind: 'declared', at: by } as const;
  return { secretSpans: spans, secrets: isSure ? spans.map((span) => useOf(name, span, because)) : [] };
}
