import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model.ts';
import { parseTemplate } from '../../src/template/parse.ts';

describe('sections', () => {
  it('are found without letter case, with places as written', () => {
    const template = parseTemplate(
      { Parameters: { Aud: { Type: 'SecureString', DefaultValue: 'x' } }, RESOURCES: [{ TYPE: 'a.b/c', Name: 'n' }] },
      'f.json',
    );
    expect(template.faults).toEqual([]);
    expect(template.parameters.get('aud')).toMatchObject({
      name: 'Aud',
      type: 'securestring',
      secure: true,
      default: { raw: 'x', at: { file: 'f.json', pointer: '/Parameters/Aud/DefaultValue' } },
    });
    expect(template.resources[0]?.at.pointer).toBe('/RESOURCES/0');
  });

  it('follow $ref to definitions, also in a circle', () => {
    const template = parseTemplate(
      {
        definitions: {
          secret: { type: 'secureString', nullable: true },
          far: { $ref: '#/definitions/secret' },
          round: { $ref: '#/definitions/round' },
        },
        parameters: { a: { $ref: '#/definitions/far' }, b: { $ref: '#/definitions/round' } },
      },
      'f.json',
    );
    expect(template.parameters.get('a')).toMatchObject({ type: 'securestring', secure: true, nullable: true });
    expect(template.parameters.get('b')).toMatchObject({ type: '', secure: false });
  });

  it('take resources as an array or by symbolic name', () => {
    const resource = { type: 'a.b/c', name: 'n', existing: true };
    const template = parseTemplate({ languageVersion: '2.0', resources: { one: resource } }, 'f.json');
    expect(template.language2).toBe(true);
    expect(template.resources).toMatchObject([{ symbol: 'one', existing: true, at: { pointer: '/resources/one' } }]);
  });

  it.each([
    ['a list', []],
    ['a text', 'x'],
    ['nothing', null],
    ['sections of the wrong kind', { parameters: [], variables: 'x', functions: {}, resources: 5, outputs: [] }],
    ['members of the wrong kind', { parameters: { a: 1 }, functions: [1], resources: [1, {}], outputs: { o: 1 } }],
    ['loops of the wrong kind', { variables: { copy: [1, { count: 1 }] } }],
  ])('say what is wrong with %s', (_what, value) => {
    const template = parseTemplate(value, 'f.json');
    expect(template.faults.length).toBeGreaterThan(0);
    expect(template.faults.every((fault) => fault.kind === 'template-shape')).toBe(true);
  });

  it('read user functions and loops of variables', () => {
    const template = parseTemplate(
      {
        variables: { copy: [{ name: 'Many', count: 2, input: 1 }], plain: { copy: 1 } },
        functions: [
          {
            namespace: 'Our',
            members: { Url: { parameters: [{ name: 'h' }], output: { value: "[parameters('h')]" } } },
          },
        ],
      },
      'f.json',
    );
    expect([...template.variables.keys()]).toEqual(['many', 'plain']);
    expect(template.functions.get('our.url')).toEqual({
      parameters: ['h'],
      body: "[parameters('h')]",
      at: { file: 'f.json', pointer: '/functions/0/members/Url/output/value' },
    });
  });

  it('keep names that objects have of their own', () => {
    const template = parseTemplate(
      JSON.parse('{"parameters":{"__proto__":{"type":"string"},"constructor":{"type":"int"}}}') as Json,
      'f.json',
    );
    expect([...template.parameters.keys()].sort()).toEqual(['__proto__', 'constructor']);
  });
});
