import { defineRule } from '../../src/rule.ts';
import { sayKind } from '../../src/secret.ts';

export const secretInParameterFile = defineRule({
  meta: {
    id: 'secret-in-parameter-file',
    category: 'secrets',
    severity: 'error',
    title: 'A parameter file holds a secret',
    why: 'Parameter files are kept beside the template, in the repository and on build machines: whoever reads them has the secret of that environment.',
    remedy:
      'Change the secret and refer to Key Vault: { "reference": { "keyVault": { "id": "..." }, "secretName": "..." } } in place of the value; in a Standard app refer to an app setting, @appsetting(\'...\').',
    yieldsTo: ['sas-url'],
    sources: ['facts/security.md §4.4', 'facts/security.md §7', 'facts/arm-templates.md §3.2'],
    cwe: [798, 312],
    securitySeverity: 8.0,
  },
  judges: 'secret',
  messages: {
    literal: ({ name, what }: { name: string; what: string }) =>
      `The value of '${name}' is ${what}: whoever reads this parameter file can use it.`,
    read: ({ name, what }: { name: string; what: string }) =>
      `The value of '${name}' is read where ${what} belongs: whoever reads this parameter file can use it.`,
    declared: ({ name }: { name: string }) =>
      `The template declares '${name}' as secure, and its value stands here in clear: whoever reads this parameter file can use it.`,
  },
  check({ kind, place, name, at, because }, say) {
    if (kind === 'sas-signature' || place !== 'parameter-file') return;
    if (because === null) say('literal', at, { name, what: sayKind(kind) });
    else if (because.kind === 'read')
      say('read', at, { name, what: sayKind(kind) }, { related: [{ at: because.at, message: 'it is read here' }] });
    else say('declared', at, { name }, { related: [{ at: because.at, message: 'it is declared secure here' }] });
  },
});
