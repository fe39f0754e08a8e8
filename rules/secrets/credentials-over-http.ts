import { plainHost, sendsCredential } from '../../src/link/plaintext.ts';
import { defineRule } from '../../src/rule.ts';

export const credentialsOverHttp = defineRule({
  meta: {
    id: 'credentials-over-http',
    category: 'secrets',
    severity: 'error',
    title: 'A credential travels over http://',
    why: 'Nothing encrypts the call: every network on the way reads the password, token or signature, and can use it.',
    remedy: 'Call https://, and change the credential where the call has ever run.',
    sources: ['facts/security.md §7'],
    cwe: [319, 523],
    securitySeverity: 8.0,
  },
  judges: 'sender',
  messages: {
    plain: ({ operation, host, what }: { operation: string; host: string; what: string }) =>
      `'${operation}' sends ${what} to http://${host} without encryption: every network on the way can read and use it.`,
  },
  check(sender, say) {
    const host = plainHost(sender);
    const what = sendsCredential(sender);
    if (host !== undefined && what !== undefined)
      say('plain', sender.target.at, { operation: sender.operation, host, what });
  },
});
