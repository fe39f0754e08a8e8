/** What is remembered changes nothing but the time that it takes. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readLines, writeLines } from '../src/cache/file.ts';
import { packed } from '../src/cache/pack.ts';
import { Cache } from '../src/cache.ts';
import { lint, type LintInput } from '../src/lint.ts';
import type { Report, Source } from '../src/model.ts';
import { foldersIn, readCase, SETTINGS } from './fixtures.ts';
import { folder as scratch, run } from './cli/run.ts';
import { BAD } from './cli/samples.ts';

const made: string[] = [];
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'laudit-cache-'));
  made.push(path);
  return path;
}

const PROGRAM = 'test 1';

interface Cached {
  readonly report: Report;
  readonly faults: readonly string[];
  /** How many documents had to be judged. */
  readonly judged: number;
}

/** One run with documents remembered, and no whole report. */
function cached(where: string, input: LintInput, program = PROGRAM): Cached {
  const cache = new Cache(where, program);
  const { memo } = cache;
  let judged = 0;
  const counting = {
    ...memo,
    keep: (...args: Parameters<typeof memo.keep>) => {
      judged++;
      memo.keep(...args);
    },
  };
  const report = lint({ ...input, memo: counting });
  return { report, faults: cache.save(), judged };
}

function text(id: string, value: unknown, project = ''): Source {
  return { id, project, bytes: new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)) };
}

const settings = SETTINGS;

describe.each(foldersIn('fixtures/rules'))('%s', (rule) => {
  test('its cases say the same when remembered', () => {
    for (const name of foldersIn(join('fixtures/rules', rule))) {
      const { sources, settings: own, inventory } = readCase(join('fixtures/rules', rule, name));
      const input = { sources, settings: own, inventory };
      const where = folder();
      const plain = JSON.stringify(lint(input));
      expect(JSON.stringify(cached(where, input).report), name).toBe(plain);
      expect(JSON.stringify(cached(where, input).report), `${name}, remembered`).toBe(plain);
    }
  });
});

describe('a file of the cache', () => {
  const program = 'test 1';
  const fileOf = (text: string | Uint8Array): string => {
    const file = join(folder(), 'documents.laudit');
    writeFileSync(file, text);
    return file;
  };

  test('gives what was put into it, letters of any kind and an empty text too', () => {
    const file = fileOf('');
    const entries = ['a', 'b', 'c'].map((letter, at): [string, string] => [
      letter.repeat(64),
      ['é\u2028😀', '', '{}'][at] ?? '',
    ]);
    expect(writeLines(file, program, entries)).toBeNull();
    const { lines, fault } = readLines(file, program);
    expect([fault, lines.map(([key, text]) => [key, text.toString()])]).toEqual([null, entries]);
  });

  test.each([
    ['short lines', 'abc\n'],
    ['empty lines', '\n'],
    ['lines of signs that are no letters', '\xff\n'],
  ])('is not read further than it can be written: %s', (_, line) => {
    const file = fileOf(`laudit ${program}\n${line.repeat(100_000)}`);
    const { lines, fault } = readLines(file, program);
    expect([lines.length, fault]).toEqual([0, '20000 entries of the cache cannot be used, and will be made anew']);
  });

  test('holds no more entries than are read', () => {
    const file = fileOf('');
    writeLines(
      file,
      program,
      Array.from({ length: 20_001 }, (_, at) => [`${at}`.padStart(64, '0'), '1'] as const),
    );
    const { lines, fault } = readLines(file, program);
    expect([lines.length, fault]).toEqual([20_000, null]);
  });
});

test('other options of a rule, of the settings or of an override, are another judgement', () => {
  const { sources } = readCase('fixtures/rules/nesting-limit/silent-basic');
  const [where, rule] = [folder(), 'nesting-limit'];
  const levels = (own: Partial<typeof settings>): number =>
    cached(where, { sources, settings: { ...settings, ...own } }).report.problems.filter((one) => one.rule === rule)
      .length;
  expect(levels({})).toBe(0);
  expect(levels({ options: { [rule]: { max: 2 } } })).toBe(1);
  expect(levels({ overrides: [{ files: ['**'], severities: {}, options: { [rule]: { max: 2 } } }] })).toBe(1);
  expect(levels({ options: { [rule]: { max: 20 } } })).toBe(0);
  expect(levels({})).toBe(0);
});

