import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compile, target, withRules } from '../.config/schemas.mjs';
import { type Config, findConfig, type KnownRules, loadConfig, SettingsError, settingsOf } from '../src/config.ts';
import { shapeFaults } from '../src/config/faults.ts';
import { rebased } from '../src/config/globs.ts';
import { knownRules } from '../src/gather.ts';
import { glob } from '../src/glob.ts';
import type { Json } from '../src/model.ts';

const KNOWN: KnownRules = {
  names: ['audience-mismatch', 'open-trigger', 'nesting-limit', 'plaintext-http', 'trust', 'exposure'],
  options: {
    'nesting-limit': { max: { kind: 'number', about: 'Levels.', standard: 9, least: 1, most: 100 } },
    'plaintext-http': { allowHosts: { kind: 'texts', about: 'Hosts.', form: '^[a-z.]+$', example: 'a.example' } },
  },
};
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'laudit-config-'));
  mkdirSync(join(root, '.git'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function settings(text: string, folder = root): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'laudit.config.json'), text);
}
async function faults(text: string): Promise<readonly string[]> {
  settings(text);
  try {
    await loadConfig({ cwd: root, known: KNOWN });
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

test('the validator is the one that the schema makes', () => {
  expect(readFileSync(target, 'utf8')).toBe(compile());
});

test('the schema names every rule and category, for editors', () => {
  const file = new URL('../schemas/config.schema.json', import.meta.url);
  expect(readFileSync(file, 'utf8'), 'node .config/schemas.mjs writes it').toBe(withRules(knownRules()));
});

test('no file, and asked for none', async () => {
  expect((await loadConfig({ cwd: root, known: KNOWN })).file).toBeNull();
  settings('{ "rules": { "trust": "off" } }');
  expect((await loadConfig({ cwd: root, file: false, known: KNOWN })).severities).toEqual({});
  expect((await loadConfig({ cwd: root, known: KNOWN })).severities).toEqual({ trust: 'off' });
});

test('found upward, and not above the repository', () => {
  const deep = join(root, 'a/b');
  mkdirSync(deep, { recursive: true });
  expect(findConfig(deep)).toBeNull();
  settings('{}');
  expect(findConfig(deep)).toBe(join(root, 'laudit.config.json'));
  settings('{}', join(root, 'a'));
  expect(findConfig(deep)).toBe(join(root, 'a/laudit.config.json'));
  mkdirSync(join(deep, '.git'));
  expect(findConfig(deep)).toBeNull();
});

test('comments, trailing commas, a byte order mark; paths from its own folder', async () => {
  settings(`\ufeff// ours
    { "$schema": "x", "files": ["a/*.json"], "ignores": [], "inventory": ["dir.json"], "tenant": "0000000A-0000-4000-8000-000000000000", "cloud": "AzureUSGovernment",
      "overrides": [{ "files": ["old/**"], "rules": { "open-trigger": "info" } }],
      "suppressions": [{ "rule": "trust", "reason": "known", "until": "2028-02-29", },], }`);
  expect(await loadConfig({ cwd: root, known: KNOWN })).toEqual({
    file: join(root, 'laudit.config.json'),
    folder: root,
    extended: [],
    files: ['a/*.json'],
    ignores: [],
    severities: {},
    options: {},
    overrides: [{ files: ['old/**'], severities: { 'open-trigger': 'info' } }],
    environments: {},
    bindings: {},
    endpoints: {},
    suppressions: [{ rule: 'trust', files: [], workflow: null, operation: null, reason: 'known', until: '2028-02-29' }],
    cloud: 'AzureUSGovernment',
    tenant: '0000000a-0000-4000-8000-000000000000',
    inventory: [join(root, 'dir.json')],
    facts: [],
  } satisfies Config);
});

test.each<[string, string, string]>([
  ['a wrong key', '{\n  "rule": {}\n}', "laudit.config.json:2:3: unknown key 'rule'. Did you mean 'rules'?"],
  [
    'a key like nothing',
    '{ "zzzzzzzz": 1 }',
    "laudit.config.json:1:3: unknown key 'zzzzzzzz'. Known are $schema, extends, files, ignores, rules, overrides, environments, bindings, endpoints, cloud, tenant, facts, inventory, suppressions.",
  ],
  [
    'a wrong key inside',
    '{ "suppressions": [{ "rule": "trust", "reasn": "x", "reason": "y" }] }',
    "laudit.config.json:1:39: unknown key 'reasn'. Did you mean 'reason'?",
  ],
  [
    'a wrong level',
    '{ "rules": { "trust": "eror" } }',
    "laudit.config.json:1:23: rules.trust: must be error, warning, info or off and not 'eror'. Did you mean 'error'?",
  ],
  [
    'no level beside options',
    '{ "rules": { "nesting-limit": { "max": 3 } } }',
    'laudit.config.json:1:31: rules.nesting-limit: must be error, warning, info or off, or a list: ["error", { "max": 9 }]',
  ],
  [
    'a wrong level beside options',
    '{ "rules": { "nesting-limit": ["warn", { "max": 3 }] } }',
    "laudit.config.json:1:32: rules.nesting-limit[0]: must be error, warning, info or off and not 'warn'. Did you mean 'warning'?",
  ],
  [
    'an empty list',
    '{ "rules": { "trust": [] } }',
    'laudit.config.json:1:23: rules.trust: must be error, warning, info or off',
  ],
  [
    'an unknown option',
    '{ "rules": { "plaintext-http": ["error", {\n  "allowHost": [] }] } }',
    "laudit.config.json:2:3: unknown option 'allowHost' of plaintext-http. Did you mean 'allowHosts'?",
  ],
  [
    'an option like nothing',
    '{ "rules": { "nesting-limit": ["error", { "toString": 1 }] } }',
    "laudit.config.json:1:43: unknown option 'toString' of nesting-limit. Known are max.",
  ],
  [
    'options of a rule without',
    '{ "overrides": [{ "files": [], "rules": { "open-trigger": ["off", { "a": 1 }] } }] }',
    "laudit.config.json:1:67: overrides[0].rules.open-trigger[1]: 'open-trigger' has no options",
  ],
  [
    'options of a category',
    '{ "rules": { "trust": ["error", {}] } }',
    "laudit.config.json:1:33: rules.trust[1]: 'trust' has no options",
  ],
  [
    'options that are no object',
    '{ "rules": { "nesting-limit": ["error", 7] } }',
    'laudit.config.json:1:41: rules.nesting-limit[1]: must be an object of options',
  ],
  [
    'a third item',
    '{ "rules": { "nesting-limit": ["error", {}, {}] } }',
    'laudit.config.json:1:45: rules.nesting-limit[2]: is one too many: a list holds a level and options',
  ],
  [
    'a number out of bounds',
    '{ "rules": { "nesting-limit": ["error", { "max": 1000 }] } }',
    'laudit.config.json:1:50: rules.nesting-limit[1].max: must be a whole number from 1 to 100',
  ],
  [
    'no list of texts',
    '{ "rules": { "plaintext-http": ["error", { "allowHosts": "a" }] } }',
    'laudit.config.json:1:58: rules.plaintext-http[1].allowHosts: must be an array of texts',
  ],
  [
    'a text of another form',
    '{ "rules": { "plaintext-http": ["error", { "allowHosts": ["a.example", "http://b"] }] } }',
    "laudit.config.json:1:72: rules.plaintext-http[1].allowHosts[1]: must look like 'a.example'",
  ],
  [
    'a level that is no text',
    '{ "rules": { "trust": 2 } }',
    'laudit.config.json:1:23: rules.trust: must be error, warning, info or off',
  ],
  [
    'a wrong rule',
    '{ "rules": { "audience-mismach": "off" } }',
    "laudit.config.json:1:14: no rule or category is called 'audience-mismach'. Did you mean 'audience-mismatch'?",
  ],
  [
    'a wrong rule in an override',
    '{ "overrides": [{ "files": [], "rules": { "x": "off" } }] }',
    "laudit.config.json:1:43: no rule or category is called 'x'.",
  ],
  [
    'a suppression of a wrong rule',
    '{ "suppressions": [{ "rule": "opentrigger", "reason": "y" }] }',
    "laudit.config.json:1:30: suppressions[0].rule: no rule or category is called 'opentrigger'. Did you mean 'open-trigger'?",
  ],
  [
    'a wrong cloud',
    '{ "cloud": "AzureGovernment" }',
    "laudit.config.json:1:12: cloud: must be AzureCloud, AzureUSGovernment or AzureChinaCloud and not 'AzureGovernment'. Did you mean 'AzureUSGovernment'?",
  ],
  [
    'no reason',
    '{ "suppressions": [{ "rule": "trust" }] }',
    "laudit.config.json:1:20: suppressions[0]: 'reason' is missing",
  ],
  [
    'a blank reason',
    '{ "suppressions": [{ "rule": "trust", "reason": " " }] }',
    "laudit.config.json:1:49: suppressions[0].reason: must look like 'gateway in front checks the caller'",
  ],
  [
    'a date of another form',
    '{ "suppressions": [{ "rule": "trust", "reason": "y", "until": "31.1.2027" }] }',
    "laudit.config.json:1:63: suppressions[0].until: must look like '2027-01-31'",
  ],
  [
    'no day',
    '{ "suppressions": [{ "rule": "trust", "reason": "y", "until": "2027-02-30" }] }',
    'laudit.config.json:1:63: suppressions[0].until: is no day of the calendar',
  ],
  [
    'a name of an environment that is none',
    '{ "environments": { "a b": [] } }',
    "laudit.config.json:1:21: 'a b': must look like 'dev'",
  ],
  [
    'an address without a scheme',
    '{ "endpoints": { "api.example.com": "orders" } }',
    "laudit.config.json:1:18: 'api.example.com': must look like 'https://api.contoso.com/orders/*'",
  ],
  [
    'a binding of nothing',
    '{ "bindings": { "url": "x" } }',
    "laudit.config.json:1:17: 'url': must look like 'parameter:receiverUrl'",
  ],
  ['a text for a list', '{ "files": "x" }', 'laudit.config.json:1:12: files: must be an array'],
  ['no object', '[]', 'laudit.config.json:1:1: must be an object'],
])('%s is said with its place', async (_, text, message) => {
  expect(await faults(text)).toEqual([message]);
});

test('several faults, in the order of the file', async () => {
  const found = await faults('{ "tenant": "x", "file": 1, "ignores": [3] }');
  expect(found.map((one) => one.split(': ')[0])).toEqual([
    'laudit.config.json:1:13',
    'laudit.config.json:1:18',
    'laudit.config.json:1:41',
  ]);
});

test('text that is no JSON, a key twice, a file that is not there', async () => {
  expect((await faults('{ "rules": '))[0]).toMatch(/^laudit\.config\.json:1:\d+: /);
  expect((await faults('{ "rules": {}, "rules": {} }'))[0]).toMatch(/^laudit\.config\.json:1:16: /);
  await expect(loadConfig({ cwd: root, file: 'none.json', known: KNOWN })).rejects.toThrow(
    'none.json: not there any more',
  );
});

test('names that JavaScript owns are only names', async () => {
  expect((await faults('{ "rules": { "__proto__": "off" } }'))[0]).toContain("'__proto__'");
  expect((await faults('{ "constructor": 1 }'))[0]).toContain("unknown key 'constructor'");
});

test('any value is judged without an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const { pointer } of shapeFaults(value as Json)) expect(pointer).toMatch(/^(\/|$)/);
    }),
  );
});

