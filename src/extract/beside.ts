/**
 * Secrets in the files beside a document that it alone gives away: values of `parameters.json` that a workflow or a
 * connection of the app reads where a secret belongs, values of a parameter file that the template declares secure, or writes
 * where a secret belongs. In the file itself neither name nor shape says what they are.
 */
import { keyLike } from '../keys.ts';
import type { AppFiles, Document, DocumentKind, Json, JsonObject, Value } from '../model.ts';
import { secretsOfDocument } from '../secret.ts';
import { below, isObject } from '../value.ts';
import { inParameterFiles } from './beside-template.ts';
import { type Beside, NOTHING, together, valueOf } from './beside-value.ts';
import { folderOf } from './exports.ts';
import { fedIn } from './fed.ts';
import type { TemplateContext } from './templates.ts';

type Context = TemplateContext & { readonly appFiles: (folder: string) => AppFiles };

export function secretsBeside(document: Document, kind: DocumentKind, context: Context): Beside {
  if (document.value === undefined) return NOTHING;
  const folder = folderOf(document.id);
  if (kind === 'connections') return inAppFile(document.value, document, context.appFiles(folder).parameters);
  if (kind === 'standard-workflow')
    return inAppFile(document.value, document, context.appFiles(folderOf(folder)).parameters);
  return kind === 'template' ? inParameterFiles(document, context) : NOTHING;
}

/** Values of `parameters.json` of a Standard app. */
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
