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
    `@bool(startsWith(${H}, 'Bearer'))`,
    `@not(and(empty(${H}), empty(${H})))`,
    `@endsWith(${H}, 'x')`,
    `@equals(true, startsWith(${H}, 'Bearer'))`,
    `@equals(false, empty(${H}))`,
    `@not(equals(null, ${H}))`,
    `@not(equals(${H}, ''))`,
    `@not(not(not(empty(${H}))))`,
    `@greaterOrEquals(length(${H}), 1)`,
    `@greater(indexOf(${H}, 'Bearer'), -1)`,
    `@greater(indexOf(${H}, 'Bearer'), 3)`,
    `@startsWith(string(trim(toUpper(${H}))), 'x')`,
    `@startsWith(coalesce(${H}, null), 'B')`,
    `@contains(trigger().outputs.headers, 'AUTHORIZATION')`,
    `@startsWith(triggers()['outputs']['headers']['authorization'], 'x')`,
    `@STARTSWITH(TriggerOutputs()['Headers']['authorization'], 'x')`,
    `@or(not(empty(${H})), and(equals(1, 2), not(empty(${H}))))`,
    `@not(or(equals(1, 2), empty(${H})))`,
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
    `@not(and(empty(${H}), equals(1, 2)))`,
    `@equals(${H}, null)`,
    `@equals('', ${H})`,
    `@not(not(empty(${H})))`,
    `@equals(empty(${H}), true)`,
    `@not(equals(empty(${H}), false))`,
    `@or(true, not(empty(${H})))`,
    `@or(equals(1, 1), startsWith(${H}, parameters('open')))`,
    `@'x'`,
    `@5`,
    `@equals(triggerOutputs()?['headers']?['x-key'], 'a')`,
    `@greater(triggerOutputs()['queries']['n'], 1)`,
    `@equals(trigger()['name'], 'x')`,
    `@equals(trigger()['outputs']['queries'], 'x')`,
    `@not(startsWith(triggerBody(), 'x'))`,
    `@equals(trigger().outputs.headers['x-key'], 'y')`,
    `@not(and(equals(1, 2), equals(2, 1)))`,
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
    `@equals(${H}, parameters('open'))`,
    `@startsWith(coalesce(${H}, 'Bearer'), 'Bearer')`,
    `@startsWith(coalesce(${H}, parameters('open')), 'Bearer')`,
    `@endsWith(${H}, '')`,
    `@contains(${H}, '')`,
    `@startsWith(${H}, 5)`,
    `@not(contains(${H}, 'x'))`,
    `@not(contains(triggerOutputs()['headers'], 'Authorization'))`,
    `@contains(triggerOutputs()['headers'], parameters('open'))`,
    `@greaterOrEquals(length(${H}), 0)`,
    `@greater(length(${H}), parameters('open'))`,
    `@greater(length(${H}), '0')`,
    `@greaterOrEquals(indexOf(${H}, 'x'), -1)`,
    `@greater(indexOf(${H}, ''), -1)`,
    `@greater(indexOf(${H}), -1)`,
    `@greater(int(${H}), 1)`,
    `@not(greater(length(${H}), 0))`,
    `@greater(1, length(${H}))`,
    `@empty(triggerOutputs())`,
    `@equals(triggerOutputs()[parameters('open')], 'x')`,
    `@equals(trigger()[parameters('open')], 1)`,
    `@equals(trigger(), 1)`,
    `@equals(trigger().outputs, 1)`,
    `@equals(trigger().outputs.headers, 1)`,
    `@equals(triggerOutputs()['headers'][parameters('open')], 'x')`,
    `@not(and(empty(${H}), empty(triggerOutputs())))`,
    `@startsWith(${H}, 'Bearer', 'x')`,
    `@not(${H})`,
    `@bool(${H})`,
    `@${H}`,
    `@startsWith(first(split(${H}, ' ')), 'Bearer')`,
    `@empty(toLower(triggerOutputs()['headers']))`,
    `@startsWith(concat(${H}, 'x'), 'Bearer')`,
    `@startsWith(triggers()['outputs']['headers'][0], 'x')`,
    `@@x`,
    `@{startsWith(${H}, 'Bearer')}x`,
    `@and(startsWith(${H}, ''), equals(1, 2))`,
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

  it('agrees with both sides of a choice', () => {
    const yes = known(`@not(empty(${H}))`);
    const no = known('@true');
    const either = (then: Value, otherwise: Value): Value => ({
      kind: 'choice',
      condition: 'c',
      then,
      else: otherwise,
    });
    const text = (expression: Value): string =>
      demandsAuthorization(
        { kind: 'array', items: [{ kind: 'object', entries: [{ key: 'expression', value: expression }] }] },
        scope,
      );
    expect([text(either(yes, yes)), text(either(no, no)), text(either(yes, no))]).toEqual(['yes', 'no', 'unknown']);
    expect(text(either(yes, either(yes, yes)))).toBe('yes');
    const list = (of: Value): Value => ({
      kind: 'array',
      items: [{ kind: 'object', entries: [{ key: 'expression', value: of }] }],
    });
    expect(demandsAuthorization(either(list(yes), list(yes)), scope)).toBe('yes');
    expect(demandsAuthorization({ kind: 'array', items: [], open: true }, scope)).toBe('unknown');
    expect(demandsAuthorization({ kind: 'array', items: [known({ expression: '@true' })], open: true }, scope)).toBe(
      'unknown',
    );
    const sure: Value = { kind: 'array', items: [known({ expression: `@not(empty(${H}))` })], open: true };
    expect(demandsAuthorization(sure, scope)).toBe('yes');
    expect(demandsAuthorization(known([{}]), scope)).toBe('no');
    expect(demandsAuthorization(known([5]), scope)).toBe('no');
    expect(demandsAuthorization(known([{ expression: 5 }]), scope)).toBe('unknown');
    expect(demandsAuthorization(known('x'), scope)).toBe('unknown');
  });

  it('asks the scope for what conditions read, and tells it no fault', () => {
    const knowing: WorkflowScope = {
      ...scope,
      appSetting: (name) => (name === 'Scheme' ? known('Bearer') : undefined),
      variable: (name) => (name === 'scheme' ? known('Bearer') : undefined),
      action: (name, accessor) => (name === 'Compose' && accessor === 'outputs' ? known('Bearer') : undefined),
    };
    const told = (expression: string, around: WorkflowScope): string =>
      demandsAuthorization(known([{ expression: `@startsWith(${H}, ${expression})` }]), around);
    for (const giver of ["appsetting('Scheme')", "variables('scheme')", "outputs('Compose')"]) {
      expect([told(giver, knowing), told(giver, scope)]).toEqual(['yes', 'unknown']);
    }
    expect(told("outputs('Other')", knowing)).toBe('unknown');
    expect(told("nope('x')", knowing)).toBe('unknown');
  });

  it('ends on hostile nesting', () => {
    expect(one(`@${'not('.repeat(195)}empty(${H})${')'.repeat(195)}`)).toBe('yes');
    expect(one(`@and(${Array.from({ length: 2000 }, () => "equals(1, startsWith('a','b'))").join(',')})`)).toBe('no');
  });
});
