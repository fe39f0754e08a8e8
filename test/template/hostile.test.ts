import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model.ts';
import { evaluateAll } from '../../src/template/deploy.ts';
import { kinds, paper } from './paper.ts';

const loop = (count: Json, more: JsonObject = {}): JsonObject => ({
  type: 'a.b/c',
  name: "[concat('n', copyIndex())]",
  copy: { name: 'l', count },
  ...more,
});

/** Deploys and evaluates everything: what ends here ends everywhere. */
function all(template: JsonObject, files: Readonly<Record<string, Json>> = {}): ReturnType<typeof paper> {
  const result = paper(template, { files });
  evaluateAll(result);
  return result;
}

describe('hostile templates end', () => {
  it('10⁹ copies', () => {
    const result = all({ resources: [loop(1e9)] });
    expect(result.resources).toHaveLength(800);
    expect(result.faults).toMatchObject([{ kind: 'limit', message: expect.stringContaining('1000000000') as unknown }]);
  });

  it.each([-1, 1.5, 'many', true, null, {}, '1e9'])('%j copies', (count) => {
    const result = all({ resources: [loop(count)] });
    expect(result.resources).toMatchObject([{ symbolic: true }]);
    expect(kinds(result)).toEqual(['type']);
  });

  it('20,000 loops of outputs', () => {
    const outputs = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`o${index}`, { type: 'array', copy: { count: 800, input: 1 } }]),
    );
    expect(kinds(all({ outputs }))).toContain('limit');
  });

  it('loops in loops', () => {
    const inner = (depth: number): Json =>
      depth === 0 ? 'x' : { copy: [{ name: `l${depth}`, count: 800, input: inner(depth - 1) }] };
    const result = all({
      resources: [loop(800, { properties: { a: inner(4) } }), ...Array.from({ length: 20 }, () => loop(800))],
    });
    expect(result.resources.length).toBeLessThanOrEqual(4000);
    expect(kinds(result)).toContain('limit');
  });

  it('doubling variables', () => {
    const variables = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `v${index}`,
        index === 0 ? 'xxxxxxxxxx' : `[concat(variables('v${index - 1}'), variables('v${index - 1}'))]`,
      ]),
    );
    const result = all({ variables, resources: [{ type: 'a.b/c', name: 'n', properties: "[variables('v59')]" }] });
    expect(kinds(result)).toContain('limit');
  });

  it('doubling arrays', () => {
    const variables = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `v${index}`,
        index === 0 ? ['x'] : [`[variables('v${index - 1}')]`, `[variables('v${index - 1}')]`],
      ]),
    );
    const result = all({ variables, resources: [{ type: 'a.b/c', name: 'n', properties: "[variables('v59')]" }] });
    expect(kinds(result)).toContain('limit');
  });

  it('variables that need each other', () => {
    const result = all({
      variables: { a: "[variables('b')]", b: "[variables('a')]" },
      resources: [{ type: 'a.b/c', name: "[variables('a')]" }],
    });
    expect(kinds(result)).toEqual(['cycle']);
    expect(result.resources[0]?.name.kind).toBe('hole');
  });

  it('defaults that need each other', () => {
    const parameters = {
      a: { type: 'string', defaultValue: "[parameters('b')]" },
      b: { type: 'string', defaultValue: "[parameters('a')]" },
    };
    expect(kinds(all({ parameters, resources: [{ type: 'a.b/c', name: "[parameters('a')]" }] }))).toEqual(['cycle']);
  });

  it('functions that call each other', () => {
    const call = (name: string): JsonObject => ({ parameters: [], output: { type: 'string', value: `[n.${name}()]` } });
    const result = all({
      functions: [{ namespace: 'n', members: { a: call('b'), b: call('a') } }],
      resources: [{ type: 'a.b/c', name: '[n.a()]' }],
    });
    expect(result.resources[0]?.name.kind).toBe('hole');
    expect(kinds(result)).toContain('limit');
  });

  it('a chain of 20,000 variables', () => {
    const variables = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`v${index}`, `[variables('v${index + 1}')]`]),
    );
    expect(kinds(all({ variables, resources: [{ type: 'a.b/c', name: "[variables('v0')]" }] }))).toContain('limit');
  });

  it('1,000 deployments inside each other', () => {
    let template: JsonObject = { resources: [] };
    for (let depth = 0; depth < 1000; depth += 1)
      template = {
        resources: [{ type: 'Microsoft.Resources/deployments', name: `d${depth}`, properties: { template } }],
      };
    const result = all(template);
    expect(result.resources).toHaveLength(9);
    expect(result.faults).toMatchObject([{ kind: 'limit', message: expect.stringContaining('8') as unknown }]);
  });

  it('1,000 children inside each other', () => {
    let child: JsonObject = { type: 'z', name: 'n' };
    for (let depth = 0; depth < 1000; depth += 1)
      child = { type: depth === 999 ? 'a.b/c' : 'z', name: 'n', resources: [child] };
    expect(kinds(all({ resources: [child] }))).toContain('limit');
  });

  it('a template that links itself ten times', () => {
    const link = (index: number): JsonObject => ({
      type: 'Microsoft.Resources/deployments',
      name: `d${index}`,
      properties: { templateLink: { relativePath: 'main.json' } },
    });
    const self = { resources: Array.from({ length: 10 }, (_, index) => link(index)) };
    const result = all(self, { 'main.json': self });
    expect(result.resources.length).toBeLessThanOrEqual(4000);
    expect(kinds(result)).toContain('limit');
  });

  it('1,000 deployments that read the outputs of the next', () => {
    const link = (index: number): JsonObject => ({
      type: 'Microsoft.Resources/deployments',
      name: `d${index}`,
      properties: {
        expressionEvaluationOptions: { scope: 'inner' },
        parameters: { p: { value: `[reference('d${index + 1}').outputs.o.value]` } },
        template: {
          parameters: { p: { type: 'string' } },
          resources: [],
          outputs: { o: { type: 'string', value: "[parameters('p')]" } },
        },
      },
    });
    const result = all({
      resources: Array.from({ length: 1000 }, (_, index) => link(index)),
      outputs: { o: { type: 'string', value: "[reference('d0').outputs.o.value]" } },
    });
    expect(result.outputs[0]?.value.kind).toBe('hole');
    expect(kinds(result)).toContain('limit');
  });

  it('a second pass over a text that grew', () => {
    const template = {
      variables: { v: "[[concat(variables('v'), variables('v'))]" },
      resources: [{ type: 'a.b/c', name: "[[variables('v')]" }],
    };
    const result = all({
      resources: [{ type: 'Microsoft.Resources/deployments', name: 'd', properties: { template } }],
    });
    expect(kinds(result)).toContain('cycle');
  });

  it('names that objects have of their own', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const result = all({
      resources: names.map((name) => ({
        type: 'a.b/c',
        name: `[variables('${name}')]`,
        properties: `[parameters('${name}')]`,
      })),
    });
    expect(new Set(kinds(result))).toEqual(new Set(['unknown-variable', 'unknown-parameter']));
  });
});
