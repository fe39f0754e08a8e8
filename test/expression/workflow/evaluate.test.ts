/** Partial evaluation: what becomes known, what stays open, under which names, and where it came from. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateWorkflow } from '../../../src/expression/workflow/evaluate.ts';
import type { WorkflowFault, WorkflowScope } from '../../../src/expression/workflow/scope.ts';
import type { Anchor, Json, Value } from '../../../src/model.ts';
import { asText, entriesOf, hole, itemsOf, join, known, member, same } from '../../../src/value.ts';

const at = (pointer: string): Anchor => ({ file: 'w.json', pointer });

const PARAMETERS = new Map<string, Value>([
  ['host', known('api.example', at('/parameters/host'))],
  ['aud', hole('p:aud', 'string', { default: known('API://X') })],
  ['any', hole('p:any', 'any')],
  ['secret', hole('p:secret', 'any', { secure: true })],
  ['settings', known({ url: 'https://a.example', Deep: [{ n: 1 }] }, at('/parameters/settings'))],
  ['count', known(3)],
  ['flag', known(true)],
]);

function scopeWith(more: Partial<WorkflowScope> = {}): WorkflowScope & { readonly faults: WorkflowFault[] } {
  const faults: WorkflowFault[] = [];
  return {
    id: 'W',
    parameter: (name) => PARAMETERS.get(name.toLowerCase()),
    appSetting: (name) => (name === 'SITE' ? known('site.example', at('/Values/SITE')) : undefined),
    fault: (fault) => faults.push(fault),
    ...more,
    faults,
  };
}

const evaluate = (text: Json, scope = scopeWith(), pointer = '/x'): Value =>
  evaluateWorkflow(known(text, at(pointer)), scope);
/** Known JSON, else a short form: holes as {name}. */
const shown = (value: Value): unknown => {
  if (value.kind === 'known') return value.value;
  if (value.kind === 'hole') return `{${value.name}}`;
  if (value.kind === 'text')
    return value.parts.map((part) => (typeof part === 'string' ? part : String(shown(part)))).join('');
  if (value.kind === 'choice')
    return `(${value.condition} ? ${String(shown(value.then))} : ${String(shown(value.else))})`;
  return (itemsOf(value) ?? (entriesOf(value) ?? []).map((entry) => entry.value)).map(shown);
};

describe('known results', () => {
  it.each<[string, Json]>([
    ['plain', 'plain'],
    ['me@example.com', 'me@example.com'],
    ['@@type', '@type'],
    ['@true', true],
    ['@null', null],
    ['@-2.5', -2.5],
    ["@parameters('HOST')", 'api.example'],
    ["https://@{parameters('host')}/@{parameters('count')}@@{x}", 'https://api.example/3@{x}'],
    ["@{parameters('count')}", '3'],
    ["@parameters('count')", 3],
    ["@parameters('settings')['url']", 'https://a.example'],
    ["@parameters('settings').Deep[0]?['n']", 1],
    ["@parameters('settings')?['none']", null],
    ["@parameters('settings')?['none']?['deeper']", null],
    ["a@{parameters('settings')?['none']}b", 'ab'],
    ["@concat('https://', appsetting('SITE'), '/', toLower('API'))", 'https://site.example/api'],
    ["@if(equals(parameters('host'),'api.example'),'y',body('X'))", 'y'],
    ["@if(parameters('flag'),'y',utcNow())", 'y'],
    ["@coalesce(null, parameters('host'))", 'api.example'],
    ["@and(false, body('X'))", false],
    ["@or(body('X'), true)", true],
    ["@createArray('a', parameters('count'))", ['a', 3]],
    ["@first(createArray('a', body('X')))", 'a'],
    ["@length(createArray(body('X'), 2))", 2],
    ["@empty(concat('x', body('X')))", false],
    ["@split('a/b', '/')[1]", 'b'],
    ["@json('{\"a\":{\"b\":1}}')?['a']['b']", 1],
  ])('%s', (text, result) => {
    const scope = scopeWith();
    const value = evaluate(text, scope);
    expect(value).toMatchObject({ kind: 'known', value: result, from: at('/x') });
    expect(scope.faults).toEqual([]);
  });
});

describe('numbers that only look whole', () => {
  it.each(['@div(11, 5.0)', '@add(1, 2e0)', '@5.0', '@1e', '@-.5', '@+', "@div(11, float('5.0'))"])('%s', (text) => {
    const scope = scopeWith();
    expect(evaluate(text, scope).kind).toBe('hole');
    expect(scope.faults).toEqual([]);
  });
});

