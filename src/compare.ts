/**
 * Comparison of values that may not be fully known: yes, no or unknown, never a guess
 * (facts/arm-templates.md §5.3, §5.4). Symmetric; never 'no' on itself. Pure, total, bounded.
 */
import type { Answer, Choice, Hole, Json, JsonObject, Value } from './model.ts';
import { sameIds } from './compare/ids.ts';
import { canon } from './compare/canon.ts';
import { isAscii, isJoined, type Part, sameTexts } from './compare/text.ts';

/** How to compare texts: to the letter; resource names (no letter case); resource ids (segments, no letter case, final slash). */
export type Mode = 'exact' | 'name' | 'id';

/** Choices inside choices that are still followed; beyond it the answer is unknown. */
const MAX_CHOICES = 6;
const MAX_DEPTH = 64;

/** Are the two surely the same, surely different, or is it not to be said? */
export function same(a: Value, b: Value, mode: Mode = 'exact'): Answer {
  return literals(a, b, mode) ?? compare(a, b, { mode, decided: NOTHING, depth: 0 });
}

const NOTHING: Question['decided'] = new Map();

/** Two texts that are wholly known, which most are: told without taking them apart. Undefined where that is not enough. */
function literals(a: Value, b: Value, mode: Mode): Answer | undefined {
  if (a.kind !== 'known' || b.kind !== 'known' || typeof a.value !== 'string' || typeof b.value !== 'string')
    return undefined;
  if (a.value === b.value) return 'yes';
  if (mode === 'exact') return 'no';
  if (mode === 'id' || !isAscii(a.value) || !isAscii(b.value)) return undefined;
  return a.value.toLowerCase() === b.value.toLowerCase() ? 'yes' : 'no';
}

interface Question {
  readonly mode: Mode;
  /** Conditions that are taken to hold (`then`) or not. Equal conditions decide alike. */
  readonly decided: ReadonlyMap<string, 'then' | 'else'>;
  readonly depth: number;
}

function compare(a: Value, b: Value, question: Question): Answer {
  if (question.depth > MAX_DEPTH) return 'unknown';
  const [left, right] = [decide(a, question), decide(b, question)];
  const [one, other] = [conditionOf(left), conditionOf(right)];
  // The first by name, so that the order of the two values does not matter.
  const condition = one === undefined || (other !== undefined && other < one) ? other : one;
  return condition === undefined ? simple(left, right, question) : eitherWay(left, right, condition, question);
}

function simple(a: Value, b: Value, question: Question): Answer {
  if (fails(a) || fails(b)) return 'unknown';
  if (a.kind === 'known' && b.kind === 'known' && a.value === b.value) return 'yes';
  if (a.kind === 'hole' && b.kind === 'hole' && a.name === b.name) return 'yes';
  const [left, right] = [textParts(a), textParts(b)];
  if (left !== undefined && right !== undefined) return texts(left, right, question.mode);
  if (a.kind === 'hole') return excluded(a, b, question.mode);
  if (b.kind === 'hole') return excluded(b, a, question.mode);
  if (left !== undefined || right !== undefined) return 'no';
  return structures(a, b, question);
}

function fails(value: Value): boolean {
  return value.kind === 'hole' && value.error !== undefined;
}

// ---------------------------------------------------------------- choices

function eitherWay(a: Value, b: Value, condition: string, question: Question): Answer {
  if (question.decided.size >= MAX_CHOICES) return 'unknown';
  const side = (which: 'then' | 'else'): Answer =>
    compare(a, b, { ...question, decided: new Map(question.decided).set(condition, which) });
  const then = side('then');
  return then !== 'unknown' && side('else') === then ? then : 'unknown';
}

/** The condition of the outermost choice that is left, or of the first in the text. */
function conditionOf(value: Value): string | undefined {
  if (value.kind === 'choice') return value.condition;
  if (value.kind !== 'text') return undefined;
  return value.parts.find((part): part is Choice => typeof part !== 'string' && part.kind === 'choice')?.condition;
}

/** The value with the branches that are decided. */
function decide(value: Value, question: Question): Value {
  let at = value;
  while (at.kind === 'choice') {
    const which = question.decided.get(at.condition);
    if (which === undefined) return at;
    at = at[which];
  }
  if (at.kind !== 'text' || question.decided.size === 0) return at;
  const parts: Part[] = [];
  for (const part of at.parts) {
    if (typeof part === 'string' || part.kind === 'hole') parts.push(part);
    else add(parts, decide(part, question));
  }
  return { kind: 'text', parts };
}

function add(parts: Part[], value: Value): void {
  if (value.kind === 'known' && typeof value.value === 'string') parts.push(value.value);
  else if (value.kind === 'known' && typeof value.value === 'number' && Number.isSafeInteger(value.value))
    parts.push(`${value.value}`);
  else if (value.kind === 'text') parts.push(...value.parts);
  else if (value.kind === 'hole' || value.kind === 'choice') parts.push(value);
  // What a bool, a list or an object reads like inside a text is not documented.
  else parts.push({ kind: 'hole', name: `text(${canon(value)})`, type: 'string' });
}

// ---------------------------------------------------------------- texts

