/**
 * What is wrong with a settings value, in words: schema errors and wrong rule names, each with the
 * pointer of its place and the nearest right word. Quotes keys and short words only, never long values.
 */
import { isDay } from '../extract/ignores.ts';
import { didYouMean } from '../nearest.ts';
import type { Json, JsonObject, Pointer } from '../model.ts';
import { escapeToken } from '../value.ts';
import { type ShapeError, validate } from './shape.js';

export interface Wrong {
  readonly pointer: Pointer;
  /** The place is the property name. */
  readonly on?: 'key';
  readonly text: string;
}

const LONGEST_QUOTE = 40;

/** Checks the shape; an empty list means that the value is a `SettingsFile`. */
export function shapeFaults(value: Json): readonly Wrong[] {
  if (validate(value)) return [];
  // What is wrong with a name is said once, of the name.
  return (validate.errors ?? []).filter(({ propertyName }) => propertyName === undefined).map(inWords);
}

function inWords(error: ShapeError): Wrong {
  const { instancePath: pointer, params, keyword } = error;
  if (keyword === 'additionalProperties') return unknownKey(pointer, String(params['additionalProperty']), error);
  if (keyword === 'required') return { pointer, text: `'${String(params['missingProperty'])}' is missing` };
  if (keyword === 'enum') return { pointer, text: notOneOf(error) };
  if (keyword === 'propertyNames') return wrongName(error);
  if (keyword === 'type') return { pointer, text: `must be ${article(String(params['type']))}` };
  const example = error.parentSchema.examples?.[0];
  return { pointer, text: example === undefined ? `is not allowed here (${keyword})` : `must look like '${example}'` };
}

function unknownKey(parent: Pointer, key: string, error: ShapeError): Wrong {
  const place = { pointer: `${parent}/${escapeToken(key)}`, on: 'key' as const };
  const right = Object.keys(error.parentSchema.properties ?? {});
  return { ...place, text: `unknown key ${quote(key)}.${didYouMean(key, right) || ` Known are ${right.join(', ')}.`}` };
}

function wrongName({ instancePath, params, parentSchema }: ShapeError): Wrong {
  const name = String(params['propertyName']);
  const example = parentSchema.propertyNames?.examples?.[0] ?? '';
  return {
    pointer: `${instancePath}/${escapeToken(name)}`,
    on: 'key',
    text: `${quote(name)}: must look like '${example}'`,
  };
}

function notOneOf(error: ShapeError): string {
  const allowed = (error.params['allowedValues'] as readonly unknown[]).map(String);
  const said = typeof error.data === 'string' ? ` and not ${quote(error.data)}.${didYouMean(error.data, allowed)}` : '';
  return `must be ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1) ?? ''}${said}`;
}

function article(type: string): string {
  const names: Readonly<Record<string, string>> = { object: 'an object', array: 'an array', string: 'a text' };
  return names[type] ?? type;
}

function quote(word: string): string {
  return word.length > LONGEST_QUOTE ? `'${word.slice(0, LONGEST_QUOTE)}…'` : `'${word}'`;
}

/** Names of rules and categories that nobody knows, in the value of a settings file of the right shape. */
export function nameFaults(value: JsonObject, names: readonly string[]): readonly Wrong[] {
  const known = new Set(names);
  const wrong: Wrong[] = [];
  const check = (name: string, pointer: Pointer, on?: 'key'): void => {
    if (known.has(name)) return;
    const place = on === undefined ? { pointer } : { pointer, on };
    wrong.push({ ...place, text: `no rule or category is called ${quote(name)}.${didYouMean(name, names)}` });
  };
  const checkKeys = (levels: Json | undefined, pointer: Pointer): void => {
    for (const name of Object.keys(levels ?? {})) check(name, `${pointer}/${escapeToken(name)}`, 'key');
  };
  checkKeys(value['rules'], '/rules');
  objects(value['overrides']).forEach((item, index) => {
    checkKeys(item['rules'], `/overrides/${index}/rules`);
  });
  objects(value['suppressions']).forEach((item, index) => {
    const { rule, until } = item;
    if (typeof rule === 'string') check(rule, `/suppressions/${index}/rule`);
    if (typeof until === 'string' && !isDay(until))
      wrong.push({ pointer: `/suppressions/${index}/until`, text: 'is no day of the calendar' });
  });
  return wrong;
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
}
