/** The reference graph: what is named where, and what runs before what, against the rule said naively. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphOf, placeOf } from '../../src/extract/references.ts';
import { standingOf } from '../../src/extract/standing.ts';
import { lint } from '../../src/lint.ts';
import type { Json, Source, Workflow } from '../../src/model.ts';
import { extracted } from '../extracted.ts';
import { SETTINGS } from '../fixtures.ts';

function sourceOf(actions: Json, more: { readonly [key: string]: Json } = {}): Source {
  const triggers = { Daily: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } } };
  const text = JSON.stringify({ definition: { triggers, actions, ...more } });
  return { id: 'a.json', bytes: new TextEncoder().encode(text), project: '' };
}

function workflowOf(actions: Json, more: { readonly [key: string]: Json } = {}): Workflow {
  const [workflow] = extracted(sourceOf(actions, more)).workflows;
  if (workflow === undefined) throw new Error('no workflow');
  return workflow;
}

const compose = (inputs: Json, ...after: string[]): Json => ({
  type: 'Compose',
  inputs,
  runAfter: Object.fromEntries(after.map((name) => [name, ['Succeeded']])),
});

describe('references', () => {
  const workflow = workflowOf({
    A: compose("Hello @{body('B')?['x']} and @{variables('v')}"),
    Loop: {
      type: 'Foreach',
      foreach: "@parameters('$connections')['mail']['id']",
      actions: { In: compose({ "@{items('Loop')}": "@item()['a']" }) },
    },
    Schema: { type: 'ParseJson', inputs: { content: "@result('Loop')", schema: { title: "@body('Nobody')" } } },
    Code: { type: 'JavaScriptCode', inputs: { code: "@body('Nobody')" } },
  });
  const { references } = graphOf(workflow);

  test('are found by kind, with their names; schemas and code are data', () => {
    expect(references.map(({ kind, name }) => [kind, name])).toEqual([
      ['action', 'B'],
      ['variable', 'v'],
      ['parameter', '$connections'],
      ['connection', 'mail'],
      ['loop-item', 'Loop'],
      ['item', undefined],
      ['result', 'Loop'],
    ]);
  });

  test('know their place inside the string', () => {
    const [first] = references;
    if (first === undefined) throw new Error('none');
    const at = placeOf(workflow, first.written, first.call);
    expect(at).toEqual({ file: 'a.json', pointer: '/definition/actions/A/inputs', slice: [8, 23] });
    expect("Hello @{body('B')?['x']}".slice(8, 23)).toBe("body('B')?['x']");
  });

  test('the graph is made once', () => {
    expect(graphOf(workflow)).toBe(graphOf(workflow));
  });
});

/** Actions 0…n-1; each hangs in the top list or in an earlier scope, and runs after earlier ones of its list. */
interface Drawn {
  readonly parent: number;
  readonly after: readonly number[];
}

const drawn: fc.Arbitrary<readonly Drawn[]> = fc
  .array(fc.record({ parent: fc.nat(), after: fc.array(fc.nat(), { maxLength: 3 }) }), { minLength: 1, maxLength: 14 })
  .map((rows) => {
    const parents: number[] = [];
    return rows.map(({ parent, after }, index) => {
      parents.push((parent % (index + 1)) - 1);
      const siblings = parents.slice(0, index).flatMap((one, at) => (one === parents[index] ? [at] : []));
      const chosen = siblings.length === 0 ? [] : after.map((one) => siblings[one % siblings.length] ?? 0);
      return { parent: parents[index] ?? -1, after: [...new Set(chosen)] };
    });
  });

function actionsOf(rows: readonly Drawn[], parent: number): Json {
  const inside = rows.flatMap((row, index) => (row.parent === parent ? [{ row, index }] : []));
  return Object.fromEntries(
    inside.map(({ row, index }) => [
      `s${String(index)}`,
      {
        type: 'Scope',
        runAfter: Object.fromEntries(row.after.map((one) => [`s${String(one)}`, ['Succeeded']])),
        actions: actionsOf(rows, index),
      },
    ]),
  );
}

