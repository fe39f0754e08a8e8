/**
 * The table of secret shapes: what gives a secret away wherever it stands (facts/security.md §4.3, §4.4).
 * Each pattern is linear: it starts at a literal, its runs are of characters that cannot begin the next
 * match, and no quantifier is nested. The group `secret` is what must not be shown, no more.
 */
import type { SecretKind } from '../model.ts';
import { distinct, isExpression, isPlaceholder } from './placeholder.ts';

export interface SecretShape {
  readonly kind: SecretKind;
  /** Lower case: a text that holds none of these cannot match. Spares most texts most patterns. */
  readonly needs: readonly string[];
  /** Flags `dg`; the group `secret` is the span. */
  readonly pattern: RegExp;
  /** The rest of the condition. */
  readonly accepts: (secret: string) => boolean;
  readonly source: string;
}

/** Before a query name: no letter or digit, or an escaped `&`. */
const BEFORE = '(?:(?<![A-Za-z0-9_])|(?<=u0026|%26|%2526))';
const EQUALS = '(?:=|%3D|%253D)';
/** A value of a query or connection string in base64, base64url or percent-encoded base64. */
const ENCODED = '[A-Za-z0-9%+/_.~*-]';

const shape = (source: string): RegExp => new RegExp(source, 'dgi');
const real = (secret: string): boolean => !isPlaceholder(secret) && distinct(secret) >= 6;

/** Mixed enough to be no word: letters with digits, or letters of both cases, and many of them. */
function random(secret: string): boolean {
  const mixed = /[a-z]/.test(secret) && (/\d/.test(secret) || /[A-Z]/.test(secret.slice(1)));
  return (mixed || (/[A-F]/.test(secret) && /\d/.test(secret))) && distinct(secret) >= 8 && !isPlaceholder(secret);
}

/** `user:password` in base64, which is what Basic carries. */
function isBasic(secret: string): boolean {
  const plain = Buffer.from(secret, 'base64').toString('latin1');
  return /^[\x20-\x7e]{0,100}:[\x20-\x7e]{1,200}$/.test(plain) && !isPlaceholder(plain.slice(plain.indexOf(':') + 1));
}

/** A literal, and not what stands between two literals: `concat('Password=', parameters('p'))`. */
function isAssigned(secret: string): boolean {
  return !/[\s,()]|^\+|\+$/.test(secret) && !isPlaceholder(secret) && !isExpression(secret);
}

/** Members whose string is a secret also in a text that merely looks like JSON (bodies given as text, broken files). */
const MEMBERS =
  'password|passwd|pwd|secret|client_?secret|pfx|api[-_]?key|x-api-key|account_?key|shared_?access_?key|access_?key|subscription-key|' +
  'x-functions-key|ocp-apim-subscription-key|aeg-sas-key|aeg-sas-token|access_token|refresh_token|sig|authorization';

