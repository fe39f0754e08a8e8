/**
 * Patterns take linear time on any text. Those that stand in the code as literals are ESLint's (`regexp/no-super-linear-*`
 * in .config/eslint.config.js); those that code puts together are caught here as they are made, and go through the same rules.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { ESLint, Linter } from 'eslint';
import regexp from 'eslint-plugin-regexp';
import { beforeAll, expect, test, vi } from 'vitest';

/** Files that make patterns; each is opened below while constructions are watched. */
const MAKERS: Readonly<Record<string, () => Promise<unknown>>> = {
  'src/config/levels.ts': () => import('../src/config/levels.ts'),
  'src/config/shape.js': () => import('../src/config/shape.js'),
  'src/expression/placeholders.ts': () => import('../src/expression/placeholders.ts'),
  'src/secret/shapes.ts': () => import('../src/secret/shapes.ts'),
};
const RULES = ['regexp/no-super-linear-backtracking', 'regexp/no-super-linear-move'] as const;

const made: RegExp[] = [];
const plugin: unknown = regexp;

function complaints(pattern: RegExp, settings: Linter.RulesRecord): readonly string[] {
  const linter = new Linter();
  const config = { plugins: { regexp: plugin as ESLint.Plugin }, rules: settings };
  return linter.verify(`export const pattern = ${String(pattern)};`, config).map(({ message }) => message);
}

beforeAll(async () => {
  const Watched = new Proxy(RegExp, {
    construct: (target, args: [string, string?]) => {
      const one = new target(...args);
      made.push(one);
      return one;
    },
  });
  vi.resetModules();
  vi.stubGlobal('RegExp', Watched);
  for (const open of Object.values(MAKERS)) await open();
  vi.unstubAllGlobals();
  // What src/config/levels.ts makes: the forms that rules give their options.
  const { rules } = await import('../rules/index.ts');
  for (const { meta } of rules)
    for (const option of Object.values(meta.options ?? {}))
      if ('form' in option) made.push(new RegExp(option.form, 'u'));
});

test('code that makes patterns is known', () => {
  const makers = ['src', 'rules'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /(?<!\.d)\.[jt]s$/.test(file) && /\bRegExp\(/.test(readFileSync(file, 'utf8'))),
  );
  expect(makers.sort()).toEqual(Object.keys(MAKERS));
});

test('what it makes is linear', async () => {
  expect(made.length).toBeGreaterThan(20);
  const own = await new ESLint({ overrideConfigFile: '.config/eslint.config.js' }).calculateConfigForFile(
    'src/lint.ts',
  );
  const { rules = {} } = own as { rules?: Linter.RulesRecord };
  const settings = Object.fromEntries(RULES.map((id) => [id, rules[id] ?? 'off'] as const));
  expect(Object.values(settings)).not.toContain('off');
  expect(made.flatMap((pattern) => complaints(pattern, settings))).toEqual([]);
  // The rules do find what hangs.
  for (const bad of [/(?:a+)+$/, /\/+$/, /^\s*-?\s*x/]) expect(complaints(bad, settings)).not.toEqual([]);
});
