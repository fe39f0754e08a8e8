import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyLike } from '../src/keys.ts';

/** What is meant: the first key whose lower case is that of the name. */
function plainly(object: object, name: string): string | undefined {
  return Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase());
}

test('a key is found whatever its letter case, the first of several, in narrow and wide objects', () => {
  const key = fc.oneof(
    fc.constantFrom('type', 'Type', 'TYPE', '__proto__', 'constructor', 'İ', 'ß', '', '1'),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 40 }), key, (keys, name) => {
      const object = Object.fromEntries(keys.map((one) => [one, 1]));
      expect(keyLike(object, name)).toBe(plainly(object, name));
      expect(keyLike(object, name)).toBe(plainly(object, name));
    }),
  );
});