describe('extends', () => {
  const team =
    '{ "rules": { "trust": "warning", "open-trigger": "info" }, "ignores": ["old/**", "**/samples/**"], "tenant": "0000000A-0000-4000-8000-000000000000" }';

  test('what stands in the file wins; globs mean what they mean beside their file', async () => {
    settings(team, join(root, 'team'));
    settings(`{ "extends": ["team/laudit.config.json"], "rules": { "trust": "off" }, "ignores": ["new/**"],
      "environments": { "dev": ["a/*.json"] }, "bindings": { "parameter:url": "https://x.example" }, "endpoints": { "https://x.example/*": "orders" } }`);
    const config = await loadConfig({ cwd: root, known: KNOWN });
    expect(config.severities).toEqual({ trust: 'off', 'open-trigger': 'info' });
    expect(config.ignores).toEqual(['team/old/**', '**/samples/**', 'new/**']);
    expect(config.tenant).toBe('0000000a-0000-4000-8000-000000000000');
    expect(config.extended).toEqual([join(root, 'team/laudit.config.json')]);
    const given = { root: join(root, 'a'), only: [], today: '2026-01-01', docs: '', severities: {} };
    const made = settingsOf(config, given);
    expect(made.environments).toEqual({ dev: ['../a/*.json', '*.json'] });
    expect(made.bindings).toEqual({ 'parameter:url': 'https://x.example' });
    expect(made.endpoints).toEqual({ 'https://x.example/*': 'orders' });
    const typed = settingsOf(config, { ...given, environments: { prod: ['p.json'] } });
    expect(typed.environments).toEqual({ prod: ['p.json'] });
  });

  test('of several the later wins, and one file may be reached twice', async () => {
    settings('{ "rules": { "trust": "info" } }', join(root, 'base'));
    settings('{ "extends": ["../base/laudit.config.json"] }', join(root, 'one'));
    settings('{ "extends": ["../base/laudit.config.json"], "rules": { "trust": "error" } }', join(root, 'two'));
    settings('{ "extends": ["one/laudit.config.json", "two/laudit.config.json"] }');
    expect((await loadConfig({ cwd: root, known: KNOWN })).severities).toEqual({ trust: 'error' });
    settings('{ "extends": ["two/laudit.config.json", "one/laudit.config.json"] }');
    expect((await loadConfig({ cwd: root, known: KNOWN })).severities).toEqual({ trust: 'info' });
  });

  test('a ring is refused, and named', async () => {
    settings('{ "extends": ["../laudit.config.json"] }', join(root, 'a'));
    expect(await faults('{ "extends": ["a/laudit.config.json"] }')).toEqual([
      'extends goes round: laudit.config.json → a/laudit.config.json → laudit.config.json',
    ]);
    expect(await faults('{ "extends": ["laudit.config.json"] }')).toHaveLength(1);
  });

  test('a fault is said with the file that it stands in; so is a file that is not there', async () => {
    settings('{ "rule": 1 }', join(root, 'a'));
    expect((await faults('{ "extends": ["a/laudit.config.json"] }'))[0]).toMatch(
      /^a\/laudit\.config\.json:1:3: unknown key/,
    );
    expect(await faults('{ "extends": ["gone.json"] }')).toEqual(['gone.json: not there any more']);
  });

  test('a lattice that would be read for ever is refused', async () => {
    for (let level = 0; level < 12; level++)
      settings(
        `{ "extends": ["../l${level + 1}/laudit.config.json", "../l${level + 1}/laudit.config.json"] }`,
        join(root, `l${level}`),
      );
    settings('{}', join(root, 'l12'));
    expect((await faults('{ "extends": ["l0/laudit.config.json"] }'))[0]).toContain('more than 64 settings files');
  });
});

