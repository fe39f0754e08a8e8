import { audienceFault } from '../../src/link/audience.ts';
import { defineRule } from '../../src/rule.ts';
import { asText, show } from '../../src/value.ts';

export const audienceMalformed = defineRule({
  meta: {
    id: 'audience-malformed',
    category: 'trust',
    severity: 'error',
    title: 'The audience cannot be that of any application',
    why: 'Microsoft Entra ID finds no application for it and refuses the token request (AADSTS500011), or the receiver refuses the token: the text is compared to the letter.',
    remedy:
      "Write the application's identifier exactly: its App ID URI (api://…, https://…) or its client id, without blanks and without '/.default'.",
    sources: ['facts/security.md §3.3', 'facts/security.md §3.6', 'facts/security.md §9 #2'],
    cwe: [20],
    securitySeverity: 3.0,
  },
  judges: 'sender',
  messages: {
    empty: (data: { operation: string }) => ({
      text: `'${data.operation}' asks for a token with an empty audience: there is no application to get it for.`,
      remedy: 'Fill the audience in, or take the member out where Azure Resource Manager is meant.',
    }),
    malformed: (data: { operation: string; asked: string; wrong: string }) =>
      `The audience of '${data.operation}', '${data.asked}', is no identifier of an application: ${data.wrong}. The token request fails (AADSTS500011), or the receiver refuses the token.`,
  },
  check(sender, say) {
    const { credential, operation } = sender;
    if ((credential.kind !== 'managed-identity' && credential.kind !== 'oauth') || credential.audience === null) return;
    const wrong = audienceFault(credential.audience, sender.complete);
    const at = credential.audience.from ?? credential.at;
    if (wrong === undefined) return;
    if (asText(credential.audience)?.trim() === '') say('empty', at, { operation });
    else say('malformed', at, { operation, asked: show(credential.audience), wrong });
  },
});
