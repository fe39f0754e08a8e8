/**
 * The texts of C# and PowerShell code by a scan of its tokens: literals, `+` between them, and the name before `=`, `:` or
 * `,`. No program is understood: a name that is read stays unknown. One pass; every character is read once.
 */
import type { CodeText, CodeTexts, Piece } from './code.ts';
import type { Language } from './language.ts';

type Slice = CodeTexts['written'][number];

interface Token {
  /** A literal has parts; the other kinds a word. */
  readonly parts: readonly (Piece | null)[] | null;
  readonly word: string;
}

/** More code than any plan takes (facts/data/limits.json, inlineCodeLength). */
const LONGEST = 200_000;

/** Methods that take a name and its value. */
const NAMING =
  /^(?:add|set|append|tryaddwithoutvalidation|setenvironmentvariable|addheader|adddefaultheader|addparameter)$/i;

/** Undefined where the code is too long. */
export function textsOf(code: string, language: Language): CodeTexts | undefined {
  if (code.length > LONGEST) return undefined;
  const { tokens, literals, comments } = tokensOf(code, language);
  const texts: CodeText[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const parts = [...(tokens[at]?.parts ?? [])];
    if (parts.length === 0) continue;
    const first = at;
    while (tokens[at + 1]?.word === '+' && Array.isArray(tokens[at + 2]?.parts)) {
      at += 2;
      parts.push(...(tokens[at]?.parts ?? []));
    }
    // `"Bearer " + token`, `name + "…"`: something unknown belongs to it.
    if (/^(?:\+|-f|\.)$/.test(tokens[at + 1]?.word ?? '')) parts.push(null);
    if (tokens[first - 1]?.word === '+') parts.unshift(null);
    texts.push({ key: keyOf(tokens, first), parts });
  }
  return { texts, written: [...literals, ...comments] };
}

/** Comments, in order; none of code that is too long. */
export function commentsIn(code: string, language: Language): readonly Slice[] {
  return code.length > LONGEST ? [] : tokensOf(code, language).comments;
}

