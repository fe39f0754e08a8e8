import { describe, expect, test } from 'vitest';
import { fingerprintOf, locate, type LocatedText } from '../src/locate.ts';
import type { Anchor, Finding, Json, Problem, Settings } from '../src/model.ts';
import type { AnyRule } from '../src/rule.ts';
import { read } from '../src/read/read.ts';
import { secretsOfDocument } from '../src/secret.ts';
import { noise, PLACED, SHAPED, URL64 } from './secret/samples.ts';

const SIG = noise(43, URL64, 5);
const SETTINGS: Settings = {
  severities: {},
  only: [],
  suppressions: [],
  today: '2026-01-01',
  docs: 'https://example.org/laudit/',
};

const RULE: AnyRule = {
  meta: {
    id: 'demo',
    category: 'trust',
    severity: 'error',
    title: 'a demonstration',
    why: 'Nothing.',
    remedy: 'Do nothing.',
    sources: [],
  },
  judges: 'sender',
  messages: {
    plain: () => 'Plain.',
    quotes: ({ text }: { text: string }) => ({ text: `Says ${text}.`, remedy: `Remove ${text}.` }),
  },
  check: () => undefined,
};
const RULES = new Map([['demo', RULE]]);

function finding(at: Anchor, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'demo',
    message: 'plain',
    data: {},
    at,
    related: [],
    subject: 's',
    workflow: 'w',
    operation: 'o',
    outcome: null,
    environments: [],
    softened: false,
    ...more,
  };
}

function textOf(text: string, file = 'a.json'): LocatedText {
  let value: Json = null;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    // Not strict JSON: the shapes alone must do.
  }
  return { text, secrets: secretsOfDocument(value, file) };
}

function at(pointer: string, more: Partial<Anchor> = {}): Anchor {
  return { file: 'a.json', pointer, ...more };
}

function run(text: string, ...anchors: Anchor[]): Problem[] {
  return locate(
    anchors.map((anchor) => finding(anchor)),
    (file) => (file === 'a.json' ? textOf(text) : undefined),
    RULES,
    SETTINGS,
  );
}

const TEXT = `{
  "outer": {
    "inner": "value",
    "list": [
      1,
      { "x": 2 }
    ]
  }
}`;

describe('places', () => {
  test.each([
    ['a string', at('/outer/inner'), [3, 14, 3, 21]],
    ['a slice', at('/outer/inner', { slice: [1, 3] }), [3, 16, 3, 18]],
    ['a key', at('/outer/inner', { on: 'key' }), [3, 5, 3, 12]],
    ['an object: its key', at('/outer'), [2, 3, 2, 10]],
    ['an array: its key', at('/outer/list'), [4, 5, 4, 11]],
    ['an item that is an object: its first line', at('/outer/list/1'), [6, 7, 6, 17]],
    ['the document: its first line', at(''), [1, 1, 1, 2]],
    ['offsets', at('', { offset: [4, 11] }), [2, 3, 2, 10]],
    ['what is not there: the nearest that is', at('/outer/inner/deeper'), [3, 14, 3, 21]],
  ])('%s', (_, anchor, [line, column, endLine, endColumn]) => {
    expect(run(TEXT, anchor)[0]?.place.range).toEqual({
      start: { line, column },
      end: { line: endLine, column: endColumn },
    });
  });

  test('without a text there is a pointer and no line', () => {
    const [problem] = locate([finding({ file: 'foreign.json', pointer: '/x' })], () => undefined, RULES, SETTINGS);
    expect(problem?.place).toEqual({ file: 'foreign.json', pointer: '/x', range: null });
    expect(problem?.excerpt).toBeNull();
  });

  test('offsets beyond the text do no harm', () => {
    expect(run('{}', at('', { offset: [50, 90] }))[0]?.place.range?.start).toEqual({ line: 1, column: 3 });
  });
});

describe('problems', () => {
  test('are sorted by file, place, rule, message', () => {
    const anchors = [at('/outer/list/1'), at('/outer/inner'), at('')];
    expect(run(TEXT, ...anchors).map(({ place }) => place.pointer)).toEqual(['', '/outer/inner', '/outer/list/1']);
  });

  test('carry sentence, remedy, page and severity', () => {
    const found = finding(at(''), { message: 'quotes', data: { text: 'abc' }, severity: 'info' });
    expect(locate([found], () => undefined, RULES, SETTINGS)[0]).toMatchObject({
      message: 'Says abc.',
      remedy: 'Remove abc.',
      severity: 'info',
      docs: 'https://example.org/laudit/rules/trust/demo.md',
    });
    expect(run('{}', at(''))[0]).toMatchObject({ remedy: 'Do nothing.', severity: 'error', category: 'trust' });
  });

  test('a missing sentence or rule does not lose the finding', () => {
    const lost = [finding(at(''), { message: 'nowhere' }), finding(at(''), { rule: 'gone' })];
    expect(locate(lost, () => undefined, RULES, SETTINGS).map(({ rule }) => rule)).toEqual(['demo', 'gone']);
  });
});

