import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, Value } from '../../src/model.ts';
import {
  isPlaceholder,
  mask,
  masked,
  maskedPointer,
  seal,
  secretAt,
  secretsIn,
  secretsInRaw,
  secretsOfDocument,
} from '../../src/secret.ts';
import { hole, join, known } from '../../src/value.ts';
import { HARMLESS, noise, PLACED, SHAPED, URL64 } from './samples.ts';

const SIG = noise(43, URL64, 5);
const URL = `https://prod-07.westeurope.logic.azure.com/workflows/x?sv=1.0&sig=${SIG}`;
const cut = (text: string, spans: readonly { start: number; end: number }[]): string[] =>
  spans.map(({ start, end }) => text.slice(start, end));

describe('secretsIn', () => {
  test.each(SHAPED.map((sample) => [sample.name, sample] as const))(
    '%s: the secret part and no more',
    (_, { text, secret, kind }) => {
      const spans = secretsIn(text);
      expect(cut(text, spans).map((part) => part.trim())).toEqual([secret.trim()]);
      expect(spans[0]?.kind).toBe(kind);
    },
  );

  test.each(HARMLESS)('leaves alone %s', (text) => {
    expect(cut(text, secretsIn(text))).toEqual([]);
  });

  test('finds two in one text, in order and without overlap', () => {
    const second = noise(43, URL64, 99);
    const text = `${URL} and ${URL.replace(SIG, second)}`;
    expect(cut(text, secretsIn(text))).toEqual([SIG, second]);
  });

  test('is idempotent: what is masked holds no secret', () => {
    for (const { text } of SHAPED) expect(masked(masked(text))).toBe(masked(text));
  });

  test('spans are sorted, disjoint and inside the text, whatever the text', () => {
    const piece = fc.constantFrom(
      'sig=',
      'AccountKey=',
      'eyJ',
      '.',
      'Bearer ',
      '://',
      ':',
      '@',
      '&',
      "'",
      '"password":"',
      '\\',
      SIG,
      '%3D',
      'Q~',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const spans of [secretsIn(text), secretsInRaw(text)]) {
          let last = 0;
          for (const { start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(text.length);
          expect(mask(text, spans)).toHaveLength(text.length);
        }
      }),
    );
  });
});

describe('secretsInRaw', () => {
  test('reads escapes, and spans cover them whole', () => {
    const raw = `"uri": "https:\\/\\/host?sv=1.0\\u0026sig=${SIG.slice(0, 20)}\\u002d${SIG.slice(21)}"`;
    expect(cut(raw, secretsInRaw(raw))).toEqual([`${SIG.slice(0, 20)}\\u002d${SIG.slice(21)}`]);
  });

  test('finds members of JSON inside JSON', () => {
    const raw = String.raw`"body": "{\"password\": \"hunter2\"}"`;
    expect(cut(raw, secretsInRaw(raw))).toEqual(['hunter2']);
  });
});

describe('secretAt', () => {
  test.each(PLACED.map((placed) => [placed.path.join('.'), placed] as const))('%s', (_, { path, literal, secret }) => {
    const spans = secretAt(literal, { key: path.at(-1) ?? '', parents: path.slice(0, -1) });
    expect(cut(literal, spans)).toEqual([secret]);
    expect(secretAt(literal, { key: 'description', parents: [] }).length).toBeLessThanOrEqual(1);
  });

  test.each([
    "@parameters('password')",
    "[parameters('password')]",
    "@appsetting('pw')",
    '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/x)',
    'https://v.vault.azure.net/secrets/x/1',
    '',
    '#{Password}#',
    '__PASSWORD__',
    '<password>',
    '${PASSWORD}',
    '$(password)',
    'changeme',
    'your-password',
    'yourSqlPassword',
    'GEN-PASSWORD',
    'Password',
    '********',
    'xxxxxxxx',
  ])('password given as %s is none', (text) => {
    expect(secretAt(text, { key: 'password', parents: ['authentication'] })).toEqual([]);
  });

  test.each([
    ['primaryKey', 'Id'],
    ['connectionString', 'AzureWebJobsStorage'],
    ['secretName', 'orders-secret-name'],
    ['code', noise(54, URL64, 3)],
    ['value', 'some ordinary value'],
  ])('member %s with %s is none', (key, text) => {
    expect(secretAt(text, { key, parents: ['properties'] })).toEqual([]);
  });

  test('weak passwords and words in them are secrets all the same', () => {
    for (const text of ['MySecret1', 'my-password-2', 'Passw0rd!', 'hunter2', 'P@ssword123']) {
      expect(secretAt(text, { key: 'password', parents: [] }), text).toHaveLength(1);
    }
  });

  test('an escaped expression is a literal', () => {
    expect(secretAt('@@hunter2x', { key: 'password', parents: [] })).toHaveLength(1);
    expect(secretAt('[[hunter2x]', { key: 'password', parents: [] })).toHaveLength(1);
  });
});

