/** The functions table against the facts, and the exact evaluations against documented examples and laws. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS, fits, functionNamed } from '../../../src/expression/workflow/functions.ts';
import type { Json } from '../../../src/model.ts';
import { shared } from '../../shared.ts';

const facts = shared('facts', 'data', 'workflow-functions.json');

interface Fact {
  readonly name: string;
  readonly category: string;
  readonly minArgs: number;
  readonly maxArgs: number | null;
  readonly docMinArgs: number | null;
  readonly docMaxArgs: number | null;
  readonly parameters: readonly {
    readonly name: string;
    readonly kinds: readonly string[];
    readonly required: boolean;
    readonly variadic: boolean;
  }[];
  readonly returns: readonly string[];
  readonly contexts: readonly string[];
  readonly skus: readonly string[];
  readonly replacement: string | null;
}

/** Where the facts name places more finely than the table. */
const CONTEXTS = new Map([
  ['HttpWebhook-trigger-or-action', 'webhook'],
  ['ApiConnectionWebhook-trigger-or-action', 'webhook'],
  ['workflow.json(any)', 'standard-files'],
  ['connections.json', 'standard-files'],
  ['parameters.json', 'standard-files'],
]);

const exact = (name: string, ...args: Json[]): Json | undefined => functionNamed(name)?.exact?.(args);

function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isJson);
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

