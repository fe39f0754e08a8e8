/**
 * Bytes → Document. JSON.parse is the fast path; a count of colons against the members that came out finds duplicate
 * keys; where either objects, the tolerant parser reads the text again and says what is odd. Knows nothing of Azure:
 * faults are neutral, `recognise` grades them.
 */
import type { Document, Fault, Json, Source } from '../model.ts';
import { decode } from './decode.ts';
import { measure } from './lex.ts';
import { LONG_WAY, MAX_BYTES, MAX_DEPTH, MAX_VALUES, MAX_WAYS } from './limits.ts';
import { parseTolerantly, type Parsed } from './tolerant.ts';

/**
 * Reads one source. Never throws on any bytes: what is wrong with them is in `faults`, in order of place. `value` is
 * undefined after a fault of the kinds `syntax`, `truncated`, `empty`, `depth` and `size`; `text` stays (but for `size`).
 */
export function read(source: Source): Document {
  const { id, project, named = false, quiet = false, bytes } = source;
  const about = { id, project, named, quiet, ...carried(source) };
  if (bytes.length > MAX_BYTES) {
    const fault: Fault = { kind: 'size', start: 0, end: 0, message: `more than ${MAX_BYTES / 1024 / 1024} MiB` };
    return { encoding: 'utf-8', text: '', value: undefined, faults: [fault], ...about };
  }
  const { text, encoding, faults } = decode(bytes);
  const parsed = parse(text);
  return { encoding, text, value: parsed.value, faults: inOrder([...faults, ...parsed.faults]), ...about };
}

/** The text of a source, as its document has it. */
export function textOf({ bytes }: Source): string {
  return bytes.length > MAX_BYTES ? '' : decode(bytes).text;
}

/** What a document has from its source, and not from its bytes. */
function carried({ written, artifacts }: Source): Pick<Document, 'written' | 'artifacts'> {
  return { ...(written === undefined ? {} : { written }), ...(artifacts === undefined ? {} : { artifacts }) };
}

/** Reads a text that is decoded already (standard input, settings). Never throws. */
export function parse(text: string): Parsed {
  const parsed = parsedAnyhow(text);
  if (text.length <= LONG_WAY || parsed.value === undefined) return parsed;
  if (waysIn(parsed.value, 0) <= MAX_WAYS) return parsed;
  const fault: Fault = {
    kind: 'size',
    start: 0,
    end: 1,
    message: `names of more than ${MAX_WAYS} characters above its values`,
  };
  return { value: undefined, faults: [...parsed.faults, fault] };
}

function parsedAnyhow(text: string): Parsed {
  const { keys, values, depth } = measure(text);
  // A hint only where the text is not strict JSON (quotes in comments), and then the tolerant parser has the last word.
  if (depth > MAX_DEPTH || values > MAX_VALUES) return parseTolerantly(text);
  const value = strict(text);
  if (value === undefined || members(value) !== keys) return parseTolerantly(text);
  return { value, faults: [] };
}

/** Characters by which the ways to the values in it are too long, together. @param way characters so far */
function waysIn(value: Json, way: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  if (Array.isArray(value)) {
    const beyond = Math.max(0, way - LONG_WAY);
    for (const item of value as readonly Json[]) {
      sum += beyond;
      if (typeof item === 'object' && item !== null) sum += waysIn(item, way + 2);
    }
    return sum;
  }
  for (const [key, item] of Object.entries(value)) {
    const here = way + key.length + 1;
    if (here > LONG_WAY) sum += here - LONG_WAY;
    if (typeof item === 'object' && item !== null) sum += waysIn(item, here);
  }
  return sum;
}

function strict(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Members of all objects. Recursion is bounded: the text was measured first. */
function members(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  const items: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : Object.values(value);
  let count = Array.isArray(value) ? 0 : items.length;
  for (const item of items) if (typeof item === 'object' && item !== null) count += members(item);
  return count;
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.length < 2 ? faults : [...faults].sort((a, b) => a.start - b.start);
}
