/** One cap, taken to its number and one beyond it. */
import { lint } from '../../src/lint.ts';
import type { Json, JsonObject } from '../../src/model.ts';
import { SETTINGS } from '../fixtures.ts';

export interface Proof {
  /** What is said, or answered, about an input that asks for `n`. */
  readonly at: (n: number) => string | Promise<string>;
  /** Said beyond the cap and not at it. */
  readonly beyond: RegExp;
}
/** By file and name of the constant, as the table of docs/limits.md has them. */
export type Proofs = Readonly<Record<string, Proof>>;

const WORKFLOW =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';
const TEMPLATE = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

export const times = <T>(n: number, make: (index: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));

export function definition(actions: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    $schema: WORKFLOW,
    contentVersion: '1.0.0.0',
    triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
    actions,
    ...more,
  };
}

export const compose = (inputs: Json): JsonObject => ({ type: 'Compose', inputs, runAfter: {} });

export function workflow(name: string, actions: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    type: 'Microsoft.Logic/workflows',
    apiVersion: '2019-05-01',
    name,
    properties: { definition: definition(actions) },
    ...more,
  };
}

export function template(resources: readonly Json[], more: JsonObject = {}): JsonObject {
  return { $schema: TEMPLATE, contentVersion: '1.0.0.0', ...more, resources };
}

/** Findings and notices of a run over these files, a line each. */
export function saidOf(files: Readonly<Record<string, Json | Uint8Array>>): string {
  const sources = Object.entries(files).map(([id, value]) => ({
    id,
    project: '',
    bytes:
      value instanceof Uint8Array
        ? value
        : new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
  }));
  const { problems, notices, crashed } = lint({ sources, settings: SETTINGS });
  return [
    ...(crashed ? ['CRASHED'] : []),
    ...problems.map(({ rule, message }) => `${rule}: ${message}`),
    ...notices.map(({ text }) => text),
  ].join('\n');
}
