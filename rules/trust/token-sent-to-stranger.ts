import { HOST_FORM, isHostIn } from '../../src/allowed.ts';
import { standardAddress } from '../../src/link/identify.ts';
import { hostOf, isStranger, serviceOfAudience } from '../../src/link/services.ts';
import { DEFAULT_AUDIENCE } from '../../src/link/tokens.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

export const tokenSentToStranger = defineRule({
  meta: {
    id: 'token-sent-to-stranger',
    category: 'trust',
    severity: 'error',
    title: "A token for one of Microsoft's APIs goes to a host that is not Microsoft's",
    why: 'Whoever runs the host receives a valid token and can use it, for as long as it lasts, to do in Azure or Microsoft Graph whatever the identity may do.',
    remedy:
      'Ask for a token with the audience of the API that is called (its client id or App ID URI), or call without a managed identity.',
    options: {
      allowHosts: {
        kind: 'texts',
        about: 'Hosts that may be given such tokens: your own proxies. `*.` in front stands for all below.',
        form: HOST_FORM,
        example: 'proxy.contoso.example',
      },
    },
    yieldsTo: ['audience-missing', 'audience-malformed'],
    sources: ['facts/security.md §3.3', 'facts/security.md §3.6', 'facts/security.md §7'],
    cwe: [201, 441],
    securitySeverity: 8.0,
  },
  judges: 'sender',
  messages: {
    leaves: (data: { operation: string; host: string; asked: string; owner: string; missing: boolean }) =>
      `'${data.operation}' sends a token for ${data.owner} ('${data.asked}'${data.missing ? ', the default where no audience is given' : ''}) to '${data.host}', which is not Microsoft's: whoever runs that host can use the token.`,
  },
  check({ target, credential, operation }, say, { allowHosts }) {
    if (target.kind !== 'url' || credential.kind !== 'managed-identity') return;
    // A Standard app may answer under a host of the customer's own (facts/security.md §4.1, Workflows.CustomHostName).
    if (standardAddress(target.url) !== undefined) return;
    const host = hostOf(target.url);
    const missing = credential.audience === null;
    const asked = missing ? DEFAULT_AUDIENCE : asText(credential.audience);
    const owner = asked === undefined ? undefined : serviceOfAudience(asked);
    if (host === undefined || asked === undefined || owner === undefined || !isStranger(host)) return;
    if (isHostIn(allowHosts, host)) return;
    say(
      'leaves',
      credential.audience?.from ?? credential.at,
      { operation, host, asked, owner: owner.name, missing },
      { related: [{ at: target.at, message: 'the token goes there' }] },
    );
  },
});
