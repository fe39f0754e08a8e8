import { placesShown, secretSourcesOf, type SecretSource } from '../../src/extract/flows.ts';
import { outputsSecured } from '../../src/mends.ts';
import { defineRule } from '../../src/rule.ts';

const WHAT: Readonly<Record<SecretSource['what'], string>> = {
  'key-vault': 'a secret from Key Vault',
  token: 'an access token',
  authorization: "the caller's token",
  parameter: 'a secret',
};

export const secretInRunHistory = defineRule({
  meta: {
    id: 'secret-in-run-history',
    category: 'secrets',
    severity: 'warning',
    title: 'A secret stands in the run history in clear text',
    why: 'Inputs and outputs of every run are kept, and whoever may read the history reads the secret there. Secured outputs hide it, and the inputs of the next action that takes it, and no more: Compose, Parse JSON, variables and Response show it again.',
    remedy:
      'Secure the outputs of the action that brings the secret, "runtimeConfiguration": { "secureData": { "properties": [ "outputs" ] } }, secure the inputs of those that use it, and use it there directly, without Compose, Parse JSON or a variable between.',
    fixable: 'safe',
    sources: ['facts/security.md §7'],
    cwe: [532, 312],
    securitySeverity: 5.5,
  },
  judges: 'workflow',
  messages: {
    open: ({ name, what, places }: { name: string; what: string; places: string }) =>
      `'${name}' brings ${what} and its outputs are not secured: the secret stands in the run history${places === '' ? '' : `, there and in ${places}`}.`,
    passed: ({ name, what, places }: { name: string; what: string; places: string }) =>
      `'${name}' brings ${what} with secured outputs, but it flows on to ${places}, where nothing hides it: the secret stands in the run history.`,
    parameter: ({ name, places }: { name: string; places: string }) => ({
      text: `The secure parameter '${name}' flows on to ${places}, where nothing hides it: the secret stands in the run history.`,
      remedy:
        'Read the parameter where it is needed, in the authentication or in an action with secured inputs, without Compose, Parse JSON, a variable or a Response between.',
    }),
  },
  check(workflow, say) {
    for (const source of secretSourcesOf(workflow)) {
      const { name, at, operation, what, secured, shown } = source;
      // authorization-header-logged speaks of a trigger that shows the header itself.
      if (secured === 'unknown' || (secured === 'no' ? what === 'authorization' : shown.length === 0)) continue;
      const data = { name, what: WHAT[what], places: placesShown(source) };
      const related = shown.slice(0, 5).map((one) => ({ at: one.at, message: `'${one.name}' holds it too` }));
      const more = { related, ...(operation === null ? {} : { operation: name }) };
      if (secured === 'no' && operation !== null)
        say('open', at, data, { ...more, ...(shown.length === 0 ? outputsSecured(operation) : {}) });
      else say(operation === null ? 'parameter' : 'passed', at, data, more);
    }
  },
});
