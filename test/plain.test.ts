/** Facts are plain data: the day somebody puts a Map, a class or a function into them, this file does not compile. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { judge, type Judged } from '../src/judge.ts';
import type { Facts, Finding, Json, Program, SecretUse, Workflow } from '../src/model.ts';

type Plain<T> = T extends Json | undefined
  ? T
  : T extends (...args: never) => unknown
    ? never
    : T extends ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>
      ? never
      : T extends object
        ? { [K in keyof T]: Plain<T[K]> }
        : never;

test('facts, programs and findings are plain, for the compiler', () => {
  expectTypeOf<Facts>().toExtend<Plain<Facts>>();
  expectTypeOf<Program>().toExtend<Plain<Program>>();
  expectTypeOf<Finding>().toExtend<Plain<Finding>>();
  expectTypeOf<SecretUse>().toExtend<Plain<SecretUse>>();
  expectTypeOf<Judged>().toExtend<Plain<Judged>>();
  expectTypeOf<Workflow>().toExtend<Plain<Workflow>>();
  // The guard can fail.
  expectTypeOf<{ readonly seen: ReadonlyMap<string, string> }>().not.toExtend<
    Plain<{ readonly seen: ReadonlyMap<string, string> }>
  >();
});

test('facts of the tour survive JSON', () => {
  const file = resolve(import.meta.dirname, '../fixtures/tour/template/azuredeploy.json');
  const sources = [{ id: 'azuredeploy.json', bytes: readFileSync(file), project: '' }];
  const [judged] = judge(sources, { rules }).documents;
  expect(judged?.facts.senders).toHaveLength(2);
  expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
});