/** In order of precedence where two overlap. */
export const SHAPES: readonly SecretShape[] = [
  {
    kind: 'sas-signature',
    needs: ['sig=', 'sig%3d', 'sig%253d'],
    pattern: shape(`${BEFORE}sig${EQUALS}(?<secret>${ENCODED}{16,}={0,2})`),
    accepts: real,
    source: 'facts/security.md §4.3 (Logic Apps and storage signatures), §4.4 (storage, Service Bus)',
  },
  {
    kind: 'account-key',
    needs: ['key', 'secret'],
    pattern: shape(
      `(?:AccountKey|SharedAccessKey|SharedSecret(?:Value)?|AccessKey|(?<=;\\s{0,2})Secret)\\s{0,4}${EQUALS}\\s{0,4}(?<secret>${ENCODED}{16,}={0,2})`,
    ),
    accepts: real,
    source: 'facts/security.md §4.4: storage account, Service Bus, Event Hub, Relay keys (SEC101/101, 152, 171, 172)',
  },
  {
    kind: 'sas-signature',
    needs: ['?s=', '&s=', 'amp;s='],
    pattern: shape('[?&](?:amp;)?s=(?<secret>[A-Za-z0-9%+/]{40,}(?:=|%3D))'),
    accepts: real,
    source: 'facts/security.md §4.4: `aeg-sas-token`, of the form `r=…&e=…&s=…`',
  },
  {
    kind: 'password',
    needs: ['password', 'passwd', 'pwd', 'secret'],
    pattern: shape(
      `(?<=^|[;,?&"']\\s{0,2}|u0026|%26)(?:password|passwd|pwd|client_?secret)\\s{0,4}=\\s{0,4}(?![=@[{$(])` +
        `(?<secret>(?:[^\\s;"'<>&,]|[&,](?![A-Za-z _.-]{1,40}=))+)`,
    ),
    accepts: (secret) => !isPlaceholder(secret) && !isExpression(secret),
    source: 'facts/security.md §4.4: connection strings; form bodies of token requests',
  },
  {
    kind: 'function-key',
    needs: ['code=', 'code%3d', 'code%253d'],
    pattern: shape(`(?:[?&](?:amp;)?|u0026|%26|%3F)code${EQUALS}(?<secret>[A-Za-z0-9%+/_-]{20,}={0,2})`),
    accepts: (secret) => real(secret) && distinct(secret) >= 8,
    source: 'facts/security.md §4.4: function key in `?code=`',
  },
  {
    kind: 'api-key',
    needs: ['key', 'aeg-sas-token', 'access_token'],
    pattern: shape(
      `(?<![A-Za-z0-9])(?:subscription-key|x-functions-key|api[-_]?key|x-api-key|aeg-sas-key|aeg-sas-token|access_token)` +
        `\\s{0,2}(?:${EQUALS}|:)\\s{0,4}(?<secret>${ENCODED}{16,}={0,2})`,
    ),
    accepts: real,
    source: 'facts/security.md §4.4: API Management, function, Event Grid keys as query or header text',
  },
  {
    kind: 'password',
    needs: ['"'],
    pattern: shape(`(?<quote>["'])(?:${MEMBERS})\\k<quote>\\s{0,8}:\\s{0,8}"(?<secret>(?:[^"\\\\]|\\\\.)+)"`),
    accepts: (secret) => !isPlaceholder(secret) && !isExpression(secret),
    source: 'facts/security.md §4.4, in JSON inside a string or a file that is not strict JSON',
  },
  {
    kind: 'password',
    needs: ['password', 'passwd', 'pwd', 'api_key', 'apikey', 'secret'],
    pattern: shape(
      `(?<![A-Za-z0-9])(?:password|passwd|pwd|userpwd|client_?secret|api_?key|secret)\\s{0,2}=\\s{0,2}(?<quote>["'])(?<secret>[^"']{4,256})\\k<quote>`,
    ),
    accepts: isAssigned,
    source: 'facts/security.md §4.4, in inline code and XML',
  },
  {
    kind: 'bearer-token',
    needs: ['bearer'],
    pattern: shape(`(?<![A-Za-z0-9])Bearer(?:\\s{1,4}|%20|\\+)(?<secret>[A-Za-z0-9._~+/-]{20,}={0,2})`),
    accepts: random,
    source: 'facts/security.md §4.4: Authorization header as a literal',
  },
  {
    kind: 'basic-credentials',
    needs: ['basic'],
    pattern: shape(`(?<![A-Za-z0-9])Basic(?:\\s{1,4}|%20)(?<secret>[A-Za-z0-9+/]{6,}={0,2})`),
    accepts: isBasic,
    source: 'RFC 7617 §2; facts/security.md §4.4',
  },
  {
    kind: 'token',
    // Starts only where a run starts, so that `eyJeyJeyJ…` is read once.
    needs: ['eyj'],
    pattern: /(?:(?<![\w-])|(?<=%[0-9A-Fa-f]{2}))(?<secret>eyJ[\w-]{8,}\.[\w-]*\.[\w-]{4,}(?:\.[\w-]+){0,2})/dg,
    accepts: (secret) => secret.length >= 40 && distinct(secret) >= 10,
    source: 'facts/security.md §4.4: JWT; RFC 7515 §7.1, RFC 7516 §7.1',
  },
  {
    kind: 'client-secret',
    needs: ['q~'],
    pattern: /(?<secret>[\w~.-]{3}[78]Q~[\w~.-]{31,40})/dg,
    accepts: (secret) => distinct(secret) >= 8,
    source: 'facts/security.md §4.4: Entra client secret (SEC101/156)',
  },
  {
    kind: 'url-credentials',
    needs: ['://'],
    pattern: /:\/\/[^\s/?#:@"'<>]{0,128}:(?<secret>[^\s/?#"'<>]{1,256})@(?=[A-Za-z0-9[])/dg,
    accepts: (secret) => !isPlaceholder(secret) && !isExpression(secret),
    source: 'facts/security.md §4.4: credentials in a URL',
  },
  {
    kind: 'webhook',
    needs: ['/incomingwebhook/'],
    pattern: /\/IncomingWebhook\/(?<secret>[0-9a-f]{32}\/[0-9a-f-]{36}(?:\/[\w-]{1,100})?)/dgi,
    accepts: real,
    source: 'facts/security.md §4.4: Teams incoming webhook',
  },
  {
    kind: 'webhook',
    needs: ['hooks.slack.com/'],
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[A-Za-z0-9+/]{40,80})/dgi,
    accepts: real,
    source: 'facts/security.md §4.4: Slack webhook',
  },
  {
    kind: 'private-key',
    needs: ['private key-----'],
    pattern: /-----BEGIN (?:[A-Z]{1,12} ){0,2}PRIVATE KEY-----(?<secret>[A-Za-z0-9+/=\s\\]{16,})/dg,
    accepts: (secret) => distinct(secret) >= 8,
    source: 'RFC 7468 §10, §11',
  },
];

