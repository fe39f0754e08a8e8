/**
 * The functions of the workflow definition language, found without letter case
 * (facts/workflow-language.md §2). One file a category lies in functions/.
 */
import { COLLECTION } from './functions/collection.ts';
import { CONVERSION } from './functions/conversion.ts';
import { DATE } from './functions/date.ts';
import { LOGICAL } from './functions/logical.ts';
import { MANIPULATION } from './functions/manipulation.ts';
import { MATH } from './functions/math.ts';
import { STRING } from './functions/string.ts';
import { URI } from './functions/uri.ts';
import { WORKFLOW } from './functions/workflow.ts';
import type { FunctionSpec } from './spec.ts';

export const FUNCTIONS: readonly FunctionSpec[] = [
  ...STRING,
  ...COLLECTION,
  ...LOGICAL,
  ...CONVERSION,
  ...MATH,
  ...DATE,
  ...WORKFLOW,
  ...URI,
  ...MANIPULATION,
];

const BY_NAME: ReadonlyMap<string, FunctionSpec> = new Map(FUNCTIONS.map((spec) => [spec.name.toLowerCase(), spec]));

export function functionNamed(name: string): FunctionSpec | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** Whether this many arguments surely are too few or too many. */
export function fits(spec: FunctionSpec, count: number): boolean {
  return count >= spec.min && (spec.max === null || count <= spec.max);
}
