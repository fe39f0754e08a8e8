import { isType, secures } from '../../src/extract/operations.ts';
import type { Operation } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { path } from '../../src/value.ts';

/** Operations whose inputs or outputs cannot be secured (facts/security.md §7). */
const NO_INPUTS = ['appendtoarrayvariable', 'appendtostringvariable', 'decrementvariable', 'incrementvariable', 'initializevariable', 'setvariable', 'foreach', 'if', 'recurrence', 'scope', 'switch', 'terminate', 'until']; // prettier-ignore
const NO_OUTPUTS = [...NO_INPUTS, 'compose', 'parsejson', 'response', 'wait'];

function ignored(operation: Operation): string | undefined {
  const inputs = secures(operation, 'inputs') === 'yes' && isType(operation, ...NO_INPUTS);
  const outputs = secures(operation, 'outputs') === 'yes' && isType(operation, ...NO_OUTPUTS);
  if (inputs && outputs) return 'inputs and outputs';
  return inputs ? 'inputs' : outputs ? 'outputs' : undefined;
}

export const secureDataIneffective = defineRule({
  meta: {
    id: 'secure-data-ineffective',
    category: 'secrets',
    severity: 'info',
    title: 'Secured inputs or outputs stand where the platform does not hide them',
    why: 'Operations of this type show their data in the run history whatever secureData says: the setting looks like protection and is none.',
    remedy:
      'Keep the secret out of this operation: secure the outputs of the one that brings it, and use it there directly.',
    sources: ['facts/security.md §7'],
    cwe: [532],
    securitySeverity: 3.0,
  },
  judges: 'workflow',
  messages: {
    ignored: ({ operation, type, half }: { operation: string; type: string; half: string }) =>
      `'${operation}' asks for secured ${half}, but the ${half} of ${type} cannot be secured: they stand in the run history.`,
  },
  check({ operations }, say) {
    for (const operation of operations) {
      const half = ignored(operation);
      const at = path(operation.value, 'runtimeConfiguration', 'secureData')?.from ?? operation.at;
      if (half !== undefined)
        say('ignored', at, { operation: operation.name, type: operation.type, half }, { operation: operation.name });
    }
  },
});
