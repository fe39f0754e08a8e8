import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, chooseFixes, editsOf } from '../src/fix.ts';
import { unified } from '../src/fix/difference.ts';
import { type TextEdit, textEdits } from '../src/fix/edits.ts';
import { encode } from '../src/fix/encode.ts';
import { unsigned } from '../src/fix/url.ts';
import { lint } from '../src/lint.ts';
import type { Change, Edit, Json, Problem } from '../src/model.ts';
import { parse, read } from '../src/read/read.ts';
import { escapeToken } from '../src/value.ts';
import { SETTINGS } from './fixtures.ts';
import { SAMPLE, SIG } from './report/sample.ts';
import { corpus, corpusFiles } from './shared.ts';

const plain = (text: string) => ({ text, secrets: [] });

const at = (pointer: string) => ({ file: 'a.json', pointer });
function changed(text: string, ...changes: Change[]): string | undefined {
  const edits = textEdits(text, changes).filter((edit) => edit !== undefined);
  return edits.length < changes.length ? undefined : applyEdits(text, edits);
}

test.each<[string, string, Change, string | undefined]>([
  ['set', '{ "a": "x" }', { kind: 'set', at: at('/a'), value: 'é"' }, '{ "a": "é\\"" }'],
  ['set what was judged', '{ "a": "x" }', { kind: 'set', at: at('/a'), value: 'y', was: 'x' }, '{ "a": "y" }'],
  ['set what is another by now', '{ "a": "z" }', { kind: 'set', at: at('/a'), value: 'y', was: 'x' }, undefined],
  ['set nowhere', '{ "a": 1 }', { kind: 'set', at: at('/b'), value: 1 }, undefined],
  ['rename', '{ "a" : [1] }', { kind: 'rename', at: at('/a'), key: 'b' }, '{ "b" : [1] }'],
  ['rename an item', '[1]', { kind: 'rename', at: at('/0'), key: 'b' }, undefined],
  ['remove the first', '{\n  "a": 1,\n  "b": 2\n}', { kind: 'remove', at: at('/a') }, '{\n  "b": 2\n}'],
  ['remove the last', '{\r\n  "a": 1,\r\n  "b": 2\r\n}', { kind: 'remove', at: at('/b') }, '{\r\n  "a": 1\r\n}'],
  ['remove the only one', '{ "x": { "a": 1 } }', { kind: 'remove', at: at('/x/a') }, '{ "x": {} }'],
  ['remove an item', '[1, 2, 3]', { kind: 'remove', at: at('/1') }, '[1, 3]'],
  ['remove before a comment', '{ "a": 1, // why\n "b": 2 }', { kind: 'remove', at: at('/a') }, '{  // why\n "b": 2 }'],
  ['remove behind a comment', '{ "a": 1, // why\n "b": 2 }', { kind: 'remove', at: at('/b') }, undefined],
  ['remove before a trailing comma', '{ "a": 1, "b": 2, }', { kind: 'remove', at: at('/b') }, '{ "a": 1, }'],
  ['remove the document', '{}', { kind: 'remove', at: at('') }, undefined],
  [
    'insert on a line',
    '{ "a": 1 }',
    { kind: 'insert', at: at(''), key: 'b', value: { c: [] } },
    '{ "a": 1, "b": {"c":[]} }',
  ],
  [
    'insert below',
    '{\n\t"a": 1 // why\n}',
    { kind: 'insert', at: at(''), key: 'b', value: { c: 1 } },
    '{\n\t"a": 1,\n\t"b": {\n\t\t"c": 1\n\t} // why\n}',
  ],
  [
    'insert into nothing',
    '{\r\n    "a": {},\r\n    "b": [\r\n    ]\r\n}',
    { kind: 'insert', at: at('/a'), key: 'k', value: 1 },
    '{\r\n    "a": {\r\n        "k": 1\r\n    },\r\n    "b": [\r\n    ]\r\n}',
  ],
  ['insert what is there', '{ "\\u0062": 1 }', { kind: 'insert', at: at(''), key: 'b', value: 1 }, undefined],
  ['insert into a list', '[]', { kind: 'insert', at: at(''), key: 'b', value: 1 }, undefined],
  [
    'take a signature out',
    '{ "u": "https:\\/\\/h.example\\/x?api-version=1&sp=%2Ftriggers&sv=1.0&sig=abc" }',
    { kind: 'unsign', at: at('/u') },
    '{ "u": "https://h.example/x?api-version=1" }',
  ],
])('%s', (_, text, change, expected) => {
  expect(changed(text, change)).toBe(expected);
});

