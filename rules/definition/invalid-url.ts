import { parseTemplate } from '../../src/expression/workflow/parse.ts';
import { meantText, plainText } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import type { Operation, Value } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { asText, path } from '../../src/value.ts';

const PLACES = ['inputs.uri', 'inputs.subscribe.uri', 'inputs.unsubscribe.uri'];

function urlsOf(operation: Operation): readonly Value[] {
  if (!isType(operation, 'http', 'httpwebhook')) return [];
  const found = PLACES.map((one) => path(operation.value, ...one.split('.')));
  return found.filter((one): one is Value => one !== null && one !== undefined);
}

/** What is wrong, if something surely is. Blanks inside and line breaks around are fine: the service sends them encoded. */
function wrong(value: Value): 'scheme' | 'host' | undefined {
  const whole = plainText(value)?.trim();
  if (whole !== undefined) {
    if (meantText(value) === undefined) return undefined;
    if (!/^https?:\/\//i.test(whole)) return 'scheme';
    return /^https?:\/\/[^\s/?#]/i.test(whole) ? undefined : 'host';
  }
  const text = asText(value);
  const [first] = text === undefined ? [] : parseTemplate(text).segments;
  const prefix =
    first?.t === 'lit' ? /^\s*([A-Za-z][A-Za-z+.-]{0,20}):\/\//.exec(first.v)?.[1]?.toLowerCase() : undefined;
  return prefix === undefined || prefix === 'http' || prefix === 'https' ? undefined : 'scheme';
}

export const invalidUrl = defineRule({
  meta: {
    id: 'invalid-url',
    category: 'definition',
    severity: 'warning',
    title: 'The address of an HTTP call is none that can be called',
    why: 'HTTP operations call http and https addresses with a host. For anything else the action fails when it runs, or the workflow is refused.',
    remedy: 'Write the whole address, https:// and the host included.',
    sources: ['facts/data/operations.json'],
  },
  judges: 'workflow',
  messages: {
    scheme: (data: { operation: string }) =>
      `The address that '${data.operation}' calls does not begin with http:// or https://.`,
    host: (data: { operation: string }) => `The address that '${data.operation}' calls has no host.`,
  },
  check(workflow, say) {
    for (const operation of workflow.operations) {
      for (const value of urlsOf(operation)) {
        const reason = wrong(value);
        if (reason !== undefined)
          say(reason, value.from ?? operation.at, { operation: operation.name }, { operation: operation.name });
      }
    }
  },
});
