/**
 * Bytes → Document. JSON.parse is the fast path; a count of written keys against the members that came out finds duplicate
 * ones; where either objects, the tolerant parser reads the text again and says what is odd. Knows nothing of Azure:
 * faults are neutral, `recognise` grades them.
 */
import type { Document, Fault, Json, JsonObject, Source } from '../model.ts';
import { decode } from './decode.ts';
import { keysIn, valuesIn } from './lex.ts';
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
  const value = isTooMuch(text) ? undefined : strict(text);
  const looked = value === undefined ? undefined : new Look(value);
  if (value !== undefined && looked !== undefined && !looked.tooDeep && looked.members === keysIn(text))
    return short({ value, faults: [] }, looked);
  const parsed = parseTolerantly(text);
  return parsed.value === undefined ? parsed : short(parsed, new Look(parsed.value));
}

/** A hint only where the text is not strict JSON (quotes in comments), and then the tolerant parser has the last word. */
function isTooMuch(text: string): boolean {
  // A value takes a character at least.
  return text.length > MAX_VALUES && valuesIn(text) > MAX_VALUES;
}

/** The same where the ways to its values are not too long, together. */
function short(parsed: Parsed, { ways }: Look): Parsed {
  if (ways <= MAX_WAYS) return parsed;
  const message = `names of more than ${MAX_WAYS} characters above its values`;
  return { value: undefined, faults: [...parsed.faults, { kind: 'size', start: 0, end: 1, message }] };
}

function strict(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** What one look at all values tells. What lies too deep is not looked at, which bounds the recursion. */
class Look {
  /** Members of all objects. */
  members = 0;
  /** Characters by which the ways to the values are too long, together. */
  ways = 0;
  /** Whether there are more objects and arrays in each other than are read. */
  tooDeep = false;

  constructor(value: Json) {
    if (typeof value === 'object' && value !== null) this.#at(value, 0, 1);
  }

  /** @param way characters on the way to the value; @param depth objects and arrays that hold it, itself included */
  #at(value: readonly Json[] | JsonObject, way: number, depth: number): void {
    if (depth > MAX_DEPTH) {
      this.tooDeep = true;
      return;
    }
    if (Array.isArray(value)) {
      const items = value as readonly Json[];
      if (way > LONG_WAY) this.ways += items.length * (way - LONG_WAY);
      for (const item of items) if (typeof item === 'object' && item !== null) this.#at(item, way + 2, depth + 1);
      return;
    }
    const object = value as JsonObject;
    const keys = Object.keys(object);
    this.members += keys.length;
    for (const key of keys) {
      const here = way + key.length + 1;
      if (here > LONG_WAY) this.ways += here - LONG_WAY;
      const item = object[key];
      if (typeof item === 'object' && item !== null) this.#at(item, here, depth + 1);
    }
  }
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.length < 2 ? faults : [...faults].sort((a, b) => a.start - b.start);
}
