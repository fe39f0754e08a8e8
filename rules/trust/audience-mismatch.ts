import { oneAudience } from '../../src/mends.ts';
import { defineRule } from '../../src/rule.ts';
import { type About, about, oneOf, reasonFor, text, texts, tokenOf, withReceiver } from '../../src/verdict.ts';

const HOW: Readonly<Record<string, string>> = {
  slash: 'they differ by a slash at the end',
  blank: 'they differ by a blank',
  case: 'they differ in letter case',
  scheme: 'one names the application by its bare id, the other by its URI',
  other: 'they name different applications',
};

type Data = About & { asked: string; accepted: readonly string[]; nearest: string; difference: string };

const remedy = ({ nearest }: Data) =>
  `Make both sides the same text, to the letter, the slash at the end included: '${nearest}' as the sender's audience, or the sender's audience in the receiver's policy.`;

export const audienceMismatch = defineRule({
  meta: {
    id: 'audience-mismatch',
    category: 'trust',
    severity: 'error',
    title: 'The sender asks for a token that no policy of the receiver accepts',
    why: 'The token reaches the receiver, no authorization policy matches its audience, and the call is refused with MisMatchingOAuthClaims before a run starts.',
    remedy: 'Use one audience on both sides, to the letter, the slash at the end included.',
    yieldsTo: ['audience-missing', 'audience-malformed', 'audience-unknown', 'sas-with-authorization', 'policy-absent'],
    fixable: 'safe',
    sources: ['facts/security.md §1.4', 'facts/security.md §5', 'facts/security.md §6.1'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'call',
  messages: {
    refused: (data: Data) => ({
      text: `'${data.operation}' asks for a token with audience '${data.asked}', but ${data.receiver} accepts only ${oneOf(data.accepted)}: ${HOW[data.difference] ?? 'they differ'}. The call is refused ${data.refusal}${data.assumed}.`,
      remedy: remedy(data),
    }),
    letterCase: (data: Data) => ({
      text: `'${data.operation}' asks for a token with audience '${data.asked}', and ${data.receiver} accepts '${data.nearest}': they differ in letter case alone. Whether the platform tells them apart is not documented; if it does, the call is refused ${data.refusal}${data.assumed}.`,
      remedy: remedy(data),
    }),
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'audience-mismatch');
    const credential = tokenOf(call);
    if (found === undefined || credential === undefined) return;
    const { asked, accepted, nearest, difference } = found.reason.data;
    const facts = {
      ...about(call, found.reason),
      asked: text(asked),
      accepted: texts(accepted),
      nearest: text(nearest),
      difference: text(difference),
    };
    const at = credential.audience?.from ?? credential.at;
    const more = withReceiver(call, found.reason, `accepts only ${oneOf(facts.accepted)}`);
    if (found.suspect) say('letterCase', at, facts, { ...more, severity: 'warning' });
    else say('refused', at, facts, { ...more, ...(more.softened ? {} : oneAudience(at, facts)) });
  },
});
