/** Values that rest on defaults, with the defaults put in: what they come to, and which were taken. */
import { expect, test } from 'vitest';
import { settle } from '../../../src/expression/arm/settle.ts';
import type { Anchor, Value } from '../../../src/model.ts';
import { hole, known } from '../../../src/value.ts';
import { said } from '../said.ts';
import { valueOf } from './says.ts';

const at = (name: string): Anchor => ({ file: 'main.json', pointer: `/parameters/${name}/defaultValue` });
const given = (name: string, type: 'string' | 'int' | 'bool' | 'object', value: Value): Value =>
  hole(`main:parameters('${name}')`, type, { default: value });

const d = given('d', 'string', known('Abc', at('d')));
const PARAMETERS: Readonly<Record<string, Value>> = {
  d,
  e: given('e', 'int', known(5, at('e'))),
  yes: given('yes', 'bool', known(true, at('yes'))),
  set: given('set', 'object', known({ k: 'v' }, at('set'))),
  twice: given('twice', 'string', { ...d, from: at('twice') }),
  hidden: { ...hole("main:parameters('hidden')", 'string', { default: known('x') }), secure: true },
};

test.each([
  ["parameters('d')", '"Abc"', 'd'],
  ["parameters('twice')", '"Abc"', 'twice d'],
  ["concat(parameters('d'), '-', parameters('p'))", '"Abc-" + p', 'd'],
  ["concat(parameters('d'), parameters('e'))", '"Abc5"', 'd e'],
  ["concat('x', parameters('yes'))", '"x" + concat(true)', 'yes'],
  ["string(parameters('yes'))", 'string(true)', 'yes'],
  ["createArray(parameters('d'), parameters('p'))", '["Abc", p]', 'd'],
  ["createArray(parameters('d'), 1)", '["Abc",1]', 'd'],
  ["createObject('k', parameters('d'), 'l', parameters('p'))", '{"k": "Abc", "l": p}', 'd'],
  ["createObject(parameters('d'), parameters('p'))", '{"Abc": p}', 'd'],
  ["createObject(parameters('p'), parameters('d'))", '{(p): "Abc"}', 'd'],
  ["createObject(concat(parameters('p'), parameters('d')), 1)", '{(p + "Abc"): 1}', 'd'],
  ["parameters('set').k", '"v"', 'set'],
  ["parameters('set').other", "error(there is no property 'other' in the object)", 'set'],
  ["if(parameters('yes'), 'a', parameters('d'))", '"a"', 'd yes'],
  ["if(not(parameters('yes')), 'a', parameters('d'))", '"Abc"', 'd yes'],
  ["if(equals(parameters('d'), 'Abc'), 1, 2)", '1', 'd'],
  ["if(equals(parameters('p'), 'x'), parameters('d'), 'b')", '(equals({p},"x") ? "Abc" : "b")', 'd'],
  ["if(parameters('f'), parameters('d'), 'Abc')", '"Abc"', 'd'],
  ["if(parameters('d'), 'a', 'b')", 'error(if() takes a bool as condition)', 'd'],
  ["toUpper(concat(parameters('d'), parameters('p')))", '"ABC" + toUpper(p)', 'd'],
  ["uniqueString(parameters('d'), 'x')", said(valueOf("[uniqueString('Abc', 'x')]")), 'd'],
  ["guid(parameters('d'), parameters('p'))", 'guid("Abc-" + p)<36..36 guid>', 'd'],
  ["split(concat(parameters('d'), '/x'), '/')[1]", '"x"', 'd'],
  ["take(parameters('d'), 2)", '"Ab"', 'd'],
  ["reference(concat('/', parameters('d'))).x", 'reference("/Abc").x:any', 'd'],
  ["reference(parameters('d')).x", 'main:reference("Abc").x:any', 'd'],
  ["listKeys(parameters('d'), 'v')", 'main:listKeys("Abc", "v"):any secret', 'd'],
  ["listCallbackUrl(concat('/', parameters('d')), 'v').basePath", 'listcallbackurl("/Abc","v").basepath:any', 'd'],
  ["base64(parameters('hidden'))", '"eA=="', 'hidden'],
  ["base64(concat(parameters('hidden'), parameters('p')))", 'base64("x" + p) secret', 'hidden'],
  [
    "map(parameters('a'), lambda('x', concat(lambdaVariables('x'), parameters('d'))))",
    'map(a:array, item0.0.0:any + "Abc"):array',
    'd',
  ],
  ["and(bool(parameters('d')), parameters('f'))", 'error(bool() takes true, false, 1 or 0)', 'd'],
  ["and(parameters('yes'), bool(parameters('d')))", 'error(bool() takes true, false, 1 or 0)', 'yes d'],
  ["and(parameters('f'), bool(parameters('d')))", 'and(f:bool, error(bool() takes true, false, 1 or 0)):bool', 'd'],
  ["or(parameters('yes'), bool(parameters('d')))", 'or(true, error(bool() takes true, false, 1 or 0)):bool', 'yes d'],
  ["and(parameters('yes'), parameters('f'))", 'f:bool', 'yes'],
  ["or(parameters('f'), parameters('yes'))", 'true', 'yes'],
  ["float(parameters('d'))", 'float("Abc"):any', 'd'],
  [
    "resourceId('Example.Ns/lamps/bulbs', parameters('d'), parameters('f'))",
    'here:resourceId("Example.Ns/lamps/bulbs", "Abc", f:bool)',
    'd',
  ],
  ["copyIndex('open', parameters('e'))", 'add(i:int<digits>, 5):int', 'e'],
])('%s is %s', (text, expected, names) => {
  const { value, assumed } = settle(valueOf(`[${text}]`, PARAMETERS));
  expect(said(value)).toBe(expected);
  expect(assumed.map(({ name }) => /'(\w+)'/.exec(name)?.[1]).join(' ')).toBe(names);
});

test('it stands where the value stood, by the same steps, and says where the defaults stand', () => {
  const value = valueOf("[concat(parameters('d'), 'x')]", PARAMETERS);
  const { value: settled, assumed } = settle(value);
  expect([settled.from, settled.via]).toEqual([value.from, value.via]);
  expect(settled.via).toHaveLength(1);
  expect(assumed).toEqual([{ name: "parameters('d')", at: at('d') }]);
});

test.each([
  "parameters('p')",
  "concat('a', parameters('p'))",
  "createArray(parameters('p'))",
  "createObject('k', parameters('p'))",
  "if(parameters('f'), 'a', parameters('p'))",
  "toUpper(parameters('p'))",
  "'a'",
])('%s rests on no default', (text) => {
  const value = valueOf(`[${text}]`, PARAMETERS);
  expect(settle(value)).toEqual({ value, assumed: [] });
  expect(settle(value).value).toBe(value);
});

test('open lists and objects stay open', () => {
  const items: Value = { kind: 'array', items: [d], open: true };
  const members: Value = { kind: 'object', entries: [{ key: 'k', value: d }], open: true };
  expect(said(settle(items).value)).toBe('["Abc", …]');
  expect(said(settle(members).value)).toBe('{"k": "Abc", …}');
});
