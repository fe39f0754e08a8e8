import { existsSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, program, run } from './run.ts';
import { BAD, GOOD, OTHER, receiver, sender } from './samples.ts';

interface Printed {
  readonly version: number;
  readonly problems: readonly { readonly rule: string; readonly severity: string; readonly file: string }[];
  readonly summary: Readonly<Record<string, number>>;
}
const json = (text: string): Printed => JSON.parse(text) as Printed;

describe('exit status', () => {
  test('0 and one line where all is well', async () => {
    const { status, out, err } = await run([], { cwd: folder(GOOD) });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^No problems in 2 files, 2 workflows, 1 call\n$/);
  });

  test('1 on an error, with the rule and the place; nothing on standard error', async () => {
    const { status, out, err } = await run([], { cwd: folder(BAD) });
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out).toMatch(/^error\[audience-mismatch\] send\.json:\d+:\d+/);
    expect(out).not.toContain('\u001b');
  });

  test.each<[string[], number]>([
    [['--fail-on', 'never'], 0],
    [['--severity', 'audience-mismatch=off'], 0],
    [['--severity', 'trust=off'], 0],
    [['--severity', 'trust=warning'], 0],
    [['--severity=trust=warning', '--fail-on=warning'], 1],
    [['--severity=trust=warning', '--max-warnings=0'], 1],
    [['--severity=trust=warning', '--max-warnings=1'], 0],
    [['--severity=trust=info', '--fail-on=warning'], 0],
    [['--severity=trust=info', '--fail-on=info'], 1],
    [['--severity=trust=warning', '--max-warnings=0', '--fail-on=never'], 0],
    [['--only', 'secrets'], 0],
    [['--only', 'secrets', '--only', 'audience-mismatch'], 1],
  ])('%j ends with %i', async (args, status) => {
    expect((await run(args, { cwd: folder(BAD) })).status).toBe(status);
  });

  test('2 on a file that cannot be read, which is named', async () => {
    const cwd = folder(GOOD);
    chmodSync(join(cwd, 'send.json'), 0);
    const isRoot = process.getuid?.() === 0;
    const { status, out } = await run([], { cwd });
    expect(status).toBe(isRoot ? 0 : 2);
    if (!isRoot) expect(out).toContain('skipped send.json');
  });

  test('2 on what is no regular file', async () => {
    const cwd = folder(GOOD);
    const { status, out } = await run(['take.json', '/dev/zero'], { cwd });
    expect(status).toBe(2);
    expect(out).toContain('not a regular file');
  });

  test('3 where a path or a glob matches nothing, though others do', async () => {
    const cwd = folder(GOOD);
    for (const pattern of ['nothing.json', 'x/**/*.json']) {
      const { status, err } = await run(['take.json', pattern, '--pass-when-empty'], { cwd });
      expect(status).toBe(3);
      expect(err).toBe(`laudit: nothing to lint matches '${pattern}'.\n`);
    }
    expect((await run(['trac'], { cwd })).err).toContain("Did you mean 'trace'?");
  });

  test('3 in an empty folder and where no file is ours; 0 with --pass-when-empty', async () => {
    for (const [files, said] of [
      [{}, 'no file was found'],
      [{ 'package.json': { name: 'x' } }, '1 file read, none about Logic Apps'],
    ] as const) {
      const cwd = folder(files);
      const { status, out, err } = await run([], { cwd });
      expect({ status, out, err }).toEqual({ status: 3, out: '', err: `laudit: nothing to lint: ${said}\n` });
      expect((await run(['--pass-when-empty'], { cwd })).status).toBe(0);
      expect(json((await run(['-f', 'json'], { cwd })).out).problems).toEqual([]);
    }
  });
});

