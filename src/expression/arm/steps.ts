/** Where a value stands and the steps that it came through, for people who ask where it comes from. */
import type { Anchor, Step, Value } from '../../model.ts';

/** So many steps are enough for a person. */
export const MAX_VIA = 12;

/** The value with the steps of the arguments that it was computed from. */
export function carried(value: Value, args: readonly Value[]): Value {
  let steps: Step[] | undefined;
  for (const arg of args) {
    if (arg.via === undefined || arg.via === value.via) continue;
    for (const step of arg.via) {
      steps ??= [...(value.via ?? [])];
      if (steps.length < MAX_VIA && !steps.some((other) => other.label === step.label)) steps.push(step);
    }
  }
  return steps === undefined || steps.length === 0 ? value : { ...value, via: steps };
}

/** Where a computed value stands: at the string. What is inside a computed object stands there too. */
export function placed(value: Value, at: Anchor): Value {
  const structured = value.kind === 'known' && typeof value.value === 'object' && value.value !== null;
  return structured ? { ...value, from: at, via: value.via ?? [] } : { ...value, from: at };
}
