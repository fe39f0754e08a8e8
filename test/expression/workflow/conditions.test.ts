/** Which trigger conditions demand an Authorization header. */
import { describe, expect, it } from 'vitest';
import { demandsAuthorization } from '../../../src/expression/workflow/conditions.ts';
import type { WorkflowScope } from '../../../src/expression/workflow/scope.ts';
import type { Value } from '../../../src/model.ts';
import { hole, join, known } from '../../../src/value.ts';

const scope: WorkflowScope = {
  id: 'W',
  parameter: (name) => (name === 'scheme' ? known('Bearer') : name === 'open' ? hole('open', 'any') : undefined),
  appSetting: () => undefined,
  fault: () => {
    throw new Error('conditions are quiet');
  },
};
const H = "triggerOutputs()?['headers']?['Authorization']";
const one = (expression: string): string => demandsAuthorization(known([{ expression }]), scope);

describe('demandsAuthorization', () => {
  it.each([
    `@startsWith(${H}, 'Bearer')`,
    `@startsWith(${H}, 'PoP')`,
    `@startsWith(triggerOutputs()['headers'].authorization, 'Bearer ')`,
    `@startsWith(trigger()?['outputs']?['headers']?['Authorization'], 'Bearer')`,
    `@startsWith(toLower(coalesce(${H}, '')), 'bearer')`,
    `@startsWith(${H}, parameters('scheme'))`,
    `@startsWith(${H}, concat('Bearer ', parameters('open')))`,
    `@equals(${H}, 'Bearer x')`,
    `@equals('Bearer x', ${H})`,
    `@equals(startsWith(${H}, 'Bearer'), true)`,
    `@not(empty(${H}))`,
    `@not(equals(${H}, null))`,
    `@equals(empty(${H}), false)`,
    `@contains(${H}, 'Bearer')`,
    `@contains(triggerOutputs()?['headers'], 'Authorization')`,
    `@greater(length(${H}), 0)`,
    `@greaterOrEquals(indexOf(${H}, 'Bearer'), 0)`,
    `@and(equals(triggerBody()?['x'], 1), startsWith(${H}, 'Bearer'))`,
    `@or(startsWith(${H}, 'Bearer'), startsWith(${H}, 'PoP'))`,
    `@not(or(empty(${H}), equals(1, 2)))`,
    `@and(or(startsWith(${H}, 'Bearer'), startsWith(${H}, 'PoP')), true)`,
    `@{startsWith(${H}, 'Bearer')}`,
  ])('yes: %s', (expression) => {
    expect(one(expression)).toBe('yes');
  });

  it.each([
    "@equals(triggerBody()?['kind'], 'order')",
    "@startsWith(triggerOutputs()?['headers']?['X-Source'], 'Bearer')",
    `@or(startsWith(${H}, 'Bearer'), equals(triggerBody()?['x'], 1))`,
    `@empty(${H})`,
    `@equals(${H}, '')`,
    "@contains(triggerOutputs()?['headers'], 'x-key')",
    "@not(equals(triggerOutputs()?['body']?['x'], null))",
    '@greater(triggers().code, 200)',
    '@true',
    'startsWith',
  ])('no: %s', (expression) => {
    expect(one(expression)).toBe('no');
  });

  it.each([
    `@startsWith(${H}, parameters('open'))`,
    `@startsWith(${H}, '')`,
    `@not(startsWith(${H}, 'Basic'))`,
    `@not(equals(${H}, 'x'))`,
    `@equals(length(split(${H}, '.')), 3)`,
    "@startsWith(triggerOutputs()?['headers']?[parameters('open')], 'Bearer')",
    "@contains(string(triggerOutputs()), 'Bearer')",
    "@contains(string(triggerOutputs()?['headers']), 'Bearer')",
    `@startsWith(${H}, 'Bearer'`,
    `x @{startsWith(${H}, 'Bearer')}`,
    `@or(startsWith(${H}, 'Bearer'), startsWith(${H}, parameters('open')))`,
    `@greater(length(${H}), -1)`,
  ])('unknown: %s', (expression) => {
    expect(one(expression)).toBe('unknown');
  });

  it('takes a list as a conjunction', () => {
    const yes = { expression: `@not(empty(${H}))` };
    const no = { expression: '@true' };
    const unknown = { expression: `@startsWith(${H}, '')` };
    const all = (...items: { expression: string }[]): string => demandsAuthorization(known(items), scope);
    expect([all(), all(no), all(no, yes), all(no, unknown), all(unknown, yes)]).toEqual([
      'no',
      'no',
      'yes',
      'unknown',
      'yes',
    ]);
  });

  it('does not guess where the list or a text is not known', () => {
    const item = (expression: Value): Value => ({
      kind: 'array',
      items: [{ kind: 'object', entries: [{ key: 'expression', value: expression }] }],
    });
    const x = hole('x', 'string');
    expect(demandsAuthorization(null, scope)).toBe('no');
    expect(demandsAuthorization(known(null), scope)).toBe('no');
    expect(demandsAuthorization(hole('c', 'array'), scope)).toBe('unknown');
    expect(demandsAuthorization({ kind: 'array', items: [], open: true }, scope)).toBe('unknown');
    expect(demandsAuthorization(item(x), scope)).toBe('unknown');
    expect(demandsAuthorization(item(join([`@startsWith(${H}, 'Bearer `, x, "')"])), scope)).toBe('yes');
    expect(demandsAuthorization(item(join([`@startsWith(${H}, '`, x, "')"])), scope)).toBe('unknown');
    expect(demandsAuthorization(item(join(['@', x])), scope)).toBe('unknown');
    const choice: Value = {
      kind: 'choice',
      condition: 'c',
      then: known([{ expression: `@not(empty(${H}))` }]),
      else: known([]),
    };
    expect(demandsAuthorization(choice, scope)).toBe('unknown');
  });

  it('ends on hostile nesting', () => {
    expect(one(`@${'not('.repeat(195)}empty(${H})${')'.repeat(195)}`)).toBe('yes');
    expect(one(`@and(${Array.from({ length: 2000 }, () => "equals(1, startsWith('a','b'))").join(',')})`)).toBe('no');
  });
});
