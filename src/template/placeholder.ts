/**
 * Text that stands for something else: tokens that a delivery tool replaces, and defaults that a person is meant to
 * replace. Neither is a value: taking `https://<your-api>` for an audience would prove a mismatch that never happens.
 */
import type { FileId, Value } from '../model.ts';
import { hole, join } from '../value.ts';

/**
 * `#{x}#` (replace-tokens), `__x__`, `{{x}}`, `${x}`, `$(x)` (pipelines), `<x>`, `GEN-UNIQUE` and `GET-PREREQ-x` (quickstart tests).
 * Every quantifier is bounded and no two can match the same characters, so that matching stays linear.
 */
const TOKEN =
  /#\{[^{}]{1,80}\}#?|__[A-Za-z][A-Za-z0-9.-]{0,60}(?:_[A-Za-z0-9.-]{1,60}){0,6}__|\{\{[^{}]{1,80}\}\}|\$\{[^{}]{1,80}\}|\$\([^()]{1,80}\)|<[^<>]{1,80}>|\bGEN-[A-Z][A-Z0-9-]{2,40}|\bGET-PREREQ-[A-Za-z0-9-]{1,60}/g;

const STAND_IN =
  /^(?:your\b|your[-_ ]|my[-_]|enter[-_ ]|insert[-_ ]|replace[-_ ]|change[-_ ]?me|replace[-_ ]?me|to[-_ ]?do\b|tbd\b|placeholder|x{3,}$|0{8}-0{4}-0{4}-0{4}-0{12}$|none$|n\/a$|null$|undefined$|\.{3}$)/i;

/** The text with every token as a hole; holes of one file with the same token are the same thing. */
export function withTokens(text: string, file: FileId): string | Value {
  TOKEN.lastIndex = 0;
  const parts: (string | Value)[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    parts.push(text.slice(end, match.index), hole(`${file}:token(${match[0]})`, 'string'));
    end = match.index + match[0].length;
  }
  if (parts.length === 0) return text;
  parts.push(text.slice(end));
  return join(parts);
}

/** A default that nobody means to deploy with: empty, a token, `your-…`, `changeme`. */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '' || STAND_IN.test(trimmed)) return true;
  return trimmed.length <= 2000 && trimmed.search(TOKEN) !== -1;
}
