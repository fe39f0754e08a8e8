/**
 * The reader behind json() and base64ToJson(): Newtonsoft's, which also takes single quotes, unquoted keys,
 * comments and trailing commas (facts/arm-templates.md §1.4, §2.2). Linear; deeper than 64 nothing is said (that
 * reader's own limit is 64 or 128 by version).
 */
import type { Json } from '../../model.ts';

const MAX_DEPTH = 64;

/** `open`: what the platform makes of it is not known; `broken`: surely no JSON. */
export type Read = { readonly value: Json } | 'open' | 'broken';

export function readJson(text: string): Read {
  const reader = new LenientReader(text);
  const value = reader.document();
  if (reader.doubtful) return 'open';
  return value === undefined ? 'broken' : { value };
}

/** `undefined` is never a JSON value, so it can stand for "not readable". */
class LenientReader {
  /** Something was met whose reading is not documented: then nothing is said at all. */
  doubtful = false;
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): Json | undefined {
    this.space();
    // Nothing at all: an error of the reader, but no page says so.
    if (this.at >= this.text.length) return this.doubt();
    const value = this.value(0);
    if (value === undefined) return undefined;
    this.space();
    return this.at >= this.text.length ? value : undefined;
  }

  private doubt(): undefined {
    this.doubtful = true;
    return undefined;
  }

  private value(depth: number): Json | undefined {
    this.space();
    const next = this.text[this.at];
    if (depth > MAX_DEPTH) return this.doubt();
    if (next === undefined) return undefined;
    // "this is done to handle multiple empty comma values" (JsonTextReader.ParseValue): an undefined one stands there.
    if (next === ',') return this.doubt();
    if (next === '{') return this.object(depth);
    if (next === '[') return this.array(depth);
    if (next === '"' || next === "'") return this.string(next);
    return this.word();
  }

  private object(depth: number): Json | undefined {
    const members: [string, Json][] = [];
    const seen = new Set<string>();
    this.at += 1;
    for (;;) {
      this.space();
      if (this.eat('}')) return Object.fromEntries(members);
      const next = this.text[this.at];
      const key = next === '"' || next === "'" ? this.string(next) : this.match(/[\p{L}\p{Nd}_$]+/uy);
      this.space();
      if (key === undefined || !this.eat(':')) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      // Which of two equal keys wins is not documented.
      if (seen.has(key)) return this.doubt();
      seen.add(key);
      members.push([key, value]);
      this.space();
      if (!this.eat(',') && this.text[this.at] !== '}') return undefined;
    }
  }

  private array(depth: number): Json | undefined {
    const items: Json[] = [];
    this.at += 1;
    for (;;) {
      this.space();
      if (this.eat(']')) return items;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      items.push(value);
      this.space();
      if (!this.eat(',') && this.text[this.at] !== ']') return undefined;
    }
  }

  private string(quote: string): string | undefined {
    const escapes: Readonly<Record<string, string>> = {
      n: '\n',
      r: '\r',
      t: '\t',
      b: '\b',
      f: '\f',
      '"': '"',
      "'": "'",
      '\\': '\\',
      '/': '/',
    };
    let out = '';
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const unit = this.text[this.at] ?? '';
      if (unit === quote) {
        this.at += 1;
        return out;
      }
      if (unit !== '\\') {
        out += unit;
        continue;
      }
      this.at += 1;
      const code = this.text[this.at] ?? '';
      if (code === 'u') {
        const hex = this.text.slice(this.at + 1, this.at + 5);
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) return undefined;
        out += String.fromCharCode(Number.parseInt(hex, 16));
        this.at += 4;
      } else if (Object.hasOwn(escapes, code)) out += escapes[code] ?? '';
      else return undefined;
    }
    return undefined;
  }

  /** Other words may be read in a way of their own: NaN, Infinity, undefined, new Date(…), 0x1F. */
  private word(): Json | undefined {
    const word = this.match(/[-+.\w]+/y);
    if (word === undefined) return undefined;
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    const number = /^-?(?:0|[1-9]\d{0,300})(?:\.\d{1,300})?(?:[eE][-+]?\d{1,4})?$/.test(word) ? Number(word) : NaN;
    // 1.0 stays a float there, which a number here cannot say; large integers lose digits.
    const whole = /^-?\d+$/.test(word);
    return (whole ? Number.isSafeInteger(number) : Number.isFinite(number) && !Number.isInteger(number))
      ? number + 0
      : this.doubt();
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private eat(character: string): boolean {
    const found = this.text[this.at] === character;
    if (found) this.at += 1;
    return found;
  }

  /** White space and comments. */
  private space(): void {
    for (;;) {
      this.match(/\s+/y);
      if (this.text.startsWith('//', this.at)) this.at = after(this.text.indexOf('\n', this.at), this.text);
      else if (this.text.startsWith('/*', this.at))
        this.at = after(this.text.indexOf('*/', this.at + 2) + 1, this.text);
      else return;
    }
  }
}

function after(found: number, text: string): number {
  return found <= 0 ? text.length : found + 1;
}
