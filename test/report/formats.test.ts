import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Finding, Json, Problem, Report } from '../../src/model.ts';
import { FORMATS, isFormat, type Format } from '../../src/report/formats.ts';
import { github } from '../../src/report/github.ts';
import { json } from '../../src/report/json.ts';
import { fromRepository, uriOf } from '../../src/report/paths.ts';
import { sarif } from '../../src/report/sarif.ts';
import { noise, PLACED, SHAPED, URL64 } from '../secret/samples.ts';
import { shared } from '../shared.ts';
import { CLEAN, finding, options, problemsOf, SAMPLE, SIG } from './sample.ts';

const NAMES = Object.keys(FORMATS) as Format[];
const parsed = (report: Report, more = {}): Log => JSON.parse(sarif(report, options(more))) as Log;

/** The schema with no room for unknown members: ours is open for readers, what we print is exact. */
function closed(schema: Json): Json {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const out: Record<string, Json> = {};
  for (const [key, value] of Object.entries(schema)) out[key] = closed(value);
  if (Object.hasOwn(out, 'properties') && out['type'] === 'object') out['additionalProperties'] = false;
  return out;
}

describe('json', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8')) as {
    [key: string]: Json;
  };
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false });
  const validate = ajv.compile(closed(schema) as object);

  test.each([
    ['sample', SAMPLE],
    ['clean', CLEAN],
  ] as const)('%s report fits the schema and holds nothing else', (_, report) => {
    validate(JSON.parse(json(report, options())));
    expect(validate.errors).toBeNull();
  });

  test('the schema refuses what is no report', () => {
    const report = JSON.parse(json(SAMPLE, options())) as { problems: Record<string, unknown>[] };
    for (const change of [
      { severity: 'fatal' },
      { fingerprint: 'x' },
      { range: { start: { line: 0, column: 1 } } },
      { more: 1 },
      { pointer: 'a' },
    ]) {
      expect(validate({ ...report, problems: [{ ...report.problems[0], ...change }] }), JSON.stringify(change)).toBe(
        false,
      );
    }
    expect(validate({ ...report, version: 2 })).toBe(false);
  });

  test('is the contract, member by member', async () => {
    await expect(json(SAMPLE, options())).toMatchFileSnapshot('snapshots/report.json.txt');
  });
});

