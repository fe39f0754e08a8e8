/** The types of triggers and actions that the schemas describe. Types compare without letter case (facts/workflow-language.md §8). */
import type { Operation } from '../model.ts';
import * as schema from './definition-schema.js';

type Typed = Pick<Operation, 'role' | 'type'>;

const LOWER = { trigger: byLowerCase('trigger'), action: byLowerCase('action') };

function byLowerCase(role: Operation['role']): ReadonlyMap<string, schema.Validate> {
  return new Map(Object.entries(schema.validators[role]).map(([name, validate]) => [name.toLowerCase(), validate]));
}

/** What judges an operation: of a type in no schema only what all operations share. */
export function validatorOf({ role, type }: Typed): schema.Validate {
  return LOWER[role].get(type.toLowerCase()) ?? schema[role];
}

export function isKnownType({ role, type }: Typed): boolean {
  return LOWER[role].has(type.toLowerCase());
}

export function typeNames(role: Operation['role']): readonly string[] {
  return Object.keys(schema.validators[role]);
}