/** A template whose workflow's name comes from the parameter file beside it. */
const TEMPLATE = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { name: { type: 'string' } },
  resources: [
    {
      type: 'Microsoft.Logic/workflows',
      apiVersion: '2019-05-01',
      name: "[parameters('name')]",
      location: 'westeurope',
      properties: {
        definition: {
          $schema:
            'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
          contentVersion: '1.0.0.0',
          triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
          actions: {},
        },
      },
    },
  ],
};
const parameters = (name: string) => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
  contentVersion: '1.0.0.0',
  parameters: { name: { value: name } },
});
const namesIn = ({ report }: Cached): readonly (string | null)[] => [
  ...new Set(report.problems.map(({ workflow }) => workflow)),
];

describe('what a judgement rests on', () => {
  const template = text('app/main.json', TEMPLATE);

  test('nothing is judged twice', () => {
    const where = folder();
    const input = { sources: [template, text('app/main.parameters.json', parameters('orders'))], settings };
    expect(cached(where, input).judged).toBe(2);
    expect(cached(where, input).judged).toBe(0);
  });

  test('another value, another file, another content: judged anew', () => {
    const where = folder();
    const of = (...sources: Source[]) => cached(where, { sources, settings });
    expect(namesIn(of(template, text('app/main.parameters.json', parameters('orders'))))).toEqual(['orders']);
    expect(namesIn(of(template, text('app/main.parameters.json', parameters('returns'))))).toEqual(['returns']);
    const both = of(
      template,
      text('app/main.parameters.json', parameters('returns')),
      text('app/main.parameters.prod.json', parameters('prod-returns')),
    );
    expect(both.report.problems.flatMap(({ environments }) => environments)).toContain('prod');
    expect(namesIn(of(template)).join()).not.toContain('returns');
  });

  test('a change elsewhere does not matter', () => {
    const where = folder();
    const values = text('app/main.parameters.json', parameters('orders'));
    cached(where, { sources: [template, values, text('far/away.json', TEMPLATE)], settings });
    const other = cached(where, {
      sources: [template, values, text('far/away.json', { ...TEMPLATE, outputs: {} })],
      settings,
    });
    expect(other.judged).toBe(1);
  });
});

describe('the file', () => {
  const input = { sources: [text('main.json', TEMPLATE), text('other.json', { ...TEMPLATE, outputs: {} })], settings };

  test('an entry that was changed is made anew, and that is said', () => {
    const where = folder();
    const first = cached(where, input);
    const file = join(where, 'documents.laudit');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"manual"', '"manua1"'));
    const second = cached(where, input);
    expect(second.faults).toEqual(['1 entry of the cache cannot be used, and will be made anew']);
    expect(second.judged).toBe(1);
    expect(second.report).toEqual(first.report);
    expect(cached(where, input)).toMatchObject({ faults: [], judged: 0 });
  });

  test.each(['', 'laudit', '{}', '\0\0\0', 'laudit test 2\nx y z\n'])('content %j is no cache', (content) => {
    const where = folder();
    writeFileSync(join(where, 'documents.laudit'), content);
    const { faults, judged } = cached(where, input);
    expect(faults).toEqual(['the cache is of another version, and is made anew']);
    expect(judged).toBe(2);
  });

  test('of another version it is not used', () => {
    const where = folder();
    cached(where, input);
    expect(cached(where, input, 'test 2').judged).toBe(2);
  });

  test('a folder that cannot be made is said, and the report stands', () => {
    const where = folder();
    writeFileSync(join(where, 'file'), '');
    const { faults, report } = cached(join(where, 'file'), input);
    expect(faults.join()).toMatch(/^the cache is not used: .*the cache cannot be written: /);
    expect(report).toEqual(lint(input));
  });

  test('two at once: both leave a whole file', () => {
    const where = folder();
    const [one, other] = [new Cache(where, PROGRAM), new Cache(where, PROGRAM)];
    lint({ ...input, memo: one.memo });
    lint({ sources: [text('third.json', TEMPLATE)], settings, memo: other.memo });
    expect([...one.save(), ...other.save()]).toEqual([]);
    expect(cached(where, input).faults).toEqual([]);
    expect(readdirSync(where).sort()).toEqual(['.gitignore', 'documents.laudit']);
  });

  test('no secret is in it', () => {
    const secret = 'Zq7vKp2mXw9LrT4sBnY8cHd3fGj6aEu1';
    const where = folder();
    const sources = ['AccountKey', 'sig'].map((kind, index) =>
      text(`${String(index)}.json`, {
        ...TEMPLATE,
        parameters: {
          name: { type: 'string', defaultValue: `https://h.example/?${kind}=${secret}${secret.toLowerCase()}aB3` },
        },
      }),
    );
    const { report } = cached(where, { sources, settings });
    expect(report.problems.length).toBeGreaterThan(0);
    expect(existsSync(join(where, 'documents.laudit'))).toBe(true);
    expect(readFileSync(join(where, 'documents.laudit'), 'utf8')).not.toContain(secret);
  });
});

