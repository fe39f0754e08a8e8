import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { folder, run } from './run.ts';
import { BAD, GOOD, receiver, sender, senderWithParameter } from './samples.ts';

const schema = new Ajv({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('schemas/trace.schema.json', 'utf8')) as object,
);

interface Traced {
  readonly version: number;
  readonly calls: readonly {
    readonly sender: {
      readonly file: string;
      readonly pointer: string;
      readonly workflow: string;
      readonly action: string;
      readonly range: { readonly start: { readonly line: number } };
    };
    readonly receiver: { readonly workflow: string; readonly trigger: string } | null;
    readonly carries: { readonly audience: string | null };
    readonly outcome: {
      readonly verdict: string;
      readonly because: readonly { readonly text: string; readonly file: string }[];
    };
  }[];
}

describe('trace', () => {
  test('text: the receiver, its callers, the answer, the reasons', async () => {
    const { status, out, err } = await run(['trace'], { cwd: folder(BAD) });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^take-orders \/ manual {2}take\.json:\d+\n {2}← send-orders \/ Send {2}send\.json:\d+\n/);
    expect(out).toMatch(/carries +a token of its managed identity, audience = 3a1e/);
    expect(out).toMatch(/answer +refused: MisMatchingOAuthClaims\n/);
    expect(out).toMatch(/because +the token is for 3a1e[^;]+; accepted is '2f1e[^']+' {2}take\.json:\d+\n/);
    expect(out).toContain('1 call: 0 accepted, 1 refused, 0 not known.');
    expect((await run(['trace', '--quiet'], { cwd: folder(GOOD) })).out).not.toContain('1 call');
  });

  test('the way of a value, with lines', async () => {
    const cwd = folder({ 'send.json': senderWithParameter(), 'take.json': receiver() });
    expect((await run(['trace'], { cwd })).out).toMatch(
      /audience = 2f1e0000-\S+ ← @parameters\('audience'\) \(send\.json:\d+\)\n/,
    );
    const traced: unknown = JSON.parse((await run(['trace', '-f', 'json'], { cwd })).out);
    expect(schema(traced) ? [] : schema.errors).toEqual([]);
  });

  test('what may not be deployed is said with its condition', async () => {
    const cwd = 'fixtures/rules/audience-mismatch/fires-sender-and-receiver-on-one-condition/in';
    const { out } = await run(['trace', cwd]);
    expect(out).toMatch(/ answer +refused: MisMatchingOAuthClaims\n/);
    expect(out).toMatch(/ only if +the condition \[parameters\('guarded'\)\] holds {2}\S+azuredeploy\.json:\d+\n/);
    const traced: unknown = JSON.parse((await run(['trace', cwd, '-f', 'json'])).out);
    expect(schema(traced) ? [] : schema.errors).toEqual([]);
  });

  test('an address that is computed at deployment is named by its function', async () => {
    const { status, out } = await run(['trace', 'fixtures/tour/template']);
    expect(status).toBe(0);
    expect(out).toMatch(/ to +\{reference\(\{parameter prefix\}-receiver\)\.accessEndpoint\}\/triggers\//);
    expect(out).toMatch(/ assumes +.*audience.* fixtures\/tour\/template\/azuredeploy\.json:\d+\n/);
  });

  test('json: by its schema, with lines', async () => {
    for (const files of [BAD, GOOD]) {
      const { status, out } = await run(['trace', '--format=json'], { cwd: folder(files) });
      const traced = JSON.parse(out) as Traced;
      expect(status).toBe(0);
      expect(schema(traced) ? [] : schema.errors).toEqual([]);
      const [call] = traced.calls;
      expect(call?.sender).toMatchObject({ file: 'send.json', workflow: 'send-orders', action: 'Send' });
      expect(call?.receiver).toMatchObject({ workflow: 'take-orders', trigger: 'manual' });
      const line =
        JSON.stringify(files['send.json'], null, 2)
          .split('\n')
          .findIndex((one) => one.includes('"Send"')) + 1;
      expect(call?.sender.range.start.line).toBe(line);
      expect(call?.outcome.verdict).toBe(files === BAD ? 'refused' : 'accepted');
    }
  });

  test('--from and --to choose by workflow or operation, whatever the letter case', async () => {
    const cwd = folder({
      ...BAD,
      'other.json': JSON.parse(JSON.stringify(sender()).replaceAll('send-orders', 'other')) as object,
    });
    const from = async (...args: string[]): Promise<string[]> =>
      (JSON.parse((await run(['trace', '-f', 'json', ...args], { cwd })).out) as Traced).calls.map(
        (call) => call.sender.workflow,
      );
    expect(await from()).toEqual(['other', 'send-orders']);
    expect(await from('--from=OTHER')).toEqual(['other']);
    expect(await from('--from=send-*')).toEqual(['send-orders']);
    expect(await from('--from=*/Send')).toEqual(['other', 'send-orders']);
    expect(await from('--to=take-orders/manual')).toEqual(['other', 'send-orders']);
    const { status, err } = await run(['trace', '--to=take-order'], { cwd });
    expect({ status, err }).toEqual({
      status: 3,
      err: "laudit: --to: no call has 'take-order' at this end. Near: take-orders, take-orders/manual.\n",
    });
  });

  test('calls without a known receiver are counted, and listed on request', async () => {
    const cwd = folder({ 'send.json': sender() });
    const { out } = await run(['trace'], { cwd });
    expect(out).toContain('1 call without a known receiver: --show-unknown lists them.');
    expect((await run(['trace', '--show-unknown'], { cwd })).out).toContain(
      'no receiver known\n  ← send-orders / Send  send.json:',
    );
  });

  test('lint lists what it could not decide, on request', async () => {
    const cwd = folder({ 'send.json': sender() });
    expect((await run([], { cwd })).out).not.toContain('Not decided');
    const { status, out } = await run(['--show-unknown'], { cwd });
    expect(status).toBe(0);
    expect(out).toContain('\n\nNot decided:\n\nno receiver known\n  ← send-orders / Send  send.json:');
  });

  test('a signature is never shown', async () => {
    const secret = 'kT0nGpWmQx7LhE2rYvB9cZ1sUa4dFi6jOe8bNwXyR3M';
    const signed = JSON.stringify(sender()).replace(
      'api-version=2016-10-01',
      `api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${secret}`,
    );
    const cwd = folder({ 'send.json': signed, 'take.json': receiver() });
    for (const args of [['trace'], ['trace', '-f', 'json'], ['--verbose'], ['-f', 'json']]) {
      const { out, err } = await run(args, { cwd });
      expect(out + err).not.toContain(secret);
      expect(out.length).toBeGreaterThan(50);
    }
  });

  test('3 where there is nothing, 2 for wrong words', async () => {
    expect((await run(['trace'], { cwd: folder({}) })).status).toBe(3);
    expect((await run(['trace', 'x.json'], { cwd: folder(GOOD) })).status).toBe(3);
    expect((await run(['trace', '--format=sarif'], { cwd: folder(GOOD) })).err).toBe(
      "laudit: --format is one of text, json, not 'sarif'.\n",
    );
  });
});

