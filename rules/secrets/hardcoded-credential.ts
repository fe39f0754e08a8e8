import { defineRule } from '../../src/rule.ts';
import { sayKind } from '../../src/secret.ts';

export const hardcodedCredential = defineRule({
  meta: {
    id: 'hardcoded-credential',
    category: 'secrets',
    severity: 'error',
    title: 'A password, key or token stands in the file',
    why: 'Whoever reads the file, its history, the deployment or the definition in the portal has the credential, and keeps it until it is changed.',
    remedy:
      'Change the credential, take it out of the file, and use a managed identity; where a secret must stay, keep it in Key Vault and pass it as a secure parameter or through a Key Vault reference.',
    yieldsTo: ['sas-url'],
    sources: ['facts/security.md §4.4', 'facts/security.md §3.2', 'facts/security.md §7'],
    cwe: [798, 259],
    securitySeverity: 8.0,
  },
  judges: 'secret',
  messages: {
    literal: ({ place, name, what }: { place: string; name: string; what: string }) =>
      `${place} holds ${what} as a literal in '${name}': whoever reads this file can use it.`,
  },
  check({ kind, place, operation, name, at, because }, say) {
    if (kind === 'sas-signature' || place !== 'elsewhere') return;
    const related = because === null ? [] : [{ at: because.at, message: 'it is read as a secret here' }];
    const where = operation === null ? 'This text' : `'${operation}'`;
    say('literal', at, { place: where, name, what: sayKind(kind) }, { related });
  },
});
