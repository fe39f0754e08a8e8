import { parametersOf, variablesOf } from '../../src/extract/declared.ts';
import { graphOf } from '../../src/extract/references.ts';
import { has, misfitsOf } from '../../src/extract/value-sets.ts';
import { didYouMean } from '../../src/nearest.ts';
import { defineRule } from '../../src/rule.ts';
import { oneOf } from '../../src/verdict.ts';

const PARAMETER_TYPES = ['string', 'securestring', 'int', 'float', 'bool', 'array', 'object', 'secureobject'];
const VARIABLE_TYPES = ['string', 'integer', 'float', 'boolean', 'array', 'object'];

export const invalidValue = defineRule({
  meta: {
    id: 'invalid-value',
    category: 'definition',
    severity: 'error',
    title: 'A value is outside its set or range',
    why: 'Such values are checked when the workflow is saved or deployed, and a wrong one is refused with InvalidTemplate.',
    remedy: 'Use one of the values that are taken.',
    sources: ['facts/data/operations.json', 'facts/data/limits.json', 'facts/workflow-language.md §7'],
  },
  judges: 'workflow',
  messages: {
    outside: (data: { place: string; member: string; found: string; taken: string; near: string }) =>
      `${data.member} of '${data.place}' is '${data.found}', but takes ${data.taken}: the workflow is refused when it is deployed.${data.near}`,
  },
  check(workflow, say) {
    for (const operation of workflow.operations) {
      for (const { value, member, found, taken } of misfitsOf(operation)) {
        const near = /\d/.test(found) ? '' : didYouMean(found, taken);
        const data = { place: operation.name, member, found: found.slice(0, 80), taken: oneOf(taken), near };
        say('outside', value.from ?? operation.at, data, { operation: operation.name });
      }
    }
    const declared = [...(parametersOf(workflow) ?? new Map<string, never>()).values()];
    const variables = [...variablesOf(graphOf(workflow)).all.values()].flat();
    for (const { list, types } of [
      { list: declared, types: PARAMETER_TYPES },
      { list: variables, types: VARIABLE_TYPES },
    ]) {
      for (const { name, type, at } of list) {
        if (type === '' || has(types, type) || !/^[a-z]+$/.test(type)) continue;
        say('outside', at, {
          place: name,
          member: 'type',
          found: type,
          taken: oneOf(types),
          near: didYouMean(type, types),
        });
      }
    }
  },
});