describe('rules and explain', () => {
  test('every rule, in three formats', async () => {
    const ids = rules.map(({ meta }) => meta.id).sort();
    const listed = JSON.parse((await run(['rules', '--format', 'json'])).out) as readonly {
      readonly id: string;
      readonly category: string;
      readonly page: string;
      readonly fixable: string | null;
      readonly options: Readonly<Record<string, object>>;
    }[];
    expect(listed.map(({ id }) => id).sort()).toEqual(ids);
    for (const { id, category, page } of listed) expect(page.endsWith(`rules/${category}/${id}.md`)).toBe(true);
    const by = new Map(listed.map((one) => [one.id, one]));
    expect(by.get('audience-mismatch')).toMatchObject({ fixable: 'safe', options: {} });
    expect(by.get('nesting-limit')).toMatchObject({
      fixable: null,
      options: { max: { default: 9, least: 1, most: 100 } },
    });
    const text = (await run(['rules'])).out;
    expect(text).toMatch(/^ {2}audience-mismatch +error +fix {2}/m);
    expect((await run(['explain', 'sas-not-disabled'])).out).toContain('warning by default; offers edits.');
    expect((await run(['explain', 'nesting-limit'])).out).toMatch(
      /options max\.\n[\s\S]*\nOptions\n\n- max, by default 9: /,
    );
    const markdown = (await run(['rules', '-f', 'markdown'])).out;
    for (const id of ids) {
      expect(text).toMatch(new RegExp(`^ {2}${id} +(error|warning|info|off) `, 'm'));
      expect(markdown).toContain(`| [${id}](`);
    }
  });

  test('the page of a rule', async () => {
    const { status, out } = await run(['explain', 'audience-mismatch']);
    expect(status).toBe(0);
    expect(out).toMatch(/^audience-mismatch\n/);
    expect(out).not.toMatch(/^#|```|\*\*/m);
    for (const line of out.split('\n'))
      if (!/^ {4}|https?:|\|/.test(line)) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('an unknown rule: the nearest ones', async () => {
    const { status, err } = await run(['explain', 'audience-mis']);
    expect(status).toBe(2);
    expect(err).toMatch(
      /^laudit: no rule is called 'audience-mis'\. Near: audience-mis(match|sing), audience-mis(match|sing)\b.*\n$/,
    );
    expect((await run(['explain', '../../package'])).err).toContain('no rule is called');
    expect((await run(['explain'])).status).toBe(2);
    expect((await run(['explain', 'constructor'])).status).toBe(2);
  });
});
