/**
 * One settings file: read, checked, with a line for each fault. JSON with comments; nothing in it is ever executed.
 * What it means is the matter of `extend.ts`.
 */
import { bytesOfNamed } from '../find/bytes.ts';
import type { CloudName, Document, Suppression } from '../model.ts';
import { lineStarts, locate, positionAt } from '../read/places.ts';
import { read } from '../read/read.ts';
import { clip } from '../secret.ts';
import { SettingsError } from './error.ts';
import type { KnownRules, Levels } from './levels.ts';
import { MOST_VALUES, sizeOf } from './size.ts';
import type { Wrong } from './wrong.ts';
import { isObject } from '../value.ts';

/** Bytes of one file: a thousand suppressions take 200 KB. */
const MOST_BYTES = 1024 * 1024;
/** Faults of one file that are told; the others are counted. */
const MOST_FAULTS = 100;
/** Characters of the way to a fault that are quoted: its names are a stranger's. */
const LONGEST_WAY = 200;

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

export interface Checked {
  readonly settings: SettingsFile;
  /** How many values it holds. */
  readonly values: number;
}

/** Reads and checks one file; `label` names it in faults. @param room values that it may hold. Throws SettingsError. */
export async function readSettingsFile(path: string, label: string, known: KnownRules, room: number): Promise<Checked> {
  const document = documentOf(path, label);
  const { nameFaults, shapeFaults } = await import('./faults.ts');
  const value = document.value ?? null;
  const { values, wrong: long } = sizeOf(value);
  if (values > room)
    throw new SettingsError([
      `${label}: settings hold more than ${MOST_VALUES} values: accept findings with a baseline, name folders and not files`,
    ]);
  const shape = [...long, ...shapeFaults(value)];
  // One run shows what is wrong all over the file, and each place once.
  const seen = new Set(shape.map(({ pointer }) => pointer));
  const named = isObject(value) ? nameFaults(value, known).filter(({ pointer }) => !seen.has(pointer)) : [];
  const wrong = [...shape, ...named];
  if (wrong.length > 0 || !isObject(value)) throw new SettingsError(inLines(wrong, document, label));
  return { settings: value, values };
}

function documentOf(path: string, label: string): Document {
  const bytes = bytesOfNamed(path, MOST_BYTES);
  if (typeof bytes === 'string') throw new SettingsError([`${label}: ${bytes}`]);
  const document = read({ id: label, bytes, project: '' });
  const fatal = document.faults.filter(({ kind }) => FATAL.has(kind));
  if (fatal.length === 0) return document;
  const starts = lineStarts(document.text);
  const lines = fatal
    .slice(0, MOST_FAULTS)
    .map(({ start, message }) => `${label}:${position(starts, start)}: ${message}`);
  throw new SettingsError([...lines, ...more(fatal.length, label)]);
}

/** Says how many are not told. */
function more(count: number, label: string): readonly string[] {
  const rest = count - MOST_FAULTS;
  return rest > 0 ? [`${label}: ${rest} more ${rest === 1 ? 'is' : 'are'} wrong`] : [];
}

/** `file:line:column: place: what is wrong`, the first ones in the order of the file. */
function inLines(wrong: readonly Wrong[], { text }: Document, label: string): string[] {
  const spans = locate(
    text,
    wrong.map(({ pointer, on }) => ({ file: label, pointer, ...(on === undefined ? {} : { on }) })),
  );
  const starts = lineStarts(text);
  const lines = wrong
    .map((fault, index) => ({ ...fault, at: spans[index]?.[0] ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST_FAULTS)
    .map(({ at, pointer, on, text: what, hint }) => {
      const fault = `${what}${hint?.() ?? ''}`;
      const words = on === 'key' || pointer === '' ? fault : `${pathOf(pointer)}: ${fault}`;
      return `${label}:${position(starts, at)}: ${words}`;
    });
  return [...lines, ...more(wrong.length, label)];
}

function position(starts: readonly number[], offset: number): string {
  const { line, column } = positionAt(starts, offset);
  return `${line}:${column}`;
}

/** `/suppressions/0/until` → `suppressions[0].until`. */
function pathOf(pointer: string): string {
  const tokens = pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path = tokens
    .map((token, index) => (/^\d+$/.test(token) ? `[${token}]` : index === 0 ? token : `.${token}`))
    .join('');
  return clip(path, LONGEST_WAY, '…');
}
