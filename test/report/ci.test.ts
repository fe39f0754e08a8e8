/** The formats of CI systems and editors: each by its schema where it has one, else by the facts that it is made from. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Json, Range, Report } from '../../src/model.ts';
import { parse } from '../../src/read/read.ts';
import { azure } from '../../src/report/azure.ts';
import { checkstyle } from '../../src/report/checkstyle.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { junit } from '../../src/report/junit.ts';
import { markdown } from '../../src/report/markdown.ts';
import { rdjson } from '../../src/report/rdjson.ts';
import { sarif } from '../../src/report/sarif.ts';
import { unix } from '../../src/report/unix.ts';
import { shared } from '../shared.ts';
import { CLEAN, finding, NAUGHTY, options, problemsOf, SAMPLE, SIG } from './sample.ts';

/** Problems whose texts, names and places hold what each format has to escape. */
const SIGNS = `%0A 50% ]; : , | <b> & "x" 'y' \`z\` * _ # [a](b) @all \u0000\u001b[1m\uffff\ud800 \r\n##vso[task.complete result=Failed;]x`;
const NASTY: Report = {
  ...SAMPLE,
  files: ['clean.json', 'naughty.json'],
  problems: problemsOf(
    [
      finding('run-after', { file: `a;b]c,d:e|f<g>&"h\n.json`, pointer: '/x' }, SIGNS),
      finding('audience-mismatch', { file: 'naughty.json', pointer: '/definition/actions/HTTP/type' }, SIGNS, {
        related: [{ at: { file: '', pointer: '' }, message: SIGNS }],
      }),
      finding('sas-url', { file: '', pointer: '' }, SIGNS),
    ],
    { 'naughty.json': NAUGHTY },
  ),
  skipped: [{ file: `x]${SIGNS}`, reason: SIGNS }],
};
const REPORTS = [
  ['sample', SAMPLE],
  ['clean', { ...CLEAN, files: ['a.json', 'b.json'] }],
  ['nasty', NASTY],
] as const;
const within = options({ repositoryPath: 'deploy' });
const lines = (text: string): string[] => text.split('\n').slice(0, -1);

describe('unix', () => {
  const tasks = parse(readFileSync('docs/editors/vscode-tasks.json', 'utf8')).value as {
    readonly tasks?: readonly { readonly problemMatcher: { readonly pattern: { readonly regexp: string } } }[];
  };
  const pattern = new RegExp(tasks.tasks?.[0]?.problemMatcher.pattern.regexp ?? '^$');

  test.each(REPORTS)('every line of the %s report is a problem to the matcher for VS Code, or a note', (_, report) => {
    const printed = lines(unix(report, options()));
    const matched = printed.map((line) => pattern.exec(line)).filter((one) => one !== null);
    expect(matched).toHaveLength(report.problems.length + report.skipped.length);
    for (const line of printed) expect(pattern.test(line) || /:\d+:\d+: note: /.test(line)).toBe(true);
  });

  test('the matcher takes a line apart', () => {
    const [first = ''] = lines(unix(SAMPLE, options())).filter((line) => line.startsWith('naughty.json'));
    const problem = SAMPLE.problems.find(({ place }) => place.file === 'naughty.json');
    expect(pattern.exec(first)?.slice(1)).toEqual([
      'naughty.json',
      String(problem?.place.range?.start.line),
      String(problem?.place.range?.start.column),
      problem?.severity,
      problem?.message,
      problem?.rule,
    ]);
  });

  test('--quiet leaves errors, and what was not read', () => {
    expect(lines(unix(SAMPLE, options({ quiet: true }))).filter((line) => / (warning|info): /.test(line))).toEqual([
      'broken.json:1:1: warning: skipped: not UTF-8 [skipped]',
    ]);
  });
});

describe('gitlab', () => {
  interface Issue {
    description: string;
    check_name: string;
    fingerprint: string;
    severity: string;
    location: { path: string; lines: { begin: number } };
  }
  const issues = (report: Report): Issue[] => JSON.parse(gitlab(report, within)) as Issue[];

  test.each(REPORTS)('%s: an array of what is asked for, and nothing twice', (_, report) => {
    const all = issues(report);
    expect(all).toHaveLength(report.problems.length + report.skipped.length);
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
    for (const { description, check_name, severity, location } of all) {
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity);
      expect(location.path).toMatch(/^deploy/);
      expect(location.lines.begin).toBeGreaterThan(0);
      expect(description).not.toBe('');
      expect(check_name).not.toBe('');
    }
    expect(gitlab(report, within).startsWith('[')).toBe(true);
  });

  test('a fingerprint does not depend on lines', () => {
    const [one] = issues(SAMPLE);
    expect(one?.fingerprint).toBe(`${SAMPLE.problems[0]?.fingerprint ?? ''}:1`);
  });
});