/** What the literal is given to. */
function keyOf(tokens: readonly Token[], at: number): string {
  const before = (back: number): string => tokens[at - back]?.word ?? '';
  const literal = (back: number): string => tokens[at - back]?.parts?.map((part) => part?.text ?? '').join('') ?? '';
  // `login(password: "…")`, `-Password:"…"`; of `given ? password : "none"` nothing is named.
  if (before(1) === ':') return /^[(,]$/.test(before(3)) || before(2).startsWith('-') ? nameOf(before(2)) : '';
  if (before(1) === '=') {
    // `headers["x-api-key"] = "…"`
    return before(2) === ']' ? literal(3) : literal(2) || nameOf(before(2));
  }
  if (before(1) === ',' && literal(2) !== '') {
    // `Add("x-api-key", "…")`, `{ "x-api-key", "…" }`
    return before(3) === '{' || (before(3) === '(' && NAMING.test(before(4))) ? literal(2) : '';
  }
  // PowerShell: `-Password '…'`, `ConvertTo-SecureString '…'`
  if (
    /^convertto-securestring$/i.test(before(1)) ||
    (/^-string$/i.test(before(1)) && /^convertto-securestring$/i.test(before(2)))
  )
    return 'password';
  return /^-[a-z]{3,}$/i.test(before(1)) ? before(1).slice(1) : '';
}

/** `$script:password` → `password`. */
function nameOf(word: string): string {
  const name = word.replace(/^(?:-|\$(?:\w{1,20}:)?)/, '');
  return /^[A-Za-z_][\w-]*$/.test(name) ? name : '';
}

const WORD = { csharp: /[A-Za-z_]\w{0,200}/y, powershell: /-?[A-Za-z_][\w-]{0,200}|\$(?:\w{1,20}:)?\w{0,200}/y };

interface Tokens {
  readonly tokens: readonly Token[];
  readonly literals: readonly Slice[];
  readonly comments: readonly Slice[];
}

function tokensOf(code: string, language: Language): Tokens {
  const tokens: Token[] = [];
  const [literals, comments]: [Slice[], Slice[]] = [[], []];
  const words = WORD[language];
  for (let at = 0; at < code.length;) {
    const past = blankEnd(code, at, language);
    if (past > at) {
      if (past > at + 1) comments.push([at, past]);
      at = past;
      continue;
    }
    const literal = language === 'csharp' ? csharpLiteral(code, at) : powershellLiteral(code, at);
    if (literal !== null) {
      tokens.push({ parts: literal.parts, word: '' });
      literals.push([at, literal.end]);
      at = literal.end;
      continue;
    }
    words.lastIndex = at;
    const word =
      words.exec(code)?.[0] ??
      (/^(?:[=!<>]=|=>|=)$/.test(code.slice(at, at + 2)) ? code.slice(at, at + 2) : code.charAt(at));
    tokens.push({ parts: null, word });
    at += word.length;
  }
  return { tokens, literals, comments };
}

/** Behind blanks and comments; `at` where there are none. */
function blankEnd(code: string, at: number, language: Language): number {
  const [line, open, close] = language === 'csharp' ? ['//', '/*', '*/'] : ['#', '<#', '#>'];
  if (/\s/.test(code.charAt(at))) return at + 1;
  if (language === 'csharp' && code.charAt(at) === '#' && isDirective(code, at)) return endOf(code, '\n', at, 0);
  if (code.startsWith(open, at)) return endOf(code, close, at + open.length, close.length);
  return code.startsWith(line, at) ? endOf(code, '\n', at, 0) : at;
}

/** `#region don't`: words up to the end of the line, in which a quote opens nothing. `#r` and `#load` name a file. */
function isDirective(code: string, at: number): boolean {
  const directive = /#\s{0,20}(?:region|endregion|error|warning|pragma|if|elif|else|endif|nullable|line)\b/y;
  directive.lastIndex = at;
  return directive.test(code);
}

/** Behind the text that ends it; the end of the code where it does not come. */
function endOf(code: string, text: string, from: number, more: number): number {
  const found = code.indexOf(text, from);
  return found < 0 ? code.length : found + more;
}

interface Literal {
  readonly parts: readonly (Piece | null)[];
  /** Behind its closing quote. */
  readonly end: number;
}

/** How a literal is written. */
interface Manner {
  readonly close: string;
  /** Takes the character behind it as it is. */
  readonly escape: string;
  /** The closing quote twice is a quote. */
  readonly doubled: boolean;
  /** Where a value is put in: how far it goes, or `at` where none begins. */
  readonly hole: (code: string, at: number) => number;
}

const none = (_: string, at: number): number => at;

function csharpLiteral(code: string, at: number): Literal | null {
  const character = /'(?:[^'\\\r\n]|\\[^\r\n]{1,9}?)'/y;
  character.lastIndex = at;
  const one = character.exec(code)?.[0];
  if (one !== undefined) return { parts: [], end: at + one.length };
  const prefix = /\${0,3}"""|@\$"|\$?@?"/y;
  prefix.lastIndex = at;
  const open = prefix.exec(code)?.[0];
  if (open === undefined) return null;
  const from = at + open.length;
  const hole = open.includes('$') ? csharpHole : none;
  if (open.endsWith('"""')) return scan(code, from, { close: '"""', escape: '', doubled: false, hole });
  const verbatim = open.includes('@');
  return scan(code, from, { close: '"', escape: verbatim ? '' : '\\', doubled: verbatim, hole });
}

/** `{x}`, but not `{{`. */
function csharpHole(code: string, at: number): number {
  if (code.charAt(at) !== '{' || code.charAt(at + 1) === '{' || code.charAt(at - 1) === '{') return at;
  return endOf(code, '}', at, 1);
}

function powershellLiteral(code: string, at: number): Literal | null {
  const prefix = /@?["']/y;
  prefix.lastIndex = at;
  const open = prefix.exec(code)?.[0];
  if (open === undefined) return null;
  const quote = open.slice(-1);
  const hole = quote === '"' ? powershellHole : none;
  const from = at + open.length;
  if (open.length === 2) return scan(code, from, { close: `\n${quote}@`, escape: '', doubled: false, hole });
  return scan(code, from, { close: quote, escape: quote === '"' ? '`' : '', doubled: true, hole });
}

/** `$name`, `${name}`, `$(…)`. */
function powershellHole(code: string, at: number): number {
  const variable = /\$(?:[A-Za-z_][\w:]{0,200}|\{[^}]{1,200}\}|\([^)]{0,200}\))/y;
  variable.lastIndex = at;
  return at + (variable.exec(code)?.[0].length ?? 0);
}

/** From behind the opening quote to behind the closing one. */
function scan(code: string, from: number, { close, escape, doubled, hole }: Manner): Literal {
  const parts: (Piece | null)[] = [];
  let [text, start, at] = ['', from, from];
  const flush = (end: number): void => {
    if (end > start) parts.push({ text, start, end });
    text = '';
  };
  while (at < code.length) {
    if (code.startsWith(close, at)) {
      if (!doubled || !code.startsWith(close, at + close.length)) break;
      text += close;
      at += 2 * close.length;
      continue;
    }
    const past = hole(code, at);
    if (past > at) {
      flush(at);
      parts.push(null);
      [start, at] = [past, past];
      continue;
    }
    if (escape !== '' && code.charAt(at) === escape) at += 1;
    text += code.charAt(at);
    at += 1;
  }
  flush(Math.min(at, code.length));
  return { parts, end: Math.min(at + close.length, code.length) };
}
