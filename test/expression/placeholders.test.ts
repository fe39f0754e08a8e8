/** Tokens of other tools: what is one and what is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/model.ts';
import { filled, withPlaceholders } from '../../src/expression/placeholders.ts';
import { hole, join, known } from '../../src/value.ts';
import { said } from './said.ts';

const at = { file: 'a.json', pointer: '/x' };
const shown = (value: Value): string[] => {
  if (value.kind === 'hole') return [value.name];
  return value.kind === 'text' ? value.parts.flatMap((part) => (typeof part === 'string' ? [] : shown(part))) : [];
};
const holes = (text: string): string[] => shown(withPlaceholders(text, at));

describe('withPlaceholders', () => {
  it.each([
    ['https://#{host}#/x', ['token:a.json:#{host}#']],
    ['__Audience__', ['token:a.json:__Audience__']],
    ['{{ tenant }}-${ENV_NAME}', ['token:a.json:{{ tenant }}', 'token:a.json:${ENV_NAME}']],
    ['<your-tenant-id>', ['token:a.json/x:0:<your-tenant-id>']],
    ['api://<app id>/<TENANT>', ['token:a.json/x:6:<app id>', 'token:a.json/x:15:<TENANT>']],
  ])('finds the tokens of %s', (text, names) => {
    expect(holes(text)).toEqual(names);
  });

  it.each([
    'plain',
    '<p>Hello <br> <strong>you</strong></p>',
    '<a href="x">',
    '<root><item>1</item></root>',
    '<my-element>x</my-element>',
    '<input disabled>',
    'a < b and c > d',
    'a__b__c',
    '__two words__',
    '____',
    'snake_case__name',
    '{ "a": { } }',
    '$x {y}',
    '#{}#',
    '</ns>',
  ])('leaves %s alone', (text) => {
    expect(withPlaceholders(text, at)).toEqual({ kind: 'known', value: text, from: at });
  });

  it('keeps two hand-filled places of one string apart', () => {
    const [first, second] = holes('<your-id>/<your-id>');
    expect(first).not.toBe(second);
  });

  it('keeps the letters around the tokens (law)', () => {
    const piece = fc.constantFrom(
      '#{a}#',
      '__B__',
      '<p>',
      '<your-x>',
      '</p>',
      '${C}',
      '{{d}}',
      '__',
      '<',
      '{',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const value = withPlaceholders(text, undefined);
        const written = (part: Value | string): string =>
          typeof part === 'string'
            ? part
            : shown(part)
                .join('')
                .replace(/^token::(\d+:)?/, '');
        const back =
          value.kind === 'known' ? text : value.kind === 'text' ? value.parts.map(written).join('') : written(value);
        expect(back).toBe(text);
      }),
    );
  });

  it('is linear on hostile texts', () => {
    for (const unit of ['<a', '__a', '#{', '{{', '${a', '<aa></', '<aa>']) {
      const value = withPlaceholders(unit.repeat(200_000), undefined);
      expect(['known', 'text']).toContain(value.kind);
    }
  });
});

describe('filled', () => {
  const p = hole('p', 'string');
  it.each<[string, Value, string]>([
    ['a text', known('a#{B}#', at), '"a" + token:a.json:#{B}#'],
    ['a token alone', known('#{B}#', at), 'token:a.json:#{B}#'],
    ['a text without a place', known('#{B}#'), 'token::#{B}#'],
    ['items', known(['x', '#{B}#', 5], at), '["x", token:a.json:#{B}#, 5]'],
    ['members', known({ k: '#{B}#', l: null }, at), '{"k": token:a.json:#{B}#, "l": null}'],
    ['names of members', known({ '#{K}#': 1 }, at), '{(token:a.json:#{K}#): 1}'],
    ['deep down', known({ k: [{ l: '#{B}#' }] }, at), '{"k": [{"l": token:a.json:#{B}#}]}'],
    ['deep down by its place', known({ k: ['<your-id>'] }, at), '{"k": [token:a.json/x/k/0:0:<your-id>]}'],
    ['parts of a text', { ...join(['a#{B}#', p]), from: at }, '"a" + token:a.json:#{B}# + p'],
    ['items of which some are not known', { kind: 'array', items: [p, known('#{B}#')] }, '[p, token::#{B}#]'],
    [
      'members of which some are not known',
      { kind: 'object', entries: [{ key: 'k', value: known('#{B}#') }] },
      '{"k": token::#{B}#}',
    ],
    [
      'a name that is not known',
      { kind: 'object', entries: [{ key: '', name: known('#{K}#'), value: p }] },
      '{(token::#{K}#): p}',
    ],
    [
      'one side of a choice',
      { kind: 'choice', condition: 'c', then: known('#{B}#'), else: p },
      '(c ? token::#{B}# : p)',
    ],
    ['the other side', { kind: 'choice', condition: 'c', then: p, else: known('#{B}#') }, '(c ? p : token::#{B}#)'],
    ['a default', hole('d', 'string', { default: known('#{B}#') }), 'd = token::#{B}#'],
  ])('%s', (_, value, expected) => {
    expect(said(filled(value))).toBe(expected);
    expect(filled(value).from).toEqual(value.from);
  });

  it.each<[string, Value]>([
    ['a text', known('a', at)],
    ['a number', known(5, at)],
    ['null', known(null, at)],
    ['JSON', known({ k: ['a', { l: 1 }] }, at)],
    ['parts', join(['a', p])],
    ['items', { kind: 'array', items: [p, known('a')] }],
    [
      'members',
      {
        kind: 'object',
        entries: [
          { key: 'k', value: p },
          { key: '', name: p, value: known(1) },
        ],
      },
    ],
    ['a choice', { kind: 'choice', condition: 'c', then: known('a'), else: p }],
    ['a default', hole('d', 'string', { default: known('a') })],
    ['a hole', p],
  ])('gives %s without a token back as it is', (_, value) => {
    expect(filled(value)).toBe(value);
  });

  it('keeps the steps', () => {
    const via = [{ label: "parameters('x')", at }];
    expect(filled({ ...known('#{B}#', at), via })).toMatchObject({ kind: 'hole', via });
    expect(filled({ ...known(['#{B}#'], at), via })).toMatchObject({ kind: 'array', via, from: at });
    expect(filled({ ...known({ k: '#{B}#' }, at), via })).toMatchObject({ kind: 'object', via, from: at });
    expect(filled({ ...join(['#{B}#', p]), via })).toMatchObject({ kind: 'text', via });
    expect(filled(known(['#{B}#', 'x'], at))).toMatchObject({ items: [{}, { from: { pointer: '/x/1' } }] });
  });
});