function naive(rows: readonly Drawn[], from: number, to: number): boolean {
  const around = (index: number): number[] => (index < 0 ? [] : [index, ...around(rows[index]?.parent ?? -1)]);
  const before = (index: number): number[] => (rows[index]?.after ?? []).flatMap((one) => [one, ...before(one)]);
  return around(from).some((level) => before(level).some((one) => around(to).includes(one)));
}

describe('order', () => {
  test('an action reaches what is before it, or inside what is before it, at any level around it', () => {
    fc.assert(
      fc.property(drawn, (rows) => {
        const graph = graphOf(workflowOf(actionsOf(rows, -1)));
        const index = (one: number): number => graph.actions.get(`s${String(one)}`)?.[0] ?? -1;
        for (const from of rows.keys()) {
          for (const to of rows.keys()) {
            expect(graph.order.reaches(index(from), index(to))).toBe(naive(rows, from, to) ? 'yes' : 'no');
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('what is not known is not judged: a name of nobody, a ring, an expression', () => {
    const of = (actions: Json) => {
      const graph = graphOf(workflowOf(actions));
      return graph.references.map((reference) => standingOf(graph, reference));
    };
    expect(of({ A: compose(1), B: compose("@body('A')") })).toEqual(['not-upstream']);
    expect(of({ A: compose(1), B: compose("@body('A')", 'Nobody') })).toEqual(['unknown']);
    expect(of({ A: compose(1, 'C'), C: compose(1, 'A'), B: compose("@body('A')") })).toEqual(['unknown']);
    expect(of({ A: compose(1), B: compose("@body('Daily')") })).toEqual(['fine']);
    expect(of({ A: compose("@body('A')") })).toEqual(['self']);
  });

  test('a long chain and a long row of diamonds are answered without searching far', () => {
    const actions: { [key: string]: Json } = { s0: compose(1) };
    for (let index = 1; index < 3000; index += 1) actions[`s${String(index)}`] = compose(1, `s${String(index - 1)}`);
    const { order, actions: names } = graphOf(workflowOf(actions));
    const index = (one: number): number => names.get(`s${String(one)}`)?.[0] ?? -1;
    expect(order.reaches(index(2999), index(0))).toBe('yes');
    expect(order.reaches(index(0), index(2999))).toBe('no');
    const pairs: { [key: string]: Json } = { l0: compose(1), r0: compose(1) };
    for (let row = 1; row < 1000; row += 1) {
      const above = [`l${String(row - 1)}`, `r${String(row - 1)}`];
      pairs[`l${String(row)}`] = compose(1, ...above);
      pairs[`r${String(row)}`] = compose(1, ...above);
    }
    const diamonds = graphOf(workflowOf(pairs));
    const of = (name: string): number => diamonds.actions.get(name)?.[0] ?? -1;
    expect(diamonds.order.reaches(of('l999'), of('r0'))).toBe('yes');
    expect(diamonds.order.reaches(of('l999'), of('r999'))).toBe('no');
  });
});

test('names that every object has are names like others', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
  for (const name of names) {
    const actions = JSON.parse(
      `{"${name}":{"type":"${name}","kind":"${name}","inputs":{"timeUnit":"${name}"}},"Read":{"type":"Compose","inputs":"@${name}(body('${name}'), variables('${name}'), parameters('${name}'))"}}`,
    ) as Json;
    const report = lint({ sources: [sourceOf(actions)], settings: SETTINGS });
    expect(report.crashed).toBe(false);
    // `__name__` is a token that a delivery tool fills in: what it becomes is not known.
    if (name !== '__proto__') expect(report.problems.map(({ rule }) => rule)).toContain('unknown-variable');
    expect(report.problems.map(({ rule }) => rule)).not.toContain('unknown-action');
  }
});
