import { meantText } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import { has } from '../../src/extract/value-sets.ts';
import { didYouMean } from '../../src/nearest.ts';
import { defineRule } from '../../src/rule.ts';
import { path } from '../../src/value.ts';

/** Those of the pages and those that only the schema lists. */
const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE'];
const PLACES = ['inputs.method', 'inputs.subscribe.method', 'inputs.unsubscribe.method'];
const TYPES = ['http', 'httpwebhook', 'request', 'apiconnection', 'apiconnectionwebhook', 'function', 'apimanagement'];

export const invalidMethod = defineRule({
  meta: {
    id: 'invalid-method',
    category: 'definition',
    severity: 'error',
    title: 'A method that is none of HTTP',
    why: 'The method is checked when the workflow is saved or deployed, and an unknown one is refused with InvalidTemplate.',
    remedy: 'Use GET, PUT, POST, PATCH, DELETE, HEAD, OPTIONS or TRACE.',
    sources: ['facts/data/operations.json'],
  },
  judges: 'workflow',
  messages: {
    unknown: (data: { operation: string; method: string; near: string }) =>
      `'${data.operation}' uses the method '${data.method}', which is none of HTTP: the workflow is refused when it is deployed.${data.near}`,
  },
  check(workflow, say) {
    for (const operation of workflow.operations) {
      if (!isType(operation, ...TYPES)) continue;
      for (const place of PLACES) {
        const value = path(operation.value, ...place.split('.'));
        const method = meantText(value);
        if (method === undefined || has(METHODS, method)) continue;
        const data = { operation: operation.name, method: method.slice(0, 40), near: didYouMean(method, METHODS) };
        say('unknown', value?.from ?? operation.at, data, { operation: operation.name });
      }
    }
  },
});
