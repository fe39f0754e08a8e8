/**
 * The linter's rules: typescript-eslint at its strictest with types, the size of rooms, patterns that take linear time (those
 * that code puts together: test/patterns.test.ts), and who may touch the disk. The
 * arrows between rooms are test/imports.test.ts; layout is prettier's.
 */
import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** The rooms that may read the disk. */
const EDGE = ['src/{find,config,cache,cli,lsp}{.ts,/**}', 'src/{gather,package,whole}.ts'];
const DISK = ['fs', 'fs/promises', 'node:fs', 'node:fs/promises'];

const banned = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  {
    selector: "TSAsExpression[expression.type='TSAsExpression']",
    message: 'Two casts in a row hide an error: give the value its type.',
  },
  { selector: "ExportAllDeclaration[exportKind='value']", message: 'No barrels: name what goes out.' },
];

export default defineConfig(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'fixtures/',
      'src/config/shape.js',
      'src/facts/schema.js',
      'src/extract/definition-*.js',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/..` } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/dot-notation': 'off',
      eqeqeq: 'error',
      'no-param-reassign': 'error',
      'no-restricted-syntax': ['error', ...banned],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'rules/**/*.ts'],
    rules: {
      complexity: ['error', 20],
      'max-depth': ['error', 4],
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 50 }],
      'max-params': ['error', 6],
      'no-console': 'error',
    },
  },
  // Input is a stranger's: a pattern that backtracks, or starts again at every character of a run, hangs on a text of a megabyte.
  {
    files: ['src/**/*.ts', 'rules/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false, ignoreSticky: false }],
      'regexp/no-dupe-disjunctions': 'error',
    },
  },
  // The words of the project, and the list of its rules, stand together: there is nothing to split.
  { files: ['src/model.ts', 'rules/index.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['src/**/*.ts', 'rules/**/*.ts'],
    ignores: EDGE,
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: DISK.map((name) => ({ name, message: 'The disk belongs to the edge.' })) },
      ],
    },
  },
  // Tests hand broken values in on purpose, and vitest's matchers return `any`.
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  { files: ['.config/*.{ts,js,mjs}', '**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
