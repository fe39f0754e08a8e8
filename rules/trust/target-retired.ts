import { hostOf } from '../../src/link/services.ts';
import { partsOf } from '../../src/extract/url.ts';
import type { Sender } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

/** What is retired, and what takes its place (facts/doors.md §6). */
const RETIRED: readonly { readonly is: (host: string, path: string) => boolean; readonly what: string; readonly instead: string }[] = [
  { is: (host) => host === 'graph.windows.net', what: 'Azure AD Graph is retired', instead: 'Call Microsoft Graph (https://graph.microsoft.com) instead.' },
  { is: (host) => host.endsWith('.azuredatalakestore.net'), what: 'Azure Data Lake Storage Gen1 is retired', instead: 'Call the Data Lake Storage Gen2 endpoint of a storage account instead.' },
  {
    is: (host, path) => host.endsWith('.webhook.office.com') || ((host === 'outlook.office.com' || host === 'outlook.office365.com') && path.startsWith('/webhook/')),
    what: 'Office 365 connector webhooks are retired or being retired',
    instead: 'Post through a workflow with a request trigger (Teams Workflows) instead.',
  },
];

function retired({ target, credential }: Sender) {
  const host = target.kind === 'url' ? hostOf(target.url) : undefined;
  const head = target.kind === 'url' ? partsOf(target.url)[0] : undefined;
  const path = typeof head === 'string' ? head.replace(/^https?:\/\/[^/]*/i, '').toLowerCase() : '';
  const found = host === undefined ? undefined : RETIRED.find(({ is }) => is(host, path));
  if (found !== undefined) return { ...found, at: target.at };
  const audience = credential.kind === 'managed-identity' || credential.kind === 'oauth' ? credential.audience : null;
  const old = asText(audience)?.trim().toLowerCase().replace(/\/+$/, '') === 'https://graph.windows.net';
  return old && audience?.from !== undefined && RETIRED[0] !== undefined ? { ...RETIRED[0], at: audience.from } : undefined;
}

export const targetRetired = defineRule({
  meta: {
    id: 'target-retired',
    category: 'trust',
    severity: 'warning',
    title: 'The service that is called is retired',
    why: 'Calls to it fail, or will soon.',
    remedy: 'Move to the service that takes its place.',
    sources: ['facts/doors.md §6', 'facts/security.md §3.6'],
    cwe: [477],
    securitySeverity: 1.0,
  },
  judges: 'sender',
  messages: {
    retired: (data: { operation: string; what: string; instead: string }) => ({ text: `'${data.operation}': ${data.what}, and calls to it fail or will soon.`, remedy: data.instead }),
  },
  check(sender, say) {
    const found = retired(sender);
    if (found !== undefined) say('retired', found.at, { operation: sender.operation, what: found.what, instead: found.instead });
  },
});
