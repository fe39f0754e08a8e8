/** What is wrong with the text of an audience, before anybody is asked for a token (facts/security.md §3.3, §3.6, §9 #2). */
import type { Value } from '../model.ts';
import { isPlaceholder } from '../template/placeholder.ts';
import { asText } from '../value.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const BRACKET = /^\[+\s*(?:parameters|variables|concat|format|reference|resourceid)\s*\(/i;
const CALLBACK = /\/workflows\/[0-9a-f]{32}|\/triggers\/[^/?#]+\/(?:paths\/)?invoke/i;
/** A host name, or one bare word: neither URI nor id. Anything else (a placeholder, words) is left alone. */
const BARE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\/\S*)?$/i;

/** What is wrong with the text of an audience; undefined where nothing surely is. */
export function audienceFault(audience: Value, complete: boolean): string | undefined {
  if (audience.kind === 'hole' && audience.error !== undefined) return 'it is an expression that cannot be evaluated';
  const whole = asText(audience);
  const [text, end] = audience.kind === 'text' ? [audience.parts[0], audience.parts.at(-1)] : [whole, whole];
  if (typeof end === 'string' && /\/\.default$/i.test(end))
    return "it ends with '/.default', which is a scope and not an audience";
  if (typeof text !== 'string') return undefined;
  if (BRACKET.test(text)) return bracketFault(text, complete);
  if (audience.kind === 'known' && text.trim() === '') return 'it is empty';
  if (CALLBACK.test(text)) return 'it is the URL of a trigger, not the identifier of an application';
  if (/^\s/.test(text) || (audience.kind === 'known' && /\s$/.test(text))) return 'it has a blank at its start or end';
  if (audience.kind !== 'known') return undefined;
  return !GUID.test(text) && BARE.test(text) && !isPlaceholder(text)
    ? 'it is neither a URI nor an application id'
    : undefined;
}

/** A definition on its own may be put into a template later, where a whole expression is evaluated. */
function bracketFault(text: string, complete: boolean): string | undefined {
  if (!text.trimEnd().endsWith(']'))
    return 'it is a template expression without its closing bracket or its quotes, and is sent as it stands';
  return complete ? 'it is a template expression outside a template, and is sent as it stands' : undefined;
}