test.each<[string, string | undefined]>([
  ['https://h.example/x?sig=a&sp=b&sv=c', 'https://h.example/x'],
  ['https://h.example/x?sig=a&y=1', 'https://h.example/x?y=1'],
  ['https://h.example/x?y=1', undefined],
  ["https://h.example/@{triggerBody()?['x']}?sig=a", undefined],
  ["[concat('https://h.example/x?sig=', 'a')]", undefined],
  ['ftp://h.example/x?sig=a', undefined],
])('%s without its signature: %s', (url, expected) => {
  expect(unsigned(url)).toBe(expected);
});

describe('laws of editing', () => {
  const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => typeof value === 'object' && value !== null);
  const layout = fc.constantFrom(undefined, 1, 2, '\t');

  /** Pointers of all members and items. */
  function pointers(value: Json, from = ''): string[] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, item]: [string, Json]) => {
      const here = `${from}/${escapeToken(key)}`;
      return [here, ...pointers(item, here)];
    });
  }
  function without(value: Json, pointer: string): Json {
    const [key = '', ...rest] = pointer
      .slice(1)
      .split('/')
      .map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'));
    const below = rest.map((one) => `/${escapeToken(one)}`).join('');
    const entries = Object.entries(value as object).flatMap(([name, item]: [string, Json]): [string, Json][] =>
      name !== key ? [[name, item]] : rest.length === 0 ? [] : [[name, without(item, below)]],
    );
    return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
  }

  test('what is removed is gone, all else is as it was, in every layout', () => {
    fc.assert(
      fc.property(json, layout, fc.nat(), fc.constantFrom('\n', '\r\n'), (value, space, pick, end) => {
        const all = pointers(value as Json);
        const pointer = all[pick % Math.max(1, all.length)];
        if (pointer === undefined) return;
        const text = JSON.stringify(value, null, space).replaceAll('\n', end);
        const after = changed(text, { kind: 'remove', at: at(pointer) });
        expect(after === undefined ? after : JSON.parse(after)).toEqual(without(JSON.parse(text) as Json, pointer));
        expect(after === undefined ? 0 : parse(after).faults.length).toBe(0);
      }),
    );
  });

  test('what is inserted and removed again leaves the text as it was', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })),
        fc.jsonValue({ maxDepth: 2 }),
        layout,
        (value, inner, space) => {
          const text = JSON.stringify({ holder: { first: 1, ...value } }, null, space);
          if (Object.hasOwn(value, 'new')) return;
          const put = changed(text, { kind: 'insert', at: at('/holder'), key: 'new', value: inner as Json }) ?? '';
          expect((JSON.parse(put) as { holder: Record<string, unknown> }).holder['new']).toEqual(
            JSON.parse(JSON.stringify(inner)),
          );
          expect(changed(put, { kind: 'remove', at: at('/holder/new') })).toBe(text);
        },
      ),
    );
  });

  test('no text and no change make it throw', () => {
    const kind = fc.constantFrom<Change['kind']>('set', 'remove', 'rename', 'insert', 'unsign');
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '/a', '/0', '/a/b'), kind, (noise, pointer, which) => {
        for (const text of [noise, `{"a":${noise}`, `{"a":{${noise}`, `[${noise}]`])
          expect(() => textEdits(text, [{ kind: which, at: at(pointer), key: 'k', value: 1 }])).not.toThrow();
      }),
    );
  });

  test('bytes come back as they were', () => {
    const text = '{ "ä": "受😀" }';
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(text, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    ]) {
      const document = read({ id: 'a.json', bytes, project: '' });
      expect(Buffer.from(encode(document.text, document.encoding, bytes)).equals(bytes)).toBe(true);
    }
  });
});

describe('choice', () => {
  const edit = (start: number, end: number, text = 'x'): Edit => {
    const position = { line: 1, column: 1 };
    return { file: 'a.json', start, end, text, range: { start: position, end: position } };
  };
  const [sample] = SAMPLE.problems;
  if (sample === undefined) throw new Error('the sample has no problem');
  const problem = (safe: boolean, ...edits: Edit[]): Problem => ({ ...sample, fix: { title: 't', safe, edits } });

  test('safe ones that do not meet; equal ones once; a fix whole or not at all', () => {
    const first = problem(true, edit(0, 2));
    const both = problem(true, edit(10, 12), edit(1, 3));
    const { edits, count } = chooseFixes([
      first,
      first,
      both,
      problem(false, edit(20, 21)),
      problem(true, edit(30, 31)),
    ]);
    expect(count).toBe(2);
    expect(edits.get('a.json')?.map(({ start }) => start)).toEqual([0, 30]);
    expect(chooseFixes([problem(true, edit(5, 5)), problem(true, edit(5, 5, 'y'))]).count).toBe(1);
  });

  test('a file that is not at hand takes the whole fix away', () => {
    const fix = { title: 't', safe: true, changes: [{ kind: 'set', at: at('/a'), value: 1 }] } as const;
    expect(editsOf([fix], () => undefined)).toEqual([null]);
    expect(editsOf([fix], () => '{"a":0}')[0]).toHaveLength(1);
  });
});