describe('functions table', () => {
  it('has every name once, found without letter case', () => {
    expect(new Set(FUNCTIONS.map((spec) => spec.name.toLowerCase())).size).toBe(FUNCTIONS.length);
    expect(functionNamed('ENCODEURICOMPONENT')?.name).toBe('encodeUriComponent');
    expect(['filter', 'constructor', '__proto__', 'lower'].map(functionNamed)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('bounds hold', () => {
    const within = (name: string, count: number): boolean | undefined => {
      const spec = functionNamed(name);
      return spec && fits(spec, count);
    };
    expect([
      within('if', 2),
      within('if', 3),
      within('if', 4),
      within('concat', 0),
      within('concat', 90),
      within('createArray', 0),
    ]).toEqual([false, true, false, false, true, true]);
  });

  it.skipIf(facts === undefined)('agrees with the facts', () => {
    const { functions } = JSON.parse(readFileSync(facts ?? '', 'utf8')) as { functions: readonly Fact[] };
    expect(FUNCTIONS.map((spec) => spec.name).sort()).toEqual(functions.map((fact) => fact.name).sort());
    for (const fact of functions) {
      const spec = functionNamed(fact.name);
      expect(spec).toMatchObject({
        name: fact.name,
        category: fact.category,
        min: fact.minArgs,
        max: fact.maxArgs,
        doc: fact.docMinArgs === null ? null : [fact.docMinArgs, fact.docMaxArgs],
        returns: fact.returns,
        standardOnly: !fact.skus.includes('consumption'),
        instead: fact.replacement,
        parameters: fact.parameters,
      });
      const places = fact.contexts.includes('any') ? [] : fact.contexts.map((one) => CONTEXTS.get(one) ?? one);
      expect(spec?.contexts, fact.name).toEqual([...new Set(places)]);
    }
  });
});

describe('exact evaluation', () => {
  it.each<[string, Json[], Json | undefined]>([
    ['concat', ['a', 1, 'b'], 'a1b'],
    ['concat', ['a', true], undefined],
    ['concat', ['a', null], undefined],
    ['replace', ['the old string', 'old', 'new'], 'the new string'],
    ['replace', ['a', '', 'b'], undefined],
    ['toLower', ['ABC'], 'abc'],
    ['toUpper', ['straße'], undefined],
    ['trim', ['\u00a0 x \n'], 'x'],
    ['trim', ['\uFEFFx'], '\uFEFFx'],
    ['substring', ['hello world', 6, 5], 'world'],
    ['substring', ['hello', 2], 'llo'],
    ['substring', ['hello', 3, 9], undefined],
    ['slice', ['Hello World', 2, 5], 'llo'],
    ['slice', ['Hello', -2], undefined],
    ['split', ['a|b||c', '|'], ['a', 'b', '', 'c']],
    ['startsWith', ['Hello', 'HE'], true],
    ['endsWith', ['Hello', 'lo'], true],
    ['indexOf', ['hello world', 'WORLD'], 6],
    ['indexOf', ['hello', 'l', 3], undefined],
    ['lastIndexOf', ['a-b-c', '-'], 3],
    ['length', ['abcd'], 4],
    ['length', [[0, 1, 2]], 3],
    ['chunk', ['abcdefg', 3], ['abc', 'def', 'g']],
    ['chunk', ['abc', 0], undefined],
    ['chunk', ['', 3], undefined],
    ['contains', ['hello world', 'world'], true],
    ['contains', ['hello world', 'World'], false],
    ['contains', [['a', 'b'], 'b'], true],
    ['contains', [[1, 2], '1'], undefined],
    ['contains', [{ Key: 1 }, 'Key'], true],
    ['contains', [{ Key: 1 }, 'key'], undefined],
    ['empty', [''], true],
    ['empty', [null], undefined],
    ['first', ['hello'], 'h'],
    ['first', [[]], undefined],
    ['last', [[0, 1, 3]], 3],
    ['take', ['abcde', 3], 'abc'],
    ['skip', [[0, 1, 2, 3], 1], [1, 2, 3]],
    ['reverse', [[1, 2]], [2, 1]],
    ['join', [['a', 'b', 'c'], '.'], 'a.b.c'],
    ['join', [['a', null], '.'], undefined],
    [
      'union',
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      ['a', 'b', 'c'],
    ],
    [
      'intersection',
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      ['b'],
    ],
    ['union', [[1], [1]], undefined],
    ['int', ['10'], 10],
    ['int', ['10.5'], undefined],
    ['float', ['10.333'], 10.333],
    ['float', ['10.000'], undefined],
    ['float', [5], undefined],
    ['bool', ['FALSE'], false],
    ['bool', [1], true],
    ['bool', ['yes'], undefined],
    ['json', ['{"a":[1]}'], { a: [1] }],
    ['json', ['{a:1}'], undefined],
    ['json', ['{"a":1.0}'], undefined],
    ['json', ['[1e3]'], undefined],
    ['json', ['{"1.0":"1e3","b":1.05}'], { '1.0': '1e3', b: 1.05 }],
    ['json', ['12345678901234567890'], undefined],
    ['string', [10], '10'],
    ['string', [null], ''],
    ['string', [true], undefined],
    ['base64', ['hello'], 'aGVsbG8='],
    ['base64ToString', ['aGVsbG8='], 'hello'],
    ['base64ToString', ['/w=='], undefined],
    ['array', ['hello'], ['hello']],
    ['uriComponent', ['https://contoso.com'], 'https%3A%2F%2Fcontoso.com'],
    ['encodeUriComponent', ["it's"], undefined],
    ['uriComponentToString', ['https%3A%2F%2Fcontoso.com'], 'https://contoso.com'],
    ['decodeUriComponent', ['%E0%A4%A'], undefined],
    ['equals', ['abc', 'abcd'], false],
    ['equals', [true, 1], undefined],
    ['equals', [null, ''], undefined],
    ['equals', [null, 'x'], false],
    ['greater', [10, 5], true],
    ['less', ['a', 'b'], undefined],
    ['and', [true, false], false],
    ['or', [true, false], true],
    ['not', [false], true],
    ['not', ['false'], undefined],
    ['if', [true, 'a', 'b'], 'a'],
    ['coalesce', [null, 'hello', 'x'], 'hello'],
    ['add', [1, 2], 3],
    ['add', [1, 1.5], undefined],
    ['div', [10, 5], 2],
    ['div', [11, 5], 2],
    ['div', [1, 0], undefined],
    ['mod', [3, 2], 1],
    ['mul', [0, -1], 0],
    ['max', [[1, 2, 3]], 3],
    ['min', [3, 2, 1], 1],
    ['max', [], undefined],
    ['range', [1, 4], [1, 2, 3, 4]],
    ['range', [1, 100_000], undefined],
    ['uriHost', ['https://www.Contoso.com:8080/a?b=1'], 'www.contoso.com'],
    ['uriPath', ['https://www.contoso.com/catalog/new.htm?date=today'], '/catalog/new.htm'],
    ['uriPathAndQuery', ['https://www.contoso.com/a?b=1'], '/a?b=1'],
    ['uriPort', ['https://www.contoso.com'], 443],
    ['uriQuery', ['http://www.contoso.com/a?b=1'], '?b=1'],
    ['uriScheme', ['http://www.contoso.com'], 'http'],
    ['uriPath', ['https://a.example/x/../y'], undefined],
    ['setProperty', [{ a: 1 }, 'a', 2], { a: 2 }],
    ['addProperty', [{ a: 1 }, 'b', 2], { a: 1, b: 2 }],
    ['addProperty', [{ a: 1 }, 'a', 2], undefined],
    ['addProperty', [{ a: 1 }, 'A', 2], undefined],
    ['removeProperty', [{ a: 1, b: 2 }, 'a'], { b: 2 }],
  ])('%s of %j is %j', (name, args, result) => {
    expect(exact(name, ...args)).toEqual(result);
  });

  it('gives no object another prototype', () => {
    const out = exact('setProperty', {}, '__proto__', { polluted: 'yes' });
    expect(Object.getPrototypeOf(out)).toBe(Object.prototype);
    expect(Object.keys(out ?? {})).toEqual(['__proto__']);
  });

  it('refuses to grow', () => {
    const long = 'a'.repeat(60_000);
    expect(exact('replace', long, 'a', long)).toBeUndefined();
    expect(exact('concat', long, long)).toBeUndefined();
    expect(exact('join', [long, long], '')).toBeUndefined();
    expect(exact('uriComponent', '/'.repeat(60_000))).toBeUndefined();
    expect(exact('json', '['.repeat(30_000))).toBeUndefined();
  });

  it('never throws, whatever the arguments', () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json);
    const pure = FUNCTIONS.filter((spec) => spec.exact !== null);
    fc.assert(
      fc.property(fc.constantFrom(...pure), fc.array(json, { maxLength: 4 }), (spec, args) => {
        const out = spec.exact?.(args);
        expect(out === undefined || isJson(out)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('encoders are undone by their decoders', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const encoded = exact('uriComponent', text);
        if (encoded !== undefined) expect(exact('uriComponentToString', encoded)).toBe(text);
        const wrapped = exact('base64', text);
        if (wrapped !== undefined && !text.startsWith('\uFEFF')) expect(exact('base64ToString', wrapped)).toBe(text);
      }),
    );
  });
});
