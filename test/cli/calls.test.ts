import { expect, test } from 'vitest';
import { readable } from '../../src/cli/calls.ts';

test.each([
  ["{a/b.json@a/b.json:parameters('x')}", "{parameters('x')}"],
  [
    "https://{t.json:parameters('host')}/x?y={t.json#/z:3:triggerBody()}",
    "https://{parameters('host')}/x?y={triggerBody()}",
  ],
  ["{app:@appsetting('k')}", "{@appsetting('k')}"],
  ['{error@x.json#/y:1}', '{cannot be evaluated}'],
  ['{plain}', '{plain}'],
  ['no braces', 'no braces'],
  ['{open', '{open'],
  ['{…}', '{…}'],
])('%s reads %s', (text, said) => {
  expect(readable(text)).toBe(said);
});

test('hostile names end', () => {
  expect(readable(`{${'a.'.repeat(50_000)}}`)).toHaveLength(100_002);
  expect(readable('{'.repeat(100_000))).toHaveLength(100_000);
});
