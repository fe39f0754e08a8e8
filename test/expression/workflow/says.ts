/**
 * What a string of a workflow comes to, in one line. The world around it: workflow `W`, place `w.json#/x`; parameters `p`
 * (string), `n` (int), `f` (bool), `o` (object), `a` (array), `x` (any), `s` (secure), `d` (string, by default `API://X`),
 * `dset` (object with a default), `host`, `count`, `flag`, `settings` (known), `half` (an object of which one member is
 * known), `open` (one that may have more members), `named` (one with a member whose name is not known); the setting
 * `SITE`; the variable `once`; the Compose actions `Composed` and `Large`; the action `Steady`, which runs once.
 */
import { expect } from 'vitest';
import { evaluateWorkflow } from '../../../src/expression/workflow/evaluate.ts';
import type { WorkflowFault, WorkflowScope } from '../../../src/expression/workflow/scope.ts';
import type { Anchor, Value } from '../../../src/model.ts';
import { arrayOf, hole, known, objectOf } from '../../../src/value.ts';
import { said } from '../said.ts';

const at = (pointer: string): Anchor => ({ file: 'w.json', pointer });
const SETTINGS = { url: 'https://a.example', Deep: [{ n: 1 }] };

const PARAMETERS = new Map<string, Value>([
  ['p', hole('p', 'string')],
  ['n', hole('n', 'int')],
  ['f', hole('f', 'bool')],
  ['o', hole('o', 'object')],
  ['a', hole('a', 'array')],
  ['x', hole('x', 'any')],
  ['s', hole('s', 'any', { secure: true })],
  ['d', hole('d', 'string', { default: known('API://X') })],
  ['dset', hole('dset', 'object', { default: known(SETTINGS) })],
  ['host', known('api.example', at('/parameters/host'))],
  ['count', known(3)],
  ['flag', known(true)],
  ['settings', known(SETTINGS, at('/parameters/settings'))],
  ['half', objectOf([member('a', known(1)), member('b', hole('p', 'string'))])],
  ['open', objectOf([member('a', known(1))], undefined, true)],
  ['named', objectOf([member('a', known(1)), { key: '@b', name: hole('p', 'string'), value: known(2) }])],
]);

function member(key: string, value: Value): { readonly key: string; readonly value: Value } {
  return { key, value };
}

const ACTIONS = new Map<string, Value>([
  ['Composed', known('made', at('/actions/Composed/inputs'))],
  ['Large', arrayOf(Array.from({ length: 600 }, () => hole('p', 'string')))],
]);

function world(): WorkflowScope & { readonly faults: WorkflowFault[] } {
  const faults: WorkflowFault[] = [];
  return {
    id: 'W',
    parameter: (name) => PARAMETERS.get(name.toLowerCase()),
    appSetting: (name) => (name === 'SITE' ? known('site.example', at('/Values/SITE')) : undefined),
    variable: (name) => (name === 'once' ? known('v', at('/actions/Init')) : undefined),
    action: (name, accessor) => (accessor === 'body' ? undefined : ACTIONS.get(name)),
    stable: (name) => name.toLowerCase() === 'steady',
    fault: (fault) => faults.push(fault),
    faults,
  };
}

/** The value with the steps behind it, or the fault with the text that it points to. */
export function says(text: string): string {
  const scope = world();
  const value = evaluateWorkflow(known(text, at('/x')), scope);
  expect(value.from).toEqual(at('/x'));
  if (value.kind === 'hole' && value.call !== undefined) {
    const { fn, args } = value.call;
    expect(fn === 'get' ? args.length : fn).toEqual(fn === 'get' ? 2 : expect.stringMatching(/^wdl:[a-z]/i));
  }
  const steps = (value.via ?? []).map(({ label, at: place }) => `${label}${place === null ? '' : ` ${place.pointer}`}`);
  const [fault, ...others] = scope.faults;
  expect(others).toEqual([]);
  if (fault !== undefined) {
    const [start, end] = fault.at?.slice ?? [0, 0];
    const name = fault.name === undefined ? '' : ` (${fault.name})`;
    return `${fault.kind}: ${fault.message}${name} at ${JSON.stringify(text.slice(start, end))}`;
  }
  return [said(value), ...steps].join(' <- ');
}