/** A string as its parts, neighbouring literals joined; undefined where it is no string, or nothing of it is known. */
function textParts(value: Value): readonly Part[] | undefined {
  if (value.kind === 'known') return typeof value.value === 'string' ? [value.value] : undefined;
  if (value.kind === 'hole') return value.type === 'string' ? [value] : undefined;
  if (value.kind !== 'text') return undefined;
  if (isJoined(value.parts)) return value.parts;
  const out: Part[] = [];
  for (const part of value.parts) {
    const last = out.at(-1);
    if (typeof part === 'string' && typeof last === 'string') out[out.length - 1] = last + part;
    else if (part !== '') out.push(part);
  }
  return out.length === 0 ? [''] : out;
}

/** Letter case of ASCII is settled; of other letters it depends on who compares, so there both answers must agree. */
function texts(a: readonly Part[], b: readonly Part[], mode: Mode): Answer {
  if (mode === 'exact') return sameTexts(a, b, false);
  const compared = (lower: (text: string) => string): Answer => {
    const [left, right] = [a, b].map((parts) => parts.map((part) => (typeof part === 'string' ? lower(part) : part)));
    return mode === 'id' ? sameIds(left ?? [], right ?? []) : sameTexts(left ?? [], right ?? [], true);
  };
  const answer = compared((text) => text.toLowerCase());
  if (![...a, ...b].some((part) => typeof part === 'string' && !isAscii(part))) return answer;
  return answer === compared((text) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()))
    ? answer
    : 'unknown';
}

// ---------------------------------------------------------------- other kinds

/** A hole against something else: 'no' only where its type or its shape rules the other out. */
function excluded(hole: Hole, other: Value, mode: Mode): Answer {
  const type = jsonType(other);
  if (hole.type !== 'any' && type !== 'any' && hole.type !== type) return 'no';
  const { allowed } = hole.shape ?? {};
  if (allowed === undefined || other.kind !== 'known') return 'unknown';
  const near = mode === 'id' ? 'id' : 'name';
  return allowed.every((one) => same({ kind: 'known', value: one }, other, near) === 'no') ? 'no' : 'unknown';
}

function jsonType(value: Value): Hole['type'] {
  if (value.kind === 'hole') return value.type;
  if (value.kind === 'text') return 'string';
  if (value.kind === 'object' || value.kind === 'array') return value.kind;
  if (value.kind === 'choice') return 'any';
  const json = value.value;
  if (json === null) return 'null';
  if (Array.isArray(json)) return 'array';
  if (typeof json === 'number') return Number.isInteger(json) ? 'int' : 'any';
  return typeof json === 'boolean' ? 'bool' : typeof json === 'string' ? 'string' : 'object';
}

function structures(a: Value, b: Value, question: Question): Answer {
  const deeper = { ...question, depth: question.depth + 1 };
  const [left, right] = [membersOf(a), membersOf(b)];
  if (left !== undefined && right !== undefined) {
    return both(left, right, (x, y) => compare(x, y, deeper));
  }
  const [mine, yours] = [listOf(a), listOf(b)];
  if (mine !== undefined && yours !== undefined) {
    const open = isOpen(a) || isOpen(b);
    if (!open && mine.length !== yours.length) return 'no';
    const answers = mine.slice(0, yours.length).map((item, index) => compare(item, yours[index] ?? item, deeper));
    return answers.includes('no') ? 'no' : open || answers.includes('unknown') ? 'unknown' : 'yes';
  }
  if (a.kind === 'known' && b.kind === 'known') return a.value === b.value ? 'yes' : 'no';
  return jsonType(a) !== jsonType(b) && jsonType(a) !== 'any' && jsonType(b) !== 'any' ? 'no' : 'unknown';
}

function isOpen(value: Value): boolean {
  return (value.kind === 'object' || value.kind === 'array') && value.open === true;
}

interface Members {
  readonly entries: ReadonlyMap<string, Value>;
  readonly open: boolean;
}

function membersOf(value: Value): Members | undefined {
  if (value.kind === 'object') {
    const open = value.open === true || value.entries.some(({ name }) => name !== undefined);
    return {
      entries: new Map(
        value.entries.filter(({ name }) => name === undefined).map(({ key, value: item }) => [key, item]),
      ),
      open,
    };
  }
  if (value.kind !== 'known' || typeof value.value !== 'object' || value.value === null || Array.isArray(value.value))
    return undefined;
  const entries = Object.entries(value.value as JsonObject).map(([key, item]): [string, Value] => [
    key,
    { kind: 'known', value: item },
  ]);
  return { entries: new Map(entries), open: false };
}

function listOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'array') return value.items;
  if (value.kind !== 'known' || !Array.isArray(value.value)) return undefined;
  return (value.value as readonly Json[]).map((item) => ({ kind: 'known', value: item }));
}

/** Objects have no order of members; the letter case of their names stays. */
function both(a: Members, b: Members, each: (x: Value, y: Value) => Answer): Answer {
  let unknown = a.open || b.open;
  for (const [key, value] of a.entries) {
    const other = b.entries.get(key);
    if (other === undefined) {
      // Whether letter case of names counts when objects are compared is not documented.
      if (!b.open && !hasVariant(b, key)) return 'no';
      unknown = true;
      continue;
    }
    const answer = each(value, other);
    if (answer === 'no') return 'no';
    unknown ||= answer === 'unknown';
  }
  const extra = [...b.entries.keys()].filter((key) => !a.entries.has(key));
  if (!a.open && extra.some((key) => !hasVariant(a, key))) return 'no';
  return unknown || extra.length > 0 ? 'unknown' : 'yes';
}

function hasVariant({ entries }: Members, key: string): boolean {
  const lower = key.toLowerCase();
  for (const other of entries.keys()) if (other.toLowerCase() === lower) return true;
  return false;
}
