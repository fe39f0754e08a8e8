/** The table of `docs/limits.md` says what the code does: each cap with its number, and where it is tested. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const rows = readFileSync('docs/limits.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| .*`src\//.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, what = '', cap = '', , code = '', tested = '']) => {
    const [, file = '', name = ''] = /`([^`]+)` `([^`]+)`/.exec(code) ?? [];
    return { what, cap, file, name, tested: tested.replaceAll('`', '') };
  });

/** `64 MiB` → 67108864, `4,000,000` → 4000000. */
function numberOf(cap: string): number {
  const number = Number(cap.replaceAll(',', '').replace(/ MiB$/, ''));
  return cap.endsWith('MiB') ? number * 1024 * 1024 : number;
}

/** The product that a constant is set to. */
function constantIn(file: string, name: string): number {
  const written =
    new RegExp(`^(?:export )?const ${name} = ([\\d_ *]+);`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return written.split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1);
}

describe('the caps', () => {
  test('are a table of some length', () => {
    expect(rows.length).toBeGreaterThan(15);
  });

  test.each(rows)('$what: $cap', ({ cap, file, name, tested }) => {
    expect(numberOf(cap)).toBeGreaterThan(0);
    expect(constantIn(file, name)).toBe(numberOf(cap));
    expect(existsSync(tested)).toBe(true);
  });
});
