/**
 * Names are strangers' text, in every command: control characters, directions that override, commands of build servers and
 * signed URLs stand in the names of workflows, actions and triggers, and no output passes them on.
 */
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/report/formats.ts';
import { NAMES, renamed, SECRET, SIGNED, UNFIT } from './hostile-names.ts';
import { folder, run } from './run.ts';
import { OTHER, receiver, sender } from './samples.ts';

const UNFIT_IN_MARKUP = /<script>planted|<planted/;
const isMarkup = (args: readonly string[]): boolean =>
  args.some((arg) => ['svg', 'html', 'junit', 'checkstyle', 'markdown'].includes(arg));

const COMMANDS: readonly (readonly string[])[] = [
  ...Object.keys(FORMATS).map((format) => ['.', '--verbose', '--format', format]),
  ['.', '--show-unknown'],
  ['trace', '--show-unknown'],
  ['trace', '--format', 'json'],
  ['facts'],
  ['graph', '--format', 'mermaid', '--show-unknown'],
  ['graph', '--format', 'dot', '--show-unknown'],
  ['graph', '--format', 'svg', '--show-unknown'],
  ['graph', '--format', 'html', '--show-unknown'],
];

type Files = (name: string) => Readonly<Record<string, unknown>>;

/** Where else a stranger's text may stand, and the commands that read it. */
const ELSEWHERE: readonly (readonly [string, Files, readonly (readonly string[])[]])[] = [
  [
    'a key of the settings',
    (name) => ({ 'laudit.config.json': { [name]: true, rules: { [name]: 'error' } } }),
    [['.'], ['.', '--print-config', 'send.json']],
  ],
  [
    'an environment and a binding',
    (name) => ({ 'laudit.config.json': { environments: { [name]: ['*.json'] }, bindings: { [name]: name } } }),
    [['.', '--verbose'], ['.', '--print-config', 'send.json'], ['trace']],
  ],
  [
    'an endpoint and the folder of the repository',
    (name) => ({ 'laudit.config.json': { endpoints: { [name]: name }, repositoryPath: name, extends: [name] } }),
    [['.', '--verbose']],
  ],
  [
    'the reason of an ignore',
    (name) => ({
      'flow.json': {
        metadata: {
          laudit: {
            ignore: [
              { rule: name, reason: name },
              { rule: 'open-trigger', reason: name, until: name },
            ],
          },
        },
        ...receiver(),
      },
    }),
    [
      ['.', '--verbose', '--report-unused-ignores'],
      ['.', '--format', 'html'],
      ['.', '--format', 'sarif'],
    ],
  ],
  [
    'parameters of a template and of its file',
    (name) => ({
      'flow.bicep.json': {
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        parameters: { [name]: { type: 'string' }, plain: { type: name, defaultValue: name } },
        variables: { [name]: `[parameters('${name}')]`, other: `[variables('${name}x')]` },
        resources: [
          { type: 'Microsoft.Logic/workflows', apiVersion: name, name, properties: { definition: { [name]: name } } },
        ],
        outputs: { [name]: { type: 'string', value: `[${name}]` } },
      },
      'flow.bicep.parameters.json': {
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
        contentVersion: '1.0.0.0',
        parameters: { [name]: { value: name }, [`${name}2`]: { value: name } },
      },
    }),
    [['.', '--verbose'], ['.', '--format', 'json'], ['trace']],
  ],
  [
    'a difference and a baseline',
    () => ({}),
    [
      ['.', '--fix-dry-run'],
      ['baseline', '.', '--verbose'],
      ['.', '--verbose'],
    ],
  ],
  [
    'facts of another repository',
    (name) => ({ 'facts.json': facts(name) }),
    [['.', '--facts', 'facts.json', '--verbose']],
  ],
];

function facts(name: string): unknown {
  return { version: 2, tool: { name: 'laudit', version: name }, repository: name, facts: [{ file: name }] };
}

describe.each(NAMES.map((name) => [JSON.stringify(name).slice(0, 40), name] as const))('the name %s', (_, name) => {
  const cwd = folder({ 'take.json': renamed(receiver(), name), 'send.json': renamed(sender(OTHER), name) });

  test.each(COMMANDS.map((args) => [args.join(' '), args] as const))('laudit %s', async (__, args) => {
    const { out, err, status } = await run(args, { cwd });
    expect(status).toBeLessThan(2);
    expect(out).not.toBe('');
    if (isMarkup(args)) expect(out).not.toMatch(UNFIT_IN_MARKUP);
    for (const text of [out, err]) {
      expect(text).not.toMatch(UNFIT);
      expect(text).not.toContain(SECRET);
    }
  });

  test('typed: laudit explain, trace --from, --only', async () => {
    if (name.includes('\u0000')) return;
    for (const args of [
      ['explain', name],
      ['trace', '--from', name],
      ['.', '--only', name],
      ['.', '--severity', `${name}=error`],
    ]) {
      const { out, err, status } = await run(args, { cwd });
      expect(status).toBeGreaterThan(1);
      for (const text of [out, err]) {
        expect(text).not.toMatch(UNFIT);
        expect(text).not.toContain(SECRET);
      }
    }
  });
});

/** At once what a terminal, a log and a page would act on; and what would be a secret. */
const TOGETHER = NAMES.filter((name) => name !== SIGNED).join(' ');
const ANYWHERE = [TOGETHER, SIGNED].flatMap((name) => ELSEWHERE.map((where) => [...where, name] as const));

test.each(ANYWHERE)('%s', async (_, files, commands, name) => {
  const cwd = folder({
    'take.json': renamed(receiver(), name),
    'send.json': renamed(sender(OTHER), name),
    ...Object.fromEntries(Object.entries(files(name)).map(([path, value]) => [path, JSON.stringify(value)])),
  });
  for (const args of commands) {
    const { out, err } = await run(args, { cwd });
    expect(out + err).not.toBe('');
    expect(err).not.toMatch(/internal error|^\s+at /m);
    for (const text of [out, err]) {
      expect(text).not.toMatch(UNFIT);
      expect(text).not.toContain(SECRET);
    }
  }
});
