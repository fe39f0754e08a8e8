/**
 * What is wrong with a settings value, in words: schema errors, wrong rule names, levels and options, each with the
 * pointer of its place and the nearest right word.
 */
import { isDay } from '../extract/ignores.ts';
import { countAlternatives, MOST_ALTERNATIVES } from '../glob.ts';
import { didYouMean } from '../nearest.ts';
import type { Json, JsonObject, Pointer } from '../model.ts';
import { escapeToken, isObject } from '../value.ts';
import { type KnownRules, levelFaults, unknownName } from './levels.ts';
import { type ShapeError, validate } from './shape.js';
import { quote, type Wrong } from './wrong.ts';

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
  if (keyword === 'propertyNames') return wrongName(error);
  if (keyword === 'type') return { pointer, text: `must be ${article(String(params['type']))}` };
  if (keyword === 'enum') return oneOf(error);
  const example = error.parentSchema.examples?.[0];
  return { pointer, text: example === undefined ? `is not allowed here (${keyword})` : `must look like '${example}'` };
}

function oneOf({ instancePath: pointer, params, data }: ShapeError): Wrong {
  const allowed = (params['allowedValues'] as readonly unknown[]).map(String);
  const list = `${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1) ?? ''}`;
  if (typeof data !== 'string') return { pointer, text: `must be ${list}` };
  return { pointer, text: `must be ${list} and not ${quote(data)}.`, hint: () => didYouMean(data, allowed) };
}

function unknownKey(parent: Pointer, key: string, error: ShapeError): Wrong {
  const place = { pointer: `${parent}/${escapeToken(key)}`, on: 'key' as const };
  const right = Object.keys(error.parentSchema.properties ?? {});
  const hint = (): string => didYouMean(key, right) || ` Known are ${right.join(', ')}.`;
  return { ...place, text: `unknown key ${quote(key)}.`, hint };
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

function article(type: string): string {
  const names: Readonly<Record<string, string>> = { object: 'an object', array: 'an array', string: 'a text' };
  return names[type] ?? type;
}

/** Names of rules, levels and options that nobody knows; what has another shape is passed over. */
export function nameFaults(value: JsonObject, known: KnownRules): readonly Wrong[] {
  const wrong = [...levelFaults(value['rules'], '/rules', known)];
  objects(value['overrides']).forEach((item, index) => {
    wrong.push(...levelFaults(item['rules'], `/overrides/${index}/rules`, known));
  });
  objects(value['suppressions']).forEach((item, index) => {
    const { rule, until } = item;
    if (typeof rule === 'string' && !known.names.includes(rule))
      wrong.push(unknownName(rule, { pointer: `/suppressions/${index}/rule` }, known));
    if (typeof until === 'string' && !isDay(until))
      wrong.push({ pointer: `/suppressions/${index}/until`, text: 'is no day of the calendar' });
  });
  return [...wrong, ...globFaults(value)];
}

/** What is cut would leave files out without a word. */
function globFaults(value: JsonObject): readonly Wrong[] {
  const { files, ignores, environments, endpoints } = value;
  const lists: readonly (readonly [Pointer, Json | undefined])[] = [
    ['/files', files],
    ['/ignores', ignores],
    ...objects(value['overrides']).map((item, index) => [`/overrides/${index}/files`, item['files']] as const),
    ...objects(value['suppressions']).map((item, index) => [`/suppressions/${index}/files`, item['files']] as const),
    ...Object.entries(environments !== undefined && isObject(environments) ? environments : {}).map(
      ([name, list]) => [`/environments/${escapeToken(name)}`, list] as const,
    ),
  ];
  const text = `stands for more than ${MOST_ALTERNATIVES} patterns: write several globs`;
  const isMany = (item: Json): boolean => typeof item === 'string' && countAlternatives(item) > MOST_ALTERNATIVES;
  const addresses = Object.keys(endpoints !== undefined && isObject(endpoints) ? endpoints : {}).filter(isMany);
  return [
    ...lists.flatMap(([pointer, list]) =>
      (Array.isArray(list) ? (list as readonly Json[]) : []).flatMap((item, index) =>
        isMany(item) ? [{ pointer: `${pointer}/${index}`, text }] : [],
      ),
    ),
    ...addresses.map((one) => ({
      pointer: `/endpoints/${escapeToken(one)}`,
      on: 'key' as const,
      text: `${quote(one)} ${text}`,
    })),
  ];
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