describe('sarif', () => {
  const path = shared('schemas', 'reports', 'sarif-schema-2.1.0.json');

  test.skipIf(path === undefined).each([
    ['sample', SAMPLE],
    ['clean', CLEAN],
  ] as const)("%s log is valid by the standard's schema", (_, report) => {
    // The schema is draft-04; what it uses of that means the same in draft-07, but for the name of its id.
    const { $schema, id, ...schema } = JSON.parse(readFileSync(path ?? '', 'utf8')) as Record<string, unknown>;
    expect($schema).toContain('draft-04');
    expect(id).toContain('sarif');
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    expect(validate({ version: '2.1.0' })).toBe(false);
    validate(parsed(report));
    expect(validate.errors).toBeNull();
  });

  test('is what GitHub reads', async () => {
    await expect(sarif(SAMPLE, options())).toMatchFileSnapshot('snapshots/sarif.json.txt');
    const [run] = parsed(SAMPLE).runs;
    const result = run?.results?.find(({ ruleId }) => ruleId === 'audience-mismatch');
    expect(run?.columnKind).toBe('utf16CodeUnits');
    expect(run?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe('audience-mismatch');
    expect(result?.locations?.[0]?.physicalLocation?.region).toEqual({
      startLine: 10,
      startColumn: 25,
      endLine: 10,
      endColumn: 56,
    });
    expect(result?.relatedLocations?.map(({ id }) => id)).toEqual([1]);
    expect(result?.message.text).toContain('[receiver.json:4:30](1)');
    expect(
      result?.codeFlows?.[0]?.threadFlows[0]?.locations.map(
        (step) => step.location?.physicalLocation?.artifactLocation?.uri,
      ),
    ).toEqual(['naughty.json', 'receiver.json']);
  });

  test('equal fingerprints get numbers', () => {
    const [problem] = SAMPLE.problems as readonly [Problem];
    const marks = parsed({ ...SAMPLE, problems: [problem, problem] }).runs[0]?.results?.map(
      ({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash'],
    );
    expect(marks).toEqual([`${problem.fingerprint}:1`, `${problem.fingerprint}:2`]);
  });

  test('security rules carry a severity as text and tags; a crash is no success', () => {
    const rules = parsed(SAMPLE).runs[0]?.tool.driver.rules ?? [];
    const rule = rules.find(({ id }) => id === 'audience-mismatch');
    expect(rule?.properties).toMatchObject({
      'security-severity': '7.5',
      tags: ['security', 'trust', 'external/cwe/cwe-287'],
    });
    expect(rules.find(({ id }) => id === 'opt-in')?.defaultConfiguration?.enabled).toBe(false);
    expect(parsed({ ...CLEAN, crashed: true }).runs[0]?.invocations?.[0]?.executionSuccessful).toBe(false);
  });

  test('paths start at the repository root and are encoded', () => {
    expect(uriOf(fromRepository('a b/c#d?é%.json', { repositoryPath: 'sub' }))).toBe(
      'sub/a%20b/c%23d%3F%C3%A9%25.json',
    );
    expect(uriOf('javascript:x/\ud800.json')).toBe('javascript%3Ax/%EF%BF%BD.json');
    expect(fromRepository('../x.json', { repositoryPath: 'a/b' })).toBe('a/x.json');
    expect(fromRepository('./x.json', {})).toBe('x.json');
  });

  test('brackets of a message are no links', () => {
    const problem = {
      ...(SAMPLE.problems as readonly [Problem])[0],
      message: 'see [here](https://evil.example.org)',
      related: [],
    };
    expect(parsed({ ...SAMPLE, problems: [problem] }).runs[0]?.results?.[0]?.message.text).toContain('see \\[here\\](');
  });
});

describe('github', () => {
  test('commands, errors first', async () => {
    const printed = github(SAMPLE, options({ repositoryPath: 'sub' }));
    await expect(printed).toMatchFileSnapshot('snapshots/github.txt');
    expect(
      printed
        .split('\n')
        .filter((line) => line !== '')
        .every((line) => /^::(error|warning|notice) /.test(line)),
    ).toBe(true);
  });

  test('escapes exactly: % first, line ends, and in properties colons and commas', () => {
    const [only] = problemsOf([finding('run-after', { file: 'a,b:c%.json', pointer: '' }, '100% sure, really: yes')], {
      'a,b:c%.json': '{}',
    });
    const printed = github({ ...CLEAN, problems: only === undefined ? [] : [only] }, options());
    expect(printed).toMatch(
      /^::notice file=a%2Cb%3Ac%25\.json,line=1,endLine=1,col=1,endColumn=3,title=laudit run-after::a,b:c%25\.json:1:1: 100%25 sure, really: yes%0Afix: /,
    );
  });
});

test('every door opens', async () => {
  for (const name of NAMES) expect(typeof (await FORMATS[name]())).toBe('function');
  expect(isFormat('text')).toBe(true);
  expect(isFormat('constructor')).toBe(false);
});

describe('hostile names', () => {
  const evil = 'x\u001b[2J\u202e\u2066\n::error::pwned\r##vso[task.setvariable]\u0000\u009b';
  const at = { file: `${evil}.json`, pointer: `/${evil}` };
  const found: Finding = finding('audience-mismatch', at, `Says ${evil}`, {
    workflow: evil,
    operation: evil,
    related: [{ at, message: evil }],
    outcome: { verdict: 'refused', responses: [{ status: null, code: evil }], because: [] },
    environments: [evil],
  });
  const report: Report = {
    ...SAMPLE,
    problems: problemsOf([found], { [at.file]: JSON.stringify({ [evil]: evil }) }),
    skipped: [{ file: evil, reason: evil }],
    notices: [{ file: evil, text: evil, verbose: false }],
  };

  test.each(NAMES)('%s shows them as escapes', async (name) => {
    const reporter = await FORMATS[name]();
    const printed = reporter(report, options({ verbose: true }));
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    // Commands of its own, one at the head of each line.
    const ours = name === 'azure' ? printed.replace(/^##vso\[task\.logissue type=/gm, '') : printed;
    expect(ours).not.toMatch(/##vso\[|##\[/);
    if (name !== 'github') expect(printed).not.toMatch(/^\s*::/m);
    else expect(printed.match(/^\s*::/gm)).toHaveLength(2);
  });
});

describe('no secret in any format', () => {
  const second = noise(43, URL64, 88);
  const texts: Record<string, string> = {
    'two.json': `{ "a": "https://h?sig=${SIG}", "b": "https://h?sig=${second}" }`,
    'key.json': JSON.stringify({ [`k?sig=${SIG}`]: { x: 1 } }),
  };
  const findings: Finding[] = [
    finding('sas-url', { file: 'two.json', pointer: '/a' }, 'Here.'),
    finding('sas-url', { file: 'key.json', pointer: `/k?sig=${SIG}` }, 'Here.'),
    finding('sas-url', { file: 'key.json', pointer: `/k?sig=${SIG}/x` }, `Quotes https://h?sig=${SIG}.`, {
      workflow: `https://h?sig=${SIG}`,
      outcome: { verdict: 'unknown', missing: [`h?sig=${SIG}`], suspects: [] },
      related: [{ at: { file: 'gone.json', pointer: `/k?sig=${SIG}` }, message: `x?sig=${SIG}` }],
    }),
  ];
  const secrets = [SIG, second];
  SHAPED.forEach(({ text, secret }, i) => {
    texts[`shape${i}.json`] = JSON.stringify({ text, more: [text] }, null, i % 2);
    findings.push(finding('sas-url', { file: `shape${i}.json`, pointer: '/text' }, `Quotes ${text}`));
    secrets.push(JSON.stringify(secret).slice(1, -1));
  });
  PLACED.forEach(({ path, literal, secret }, i) => {
    texts[`place${i}.json`] = JSON.stringify(
      path.reduceRight<Json>((value, key) => ({ [key]: value }), literal),
      null,
      i % 2,
    );
    findings.push(finding('sas-url', { file: `place${i}.json`, pointer: `/${path.join('/')}` }, 'Here.'));
    secrets.push(secret);
  });

  test.each(NAMES)('%s', async (name) => {
    const reporter = await FORMATS[name]();
    expect(secrets.length).toBeGreaterThan(40);
    const url = `https://h?sig=${SIG}`;
    const report: Report = {
      ...SAMPLE,
      problems: problemsOf(findings, texts),
      skipped: [{ file: 'x.json', reason: url }],
      notices: [{ file: null, text: url, verbose: false }],
    };
    expect(report.problems).toHaveLength(findings.length);
    for (const width of [40, 200, 100_000]) {
      const printed = reporter(report, options({ verbose: true, width }));
      for (const secret of secrets) expect(printed.includes(secret), secret).toBe(false);
    }
  });
});
