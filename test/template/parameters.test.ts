import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model.ts';
import { parseParameterFile } from '../../src/template/parameters.ts';
import { isPlaceholder, withTokens } from '../../src/template/placeholder.ts';

const FILE = 'prod.parameters.json';

describe('parameter files', () => {
  it('takes values literally, brackets and all', () => {
    const set = parseParameterFile({ parameters: { Aud: { value: '[concat(1)]' } } }, FILE);
    expect(set.values.get('aud')).toMatchObject({
      kind: 'value',
      name: 'Aud',
      value: { kind: 'known', value: '[concat(1)]', from: { file: FILE, pointer: '/parameters/Aud/value' } },
    });
    expect(set.faults).toEqual([]);
  });

  it('says where a value came from', () => {
    const given = parseParameterFile({ parameters: { a: { value: 1 } } }, `deploy/${FILE}`).values.get('a');
    expect(given?.kind === 'value' && given.value.via).toEqual([
      { label: `${FILE}: a`, at: { file: `deploy/${FILE}`, pointer: '/parameters/a/value' } },
    ]);
  });

  it('keeps Key Vault references and computed values shut', () => {
    const reference = { keyVault: { id: '/subscriptions/s/vaults/v' }, secretName: 'n' };
    const set = parseParameterFile({ parameters: { k: { reference }, e: { expression: "externalInput('x')" } } }, FILE);
    expect(set.values.get('k')).toEqual({ kind: 'secret', name: 'k', at: { file: FILE, pointer: '/parameters/k' } });
    expect(set.values.get('e')?.kind).toBe('unknown');
  });

  it('reports shapes that are none, and survives odd names', () => {
    const set = parseParameterFile(JSON.parse('{"Parameters":{"__proto__":{"value":1},"x":3,"y":{}}}') as Json, FILE);
    expect(set.values.get('__proto__')?.kind).toBe('value');
    expect(set.faults.map((fault) => fault.name)).toEqual(['x', 'y']);
    for (const wrong of [null, [], 'x', {}, { parameters: [] }]) {
      expect(parseParameterFile(wrong, FILE).faults).toHaveLength(1);
    }
  });

  it('has tokens of delivery tools as holes, deep inside too', () => {
    const set = parseParameterFile({ parameters: { o: { value: { a: ['x', 'https://#{host}#/y'] } } } }, FILE);
    const given = set.values.get('o');
    expect(given?.kind === 'value' && given.value.kind).toBe('object');
    expect(JSON.stringify(given)).toContain('token(#{host}#)');
  });
});

describe('placeholders', () => {
  it.each([
    '',
    '  ',
    '<audience>',
    'your-api',
    'Your API here',
    'changeme',
    'change-me',
    '#{aud}#',
    'https://<host>/',
    'GEN-UNIQUE',
    '__AUD__',
    '$(aud)',
    '{{aud}}',
    'xxxx',
    '00000000-0000-0000-0000-000000000000',
  ])('%j is one', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    'https://management.azure.com',
    '*',
    'prod',
    'yours',
    'my',
    'a < b',
    'westeurope',
    '[resourceGroup().location]',
    '[[]',
  ])('%j is none', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });

  it('cuts a text at its tokens', () => {
    expect(withTokens('plain', FILE)).toBe('plain');
    expect(withTokens('a__X__b', FILE)).toMatchObject({
      kind: 'text',
      parts: ['a', { name: `${FILE}:token(__X__)` }, 'b'],
    });
  });

  it('reads long hostile text', () => {
    const text = `${'__a'.repeat(1)}${'_a'.repeat(50_000)}${'#{'.repeat(50_000)}${'<'.repeat(50_000)}`;
    expect(withTokens(text, FILE)).toBe(text);
  });
});
