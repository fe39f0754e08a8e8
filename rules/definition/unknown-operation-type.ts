import { isKnownType, typeNames } from '../../src/extract/operation-types.ts';
import { graphOf } from '../../src/extract/references.ts';
import { suggestion } from '../../src/extract/standing.ts';
import { plainText } from '../../src/extract/literals.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const unknownOperationType = defineRule({
  meta: {
    id: 'unknown-operation-type',
    category: 'definition',
    severity: 'info',
    title: 'A trigger or action is of a type that is in no list',
    why: 'If the service does not know the type either, the workflow is refused when it is saved or deployed. Types newer than this version of laudit are reported too, and nothing else is said about such an operation.',
    remedy: 'Write the type as the service has it; letter case does not matter.',
    sources: ['facts/data/operations.json'],
  },
  judges: 'workflow',
  messages: {
    unknown: (data: { operation: string; role: string; type: string; near: string }) =>
      `The ${data.role} '${data.operation}' is of type '${data.type}', which is in no list of types.${data.near}`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const operation of workflow.operations) {
      const written = member(operation.value, 'type');
      const type = plainText(written);
      if (type === undefined || type === '' || isKnownType(operation)) continue;
      const near = suggestion(graph, type, typeNames(operation.role));
      const data = { operation: operation.name, role: operation.role, type, near };
      say('unknown', written?.from ?? operation.at, data, { operation: operation.name });
    }
  },
});
