import type { Cloud } from '../../src/link/services.ts';
import { cloudOf, hostOf } from '../../src/link/services.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

const NAMES: Readonly<Record<Cloud, string>> = {
  global: 'the global cloud',
  us: 'Azure Government',
  china: 'Azure China',
};

export const cloudMixed = defineRule({
  meta: {
    id: 'cloud-mixed',
    category: 'trust',
    severity: 'warning',
    title: 'The audience belongs to one Azure cloud, the address to another',
    why: 'The clouds have directories and services of their own; a token of one is worth nothing in another.',
    remedy: 'Use the audience of the cloud that the address belongs to.',
    yieldsTo: ['audience-for-other-service', 'audience-malformed'],
    sources: ['facts/security.md §3.6', 'facts/security.md §9 #24'],
    cwe: [287],
    securitySeverity: 2.0,
  },
  judges: 'sender',
  messages: {
    mixed: (data: { operation: string; host: string; hostCloud: string; asked: string; audienceCloud: string }) =>
      `'${data.operation}' calls '${data.host}' in ${data.hostCloud} with the audience '${data.asked}' of ${data.audienceCloud}: the token is refused.`,
  },
  check({ target, credential, operation }, say) {
    if (target.kind !== 'url' || credential.kind !== 'managed-identity') return;
    const host = hostOf(target.url);
    const asked = asText(credential.audience);
    const audienceHost = credential.audience === null ? undefined : hostOf(credential.audience);
    // Storage has one audience for all clouds (facts/security.md §3.6).
    if (host === undefined || asked === undefined || audienceHost === undefined || audienceHost === 'storage.azure.com')
      return;
    const [here, there] = [cloudOf(host), cloudOf(audienceHost)];
    if (here === undefined || there === undefined || here === there) return;
    say(
      'mixed',
      credential.audience?.from ?? credential.at,
      { operation, host, hostCloud: NAMES[here], asked, audienceCloud: NAMES[there] },
      { related: [{ at: target.at, message: `an address of ${NAMES[here]}` }] },
    );
  },
});
