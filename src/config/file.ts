/**
 * One settings file: read, checked, with a line for each fault. JSON with comments; nothing in it is ever executed.
 * What it means is the matter of `extend.ts`.
 */
import { bytesOfNamed } from '../find/bytes.ts';
import type { CloudName, Document, Suppression } from '../model.ts';
import { lineStarts, locate, positionAt } from '../read/places.ts';
import { read } from '../read/read.ts';
import { SettingsError } from './error.ts';
import type { KnownRules, Levels } from './levels.ts';
import type { Wrong } from './wrong.ts';
import { isObject } from '../value.ts';

/** Faults of the text that leave nothing to trust; comments and trailing commas are welcome. */
const FATAL = new Set(['empty', 'syntax', 'truncated', 'depth', 'size', 'invalid-utf8', 'duplicate-key']);

/** What the schema lets through (`schemas/config.schema.json`). */
export interface SettingsFile {
  readonly $schema?: string;
  readonly extends?: readonly string[];
  readonly files?: readonly string[];
  readonly ignores?: readonly string[];
  readonly rules?: Levels;
  readonly overrides?: readonly { readonly files: readonly string[]; readonly rules: Levels }[];
  readonly environments?: Readonly<Record<string, readonly string[]>>;
  readonly bindings?: Readonly<Record<string, string>>;
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly cloud?: CloudName;
  readonly tenant?: string;
  readonly inventory?: readonly string[];
  readonly facts?: readonly string[];
  readonly suppressions?: readonly (Partial<Suppression> & Pick<Suppression, 'rule' | 'reason'>)[];
}

/** Reads and checks one file; `label` names it in faults. Throws SettingsError. */
export async function readSettingsFile(path: string, label: string, known: KnownRules): Promise<SettingsFile> {
  const document = documentOf(path, label);
  const { nameFaults, shapeFaults } = await import('./faults.ts');
  const value = document.value ?? null;
  const shape = shapeFaults(value);
  // One run shows all that is wrong, and each place once.
  const seen = new Set(shape.map(({ pointer }) => pointer));
  const named = isObject(value) ? nameFaults(value, known).filter(({ pointer }) => !seen.has(pointer)) : [];
  const wrong = [...shape, ...named];
  if (wrong.length > 0 || !isObject(value)) throw new SettingsError(inLines(wrong, document, label));
  return value;
}

function documentOf(path: string, label: string): Document {
  const bytes = bytesOfNamed(path);
  if (typeof bytes === 'string') throw new SettingsError([`${label}: ${bytes}`]);
  const document = read({ id: label, bytes, project: '' });
  const fatal = document.faults.filter(({ kind }) => FATAL.has(kind));
  if (fatal.length === 0) return document;
  throw new SettingsError(fatal.map(({ start, message }) => `${label}:${position(document.text, start)}: ${message}`));
}

/** `file:line:column: place: what is wrong`, in the order of the file. */
function inLines(wrong: readonly Wrong[], { text }: Document, label: string): string[] {
  const spans = locate(
    text,
    wrong.map(({ pointer, on }) => ({ file: label, pointer, ...(on === undefined ? {} : { on }) })),
  );
  return wrong
    .map(({ pointer, on, text: fault }, index) => ({
      at: spans[index]?.[0] ?? 0,
      text: on === 'key' || pointer === '' ? fault : `${pathOf(pointer)}: ${fault}`,
    }))
    .sort((a, b) => a.at - b.at)
    .map((one) => `${label}:${position(text, one.at)}: ${one.text}`);
}

function position(text: string, offset: number): string {
  const { line, column } = positionAt(lineStarts(text), offset);
  return `${line}:${column}`;
}

/** `/suppressions/0/until` → `suppressions[0].until`. */
function pathOf(pointer: string): string {
  const tokens = pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens
    .map((token, index) => (/^\d+$/.test(token) ? `[${token}]` : index === 0 ? token : `.${token}`))
    .join('');
}
