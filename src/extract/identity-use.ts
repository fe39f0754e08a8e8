/**
 * Does a workflow use its managed identity, in an operation or through a connection (facts/security.md §3.3, §3.5)?
 * 'no' only where everything that may say so is known; a text that names the type anywhere counts as use.
 */
import type { Answer, Json, Value, Workflow } from '../model.ts';
import { asText, entriesOf, itemsOf } from '../value.ts';

/** Members that hold no authentication, whatever the deployment puts there. */
const HARMLESS = new Set([
  'uri',
  'body',
  'headers',
  'queries',
  'path',
  'method',
  'schema',
  'connectionid',
  'connectionname',
  'id',
]);
/** Operations whose inputs may hold an authentication. */
const CALLING = new Set([
  'http',
  'httpwebhook',
  'function',
  'apimanagement',
  'apiconnection',
  'apiconnectionwebhook',
  'apiconnectionnotification',
]);
const MAX_DEPTH = 200;

export function usesIdentity({ definition, given, closed }: Workflow): Answer {
  if (!closed || definition === null) return 'unknown';
  return either([inValue(definition, '', 0), given === null ? 'no' : inValue(given, '', 0)]);
}

function either(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

function inValue(value: Value, key: string, depth: number): Answer {
  if (depth > MAX_DEPTH) return 'unknown';
  const text = asText(value);
  if (text !== undefined) return inText(text, key);
  const entries = entriesOf(value);
  if (entries !== undefined) {
    if (value.kind === 'object' && value.open === true) return 'unknown';
    const calls = CALLING.has(
      asText(entries.find((entry) => entry.key.toLowerCase() === 'type')?.value)?.toLowerCase() ?? '',
    );
    return either(
      entries.map((entry) => {
        if (entry.name !== undefined) return 'unknown';
        const lower = entry.key.toLowerCase();
        // The whole inputs of a call may be an expression, and its authentication with them.
        return inValue(entry.value, calls && lower === 'inputs' ? 'authentication' : lower, depth + 1);
      }),
    );
  }
  const items = itemsOf(value);
  if (items !== undefined)
    return value.kind === 'array' && value.open === true
      ? 'unknown'
      : either(items.map((item) => inValue(item, key, depth + 1)));
  if (value.kind === 'known') return 'no';
  return HARMLESS.has(key) || value.kind === 'text' ? partly(value, key) : 'unknown';
}

/** A text that is not wholly known: an authentication it may not be. */
function partly(value: Value, key: string): Answer {
  if (key === 'authentication' || key === 'type') return 'unknown';
  return value.kind === 'text' && value.parts.some((part) => typeof part === 'string' && names(part)) ? 'yes' : 'no';
}

function inText(text: string, key: string): Answer {
  if (names(text)) return 'yes';
  return (key === 'authentication' || key === 'type') && text.startsWith('@') ? 'unknown' : 'no';
}

function names(text: Json): boolean {
  return typeof text === 'string' && /managedserviceidentity|managedidentity/i.test(text);
}
