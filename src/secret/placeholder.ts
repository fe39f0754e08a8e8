/**
 * What stands where a secret would stand and is none: `<signature>`, `#{apiKey}#`, `changeme`, `xxxx`,
 * expressions, references to Key Vault or app settings. Linear, looks at the text alone.
 */

/** Written by people and samples for "put yours here"; compared without case, blanks, `-`, `_` and `.`. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'password passwd pass pwd secret clientsecret apikey key token accesskey accountkey connectionstring signature sig ' +
    'value string text null none na undefined empty todo tbd changeit dummy fake sample example test hidden removed ' +
    'masked default true false basic bearer'
  ).split(' '),
);

/** Words that no random text holds by chance. `my…` is none of them: `MySecret1` is a password that people use. */
const TELLTALE =
  /^your(?:[-_ ]|[a-z])|[-_ </]your[-_ ]|^gen-(?:password|unique|passphrase|guid|key|ssh)|placeholder|redacted|change[-_]?me|replace[-_]?(?:me|with)|insert[-_]?your/i;

/**
 * Tokens that other tools replace before deployment (facts/corpus.md, architecture of values):
 * `#{x}#`, `#x#`, `__x__`, `{{x}}`, `${x}`, `$(x)`, `<x>`, `%X%`, `{x}`.
 */
const TOKENS =
  /#\{[^{}#]{1,200}\}#?|#[A-Za-z_][\w.-]{0,100}#|__[A-Za-z]\w{0,100}?__|\{\{[^{}]{1,200}\}\}|\$\{[^{}]{1,200}\}|\$\([^()]{1,200}\)|<[^<>]{1,200}>|%[A-Za-z_]\w{1,100}%|\{[^{}]{1,200}\}/g;

const RISING = '01234567890123456789abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz';
const LONGEST_PLACEHOLDER = 200;

/** Is this text surely no secret, since a person or a tool is to put the secret there? */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '') return true;
  if (trimmed.length > LONGEST_PLACEHOLDER) return false;
  const rest = trimmed.replace(TOKENS, '');
  if (rest !== trimmed && rest.length < 8) return true;
  const bare = rest.toLowerCase().replace(/[-_.\s]/g, '');
  if (WORDS.has(bare) || TELLTALE.test(trimmed)) return true;
  return distinct(bare) <= 2 || (bare.length >= 4 && RISING.includes(bare));
}

/** What people call a secret, at the end of a name for it. */
const SPOKEN = new Set(
  'secret secrets password passwords credential credentials apikey key keys token id appid value pass pwd'.split(' '),
);

/**
 * A text that says what is to stand there: `SP_secret`, `Client secret of the application`, `serviceone-auth-apikey`. It is
 * masked like a secret, since nobody can be sure, and not reported as one.
 */
export function isDescription(text: string): boolean {
  if (isSentence(text)) return true;
  if (text.length > LONGEST_PLACEHOLDER || !/^[A-Za-z\s_.-]+$/.test(text)) return false;
  const words = text.trim().split(/[\s_.-]+|(?<=[a-z])(?=[A-Z])/);
  return words.length > 1 && SPOKEN.has((words[words.length - 1] ?? '').toLowerCase());
}

/** Three words and more, or said to be no real one. */
export function isSentence(text: string): boolean {
  if (text.length > LONGEST_PLACEHOLDER) return false;
  return /fake|dummy|example|sample/i.test(text) || /^[A-Za-z]+(?:[ ,.'-]{1,2}[A-Za-z]+){2,}[.!]?$/.test(text.trim());
}

/** A text that the platform evaluates or looks up: a whole expression, one with `@{…}` inside, a reference. */
export function isExpression(text: string): boolean {
  if (text.startsWith('@@') || text.startsWith('[[')) return false;
  if (text.startsWith('@') || text.includes('@{')) return true;
  return text.startsWith('[') && text.trimEnd().endsWith(']');
}

/** Names a secret or its keeper and does not hold it: a vault's address, a resource id. */
export function isReference(text: string): boolean {
  return (
    /^\/subscriptions\//i.test(text) ||
    // Desired state configuration: the name of a protected setting.
    /^PrivateSettingsRef:/i.test(text) ||
    /^https:\/\/[a-z0-9-]{1,63}\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)(?:[:/]|$)/i.test(text)
  );
}

/** Number of different characters; stops counting at 32. */
export function distinct(text: string): number {
  const seen = new Set<string>();
  for (const character of text) {
    seen.add(character);
    if (seen.size >= 32) break;
  }
  return seen.size;
}
