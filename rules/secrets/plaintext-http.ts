import { HOST_FORM, isHostIn } from '../../src/allowed.ts';
import { plainHost } from '../../src/link/plaintext.ts';
import { defineRule } from '../../src/rule.ts';

export const plaintextHttp = defineRule({
  meta: {
    id: 'plaintext-http',
    category: 'secrets',
    severity: 'warning',
    title: 'A call goes over http://',
    why: 'Nothing encrypts the call: every network on the way can read what is sent and change what comes back.',
    remedy: 'Call https://.',
    options: {
      allowHosts: {
        kind: 'texts',
        about: 'Hosts that may be called without encryption; `*.` in front stands for all below.',
        form: HOST_FORM,
        example: '*.internal.example',
      },
    },
    yieldsTo: ['credentials-over-http'],
    sources: ['facts/security.md §7'],
    cwe: [319],
    securitySeverity: 5.0,
  },
  judges: 'sender',
  messages: {
    plain: ({ operation, host }: { operation: string; host: string }) =>
      `'${operation}' calls http://${host} without encryption: what it sends can be read, and what comes back can be changed on the way.`,
  },
  check(sender, say, { allowHosts }) {
    const host = plainHost(sender);
    if (host !== undefined && !isHostIn(allowHosts, host))
      say('plain', sender.target.at, { operation: sender.operation, host });
  },
});