/** A key that says in its own text what it opens: so many characters, an infix, so many more, padding. */
export interface Ending {
  readonly kind: SecretKind;
  readonly before: number;
  readonly infix: string;
  readonly after: number;
  readonly padding: number;
}

/** Identifiable keys, facts/security.md §4.4 with the SEC101 patterns that it names. */
export const ENDINGS: readonly Ending[] = [
  { kind: 'account-key', before: 76, infix: '+ASt', after: 6, padding: 2 },
  { kind: 'service-bus-key', before: 33, infix: '+ASb', after: 6, padding: 1 },
  { kind: 'service-bus-key', before: 33, infix: '+AEh', after: 6, padding: 1 },
  { kind: 'service-bus-key', before: 33, infix: '+ARm', after: 6, padding: 1 },
  { kind: 'function-key', before: 44, infix: 'AzFu', after: 6, padding: 2 },
  { kind: 'api-management-key', before: 76, infix: 'APIM', after: 6, padding: 2 },
  { kind: 'cosmos-key', before: 76, infix: 'ACDb', after: 6, padding: 2 },
  { kind: 'search-key', before: 42, infix: 'AzSe', after: 6, padding: 0 },
  { kind: 'redis-key', before: 33, infix: 'AzCa', after: 6, padding: 1 },
  { kind: 'registry-key', before: 42, infix: '+ACR', after: 6, padding: 0 },
  { kind: 'event-grid-key', before: 33, infix: 'AZEG', after: 6, padding: 1 },
  { kind: 'devops-token', before: 76, infix: 'AZDO', after: 4, padding: 0 },
];

/** Azure DevOps token, older form: 52 characters of base32 in lower case (SEC101/102). */
export function isDevOpsToken(piece: string): boolean {
  return /^[2-7a-z]{52}$/.test(piece) && /[2-7][a-z]+[2-7][a-z]+[2-7]/.test(piece) && distinct(piece) >= 12;
}
