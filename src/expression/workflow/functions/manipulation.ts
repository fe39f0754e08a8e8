/** Objects and XML. `coalesce` with unknown arguments is decided in call.ts. */
import type { Json } from '../../../model.ts';
import { fn, isText } from '../spec.ts';
import type { Exact, FunctionSpec } from '../spec.ts';
import { isObject } from '../../../value.ts';

const coalesce: Exact = (args) => args.find((arg) => arg !== null) ?? null;

/** The keys, if `name` differs from each in more than letter case or is one of them to the letter. */
function keysFor(object: { readonly [key: string]: Json }, name: string): Set<string> | undefined {
  const keys = new Set(Object.keys(object));
  const lower = name.toLowerCase();
  return keys.has(name) || ![...keys].some((key) => key.toLowerCase() === lower) ? keys : undefined;
}

/** `fromEntries` defines own members, so a key such as `__proto__` is harmless. */
const setProperty: Exact = ([object, name, value]) => {
  if (!isObject(object) || !isText(name) || value === undefined || keysFor(object, name) === undefined)
    return undefined;
  return Object.fromEntries([...Object.entries(object), [name, value]]);
};

/** Adding a member that exists is an error of the run. */
const addProperty: Exact = (args) => {
  const [object, name] = args;
  if (!isObject(object) || !isText(name) || keysFor(object, name)?.has(name) !== false) return undefined;
  return setProperty(args);
};

const removeProperty: Exact = ([object, name]) => {
  if (!isObject(object) || !isText(name) || keysFor(object, name) === undefined) return undefined;
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
};

export const MANIPULATION: readonly FunctionSpec[] = [
  fn('manipulation', 'addProperty', 'object: object, property: string, value: any', 'object', addProperty),
  fn('manipulation', 'coalesce', '...object: any', 'any', coalesce),
  fn('manipulation', 'mergeObjects', 'object1: object, object2: object', 'object', null, { doc: null }),
  fn('manipulation', 'removeProperty', 'object: object, property: string', 'object', removeProperty),
  fn('manipulation', 'setProperty', 'object: object, property: string, value: any', 'object', setProperty),
  fn('manipulation', 'xpath', 'xml: any, xpath: any', 'any'),
];