test('isPlaceholder tells what people write from what machines make', () => {
  for (const text of [
    '',
    ' ',
    '<sig>',
    'YOUR_API_KEY',
    'xxxxx',
    '0000-0000',
    '12345678',
    'abcdef',
    '{{key}}',
    'REDACTED',
    'TODO',
  ])
    expect(isPlaceholder(text), text).toBe(true);
  for (const { secret } of SHAPED) expect(isPlaceholder(secret), secret).toBe(false);
});

describe('secretsOfDocument', () => {
  test('gives pointer, slice and kind, in strings and in keys', () => {
    const found = secretsOfDocument({ a: [{ 'x/y': URL }], [URL]: 1 }, 'f.json');
    const start = URL.indexOf(SIG);
    const slice = [start, start + 43];
    expect(found).toEqual([
      { at: { file: 'f.json', pointer: '/a/0/x~1y', slice }, kind: 'sas-signature', length: 43 },
      {
        at: { file: 'f.json', pointer: `/${URL.replaceAll('/', '~1')}`, on: 'key', slice },
        kind: 'sas-signature',
        length: 43,
      },
    ]);
  });

  test('knows secure parameters and name/value pairs', () => {
    const document: Json = {
      parameters: {
        anything: { type: 'SecureString', defaultValue: 'plum-pudding' },
        other: { type: 'string', defaultValue: 'plain' },
      },
      appSettings: [
        { name: 'ApiKey', value: 'kiwi-plum-47' },
        { name: 'Colour', value: 'kiwi-plum-48' },
      ],
    };
    expect(secretsOfDocument(document, 'f').map(({ at }) => at.pointer)).toEqual([
      '/parameters/anything/defaultValue',
      '/appSettings/0/value',
    ]);
  });

  test('items of an array have no name', () => {
    expect(secretsOfDocument({ runAfter: { Get_password: ['Succeeded'], Client_Secret: ['Failed'] } }, 'f')).toEqual(
      [],
    );
    expect(
      secretsOfDocument({ clientSecret: 'client-secret', servicePrincipal: { defaultValue: 'servicePrincipal' } }, 'f'),
    ).toEqual([]);
  });

  test('every planted position is found', () => {
    for (const { path, literal } of PLACED) {
      const document = path.reduceRight<Json>((value, key) => ({ [key]: value }), literal);
      expect(
        secretsOfDocument(document, 'f').map(({ at }) => at.pointer),
        path.join('.'),
      ).toEqual([`/${path.join('/')}`]);
    }
  });

  test('does not mind depth or hostile names', () => {
    let deep: Json = URL;
    for (let i = 0; i < 5_000; i++) deep = [deep];
    expect(secretsOfDocument(deep, 'f')).toHaveLength(1);
    const hostile = JSON.parse(`{"__proto__":{"password":"hunter2x"},"constructor":"${URL}"}`) as Json;
    expect(secretsOfDocument(hostile, 'f').map(({ at }) => at.pointer)).toEqual([
      '/__proto__/password',
      '/constructor',
    ]);
  });
});

