/** Tokens of other tools: what is one and what is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/model.ts';
import { withPlaceholders } from '../../src/expression/placeholders.ts';

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