describe('laudit --cache', () => {
  const asked = (cwd: string, ...more: readonly string[]) =>
    run(['--format', 'json', '--cache', '--cache-location', 'kept', ...more], { cwd });

  test('says the same, byte for byte, and keeps a whole report', async () => {
    const cwd = scratch(BAD);
    const plain = await run(['--format', 'json'], { cwd });
    const first = await asked(cwd);
    const second = await asked(cwd);
    expect(first.out).toBe(plain.out);
    expect(second).toEqual(first);
    expect(second.status).toBe(1);
    expect(readdirSync(join(cwd, 'kept')).sort()).toEqual(['.gitignore', 'documents.laudit', 'report.laudit']);
  });

  test('keeps the calls of a report where they are shown, and shows them then', async () => {
    const cwd = scratch(BAD);
    const page = async (...more: readonly string[]): Promise<string> => {
      const { out } = await run(['--format', 'html', ...more], { cwd });
      expect(out).toContain('id="canvas"');
      return out.replaceAll(/\d\d:\d\d:\d\d UTC/g, '');
    };
    const plain = await page();
    await asked(cwd);
    const kept = statSync(join(cwd, 'kept/report.laudit')).size;
    for (let time = 0; time < 2; time++) expect(await page('--cache', '--cache-location', 'kept')).toBe(plain);
    expect(statSync(join(cwd, 'kept/report.laudit')).size).toBeGreaterThan(kept);
  });

  test('reads what is known of documents only where the whole report is not known', async () => {
    const cwd = scratch(BAD);
    const first = await asked(cwd);
    writeFileSync(join(cwd, 'kept/documents.laudit'), 'not to be read');
    expect(await asked(cwd)).toEqual(first);
    expect((await asked(cwd, '--severity', 'trust=info')).err).toContain('of another version');
  });

  test('sees another setting', async () => {
    const cwd = scratch(BAD);
    await asked(cwd);
    expect((await asked(cwd, '--severity', 'trust=off')).status).toBe(0);
    expect((await asked(cwd)).status).toBe(1);
  });

  test('its own folder is outside of the project', async () => {
    const cwd = scratch(BAD);
    const home = folder();
    await run(['--cache'], { cwd, env: { HOME: home, XDG_CACHE_HOME: join(home, 'x') } });
    expect(readdirSync(cwd).sort()).toEqual(Object.keys(BAD).sort());
    expect(readdirSync(home)).toEqual(['x']);
  });

  test('a location alone is a mistake', async () => {
    expect(await run(['--cache-location', 'kept'], { cwd: scratch(BAD) })).toMatchObject({
      status: 2,
      err: 'laudit: --cache-location goes with --cache.\n',
    });
  });
});

describe('what is too long to be remembered', () => {
  // A few kilobytes in memory, and gigabytes where each member is written out.
  const shared = (of: unknown): unknown => Array.from({ length: 60 }, () => of);

  test('what is shared counts as often as it is met', () => {
    let value = shared(0);
    for (let depth = 0; depth < 5; depth++) value = shared(value);
    expect(packed(value)).toBeNull();
    expect(packed(shared(0))).toBe(JSON.stringify(shared(0)));
  });

  test('a report whose findings all quote one long line is made anew, and no reason to fail', () => {
    const call = {
      type: 'Http',
      runAfter: {},
      inputs: { method: 'GET', uri: `http://orders.example.com/${'x'.repeat(1_000)}` },
    };
    const actions = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`Call${at}`, call]));
    const triggers = { Daily: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } } };
    const input = { sources: [text('line.json', { definition: { triggers, actions } })], settings };
    const where = folder();
    const cache = new Cache(where, PROGRAM);
    const report = lint({ ...input, memo: cache.memo });
    expect(report.problems.length).toBeGreaterThanOrEqual(200);
    cache.keep(input, false, report);
    expect(cache.save()).toEqual([]);
    expect(new Cache(where, PROGRAM).recall(input, false)).toBeUndefined();
    // The document itself is remembered.
    expect(cached(where, input)).toEqual({ report, faults: [], judged: 0 });
  });
});
