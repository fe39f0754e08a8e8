import { isType } from '../../src/extract/operations.ts';
import { enclosing, graphOf } from '../../src/extract/references.ts';
import { nobodyWaits, wantsState } from '../../src/extract/triggers.ts';
import { defineRule } from '../../src/rule.ts';

export const operationMisplaced = defineRule({
  meta: {
    id: 'operation-misplaced',
    category: 'definition',
    severity: 'error',
    title: 'An operation stands where it may not',
    why: 'Variables are initialized at the top level only, a Response answers a request and cannot stand in a loop, and Terminate cannot stand in a loop. The workflow is refused when it is saved or deployed.',
    remedy: 'Move the operation to a place where it may stand.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    nested: (data: { operation: string; around: string }) =>
      `'${data.operation}' initializes a variable inside '${data.around}', but variables are initialized at the top level only: the workflow is refused when it is deployed.`,
    loop: (data: { operation: string; type: string; around: string }) =>
      `'${data.operation}' is of type ${data.type} and stands in the loop '${data.around}', where it may not.`,
    request: (data: { operation: string }) =>
      `'${data.operation}' answers a request, but the trigger receives none: the workflow is refused when it is deployed.`,
    stateless: (data: { operation: string; type: string }) =>
      `The trigger '${data.operation}' is of type ${data.type}, which a stateless workflow cannot have: it does not start.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    const unasked = nobodyWaits(graph);
    workflow.operations.forEach((one, index) => {
      const { name: operation, type, at } = one;
      if (one.role === 'trigger') {
        if (workflow.stateless && wantsState(one))
          say('stateless', at, { operation, type }, { operation, severity: 'warning' });
        return;
      }
      const around = enclosing(graph, index).map((outer) => workflow.operations[outer]);
      const [holder] = around;
      const loop = around.find((outer) => outer !== undefined && isType(outer, 'foreach', 'until'));
      if (isType(one, 'initializevariable') && holder !== undefined)
        say('nested', at, { operation, around: holder.name }, { operation });
      if (isType(one, 'response') && unasked) say('request', at, { operation }, { operation });
      else if (isType(one, 'response', 'terminate') && loop !== undefined)
        say('loop', at, { operation, type, around: loop.name }, { operation, severity: 'warning' });
    });
  },
});