describe('what stays open', () => {
  it.each<[string, string]>([
    ["@parameters('aud')", '{p:aud}'],
    ["@{parameters('aud')}", '{p:aud}'],
    ["api://@{parameters('aud')}/x", 'api://{p:aud}/x'],
    ["@toLower(parameters('any'))", '{wdl:toLower(p:any)}'],
    ["@toLower(concat('HTTPS://', parameters('any')))", 'https://{wdl:toLower(p:any)}'],
    ["@replace(parameters('any'), 'a', 'b')", '{wdl:replace(p:any,"a","b")}'],
    ["@parameters('any')['x']?.y[0]", '{p:any["x"]["y"][0]}'],
    ["@triggerBody()?['id']", '{W#triggerBody()["id"]}'],
    ['@workflow().run.name', '{W#workflow()["run"]["name"]}'],
    ["@body('Ask')", '{W|w.json#/x:1:body}'],
    ["@if(triggerBody()?['x'], 'a', parameters('any'))", '(W#triggerBody()["x"] ? a : {p:any})'],
    ["@concat('a', if(triggerBody(), 'b', 1))", 'a(W#triggerBody() ? b : 1)'],
    ["@if(triggerBody(), parameters('settings'), null)?['url']", '(W#triggerBody() ? https://a.example : null)'],
    ["@toUpper(if(triggerBody(), 'a', 'b'))", '(W#triggerBody() ? A : B)'],
    ["@variables('v')", '{W|w.json#/x:1:variables}'],
    ["@appsetting('OTHER')", "{W#appsetting('OTHER')}"],
    ["@parameters('settings')['URL']", '{W|w.json#/x:23:get0}'],
    ["@parameters('settings')['none']", '{W|w.json#/x:23:get0}'],
    ["@coalesce(parameters('any'), 'x')", '{wdl:coalesce(p:any,"x")}'],
    ["@coalesce(parameters('aud'), 'x')", '{p:aud}'],
    ['@string(true)', '{W|w.json#/x:1:text}'],
  ])('%s', (text, form) => {
    const scope = scopeWith();
    expect(shown(evaluate(text, scope))).toBe(form);
    expect(scope.faults).toEqual([]);
  });

  it('does not put the value of a parameter into a name', () => {
    const scope = scopeWith({ parameter: () => known('hunter2') });
    expect(JSON.stringify(shown(evaluate("@xpath(body('X'), parameters('p'))", scope)))).not.toContain('hunter2');
    expect(JSON.stringify(shown(evaluate(`@xpath(parameters('any'), '${'s'.repeat(40)}')`)))).not.toContain('sss');
  });

  it('hands secrecy and defaults down', () => {
    expect(evaluate("@toLower(parameters('secret'))")).toMatchObject({ kind: 'hole', secure: true });
    expect(evaluate("@parameters('secret')['x']")).toMatchObject({ kind: 'hole', secure: true });
    expect(evaluate("@toLower(parameters('aud'))")).toMatchObject({
      kind: 'hole',
      default: { kind: 'known', value: 'api://x' },
    });
  });

  it('keeps the condition itself beside its name', () => {
    const test = { kind: 'hole', name: 'W#triggerBody()' };
    expect(evaluate("@if(triggerBody(), 'a', 'b')")).toMatchObject({ kind: 'choice', condition: test.name, test });
    expect(evaluate("@toUpper(if(triggerBody(), 'a', 'b'))")).toMatchObject({ condition: test.name, test });
    const bare: Value = { kind: 'choice', condition: 'c', then: known('a'), else: known('b') };
    const scope = scopeWith({ parameter: () => bare });
    expect(evaluate("@toUpper(parameters('c'))", scope)).not.toHaveProperty('test');
  });

  it('keeps the type with @ and makes a text with @{}', () => {
    expect(evaluate("@parameters('any')")).toMatchObject({ kind: 'hole', type: 'any' });
    expect(evaluate("@{parameters('any')}")).toMatchObject({ kind: 'text', parts: [{ name: 'p:any' }] });
  });

  it('says that a callback address comes from the run', () => {
    const value = evaluate('@{listCallbackUrl()}');
    expect(value).toMatchObject({ kind: 'hole', call: { fn: 'wdl:listCallbackUrl', args: [] } });
  });
});

