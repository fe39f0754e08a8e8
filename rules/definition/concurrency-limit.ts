import { limitFor } from '../../src/extract/limits.ts';
import { plainNumber, plainText } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import { defineRule } from '../../src/rule.ts';
import { path } from '../../src/value.ts';

export const concurrencyLimit = defineRule({
  meta: {
    id: 'concurrency-limit',
    category: 'definition',
    severity: 'error',
    title: 'A setting of concurrency is outside its range',
    why: 'Foreach runs 1 to 50 passes side by side, a trigger 1 to 100 runs, and waiting runs have an upper bound by plan. Other numbers are refused when the workflow is saved or deployed, and so is concurrency together with operationOptions that exclude it.',
    remedy: 'Use a number in the range, or remove one of two settings that exclude each other.',
    sources: ['facts/data/limits.json', 'facts/workflow-language.md §8'],
  },
  judges: 'workflow',
  messages: {
    range: (data: { operation: string; member: string; found: number; max: number }) =>
      `concurrency.${data.member} of '${data.operation}' is ${data.found}, but takes 1 to ${data.max}: the workflow is refused when it is deployed.`,
    both: (data: { operation: string; option: string; member: string }) =>
      `'${data.operation}' has both operationOptions ${data.option} and concurrency.${data.member}, which exclude each other.`,
  },
  check(workflow, say) {
    const members = (loop: boolean) =>
      loop
        ? ([['repetitions', limitFor('repetitions', workflow.plan), 'Sequential']] as const)
        : ([
            ['runs', limitFor('runs', workflow.plan), 'SingleInstance'],
            ['maximumWaitingRuns', limitFor('waitingRuns', workflow.plan), ''],
          ] as const);
    for (const operation of workflow.operations) {
      const { name, value, at, role } = operation;
      const loop = isType(operation, 'foreach');
      if (role === 'action' && !loop) continue;
      const options = plainText(path(value, 'operationOptions'))?.toLowerCase() ?? '';
      for (const [member, max, option] of members(loop)) {
        const written = path(value, 'runtimeConfiguration', 'concurrency', member);
        const found = plainNumber(written);
        if (found === undefined) continue;
        const place = written?.from ?? at;
        if (found < 1 || found > max) say('range', place, { operation: name, member, found, max }, { operation: name });
        else if (option !== '' && found > 1 && options.includes(option.toLowerCase()))
          say('both', place, { operation: name, option, member }, { operation: name, severity: 'warning' });
      }
    }
  },
});
