import { withoutDefault } from '../../src/mends.ts';
import { defineRule } from '../../src/rule.ts';
import { sayKind } from '../../src/secret.ts';

export const secureParameterDefault = defineRule({
  meta: {
    id: 'secure-parameter-default',
    category: 'secrets',
    severity: 'error',
    title: 'A secure parameter has a literal default',
    why: 'The type keeps a value out of logs and exports; the default stands in the file for everybody to read, and is what runs wherever nobody gives another value.',
    remedy:
      'Take the default away (or leave it empty), and give the value from Key Vault: a reference in the parameter file.',
    yieldsTo: ['sas-url'],
    fixable: 'safe',
    sources: ['facts/security.md §7', 'facts/arm-templates.md §3.2'],
    cwe: [798, 1188],
    securitySeverity: 7.5,
  },
  judges: 'secret',
  messages: {
    literal: ({ name, what }: { name: string; what: string }) =>
      `The secure parameter '${name}' has ${what} as its default: whoever reads this file knows it.`,
  },
  check({ kind, place, name, at }, say) {
    if (kind === 'sas-signature' || place !== 'secure-default') return;
    say('literal', at, { name, what: kind === 'password' ? 'a literal' : sayKind(kind) }, withoutDefault(at));
  },
});