describe('seal', () => {
  const at = { file: 'f.json', pointer: '/inputs/uri' };
  const holds = (value: Value, secret: string): boolean => JSON.stringify(value).includes(secret);

  test('a known text becomes a text with a secure hole of the same length', () => {
    const start = URL.indexOf(SIG);
    expect(seal(known(URL, at))).toEqual({
      kind: 'text',
      from: at,
      parts: [
        URL.slice(0, start),
        {
          kind: 'hole',
          name: `sas-signature(f.json#/inputs/uri:${start})`,
          type: 'string',
          secure: true,
          shape: { minLength: 43, maxLength: 43 },
        },
      ],
    });
  });

  test('clean values stay what they are', () => {
    for (const value of [known('plain', at), known({ a: [1, { b: null }] }, at), join(['a', hole('x', 'string')], at)])
      expect(seal(value)).toEqual(value);
  });

  test('reaches objects, arrays, choices, calls, defaults, keys and names', () => {
    const text = known(URL);
    const values: Value[] = [
      known({ list: [{ uri: URL }] }, at),
      known({ [URL]: 1 }),
      join(['x', hole('h', 'string', { default: text, call: { fn: 'concat', args: [text] }, error: URL })]),
      { kind: 'choice', condition: URL, test: text, then: text, else: known('b') },
      {
        kind: 'object',
        entries: [
          { key: URL, value: text },
          { key: URL, name: text, value: hole(URL, 'any') },
        ],
      },
      { kind: 'array', items: [text, hole('y', 'string', { shape: { allowed: [URL, 'z'] } })] },
      { ...known('a'), via: [{ label: URL, at: null }] },
      { kind: 'text', parts: [URL, { kind: 'choice', condition: 'c', then: text, else: text }] },
    ];
    for (const value of values) {
      expect(holds(value, SIG)).toBe(true);
      expect(holds(seal(value), SIG)).toBe(false);
    }
  });

  test('judges by position too: the pointer of the anchor, names inside', () => {
    expect(seal(known('hunter2x', { file: 'f', pointer: '/authentication/password' }))).toMatchObject({
      kind: 'hole',
      secure: true,
    });
    expect(holds(seal(known({ headers: { 'x-api-key': 'kiwi-plum-47' } })), 'kiwi')).toBe(false);
  });

  test('no planted secret survives, whatever holds it', () => {
    for (const { text, secret } of SHAPED) {
      for (const value of [known(text), known({ deep: [text] }), join([hole('h', 'string'), text])])
        expect(holds(seal(value), JSON.stringify(secret).slice(1, -1)), text).toBe(false);
    }
  });

  test('holes of different places have different names', () => {
    const value = seal(known([URL, URL]));
    const names = [...JSON.stringify(value).matchAll(/"name":"([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(names).size).toBe(2);
  });

  test('a list of allowed values goes as a whole, since a shorter one would say too much', () => {
    const shape = { allowed: [URL, 'z'], minLength: 1 };
    expect(seal(hole('x', 'string', { shape }))).toEqual(hole('x', 'string', { shape: { minLength: 1 } }));
    expect(seal(hole('x', 'string', { shape: { allowed: ['a', 'b'] } }))).toEqual(
      hole('x', 'string', { shape: { allowed: ['a', 'b'] } }),
    );
  });

  test('depth is bounded', () => {
    let deep: Value = known(URL);
    for (let i = 0; i < 2_000; i++) deep = { kind: 'array', items: [deep] };
    expect(holds(seal(deep), SIG)).toBe(false);
  });
});

test('pointers lose secrets in their tokens and nothing else', () => {
  expect(maskedPointer(`/a~1b/${URL.replaceAll('/', '~1')}/c`)).toBe(
    `/a~1b/${URL.replace(SIG, '*'.repeat(43)).replaceAll('/', '~1')}/c`,
  );
  expect(maskedPointer('/a~0b/c')).toBe('/a~0b/c');
});