describe('azure', () => {
  test.each(REPORTS)('%s: one command a line, and no command of strangers', (_, report) => {
    for (const line of lines(azure(report, within))) {
      expect(line).toMatch(/^(?:##vso\[task\.logissue type=(?:error|warning);[^\]]*\]|info: )/);
      expect(line.slice(5)).not.toMatch(/##vso\[|##\[/);
      expect(line).not.toMatch(/[\u0000-\u001f]/);
    }
  });

  test('escapes', () => {
    const [first = ''] = lines(azure(NASTY, options())).filter((line) => line.includes('code=audience-mismatch'));
    expect(first).toMatch(
      /^##vso\[task\.logissue type=error;sourcepath=naughty\.json;linenumber=5;columnnumber=\d+;code=audience-mismatch;\]naughty\.json:5:\d+: %AZP250A 50%AZP25 \]; : /,
    );
    expect(first).toContain('%0A');
    const skipped = lines(azure(NASTY, options())).at(-1) ?? '';
    expect(skipped).toContain('sourcepath=x%5D%AZP250A 50%AZP25 %5D%3B : ,');
  });

  test('errors come first; info is no issue', () => {
    const kinds = lines(azure(SAMPLE, options())).map((line) => /type=(\w+)|^info/.exec(line)?.[1] ?? 'info');
    expect(kinds).toEqual(['error', 'warning', 'warning', 'info', 'warning']);
  });
});

describe('junit and checkstyle', () => {
  const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
  const schema = shared('schemas', 'reports', 'JUnit.xsd');
  const lint = (xml: string, ...args: string[]) => {
    const { status, stderr, stdout } = spawnSync('xmllint', [...args, '-'], { input: xml, encoding: 'utf8' });
    return { status, stderr: stderr.replace(/^- validates\n$/, ''), stdout };
  };

  test.skipIf(!hasXmllint || schema === undefined).each(REPORTS)('%s: JUnit by its schema', (_, report) => {
    expect(lint('<testsuites><testsuite/></testsuites>', '--noout', '--schema', schema ?? '').status).not.toBe(0);
    expect(lint(junit(report, within), '--noout', '--schema', schema ?? '')).toEqual({
      status: 0,
      stderr: '',
      stdout: '',
    });
  });

  test.skipIf(!hasXmllint).each(REPORTS)('%s: Checkstyle is well-formed, and says what was said', (_, report) => {
    const xml = checkstyle(report, within);
    const counted = lint(xml, '--xpath', 'count(/checkstyle/file/error[@line and @severity and @message and @source])');
    expect(counted.stdout.trim()).toBe(String(report.problems.length + report.skipped.length));
    if (report !== NASTY) return;
    const said = lint(xml, '--xpath', 'string(//error[@source="laudit.audience-mismatch"]/@message)').stdout;
    expect(said).toContain(`%0A 50% ]; : , | <b> & "x" 'y' \`z\` * _ # [a](b) @all \\u0000\\u001b[1m\ufffd\\ud800`);
  });

  test('a suite a file, clean ones too; warnings fail, infos pass', () => {
    const suites = [...junit(NASTY, options()).matchAll(/<testsuite [^>]*>/g)].map(([head]) => head);
    expect(suites).toHaveLength(5);
    expect(suites[0]).toMatch(/name="clean\.json".* tests="1" failures="0" errors="0"/);
    expect(suites[1]).toMatch(/name="naughty\.json".* tests="1" failures="1"/);
    expect(suites[2]).toMatch(/name="laudit" .* tests="1" failures="1"/);
    expect(suites[3]).toMatch(/tests="1" failures="0"/);
    expect(suites[4]).toMatch(/errors="1"/);
    expect(junit(CLEAN, options({ time: '2027-01-31T00:00:00' }))).toContain('<testsuites/>');
  });
});

describe('rdjson', () => {
  const path = shared('schemas', 'reports', 'rdf-DiagnosticResult.json');

  test.skipIf(path === undefined).each(REPORTS)('%s: valid by its schema', (_, report) => {
    const { $schema, ...schema } = JSON.parse(readFileSync(path ?? '', 'utf8')) as Record<string, unknown>;
    expect($schema).toContain('draft-04');
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    expect(validate({ diagnostics: 1 })).toBe(false);
    validate(JSON.parse(rdjson(report, within)));
    expect(validate.errors).toBeNull();
  });

  test('edits are suggestions, in bytes of their own file; none where something in them is secret', () => {
    const text = '{ "é": "x", "list": ["😀", "here"] }';
    const at = { file: 'a.json', pointer: '/list/1' };
    const suggestionsOf = (value: string): readonly { range: Range; text: string }[] | undefined => {
      const fix = { title: 't', safe: true, changes: [{ kind: 'set', at, value }] } as const;
      const problems = problemsOf([finding('run-after', at, 'x', { fix })], { 'a.json': text });
      expect(problems[0]?.fix?.edits).toHaveLength(1);
      const printed = JSON.parse(rdjson({ ...SAMPLE, problems }, options())) as {
        diagnostics: { suggestions?: { range: Range; text: string }[] }[];
      };
      return printed.diagnostics[0]?.suggestions;
    };
    const [one] = suggestionsOf('there') ?? [];
    const bytes = Buffer.from(text).subarray((one?.range.start.column ?? 1) - 1, (one?.range.end.column ?? 1) - 1);
    expect([bytes.toString(), one?.text]).toEqual(['"here"', '"there"']);
    expect(suggestionsOf(`https://h.example/?sv=1.0&sig=${SIG}`)).toBeUndefined();
  });

  test('columns count bytes: the place is found in the bytes of the file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.boolean(), (word, pretty) => {
        const value: Json = { [`${word}é`]: 1, list: [word, { x: `${word}😀`, y: 'here' }] };
        const text = JSON.stringify(value, null, pretty ? 2 : 0);
        const at = { file: 'a.json', pointer: '/list/1/y' };
        const problems = problemsOf([finding('run-after', at, 'x')], { 'a.json': text });
        const printed = JSON.parse(rdjson({ ...SAMPLE, problems }, options())) as {
          diagnostics: { location: { range: { start: { line: number; column: number }; end: { column: number } } } }[];
        };
        const range = printed.diagnostics[0]?.location.range;
        const line = Buffer.from(text.split('\n')[(range?.start.line ?? 1) - 1] ?? '');
        expect(line.subarray((range?.start.column ?? 1) - 1, (range?.end.column ?? 1) - 1).toString()).toBe('"here"');
      }),
    );
  });
});

