/**
 * Which app settings may be kept with their values: those that say where a call goes or whom it is for. Everything else
 * may be a secret whatever it is called, and nobody here needs it.
 */
import type { Anchor, AppSetting, Value } from '../model.ts';
import { isSecretDue, seal } from '../secret.ts';
import { asText } from '../value.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ADDRESS = /^(?:https?|api):\/\/|^\/subscriptions\//i;
const HOST = /^(?=.{1,253}$)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,10}(?::\d{1,5})?$/i;
/** Names of settings whose value is a name. */
const OF_NAME = /(?:name|group|region|location|host|domain|site|app|service|workflow|tenant|environment)$/i;
const WORD = /^[\w.-]{1,64}$/;

/** The setting with its value where it may be kept. */
export function settingOf(name: string, value: Value | null | undefined, at: Anchor): AppSetting {
  const kept = value === null || value === undefined ? undefined : keptOf(name, value);
  return kept === undefined ? { name, at } : { name, at, value: { ...kept, from: value?.from ?? at } };
}

function keptOf(name: string, value: Value): Value | undefined {
  if (isSecretDue({ key: name, parents: [] })) return undefined;
  const text = asText(value);
  if (text !== undefined) return GUID.test(text) || isAddress(text) || isWord(name, text) ? seal(value) : undefined;
  if (value.kind === 'hole') return value.secure === true ? undefined : seal(value);
  const [head] = value.kind === 'text' ? value.parts : [];
  if (typeof head === 'string' && !isAddress(head) && !isWord(name, head)) return undefined;
  return head === undefined ? undefined : seal(value);
}

function isAddress(text: string): boolean {
  return ADDRESS.test(text) || HOST.test(text);
}

function isWord(name: string, text: string): boolean {
  return OF_NAME.test(name) && WORD.test(text);
}
