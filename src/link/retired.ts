/** Services that are retired, and what takes their place (facts/doors.md §6). */
import { partsOf } from '../extract/url.ts';
import type { Anchor, Sender } from '../model.ts';
import { asText } from '../value.ts';
import { hostOf } from './services.ts';

export interface Retired {
  readonly what: string;
  readonly instead: string;
  readonly at: Anchor;
}

/** What is retired, and what takes its place (facts/doors.md §6). */
const RETIRED: readonly {
  readonly is: (host: string, path: string) => boolean;
  readonly what: string;
  readonly instead: string;
}[] = [
  {
    is: (host) => host === 'graph.windows.net',
    what: 'Azure AD Graph is retired',
    instead: 'Call Microsoft Graph (https://graph.microsoft.com) instead.',
  },
  {
    is: (host) => host.endsWith('.azuredatalakestore.net'),
    what: 'Azure Data Lake Storage Gen1 is retired',
    instead: 'Call the Data Lake Storage Gen2 endpoint of a storage account instead.',
  },
  {
    is: (host, path) =>
      host.endsWith('.webhook.office.com') ||
      ((host === 'outlook.office.com' || host === 'outlook.office365.com') && path.startsWith('/webhook/')),
    what: 'Office 365 connector webhooks are retired or being retired',
    instead: 'Post through a workflow with a request trigger (Teams Workflows) instead.',
  },
];

export function retiredIn({ target, credential }: Sender): Retired | undefined {
  const host = target.kind === 'url' ? hostOf(target.url) : undefined;
  const head = target.kind === 'url' ? partsOf(target.url)[0] : undefined;
  const path = typeof head === 'string' ? head.replace(/^https?:\/\/[^/]*/i, '').toLowerCase() : '';
  const found = host === undefined ? undefined : RETIRED.find(({ is }) => is(host, path));
  if (found !== undefined) return { ...found, at: target.at };
  const audience = credential.kind === 'managed-identity' || credential.kind === 'oauth' ? credential.audience : null;
  const old =
    asText(audience)
      ?.trim()
      .toLowerCase()
      .replace(/(?<!\/)\/+$/, '') === 'https://graph.windows.net';
  return old && audience?.from !== undefined && RETIRED[0] !== undefined
    ? { ...RETIRED[0], at: audience.from }
    : undefined;
}