describe('wrong words', () => {
  test.each<[string[], string]>([
    [['--formt', 'json'], "unknown option '--formt'. Did you mean '--format'?"],
    [['-x'], "unknown option '-x'. See 'laudit --help'."],
    [['--no-quiet'], "unknown option '--no-quiet'. Did you mean '--quiet'?"],
    [['-quiet'], "unknown option '-quiet'. Did you mean '--quiet'?"],
    [['--constructor'], "unknown option '--constructor'. See 'laudit --help'."],
    [['--from', 'x'], "--from is an option of 'laudit trace', not of 'laudit lint'."],
    [['--__proto__', 'x'], "unknown option '--__proto__'. See 'laudit --help'."],
    [['--format', 'jsn'], "unknown format 'jsn'. Did you mean 'json'?"],
    [
      ['--format', 'constructor'],
      "unknown format 'constructor'. Known are text, unix, json, sarif, github, gitlab, azure, junit, checkstyle, rdjson, markdown, html.",
    ],
    [['--format', 'json:'], '--format=json: needs a file after the colon.'],
    [['--format', 'json:no/such/x.json'], '--format=json:no/such/x.json: the folder of that file does not exist.'],
    [['--format', 'json:.'], '--format=json:.: that is a folder.'],
    [
      ['--format', 'json', '--format', 'text'],
      'only one --format can go to standard output: give the others a file, --format=json:report.json.',
    ],
    [['--format'], '--format needs a value: --format=FORMAT[:FILE].'],
    [['--severity', 'trust'], "--severity wants RULE=LEVEL, not 'trust'."],
    [['--severity', 'trust=eror'], "--severity: 'eror' is none of error, warning, info, off. Did you mean 'error'?"],
    [
      ['--severity', 'audience-mismach=off'],
      "no rule or category is called 'audience-mismach'. Did you mean 'audience-mismatch'?",
    ],
    [['--only', 'zzzzzz'], "no rule or category is called 'zzzzzz'. 'laudit rules' lists them."],
    [['--fail-on', 'warn'], "--fail-on is one of error, warning, info, never, not 'warn'. Did you mean 'warning'?"],
    [['--max-warnings', '-1'], "--max-warnings wants a whole number, not '-1'."],
    [['--max-warnings', '1e3'], "--max-warnings wants a whole number, not '1e3'."],
    [['--stdin'], '--stdin needs --stdin-filename: the file that the text stands for.'],
    [['--stdin-filename', 'x.json'], '--stdin-filename goes with --stdin.'],
    [
      ['--stdin', '--stdin-filename=x.json', 'y.json'],
      '--stdin takes no paths: the text is linked with the project around it.',
    ],
    [['--config', 'x.json', '--no-config'], '--config and --no-config exclude each other.'],
    [['--config', 'x.json'], 'x.json: not there any more'],
    [['--inventory', 'x.json'], 'inventory x.json: not there any more'],
    [
      ['--inventory', 'take.json'],
      "inventory take.json: not the output of 'az ad sp list', 'az ad app list' or 'az identity list'",
    ],
    [['\u001b[2J', '--\u202e'], "unknown option '--\\u202e'. See 'laudit --help'."],
  ])('%j', async (args, said) => {
    const { status, out, err } = await run(args, { cwd: folder(GOOD) });
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: `laudit: ${said}\n` });
  });

  test('settings with faults: a line for each', async () => {
    const { status, err } = await run([], {
      cwd: folder({ ...GOOD, 'laudit.config.json': '{ "rule": {}, "rules": { "trust": "loud" } }' }),
    });
    expect(status).toBe(2);
    expect(err.split('\n')).toEqual([
      "laudit: laudit.config.json:1:3: unknown key 'rule'. Did you mean 'rules'?",
      "laudit: laudit.config.json:1:35: rules.trust: must be error, warning, info or off and not 'loud'.",
      '',
    ]);
  });

  test('a path that begins with a dash stands behind --', async () => {
    const { status, out } = await run(['--format=json', '--', '-send.json', 'take.json'], {
      cwd: folder({ '-send.json': sender(OTHER), 'take.json': receiver() }),
    });
    expect(status).toBe(1);
    expect(json(out).problems[0]?.file).toBe('-send.json');
  });
});

