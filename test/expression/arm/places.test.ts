/** Names of members that are expressions, where faults stand, and how evaluation stops. */
import { describe, expect, test } from 'vitest';
import { evaluate, evaluateText, freshBudget } from '../../../src/expression/arm/evaluate.ts';
import type { ArmScope, Budget, ExpressionFault } from '../../../src/expression/arm/scope.ts';
import type { Json } from '../../../src/model.ts';
import { hole, known } from '../../../src/value.ts';
import { said } from '../said.ts';

const at = { file: 'main.json', pointer: '/x' };

function world(budget: Budget = freshBudget()): { readonly scope: ArmScope; readonly faults: ExpressionFault[] } {
  const faults: ExpressionFault[] = [];
  const scope: ArmScope = {
    id: 'main',
    deployment: { kind: 'resourceGroup', scopeId: 'here' },
    position: 'default',
    budget,
    parameter: (name) => (name === 'p' ? hole('p', 'string') : undefined),
    variable: (name) => (name === 'k' ? known('name') : undefined),
    userFunction: () => ({ parameters: [], body: "[concat('a')]", at: { file: 'main.json', pointer: '/functions/0' } }),
    copyIndex: () => undefined,
    reference: () => undefined,
    fault: (fault) => faults.push(fault),
  };
  return { scope, faults };
}

describe('names of members', () => {
  test.each<[Json, string]>([
    [{ "[variables('k')]": 1 }, '{"name":1}'],
    [{ "[parameters('p')]": 1 }, '{(p): 1}'],
    [{ "[concat(parameters('p'), '-x')]": '[[a]' }, '{(p + "-x"): "[a]"}'],
    [{ '[[k]': 1 }, '{"[k]":1}'],
    [{ '[newGuid()]': 1 }, '{(newguid@main@main.json#/x/[newGuid()](key):1<36..36 guid>): 1}'],
    [{ name: 1, "[variables('k')]": 2 }, 'members(members("name":1,"name":2)):object'],
    [{ name: 1, "[concat('Name')]": 2 }, '{"name":1,"Name":2}'],
    [{ a: { "[variables('k')]": [1, "[concat('b')]"] } }, '{"a":{"name":[1,"b"]}}'],
  ])('%j', (raw, expected) => {
    const { scope, faults } = world();
    expect(said(evaluate(raw, at, scope))).toBe(expected);
    expect(faults).toEqual([]);
  });

  test('a fault in one stands there', () => {
    const { scope, faults } = world();
    const value = evaluate({ '[nope()]': "[concat('a')]" }, at, scope);
    expect(faults.map((fault) => fault.at)).toEqual([
      { file: 'main.json', pointer: '/x/[nope()]', on: 'key', slice: [1, 7] },
    ]);
    expect(said(value)).toBe('{(error(there is no function \'nope\')): "a"}');
  });
});

test('steps name parameters, variables and user functions, nearest first', () => {
  const labels = (text: string): readonly string[] =>
    (evaluateText(text, at, world().scope).via ?? []).map(({ label }) => label);
  expect(labels("[concat(parameters('p'), variables('k'))]")).toEqual(["parameters('p')", "variables('k')"]);
  expect(labels('[n.f()]')).toEqual(['n.f()']);
  expect(labels("[concat('a')]")).toEqual([]);
});

describe('a budget that is used up', () => {
  const stopped = (text: string, budget: Budget): readonly string[] => {
    const { scope, faults } = world(budget);
    const value = evaluateText(text, at, scope);
    expect(value).toMatchObject({ kind: 'hole', type: 'any', from: at });
    expect(said(value)).toMatch(/^error\(evaluation was stopped/);
    return faults.map(({ kind, message }) => `${kind}: ${message}`);
  };

  test('of steps is told once, and nothing is evaluated after it', () => {
    const budget: Budget = { steps: 2, characters: 1000 };
    expect(stopped("[concat(concat('a'), 'b')]", budget)).toEqual([
      'limit: evaluation was stopped: this document takes too many steps',
    ]);
    expect(budget.spent).toBe(true);
    expect(stopped("[concat('other')]", budget)).toEqual([]);
  });

  test('of characters is told once', () => {
    const budget: Budget = { steps: 1000, characters: 3 };
    expect(stopped("[concat('abcdef', 'g')]", budget)).toEqual([
      'limit: evaluation was stopped: the texts of this document grow too large',
    ]);
    expect(budget.spent).toBe(true);
    expect(stopped("[concat('abcdef', 'h')]", budget)).toEqual([]);
  });

  test('of depth is told once, and what nests less is evaluated', () => {
    const budget: Budget = { steps: 100_000, characters: 1000, depth: 400 };
    expect(stopped("[concat('a', 'x')]", budget)).toEqual([
      'limit: evaluation was stopped: expressions, variables and functions nest too deeply',
    ]);
    expect([budget.told, budget.spent, budget.depth]).toEqual([true, undefined, 400]);
    expect(stopped("[concat('a', 'y')]", budget)).toEqual([]);
    budget.depth = 398;
    expect(evaluateText("[concat('a', 'x')]", at, world(budget).scope)).toMatchObject({ value: 'ax' });
    expect(budget.depth).toBe(398);
  });
});