describe('names', () => {
  const compare = (left: string, right: string, scope = scopeWith()): string =>
    same(evaluate(left, scope, '/a'), evaluate(right, scope, '/b'));
  it('agree where two readings surely do', () => {
    expect(compare("@triggerBody()?['x']", "@triggerBody()['x']")).toBe('yes');
    expect(compare("@toLower(parameters('any'))", "@TOLOWER( parameters('any') )")).toBe('yes');
    expect(compare("@body('A')", "@Body('a')", scopeWith({ stable: () => true }))).toBe('yes');
    expect(compare("@formDataValue('A','k')", "@formDataValue('a','K')", scopeWith({ stable: () => true }))).toBe(
      'unknown',
    );
  });

  it('differ where something may come between', () => {
    for (const text of [
      '@utcNow()',
      '@guid()',
      '@rand(1,2)',
      "@body('A')",
      "@items('L')",
      '@item()',
      "@variables('v')",
      '@listCallbackUrl()',
    ]) {
      expect(compare(text, text), text).toBe('unknown');
      const value = evaluate(`@createArray(${text.slice(1)}, ${text.slice(1)})`);
      const [first, second] = itemsOf(value) ?? [];
      expect(first && second && same(first, second), text).toBe('unknown');
    }
    const [first, second] = ['W1', 'W2'].map((id) => evaluate('@triggerBody()', scopeWith({ id })));
    expect(first && second && same(first, second)).toBe('unknown');
  });

  it('are those of the scope where it knows more', () => {
    const scope = scopeWith({ variable: () => known('v'), action: (name, accessor) => known(`${name}.${accessor}`) });
    expect(shown(evaluate("@concat(variables('x'), outputs('C'), actionBody('D'))", scope))).toBe('vC.outputsD.body');
  });
});

describe('provenance', () => {
  it('keeps from and adds a step a hop, behind the steps of the deployment', () => {
    const before = { label: 'parameters(deploy)', at: null };
    const value = evaluateWorkflow(
      { ...known("@{parameters('host')}.@{appsetting('SITE')}", at('/x')), via: [before] },
      scopeWith(),
    );
    expect(value.from).toEqual(at('/x'));
    expect(value.via).toEqual([
      before,
      { label: "@parameters('host')", at: at('/parameters/host') },
      { label: "@appsetting('SITE')", at: at('/Values/SITE') },
    ]);
  });

  it('leaves what has no expression as the very same value', () => {
    for (const json of ['text', 5, null, ['a', { b: 'c@d.e' }]]) {
      const value = known(json, at('/x'));
      expect(evaluateWorkflow(value, scopeWith(), { deep: true })).toBe(value);
    }
  });
});

describe('deep', () => {
  it('leaves objects alone unless asked', () => {
    const value = known({ a: "@parameters('host')" });
    expect(evaluateWorkflow(value, scopeWith())).toBe(value);
  });

  it('evaluates members, items and names, each with its place', () => {
    const value = evaluateWorkflow(
      known(
        { '@@odata.type': 'x', "n@{parameters('count')}": [1, "@parameters('host')"], "@{body('X')}": 'z' },
        at('/x'),
      ),
      scopeWith(),
      { deep: true },
    );
    const entries = entriesOf(value) ?? [];
    expect(entries.map((entry) => entry.key)).toEqual(['@odata.type', 'n3', "@{body('X')}"]);
    expect(entries[2]?.name).toMatchObject({ kind: 'text' });
    const second = itemsOf(member(value, 'n3'))?.[1];
    expect(second).toMatchObject({
      value: 'api.example',
      from: at("/x/n@{parameters('count')}/1"),
      via: [{ label: "@parameters('host')" }],
    });
  });

  it('keeps members of a computed object apart, though they share its place', () => {
    const computed = { ...known({ a: '@guid()', b: '@guid()' }, at('/x')), via: [{ label: 'variables(v)', at: null }] };
    const value = evaluateWorkflow(computed, scopeWith(), { deep: true });
    const [a, b] = (entriesOf(value) ?? []).map((entry) => entry.value);
    expect([a?.kind, b?.kind, a?.from, b?.from]).toEqual(['hole', 'hole', at('/x'), at('/x')]);
    expect(a && b && same(a, b)).toBe('unknown');
  });

  it('survives any depth', () => {
    let json: Json = "@parameters('host')";
    for (let depth = 0; depth < 2000; depth += 1) json = [json];
    const value = evaluateWorkflow(known(json), scopeWith(), { deep: true });
    expect(value.kind).toBe('array');
  });
});