describe('fingerprints', () => {
  const base = finding(at('/actions/0/uri'));
  test('are sixteen hexadecimal digits and ignore message, data, environment, severity and index', () => {
    expect(fingerprintOf(base)).toMatch(/^[0-9a-f]{16}$/);
    for (const more of [
      { message: 'quotes', data: { text: 'x' } },
      { environments: ['prod'] },
      { severity: 'info' as const },
      { at: at('/actions/7/uri') },
    ]) {
      expect(fingerprintOf({ ...base, ...more })).toBe(fingerprintOf(base));
    }
  });
  test('tell rule, file, names and path apart', () => {
    const others = [
      { rule: 'x' },
      { at: { file: 'b', pointer: base.at.pointer } },
      { workflow: 'v' },
      { operation: 'p' },
      { at: at('/actions/0/url') },
    ];
    const all = new Set([base, ...others.map((more) => ({ ...base, ...more }))].map((one) => fingerprintOf(one)));
    expect(all.size).toBe(6);
  });
  test('no digest of a secret: two secrets in a key give one fingerprint', () => {
    const other = noise(43, URL64, 6);
    expect(fingerprintOf(finding(at(`/x?sig=${SIG}`)))).toBe(fingerprintOf(finding(at(`/x?sig=${other}`))));
  });
});

describe('excerpts', () => {
  test('the place and one line around it, five at most', () => {
    expect(run(TEXT, at('/outer/inner'))[0]?.excerpt).toEqual({
      firstLine: 2,
      lines: ['  "outer": {', '    "inner": "value",', '    "list": ['],
    });
    expect(run(TEXT, at('', { offset: [0, TEXT.length] }))[0]?.excerpt?.lines).toHaveLength(5);
    expect(run('{}', at(''))[0]?.excerpt).toEqual({ firstLine: 1, lines: ['{}'] });
  });

  test('columns stay true: stars one for one', () => {
    const text = `{\n  "uri": "https://h?sv=1.0&sig=${SIG}", "x": 1\n}`;
    const [problem] = run(text, at('/x'));
    expect(problem?.excerpt?.lines[1]).toBe(`  "uri": "https://h?sv=1.0&sig=${'*'.repeat(43)}", "x": 1`);
  });

  test("every secret of a shown line is masked, not the finding's alone; two on one line, in keys, minified", () => {
    const second = noise(43, URL64, 77);
    const text = JSON.stringify({
      [`k?sig=${SIG}`]: 1,
      b: `https://h?sig=${second}`,
      c: { password: 'opensesame' },
      d: 2,
    });
    const printed = JSON.stringify(run(text, at('/d'), at(`/k?sig=${SIG}`, { on: 'key' }), at('/c/password')));
    for (const secret of [SIG, second, 'opensesame']) expect(printed).not.toContain(secret);
  });

  test('every shape and every position, plain, with escapes, cut off', () => {
    for (const { text, secret } of SHAPED) {
      const strict = JSON.stringify({ a: 1, text });
      for (const raw of [strict, strict.replaceAll('/', '\\/').replaceAll('=', '\\u003d'), strict.slice(0, -1)]) {
        const printed = run(raw, at('/a'))[0]?.excerpt?.lines.join('\n') ?? '';
        expect(printed.length).toBeGreaterThan(0);
        expect(printed, text).not.toContain(JSON.stringify(secret).slice(1, -1).slice(2, 12));
      }
    }
    for (const { path, literal, secret } of PLACED) {
      const document = path.reduceRight<Json>((value, key) => ({ [key]: value, neighbour: 1 }), literal);
      const printed = JSON.stringify(
        run(JSON.stringify(document, null, 1), at(`/${path.join('/')}`), at('/neighbour')),
      );
      expect(printed, path.join('.')).not.toContain(secret);
    }
  });

  test('of a key that stands twice both values are masked', () => {
    const text = '{ "x": 1, "Authorization": "Token swordfish", "Authorization": "Bearer opensesame" }';
    expect(run(text, at('/x'))[0]?.excerpt?.lines).toEqual([
      `{ "x": 1, "Authorization": "${'*'.repeat(15)}", "Authorization": "${'*'.repeat(17)}" }`,
    ]);
  });

  test('UTF-16, byte order mark, comments and trailing commas', () => {
    const text = `\ufeff{\r\n // note\r\n "headers": { "x-api-key": "kiwi-plum-47", "Authorization": "Custom zebra", },\r\n "x": "h?sig=${SIG}",\r\n}`;
    const bytes = new Uint8Array(Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).buffer);
    const document = read({ id: 'a.json', bytes, project: '' });
    expect(document.encoding).toBe('utf-16le');
    const located = { text: document.text, secrets: secretsOfDocument(document.value ?? null, 'a.json') };
    const [problem] = locate([finding(at('/x'))], () => located, RULES, SETTINGS);
    expect(problem?.place.range?.start).toEqual({ line: 4, column: 7 });
    expect(problem?.excerpt?.lines).toEqual([
      ` "headers": { "x-api-key": "${'*'.repeat(12)}", "Authorization": "${'*'.repeat(12)}", },`,
      ` "x": "h?sig=${'*'.repeat(43)}",`,
      '}',
    ]);
  });

  test('a secret over several lines keeps the lines', () => {
    const text = `{ "k": "-----BEGIN PRIVATE KEY-----\n${noise(40, URL64.slice(0, 62), 3)}\n${noise(40, URL64.slice(0, 62), 4)}\n-----END PRIVATE KEY-----",\n"x": 1 }`;
    expect(run(text, at('/x'))[0]?.excerpt).toEqual({
      firstLine: 4,
      lines: ['-----END PRIVATE KEY-----",', '"x": 1 }'],
    });
    expect(run(text, at('', { offset: [40, 50] }))[0]?.excerpt?.lines[1]).toBe('*'.repeat(40));
  });

  test('sentences, names and pointers are filtered too', () => {
    const url = `https://h?sv=1.0&sig=${SIG}`;
    const found = finding(at(`/${url.replaceAll('/', '~1')}`), {
      message: 'quotes',
      data: { text: url },
      workflow: url,
      operation: url,
      related: [{ at: at(''), message: url }],
    });
    expect(JSON.stringify(locate([found], () => undefined, RULES, SETTINGS))).not.toContain(SIG);
  });
});
