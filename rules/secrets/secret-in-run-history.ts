import { placesShown } from '../../src/extract/flows.ts';
import { outputsSecured } from '../../src/mends.ts';
import type { SecretOrigin } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';

const WHAT: Readonly<Record<SecretOrigin['what'], string>> = {
  'key-vault': 'a secret from Key Vault',
  token: 'an access token',
  authorization: "the caller's token",
  parameter: 'a secret',
};

const HIDDEN_THERE =
  'Secure the outputs of the trigger that takes it, "runtimeConfiguration": { "secureData": { "properties": [ "outputs" ] } }, and use it there directly; or let the called workflow fetch the secret itself.';

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
  judges: 'flow',
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
    handed: ({ brings, places }: { brings: string; places: string }) => ({
      text: `${brings} that is hidden there, and it is handed on to ${places}, where nothing hides it: the secret stands in the run history there.`,
      remedy: HIDDEN_THERE,
    }),
  },
  check({ source, shown, beyond, softened }, say) {
    const { name, at, operation, open } = source;
    const all = [...shown, ...beyond];
    // authorization-header-logged speaks of a trigger that shows the header itself.
    if (open ? source.what === 'authorization' : all.length === 0) return;
    const what = WHAT[source.what];
    const data = { name, what, places: placesShown(all) };
    const related = all.slice(0, 5).map((one) => ({ at: one.at, message: `${placesShown([one])} holds it too` }));
    const more = { related, softened, ...(operation === null ? {} : { operation }) };
    const brings = operation === null ? `The secure parameter '${name}' holds a secret` : `'${name}' brings ${what}`;
    if (open) say('open', at, data, { ...more, ...(all.length === 0 ? outputsSecured(source) : {}) });
    else if (shown.length === 0) say('handed', at, { brings, places: data.places }, more);
    else say(operation === null ? 'parameter' : 'passed', at, data, more);
  },
});