describe('difference', () => {
  test('three lines around, hunks that touch together, secrets masked', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `  "k${index}": ${index}`);
    const before = `{\n${lines.join(',\n')},\n  "u": "https://h.example/?sv=1.0&sig=${SIG}"\n}`;
    const after = before
      .replace('  "k5": 5,\n', '')
      .replace('"k20": 20', '"k20": 21')
      .replace(/\?sv.*"/, '"');
    const shown = unified('a b.json', plain(before), plain(after));
    expect(shown).toMatch(/^--- a b\.json\n\+\+\+ a b\.json\n@@ -4,7 \+4,6 @@\n/);
    expect(shown).toContain('-  "k20": 20,\n+  "k20": 21,\n');
    expect(shown).not.toContain(SIG);
    expect(shown).toContain('sig=****');
    expect(unified('a.json', plain(before), plain(before))).toBe('');
  });

  test('says what changed: applied by hand, it gives the new text', () => {
    const line = fc.constantFrom('a', 'b', 'c', '', '{', '}');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.array(line, { minLength: 1 }), (was, is) => {
        const shown = unified('a.json', plain(was.join('\n')), plain(is.join('\n')))
          .split('\n')
          .slice(2, -1);
        const out: string[] = [];
        let at = 0;
        for (const one of shown) {
          const [, from] = /^@@ -(\d+)/.exec(one) ?? [];
          if (from !== undefined) while (at < Number(from) - 1) out.push(was[at++] ?? '');
          else if (one.startsWith('+')) out.push(one.slice(1));
          else if (one.startsWith('-')) at++;
          else out.push(was[at++] ?? '');
        }
        expect([...out, ...was.slice(at)]).toEqual(is);
      }),
    );
  });
});

/** The edits undone: what they wrote is replaced by what stood there. */
function takenBack(after: string, before: string, edits: readonly TextEdit[]): string {
  let shift = 0;
  const undone = edits.map(({ start, end, text }) => {
    const at = start + shift;
    shift += text.length - (end - start);
    return { start: at, end: at + text.length, text: before.slice(start, end) };
  });
  return applyEdits(after, undone);
}

describe.skipIf(corpus() === undefined)('the corpus', () => {
  test('every safe fix mends its finding and leaves all else equal', { timeout: 120_000 }, () => {
    const home = corpus() ?? '';
    const sources = corpusFiles().map((id) => ({
      id,
      bytes: readFileSync(join(home, id)),
      project: id.split('/')[0] ?? '',
    }));
    const before = lint({ sources, settings: SETTINGS });
    const { edits, count } = chooseFixes(before.problems);
    const fixed = sources.map((source) => {
      const own = edits.get(source.id);
      if (own === undefined) return source;
      const { text, encoding } = read(source);
      const after = applyEdits(text, own);
      expect(after.length - text.length).toBe(
        own.reduce((sum, one) => sum + one.text.length - (one.end - one.start), 0),
      );
      expect(parse(after).value).toBeDefined();
      const bytes = encode(after, encoding, source.bytes);
      // Taken back in the text that was written, it is the file that was read, byte for byte.
      const back = encode(takenBack(read({ ...source, bytes }).text, text, own), encoding, source.bytes);
      expect(Buffer.from(back).equals(source.bytes)).toBe(true);
      return { ...source, bytes };
    });
    const after = lint({ sources: fixed, settings: SETTINGS });
    const left = chooseFixes(after.problems).count;
    expect(count).toBeGreaterThan(0);
    expect(left).toBeLessThan(count);
    const times = (problems: readonly Problem[], wanted: string): number =>
      problems.filter(({ fingerprint }) => fingerprint === wanted).length;
    const mended = before.problems.filter(
      ({ fix }) =>
        fix?.safe === true &&
        fix.edits.every((edit) => edits.get(edit.file)?.some(({ start }) => start === edit.start)),
    );
    expect(mended.length).toBeGreaterThanOrEqual(count);
    for (const { fingerprint } of mended)
      expect(times(after.problems, fingerprint)).toBeLessThan(times(before.problems, fingerprint));
  });
});
