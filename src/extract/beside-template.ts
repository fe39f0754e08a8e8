/** Secrets in the parameter files of a template that it declares secure, or writes where a secret belongs. */
import type { Anchor, Document, Json, SecretSpan } from '../model.ts';
import { isDescription, secretsOfDocument } from '../secret.ts';
import { type Companion, parameterFilesFor } from '../template/companions.ts';
import { parseParameterFile } from '../template/parameters.ts';
import { parseTemplate, type Template } from '../template/parse.ts';
import { type Beside, NOTHING, together, useOf, valueOf } from './beside-value.ts';
import { exposedIn } from './exposed.ts';
import { folderOf } from './exports.ts';
import { fedIn, type Reader } from './fed.ts';
import { stringAt, valueAt } from './secrets.ts';
import type { TemplateContext } from './templates.ts';

export function inParameterFiles({ id, value, ...document }: Document, context: TemplateContext): Beside {
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
