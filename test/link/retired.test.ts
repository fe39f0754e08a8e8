/** Services that are retired, by address and by audience (facts/doors.md §6). */
import { expect, test } from 'vitest';
import { retiredIn } from '../../src/link/retired.ts';
import type { Credential, Value } from '../../src/model.ts';
import { hole, join, known } from '../../src/value.ts';
import { at, sender } from './parts.ts';

const there = { file: 'a.json', pointer: '/uri' };
const said = { file: 'a.json', pointer: '/audience' };

function retired(url: string | Value, credential: Credential = { kind: 'none' }): string | undefined {
  const value = typeof url === 'string' ? known(url) : url;
  const found = retiredIn(sender({ target: { kind: 'url', url: value, at: there }, credential }));
  return found === undefined ? undefined : `${found.what}. ${found.instead} ${found.at.pointer}`;
}

const GRAPH = /^Azure AD Graph is retired\. Call Microsoft Graph .*instead\. \/uri$/;
const LAKE = /^Azure Data Lake Storage Gen1 is retired\. Call the Data Lake Storage Gen2 endpoint .*\/uri$/;
const HOOK = /^Office 365 connector webhooks are retired or being retired\. Post through a workflow .*\/uri$/;

test.each<[string, RegExp]>([
  ['https://graph.windows.net/contoso/users', GRAPH],
  ['https://GRAPH.windows.net', GRAPH],
  ['https://orders.azuredatalakestore.net/webhdfs/v1/a', LAKE],
  ['https://contoso.webhook.office.com/webhookb2/a', HOOK],
  ['https://outlook.office.com/webhook/a', HOOK],
  ['https://outlook.office365.com/Webhook/a', HOOK],
])('%s', (url, expected) => {
  expect(retired(url)).toMatch(expected);
});

test.each([
  'https://graph.microsoft.com/v1.0/users',
  'https://graph.windows.net.example.com/',
  'https://azuredatalakestore.net.example.com/',
  'https://orders.dfs.core.windows.net/a',
  'https://webhook.office.com.example.com/',
  'https://outlook.office.com/api/v2.0/me/webhook/',
  'https://mail.office.com/webhook/a',
])('%s is not', (url) => {
  expect(retired(url)).toBeUndefined();
});

test('what stands behind the host may be unknown, the host may not', () => {
  expect(retired(join([known('https://graph.windows.net/'), hole('tenant', 'string')]))).toMatch(GRAPH);
  expect(retired(join([known('https://graph.windows.net'), hole('rest', 'string')]))).toBeUndefined();
  expect(retired(hole('uri', 'string'))).toBeUndefined();
  expect(retiredIn(sender({ target: { kind: 'unknown', at } }))).toBeUndefined();
});

test('an audience of it gives it away too, where it is written', () => {
  const audience = (text: string, from = true): Value => ({ ...known(text), ...(from ? { from: said } : {}) });
  const identity = (value: Value | null): Credential => ({
    kind: 'managed-identity',
    audience: value,
    identity: null,
    at,
  });
  const oauth = (value: Value): Credential => ({ kind: 'oauth', audience: value, tenant: null, at });
  const url = 'https://orders.example.com/';
  const OLD = /^Azure AD Graph is retired\. .*\/audience$/;
  expect(retired(url, identity(audience('https://graph.windows.net/')))).toMatch(OLD);
  expect(retired(url, identity(audience(' https://Graph.windows.net// ')))).toMatch(OLD);
  expect(retired(url, oauth(audience('https://graph.windows.net')))).toMatch(OLD);
  expect(retired(url, identity(audience('https://graph.windows.net', false)))).toBeUndefined();
  expect(retired(url, identity(audience('https://graph.microsoft.com')))).toBeUndefined();
  expect(retired(url, identity(audience('x https://graph.windows.net')))).toBeUndefined();
  expect(retired(url, identity(null))).toBeUndefined();
  expect(retired('https://graph.windows.net/a', identity(audience('https://graph.windows.net')))).toMatch(GRAPH);
});
