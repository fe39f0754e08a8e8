import { describe, expect, test } from 'vitest';
import { folder, run } from './run.ts';
import { BAD, OTHER, receiver, sender } from './samples.ts';

interface Ignored {
  readonly rule?: string;
  readonly reason?: string;
  readonly until?: string;
}
/** The action, the definition or the document that says it. */
function ignoring(where: 'action' | 'definition' | 'document', ...ignore: Ignored[]): object {
  const whole = sender(OTHER) as { properties: { definition: { actions: Record<string, object> } } };
  const { definition } = whole.properties;
  const target = where === 'document' ? whole : where === 'definition' ? definition : definition.actions['Send'];
  Object.assign(target ?? {}, { metadata: { laudit: { ignore } } });
  return whole;
}
const lint = async (send: unknown, ...args: string[]) =>
  run(['--only', 'trust', ...args], { cwd: folder({ 'send.json': send, 'take.json': receiver() }) });
const KNOWN = { rule: 'audience-mismatch', reason: 'moves in spring' };

test.each(['action', 'definition', 'document'] as const)('the %s says it', async (where) => {
  const { status, out, err } = await lint(ignoring(where, KNOWN));
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toMatch(/1 suppressed/);
  expect((await lint(ignoring(where, { ...KNOWN, rule: 'trust' }))).status).toBe(0);
});

test.each(['template', 'resource', 'definition', 'trigger'] as const)(
  'in a template: the %s says it',
  async (where) => {
    const trigger: Record<string, unknown> = { type: 'Request', kind: 'Http', inputs: { schema: {} } };
    const definition = {
      $schema:
        'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
      contentVersion: '1.0.0.0',
      triggers: { manual: trigger },
      actions: {},
    };
    const resource = (name: string, properties: object): object => ({
      type: 'Microsoft.Logic/workflows',
      apiVersion: '2019-05-01',
      name,
      location: 'westeurope',
      properties,
    });
    const own = resource('orders', { definition });
    const template = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [structuredClone(resource('other', { definition })), own],
    };
    Object.assign({ template, resource: own, definition, trigger }[where], {
      metadata: { laudit: { ignore: [{ rule: 'open-trigger', reason: 'a gateway in front' }] } },
    });
    const { out } = await run(['--only', 'open-trigger', '-f', 'json'], { cwd: folder({ 'main.json': template }) });
    const { problems, summary } = JSON.parse(out) as {
      problems: { pointer: string }[];
      summary: { suppressed: number };
    };
    const open = where === 'template' ? [] : ['/resources/0'];
    expect(problems.map(({ pointer }) => pointer.slice(0, 12))).toEqual(open);
    expect(summary.suppressed).toBe(2 - open.length);
  },
);

test('a comment says it; the next line alone is covered', async () => {
  const text = JSON.stringify(sender(OTHER), null, 2);
  const above = (key: string): string =>
    text.replace(
      new RegExp(`^( *)"${key}"`, 'm'),
      '$1// laudit-ignore-next-line audience-mismatch -- moves in spring\n$&',
    );
  expect((await lint(above('audience'))).status).toBe(0);
  expect((await lint(above('method'))).status).toBe(1);
});

test('--no-ignores drops it', async () => {
  expect((await lint(ignoring('action', KNOWN), '--no-ignores')).status).toBe(1);
});

describe('what does not count is said', () => {
  test.each<[Ignored, string]>([
    [
      { rule: 'audience-mismatch' },
      "an ignore of 'audience-mismatch' does not count: it has no reason (at /properties/",
    ],
    [{ rule: 'audience-mismach', reason: 'x' }, "an ignore of 'audience-mismach' does not count: no rule is called so"],
    [{ reason: 'x' }, 'an ignore does not count: it names no rule'],
    [{ ...KNOWN, until: '2020-01-01' }, 'the ignore of audience-mismatch expired on 2020-01-01'],
  ])('%j', async (ignore, said) => {
    const { status, err } = await lint(ignoring('action', ignore));
    expect(status).toBe(1);
    expect(err).toContain(`laudit: send.json: ${said}`);
    expect((await lint(ignoring('action', ignore), '--no-ignores')).err).toBe('');
  });

  test('another rule, another place: unused, said on request', async () => {
    const idle = ignoring('action', { rule: 'issuer-mismatch', reason: 'x' });
    expect(await lint(idle)).toMatchObject({ status: 1, err: '' });
    expect((await lint(idle, '--report-unused-ignores')).err).toContain(
      'the ignore of issuer-mismatch holds nothing back',
    );
    expect(
      (await lint(idle, '--report-unused-ignores', '--only=audience-mismatch', '--severity=issuer-mismatch=off')).err,
    ).toBe('');
    const cwd = folder({ ...BAD, 'laudit.config.json': { suppressions: [{ rule: 'sas-url', reason: 'old' }] } });
    expect((await run(['--report-unused-ignores'], { cwd })).err).toBe(
      'laudit: a suppression of sas-url holds nothing back (old)\n',
    );
  });
});