describe('deployment holes', () => {
  const x = hole('arm:x', 'string');
  it('go into literals and between expressions', () => {
    const value = evaluateWorkflow(join(["@{encodeURIComponent('a b", x, "')}/", x]), scopeWith());
    expect(shown(value)).toBe('a%20b{wdl:encodeUriComponent(arm:x)}/{arm:x}');
  });

  it('hide everything where they stand in the structure, without a fault', () => {
    const scope = scopeWith();
    expect(evaluateWorkflow({ ...join(['@body(', x, ')']), from: at('/x') }, scope)).toMatchObject({
      kind: 'hole',
      type: 'any',
      from: at('/x'),
    });
    expect(scope.faults).toEqual([]);
  });

  it('choose between two expressions', () => {
    const value = evaluateWorkflow(
      { kind: 'choice', condition: 'c', then: known("@parameters('host')"), else: x },
      scopeWith(),
    );
    expect(shown(value)).toBe('(c ? api.example : {arm:x})');
  });

  it('have their default evaluated', () => {
    const value = evaluateWorkflow(hole('y', 'string', { default: known("@{parameters('host')}") }), scopeWith());
    expect(value).toMatchObject({ kind: 'hole', default: { kind: 'known', value: 'api.example' } });
  });
});

describe('faults', () => {
  it.each<[string, WorkflowFault['kind'], string | undefined, [number, number]]>([
    ["x @{body('A'}", 'syntax', undefined, [12, 12]],
    ["@lower('A')", 'unknown-function', 'lower', [1, 11]],
    ['@concat(if(true, 1))', 'arity', 'if', [8, 19]],
    ["@parameters('none')['x']", 'unknown-parameter', 'none', [1, 24]],
  ])('%s', (text, kind, name, slice) => {
    const scope = scopeWith();
    const value = evaluate(text, scope);
    expect(scope.faults).toMatchObject([{ kind, at: { ...at('/x'), slice }, ...(name === undefined ? {} : { name }) }]);
    expect(['hole', 'text']).toContain(value.kind);
  });

  it('are told for property names too', () => {
    const scope = scopeWith();
    evaluateWorkflow(known({ '@type': 1 }, at('/x')), scope, { deep: true });
    expect(scope.faults).toMatchObject([{ kind: 'syntax', at: { file: 'w.json', pointer: '/x/@type', on: 'key' } }]);
  });
});

describe('laws', () => {
  const piece = fc.constantFrom(
    "@{parameters('any')}",
    "@{parameters('host')}",
    '@',
    '@{',
    "@{body('A')}",
    "concat('a',",
    ')',
    "'",
    '#{t}#',
    'text',
    '@{if(triggerBody(),1,true)}',
  );
  it('never throws, gives the same twice, keeps the place', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        const value = evaluate(text);
        expect(value.from).toEqual(at('/x'));
        expect(evaluate(text)).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  it('text without marks is itself', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[@{<]|__/.test(text)),
        (text) => {
          expect(asText(evaluate(text))).toBe(text);
        },
      ),
    );
  });
});

describe('hostile input', () => {
  it('does not grow beyond use', () => {
    const scope = scopeWith({ parameter: () => known('a'.repeat(1_000_000)) });
    expect(evaluate("@{parameters('p')}".repeat(1000), scope)).toMatchObject({ kind: 'hole' });
    expect(evaluate("@replace(parameters('p'), 'a', parameters('p'))", scope)).toMatchObject({ kind: 'hole' });
  });

  it('does not let shared values double without end', () => {
    let value: Value = known('a');
    for (let level = 0; level < 60; level += 1) {
      const before = value;
      const scope = scopeWith({ action: () => before });
      value = evaluateWorkflow(
        known({ a: "@createArray(outputs('C'), outputs('C'))", b: "@outputs('C')" }, at('/x')),
        scope,
        { deep: true },
      );
    }
    let members = 0;
    const count = (one: Value): void => {
      members += 1;
      (itemsOf(one) ?? entriesOf(one)?.map((entry) => entry.value) ?? []).forEach(count);
    };
    count(value);
    expect(members).toBeLessThan(10_000);
  });

  it('counts what one string costs', () => {
    const text = known('a,'.repeat(30_000));
    const big = scopeWith({ parameter: () => text });
    expect(evaluate(`@union(${"split(parameters('p'),','),".repeat(2000)}createArray('a'))`, big).kind).toBe('hole');
    const object = known(Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`k${String(n)}`, n])));
    const wide = scopeWith({ parameter: () => object });
    expect(shown(evaluate("@parameters('o')['k2999']", wide))).toBe(2999);
    expect(evaluate(`@concat(${"parameters('o')?['none'],".repeat(20_000)}'')`, wide).kind).toBe('text');
  });

  it('names stay short', () => {
    const value = evaluate(`@parameters('any')${"['abcdefgh']".repeat(400)}`);
    expect(value.kind === 'hole' && value.name.length).toBeLessThan(500);
  });
});