describe('markdown', () => {
  test('numbers, one row a problem', () => {
    const printed = markdown(SAMPLE, within);
    expect(printed).toMatch(/^## laudit: 1 error, 2 warnings, 1 info\n/);
    expect(lines(printed).filter((line) => /^\| (error|warning|info) /.test(line))).toHaveLength(4);
    expect(printed).toContain('| deploy/naughty.json:10:25 |');
    expect(markdown(CLEAN, options())).toBe(
      '## laudit: no problems\n\nIn 12 files, 5 workflows, 3 calls (1 not decided), 3 passed over, 1 suppressed.\n',
    );
  });

  test('signs mean nothing; a row stays a row', () => {
    const rows = lines(markdown(NASTY, options())).filter((line) => /^\| (error|warning|info) /.test(line));
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
      expect(row).not.toMatch(/<b>|@all|\[a\]\(b\)/);
    }
  });

  test('not more than a summary holds', () => {
    const problems = Array.from({ length: 700 }, () => SAMPLE.problems).flat();
    const printed = markdown({ ...SAMPLE, problems }, options());
    expect(printed).toContain('… and 2300 more.');
    expect(printed.length).toBeLessThan(1024 * 1024);
  });
});

describe('sarif', () => {
  test('what is held back is shown as accepted, with the reason', () => {
    const [problem] = SAMPLE.problems;
    if (problem === undefined) throw new Error('the sample has no problem');
    const held = [{ problem, kind: 'inSource' as const, reason: 'moves in spring' }];
    const { runs } = JSON.parse(sarif({ ...SAMPLE, held }, options())) as Log;
    const results = runs[0]?.results ?? [];
    expect(results).toHaveLength(SAMPLE.problems.length + 1);
    expect(results.filter(({ suppressions }) => suppressions !== undefined)).toEqual([
      expect.objectContaining({
        ruleId: problem.rule,
        partialFingerprints: { primaryLocationLineHash: `${problem.fingerprint}:2` },
        suppressions: [{ kind: 'inSource', status: 'accepted', justification: 'moves in spring' }],
      }),
    ]);
  });
});