test.each<[string, string, string, string, boolean]>([
  ['../a/*.json', '/r/b', '/r', 'a/x.json', true],
  ['a/*.json', '/r', '/r', 'a/x.json', true],
  ['./a/*.json', '/r', '/r', 'a/x.json', true],
  ['*.json', '/r/a', '/r', 'a/x.json', true],
  ['*.json', '/r/a', '/r', 'x.json', false],
  ['a/*.json', '/r', '/r/a', 'x.json', true],
  ['a/*.json', '/r', '/r/b', 'x.json', false],
  ['a/*.json', '/r', '/r/b', '../a/x.json', true],
  ['a/x.json', '/r', '/r/a/b', '../x.json', true],
  ['*/x.json', '/r', '/r/a', 'x.json', true],
  ['*/x.json', '/r', '/r/a', '../b/x.json', true],
  ['**/x.json', '/r', '/r/a', 'b/x.json', true],
  ['**/x.json', '/r', '/r/a', '../x.json', true],
  ['a/**', '/r', '/r/a/b', 'c/x.json', true],
  ['a/**/x.json', '/r', '/r/a/b', 'x.json', true],
  ['x.json', '/r', '/r/a', 'x.json', false],
  ['*.json', '/r/a', '/r/b', '../a/x.json', true],
])('glob %s of %s seen from %s: %s %s', (pattern, folder, from, id, matches) => {
  expect(rebased(pattern, folder, from).some((one) => glob(one)(id))).toBe(matches);
});

test('the command line has the last word', async () => {
  settings(
    '{ "rules": { "open-trigger": "warning", "trust": "info" }, "overrides": [{ "files": ["a/**"], "rules": { "trust": "off" } }] }',
  );
  const config = await loadConfig({ cwd: root, known: KNOWN });
  const given = { root, only: [], today: '2026-01-01', docs: '' };
  expect(settingsOf(config, { ...given, severities: {} }).overrides).toEqual([
    { files: ['a/**'], severities: { trust: 'off' } },
  ]);
  const typed = settingsOf(config, { ...given, severities: { exposure: 'off' } });
  expect(typed.severities).toEqual({ 'open-trigger': 'warning', trust: 'info', exposure: 'off' });
  expect(typed.overrides?.at(-1)).toEqual({ files: ['**'], severities: { exposure: 'off' } });
});
