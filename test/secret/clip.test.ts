/**
 * Messages quote texts of strangers in part. A secret that begins before the cut and ends behind it is masked as far as it is
 * seen: it is known by its shape before anything is cut off. Each text below holds a signature that starts so many characters
 * before a cut that what stays of it is too short for a shape.
 */
import { describe, expect, test } from 'vitest';
import { describe as told } from '../../src/cli/calls.ts';
import { callGroups } from '../../src/cli/calls-text.ts';
import { lint } from '../../src/lint.ts';
import { clip } from '../../src/secret.ts';
import { SETTINGS } from '../fixtures.ts';

const SIGNATURE = 'Wm4cT9xK2bV7zP5rN8dH3fL6sJ1gY0qA-eUiOaXo';
const TEMPLATE = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const WORKFLOW =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';
/** All lengths that messages are cut to (`grep -rn 'clip(' src rules`), and those of compare/show.ts. */
const CUTS = [20, 40, 60, 80, 119, 120, 149, 159, 160, 199, 200, 300, 400, 1023];

/** So that `seen` characters of the signature stand before the cut. */
function textFor(cut: number, seen: number): string {
  const query = '?sig=';
  return `${'a'.repeat(Math.max(0, cut - seen - query.length))}${query}${SIGNATURE}`;
}

/** The text wherever a message may quote it. */
function definitionWith(text: string): object {
  const compose = (inputs: string): object => ({ type: 'Compose', inputs, runAfter: {} });
  return {
    $schema: WORKFLOW,
    contentVersion: text,
    parameters: { [text]: { type: text, allowedValues: [text] } },
    triggers: {
      [text]: { type: text, recurrence: { frequency: text, interval: text, timeZone: text, startTime: text } },
      daily: { type: 'Recurrence', recurrence: { frequency: text, interval: text, timeZone: text } },
    },
    actions: {
      [text]: { type: text, kind: text, runAfter: { [`${text}x`]: [text] }, operationOptions: text },
      Send: {
        type: 'Http',
        inputs: {
          method: text,
          uri: text,
          authentication: { type: text, audience: text, tenant: text },
          retryPolicy: { type: 'fixed', count: text, interval: text },
        },
        operationOptions: text,
        limit: { timeout: text },
        runtimeConfiguration: { staticResult: { name: text, staticResultOptions: 'Enabled' } },
      },
      Body: compose(`@body('${text}')`),
      Parameter: compose(`@parameters('${text}')`),
      Variable: compose(`@variables('${text}')`),
      Item: compose(`@items('${text}')`),
      Open: compose(`@{body('${text}`),
      Zone: compose(`@convertTimeZone(utcNow(), '${text}', '${text}')`),
      Choose: { type: 'Switch', expression: text, cases: { a: { case: text }, [text]: { case: text } } },
      Again: { type: 'Until', expression: text, limit: { count: text, timeout: text }, actions: {} },
      Code: { type: 'JavaScriptCode', inputs: { code: `return workflowContext.actions['${text}'] + (${text}` } },
      Call: { type: 'Workflow', inputs: { host: { workflow: { id: text }, triggerName: text } } },
      Set: { type: 'SetVariable', inputs: { name: text, value: text } },
    },
    outputs: { [text]: { type: text, value: `@body('${text}')` } },
    metadata: {
      laudit: {
        ignore: [
          { rule: text, reason: text, until: text },
          { rule: text, reason: text, until: '2020-01-01' },
        ],
      },
    },
  };
}

function templateWith(text: string): object {
  const workflow = (name: string, more: object = {}): object => ({
    type: 'Microsoft.Logic/workflows',
    apiVersion: '2019-05-01',
    name,
    condition: `[equals('${text}', parameters('given'))]`,
    identity: { type: text },
    properties: { state: text, definition: definitionWith(text), ...more },
  });
  const claims = ['iss', 'aud', text].map((name) => ({ name, value: text }));
  return {
    $schema: TEMPLATE,
    contentVersion: text,
    parameters: { given: { type: 'string' }, [text]: { type: text } },
    variables: { [text]: `[variables('${text}x')]`, id: `[resourceId('${text}', 'a')]`, open: `[concat('${text}` },
    resources: [
      workflow(text, {
        accessControl: {
          triggers: {
            allowedCallerIpAddresses: [{ addressRange: text }],
            openAuthenticationPolicies: { policies: { [text]: { type: text, claims } } },
          },
        },
      }),
      workflow(`[concat('${text}', variables('id'))]`),
      workflow(`[parameters('${text}x')]`),
      workflow(`[variables('${text}x')]`),
      workflow(`[lambdaVariables('${text}')]`),
      { type: text, apiVersion: text, name: text, dependsOn: [text] },
    ],
    outputs: { [text]: { type: text, value: `[reference('${text}').x]` } },
  };
}

describe.each(CUTS)('a signature across a cut after %d characters', (cut) => {
  test.each([11, 14])('shows none of its first %d', (seen) => {
    const text = textFor(cut, seen);
    const sources = Object.entries({
      'orders.json': { definition: definitionWith(text) },
      'template.json': templateWith(text),
    }).map(([id, value]) => ({ id, project: '', bytes: new TextEncoder().encode(JSON.stringify(value, null, 2)) }));
    const report = lint({ sources, settings: SETTINGS });
    expect(report.problems.length).toBeGreaterThan(30);
    const groups = callGroups(told(report.calls, sources), true).join('\n');
    for (const said of [JSON.stringify(report.problems), JSON.stringify(report.notices), groups])
      expect(said).not.toContain(SIGNATURE.slice(0, 6));
  });
});

describe('clip', () => {
  test('leaves what is short, cuts what is long, halves no character', () => {
    expect(clip('short', 5)).toBe('short');
    expect(clip('longer', 5, '…')).toBe('longe…');
    expect(clip('ab😀cd', 3)).toBe('ab');
  });

  test('masks what begins before the cut', () => {
    expect(clip(`x?sig=${SIGNATURE}`, 12, '…')).toBe('x?sig=******…');
    expect(clip(`AccountKey=${SIGNATURE.replaceAll('-', '+')}==`, 20)).toBe('AccountKey=*********');
  });
});
