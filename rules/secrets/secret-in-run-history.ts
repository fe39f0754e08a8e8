import { secretSourcesOf, type SecretSource } from '../../src/extract/flows.ts';
import { outputsSecured } from '../../src/mends.ts';
import { defineRule } from '../../src/rule.ts';

const WHAT: Readonly<Record<SecretSource['what'], string>> = {
  'key-vault': 'a secret from Key Vault',
  token: 'an access token',
};

/** `'A', 'B' and 2 more`; empty where there is none. */
function listed(names: readonly string[]): string {
  const first = names.slice(0, 3).map((name) => `'${name}'`);
  const rest = names.length - first.length;
  return first.join(', ') + (rest > 0 ? ` and ${String(rest)} more` : '');
}

export const secretInRunHistory = defineRule({
  meta: {
    id: 'secret-in-run-history',
    category: 'secrets',
    severity: 'warning',
    title: 'A secret stands in the run history in clear text',
    why: 'Inputs and outputs of every run are kept, and whoever may read the history reads the secret there. Secured outputs hide it, and the inputs of the next action that takes it, and no more: Compose, Parse JSON, variables and Response show it again.',
    remedy:
      'Secure the outputs of the action that brings the secret, "runtimeConfiguration": { "secureData": { "properties": [ "outputs" ] } }, secure the inputs of those that use it, and use it there directly, without Compose, Parse JSON or a variable between.',
    sources: ['facts/security.md §7'],
    cwe: [532, 312],
    securitySeverity: 5.5,
  },
  judges: 'workflow',
  messages: {
    open: ({ operation, what, places }: { operation: string; what: string; places: string }) =>
      `'${operation}' brings ${what} and its outputs are not secured: the secret stands in the run history${places === '' ? '' : `, there and in ${places}`}.`,
    passed: ({ operation, what, places }: { operation: string; what: string; places: string }) =>
      `'${operation}' brings ${what} with secured outputs, but it flows on to ${places}, where nothing hides it: the secret stands in the run history.`,
  },
  check(workflow, say) {
    for (const { operation, what, secured, shown } of secretSourcesOf(workflow)) {
      if (secured === 'unknown' || (secured === 'yes' && shown.length === 0)) continue;
      const data = { operation: operation.name, what: WHAT[what], places: listed(shown.map(({ name }) => name)) };
      const related = shown.slice(0, 5).map(({ at, name }) => ({ at, message: `'${name}' holds it too` }));
      const fix = secured === 'no' && shown.length === 0 ? outputsSecured(operation) : {};
      say(secured === 'no' ? 'open' : 'passed', operation.at, data, { related, operation: operation.name, ...fix });
    }
  },
});
