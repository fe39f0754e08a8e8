/** Every line of `fixtures/vectors/workflow-functions.txt`. */
import { describe, expect, test } from 'vitest';
import { sectionsOf } from '../rows.ts';
import { says } from './says.ts';

describe.each(sectionsOf('workflow-functions.txt'))('%s', (_, rows) => {
  test.each(rows.map((row) => [row.text, row] as const))('%s', (text, { expected }) => {
    expect(says(text)).toBe(expected);
  });
});
