/** Choices carried through functions: the condition stays, each branch is worked on. */
import type { Choice, Hole, Value } from '../../model.ts';

export function eachBranch(choice: Choice, change: (branch: Value) => Value): Choice {
  const { condition, test } = choice;
  const then = change(choice.then);
  return { kind: 'choice', condition, ...(test === undefined ? {} : { test }), then, else: change(choice.else) };
}

/** A choice by something that is not known; its name is the condition's, so that equal tests decide alike. */
export function choose(test: Hole, then: Value, otherwise: Value): Choice {
  return { kind: 'choice', condition: test.name, test, then, else: otherwise };
}
