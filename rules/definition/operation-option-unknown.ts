import { plainText } from '../../src/extract/literals.ts';
import { isKnownType } from '../../src/extract/operation-types.ts';
import { has } from '../../src/extract/value-sets.ts';
import { didYouMean } from '../../src/nearest.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';
import { clip } from '../../src/secret.ts';

/** facts/workflow-language.md §8 */
const OPTIONS = [
  'DisableAsyncPattern',
  'IncludeAuthorizationHeadersInOutputs',
  'SuppressWorkflowHeadersOnResponse',
  'EnableSchemaValidation',
  'Sequential',
  'SingleInstance',
  'SuppressWorkflowHeaders',
  'DisableAutomaticDecompression',
  'FailWhenLimitsReached',
  'Asynchronous',
  'None',
];

export const operationOptionUnknown = defineRule({
  meta: {
    id: 'operation-option-unknown',
    category: 'definition',
    severity: 'info',
    title: 'operationOptions names an option that no page describes',
    why: 'An option that the service does not know has no effect, or the workflow is refused.',
    remedy: 'Write the option as it is documented.',
    sources: ['facts/workflow-language.md §8'],
  },
  judges: 'workflow',
  messages: {
    unknown: (data: { operation: string; option: string; near: string }) =>
      `operationOptions of '${data.operation}' names '${data.option}', which no page describes.${data.near}`,
  },
  check(workflow, say) {
    for (const operation of workflow.operations) {
      const written = member(operation.value, 'operationOptions');
      if (!isKnownType(operation)) continue;
      for (const option of (plainText(written) ?? '').split(/[\s,]+/)) {
        if (option === '' || has(OPTIONS, option)) continue;
        const data = { operation: operation.name, option: clip(option, 60), near: didYouMean(option, OPTIONS) };
        say('unknown', written?.from ?? operation.at, data, { operation: operation.name });
      }
    }
  },
});
