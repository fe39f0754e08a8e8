import { hostOf, serviceOfAudience, serviceOfHost } from '../../src/link/services.ts';
import { DEFAULT_AUDIENCE } from '../../src/link/tokens.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

export const audienceForOtherService = defineRule({
  meta: {
    id: 'audience-for-other-service',
    category: 'trust',
    severity: 'error',
    title: 'The token is for another Azure service than the one that is called',
    why: 'Each service accepts only tokens that are made for it. The call is refused with 401 when it runs.',
    remedy: 'Use the audience of the service that is called.',
    yieldsTo: ['audience-malformed'],
    sources: ['facts/security.md §3.6', 'facts/security.md §5'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'sender',
  messages: {
    other: (data: {
      operation: string;
      host: string;
      service: string;
      asked: string;
      owner: string;
      right: string;
    }) => ({
      text: `'${data.operation}' calls ${data.service} (${data.host}) with a token for ${data.owner} ('${data.asked}'): the service refuses it with 401.`,
      remedy: `Use the audience '${data.right}'.`,
    }),
  },
  check({ target, credential, operation }, say) {
    if (target.kind !== 'url' || credential.kind !== 'managed-identity') return;
    const host = hostOf(target.url);
    const asked = credential.audience === null ? DEFAULT_AUDIENCE : asText(credential.audience);
    if (host === undefined || asked === undefined) return;
    const service = serviceOfHost(host);
    const owner = serviceOfAudience(asked);
    if (service === undefined || owner === undefined || service === owner || !service.strict || !owner.strict) return;
    const facts = {
      operation,
      host,
      service: service.name,
      asked,
      owner: owner.name,
      right: service.audiences[0] ?? '',
    };
    say('other', credential.audience?.from ?? credential.at, facts, {
      related: [{ at: target.at, message: `calls ${service.name}` }],
    });
  },
});