describe('output', () => {
  test('several formats, one on standard output, the others in files', async () => {
    const cwd = folder(BAD);
    mkdirSync(join(cwd, 'out'));
    const { status, out } = await run(['-f', 'text', '-f', 'json:out/a.json', '--format=sarif:out/a:b.sarif'], { cwd });
    expect(status).toBe(1);
    expect(out).toContain('error[audience-mismatch]');
    expect(json(readFileSync(join(cwd, 'out/a.json'), 'utf8')).problems[0]?.rule).toBe('audience-mismatch');
    expect(JSON.parse(readFileSync(join(cwd, 'out/a:b.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  test('files never hold colours, and wrong usage writes none', async () => {
    const cwd = folder(BAD);
    await run(['--color', '-f', 'text:a.txt'], { cwd });
    expect(readFileSync(join(cwd, 'a.txt'), 'utf8')).not.toContain('\u001b');
    await run(['-f', 'text:b.txt', '--fail-on=x'], { cwd });
    expect(existsSync(join(cwd, 'b.txt'))).toBe(false);
  });

  test.each<[string, string[], Record<string, string>, boolean]>([
    ['no terminal', [], {}, false],
    ['--color', ['--color'], { NO_COLOR: '1' }, true],
    ['--no-color', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['NO_COLOR over FORCE_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['an empty NO_COLOR is none', [], { NO_COLOR: '', FORCE_COLOR: '1' }, true],
  ])('colours: %s', async (_, args, env, colours) => {
    const { out, err } = await run(args, { cwd: folder(BAD), env });
    expect(out.includes('\u001b[')).toBe(colours);
    expect(err).toBe('');
  });

  test('under GitHub Actions its own format, said on standard error; --format wins', async () => {
    const cwd = folder(BAD);
    const env = { GITHUB_ACTIONS: 'true' };
    const { out, err, status } = await run([], { cwd, env });
    expect(status).toBe(1);
    expect(out).toMatch(/^::error file=send\.json/m);
    expect(err).toContain("format 'github'");
    const asked = await run(['--format=json'], { cwd, env });
    expect(json(asked.out).version).toBe(1);
    expect(asked.err).toBe('');
  });

  test('--quiet: errors alone', async () => {
    const { out } = await run(['--quiet', '--severity=trust=warning'], { cwd: folder(BAD) });
    expect(out).toBe('');
  });

  test('a reader who closes the pipe gets no stack trace', async () => {
    const senders = Array.from({ length: 300 }, (_, index): [string, object] => [
      `send${String(index)}.json`,
      sender(OTHER),
    ]);
    const cwd = folder(Object.fromEntries([...senders, ['take.json', receiver()]]));
    const child = spawn(process.execPath, [await program()], { cwd, env: { PATH: process.env['PATH'] ?? '' } });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((done) => child.on('close', done));
    expect({ status, err }).toEqual({ status: 1, err: '' });
  });

  test('Ctrl-C ends it by the signal, which shells show as 130', async () => {
    const child = spawn(process.execPath, [await program(), '--stdin', '--stdin-filename=x.json'], {
      cwd: folder(GOOD),
    });
    await new Promise((done) => setTimeout(done, 300));
    child.kill('SIGINT');
    expect(
      await new Promise((done) =>
        child.on('close', (_, signal) => {
          done(signal);
        }),
      ),
    ).toBe('SIGINT');
  });
});

describe('settings', () => {
  const suppression = { rule: 'audience-mismatch', reason: 'being moved' };
  const withSettings = (settings: object): string => folder({ ...BAD, 'laudit.config.json': settings });

  test('rules, suppressions, and what takes them back', async () => {
    expect((await run([], { cwd: withSettings({ rules: { trust: 'off' } }) })).status).toBe(0);
    expect((await run(['--no-config'], { cwd: withSettings({ rules: { trust: 'off' } }) })).status).toBe(1);
    expect(
      (await run(['--severity=trust=error'], { cwd: withSettings({ rules: { 'audience-mismatch': 'off' } }) })).status,
    ).toBe(1);
    const cwd = withSettings({ suppressions: [suppression] });
    const { status, out } = await run([], { cwd });
    expect(status).toBe(0);
    expect(out).toContain('1 suppressed');
    expect((await run(['--no-ignores'], { cwd })).status).toBe(1);
  });

  test('an expired suppression holds nothing back and is said', async () => {
    const { status, err } = await run([], {
      cwd: withSettings({ suppressions: [{ ...suppression, until: '2020-01-01' }] }),
    });
    expect(status).toBe(1);
    expect(err).toMatch(/expired|2020-01-01/);
  });

  test('globs are relative to the settings, also from a folder below', async () => {
    const cwd = folder({
      'laudit.config.json': { suppressions: [{ ...suppression, files: ['a/send.json'] }] },
      ...Object.fromEntries(Object.entries(BAD).map(([name, value]) => [`a/${name}`, value])),
    });
    expect((await run([], { cwd })).status).toBe(0);
    expect((await run([], { cwd: join(cwd, 'a') })).status).toBe(0);
    expect((await run(['send.json', 'take.json'], { cwd: join(cwd, 'a') })).status).toBe(0);
  });

  test('--config takes another file', async () => {
    const cwd = folder({ ...BAD, 'etc/team.json': { rules: { trust: 'off' } } });
    expect((await run(['--config', 'etc/team.json'], { cwd })).status).toBe(0);
  });

  test('an inventory of another tenant is refused', async () => {
    const identity = {
      clientId: 'a',
      principalId: 'b',
      tenantId: '00000000-0000-4000-8000-000000000001',
      type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    };
    const cwd = folder({
      ...GOOD,
      'dir.json': [identity],
      'laudit.config.json': { tenant: '00000000-0000-4000-8000-000000000002', inventory: ['dir.json'] },
    });
    const { status, err } = await run([], { cwd });
    expect(status).toBe(2);
    expect(err).toContain('the inventory is of tenant 00000000-0000-4000-8000-000000000001');
  });

  test('an inventory that is no JSON is said to be none', async () => {
    const { status, err } = await run(['--inventory=dir.txt'], { cwd: folder({ ...GOOD, 'dir.txt': '[ {' }) });
    expect(status).toBe(2);
    expect(err).toMatch(/^laudit: inventory dir\.txt: (?!not the output)[^\n]+\n$/);
  });

  test('an inventory says which audiences exist', async () => {
    const principal = {
      appId: '00000000-0000-4000-8000-000000000003',
      servicePrincipalNames: ['api://other'],
      servicePrincipalType: 'Application',
    };
    const cwd = folder({ ...GOOD, 'dir.json': [principal] });
    const { status, out } = await run(['--inventory=dir.json', '--format=json'], { cwd });
    expect(status).toBe(1);
    expect(json(out).problems.map(({ rule }) => rule)).toContain('audience-unknown');
  });
});

describe('standard input', () => {
  test('stands for a file that is there', async () => {
    const cwd = folder(GOOD);
    const { status, out } = await run(['--stdin', '--stdin-filename', 'send.json', '-f', 'json'], {
      cwd,
      input: JSON.stringify(sender(OTHER)),
    });
    expect(status).toBe(1);
    expect(json(out).problems.map(({ rule, file }) => [rule, file])).toEqual([['audience-mismatch', 'send.json']]);
  });

  test('stands for one that is not, and only its own problems are said', async () => {
    const cwd = folder(BAD);
    const good = await run(['--stdin', '--stdin-filename=new.json', '-f', 'json'], {
      cwd,
      input: JSON.stringify(sender()).replaceAll('send-orders', 'new'),
    });
    expect({
      status: good.status,
      problems: json(good.out).problems,
      errors: json(good.out).summary['errors'],
    }).toEqual({ status: 0, problems: [], errors: 0 });
    const bad = await run(['--stdin', '--stdin-filename=new.json', '-f', 'json'], {
      cwd,
      input: JSON.stringify(sender(OTHER)).replaceAll('send-orders', 'new'),
    });
    expect(json(bad.out).problems.map(({ file }) => file)).toEqual(['new.json']);
  });

  test('arrives in pieces, and may be empty', async () => {
    const cwd = folder(GOOD);
    const child = spawn(process.execPath, [await program(), '--stdin', '--stdin-filename=send.json', '-f', 'json'], {
      cwd,
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const text = JSON.stringify(sender(OTHER));
    for (const piece of [text.slice(0, 50), text.slice(50)]) {
      child.stdin.write(piece);
      await new Promise((done) => setTimeout(done, 150));
    }
    child.stdin.end();
    expect(await new Promise((done) => child.on('close', done))).toBe(1);
    expect(json(out).problems.map(({ rule }) => rule)).toEqual(['audience-mismatch']);
    const empty = await run(['--stdin', '--stdin-filename=send.json', '-f', 'json'], { cwd });
    expect(json(empty.out).problems.map(({ rule }) => rule)).toEqual(['json-syntax']);
  });

  test('text that is no JSON is a finding of that file', async () => {
    const { status, out } = await run(['--stdin', '--stdin-filename=send.json', '-f', 'json'], {
      cwd: folder(GOOD),
      input: '{ "a": ',
    });
    expect(status).toBe(1);
    expect(json(out).problems.map(({ rule, file }) => [rule, file])).toEqual([['json-syntax', 'send.json']]);
  });
});

test('--help and --version of every command', async () => {
  for (const command of [[], ['lint'], ['trace'], ['explain'], ['rules']]) {
    const { status, out, err } = await run([...command, '--help']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain(`laudit${command[0] === undefined || command[0] === 'lint' ? '' : ` ${command[0]}`}`);
    expect((await run([...command, '--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  }
});

test('a folder called like a command is linted behind lint or a path', async () => {
  const cwd = folder(Object.fromEntries(Object.entries(BAD).map(([name, value]) => [`rules/${name}`, value])));
  expect((await run(['lint', 'rules'], { cwd })).status).toBe(1);
  expect((await run(['./rules'], { cwd })).status).toBe(1);
  expect((await run(['rules', 'x'], { cwd })).status).toBe(2);
});

test('the program says where it failed, never what it read', async () => {
  const cwd = folder(GOOD);
  const bomb = join(cwd, 'bomb.cjs');
  writeFileSync(bomb, "Object.fromEntries = () => { throw new RangeError('what was read: send-orders'); };");
  const { status, out, err } = await run(['--no-config'], { cwd, env: { NODE_OPTIONS: `--require=${bomb}` } });
  expect(status).toBe(2);
  expect(out + err).not.toContain('what was read');
  expect(err).toMatch(/^laudit: internal error: RangeError at [\w.-]+:\d+:\d+\. [^\n]+\n$/);
});
