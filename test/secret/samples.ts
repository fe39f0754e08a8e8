/**
 * Made-up secrets of every shape, built from a seeded generator so that no file holds one that a
 * scanner would stop at. `secret` is the part that must never be shown.
 */
import type { SecretKind } from '../../src/model.ts';

/** Deterministic texts over an alphabet; never a word. */
export function noise(length: number, alphabet: string, seed = 7): string {
  let state = (seed * 2654435761) >>> 0;
  let out = '';
  while (out.length < length) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out += alphabet.charAt((state >>> 16) % alphabet.length);
  }
  return out;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const BASE62 = LETTERS + LETTERS.toUpperCase() + '0123456789';
export const URL64 = `${BASE62}-_`;
const BASE32 = `${LETTERS}234567`;
const HEX = '0123456789abcdef';

export interface Sample {
  readonly name: string;
  readonly text: string;
  readonly secret: string;
  readonly kind: SecretKind;
}

const LA =
  'https://prod-07.westeurope.logic.azure.com:443/workflows/0123456789abcdef0123456789abcdef/triggers/manual/paths/invoke';
const guid = (seed: number): string => [8, 4, 4, 4, 12].map((n, i) => noise(n, HEX, seed + i)).join('-');
const b64 = (length: number, seed: number): string => noise(length, BASE62, seed);
const jwt = `eyJ${noise(30, URL64, 41)}.eyJ${noise(60, URL64, 42)}.${noise(43, URL64, 43)}`;
const basic = Buffer.from('svc-orders:Tr0ub4dor-and-3').toString('base64');

function sample(name: string, kind: SecretKind, before: string, secret: string, after = ''): Sample {
  return { name, kind, secret, text: before + secret + after };
}

/** Secrets that their shape gives away wherever they stand. */
export const SHAPED: readonly Sample[] = [
  sample(
    'callback URL',
    'sas-signature',
    `${LA}?api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=`,
    noise(43, URL64, 1),
  ),
  sample('callback URL, sig in the middle', 'sas-signature', `${LA}?sig=`, noise(43, URL64, 2), '&sv=1.0'),
  sample('callback URL in HTML', 'sas-signature', `${LA}?sv=1.0&amp;sig=`, noise(43, URL64, 3)),
  sample(
    'callback URL, encoded',
    'sas-signature',
    'https://contoso.com/?next=https%3A%2F%2Fprod-07%3Fsv%3D1.0%26sig%3D',
    noise(43, URL64, 4),
  ),
  sample('callback URL in an expression', 'sas-signature', `[concat('${LA}?sv=1.0&sig=`, noise(43, URL64, 5), `')]`),
  sample(
    'storage SAS',
    'sas-signature',
    'https://acc.blob.core.windows.net/c?sv=2021-06-08&ss=b&srt=o&sp=r&sig=',
    `${b64(20, 6)}%2F${b64(20, 7)}%3D`,
    '&se=2027',
  ),
  sample(
    'Service Bus SAS',
    'sas-signature',
    'SharedAccessSignature sr=sb%3a%2f%2fns&sig=',
    `${b64(20, 8)}%2B${b64(22, 9)}%3D`,
    '&se=1&skn=Root',
  ),
  sample(
    'storage connection string',
    'account-key',
    'DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=',
    `${b64(40, 10)}/+${b64(44, 11)}==`,
    ';EndpointSuffix=core.windows.net',
  ),
  sample(
    'Service Bus connection string',
    'account-key',
    'Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=',
    `${b64(43, 12)}=`,
  ),
  sample(
    'SQL connection string',
    'password',
    'Server=tcp:s.database.windows.net;User ID=sa;Password=',
    'hunter2&Co!',
    ';Encrypt=True',
  ),
  sample(
    'Redis connection string',
    'password',
    'c.redis.cache.windows.net:6380,password=',
    `${b64(43, 13)}=`,
    ',ssl=True',
  ),
  sample(
    'token request body',
    'password',
    'grant_type=client_credentials&client_id=x&client_secret=',
    b64(24, 14),
    '&scope=y',
  ),
  sample(
    'function key in a URL',
    'function-key',
    'https://app.azurewebsites.net/api/fn?code=',
    `${noise(54, URL64, 15)}==`,
  ),
  sample('identifiable function key', 'function-key', 'key ', `${noise(44, BASE62, 16)}AzFu${noise(5, BASE62, 17)}Q==`),
  sample('API Management query', 'api-key', 'https://apim.azure-api.net/orders?subscription-key=', noise(32, HEX, 18)),
  sample('API Management header text', 'api-key', 'Ocp-Apim-Subscription-Key: ', noise(32, HEX, 19)),
  sample('identifiable API Management key', 'api-management-key', 'key ', `${b64(76, 20)}APIM${b64(5, 21)}Q==`),
  sample('identifiable storage key', 'account-key', 'key ', `${b64(76, 22)}+ASt${b64(5, 23)}w==`),
  sample('identifiable Service Bus key', 'service-bus-key', 'key ', `${b64(33, 24)}+ASb${b64(6, 25)}=`),
  sample('identifiable Event Hub key', 'service-bus-key', 'key ', `${b64(33, 26)}+AEh${b64(6, 27)}=`),
  sample('identifiable Relay key', 'service-bus-key', 'key ', `${b64(33, 28)}+ARm${b64(6, 29)}=`),
  sample('Cosmos key', 'cosmos-key', 'key ', `${b64(76, 30)}ACDb${b64(5, 31)}A==`),
  sample('Search key', 'search-key', 'key ', `${b64(42, 32)}AzSe${b64(6, 33)}`),
  sample('Redis key', 'redis-key', 'key ', `${b64(33, 34)}AzCa${b64(6, 35)}=`),
  sample('registry key', 'registry-key', 'key ', `${b64(42, 36)}+ACR${b64(6, 37)}`),
  sample('Event Grid key', 'event-grid-key', 'key ', `${b64(33, 38)}AZEG${b64(6, 39)}=`),
  sample('Event Grid header text', 'api-key', 'aeg-sas-key: ', `${b64(43, 40)}=`),
  sample('DevOps token', 'devops-token', 'token ', noise(52, BASE32, 44)),
  sample('newer DevOps token', 'devops-token', 'token ', `${b64(76, 45)}AZDO${b64(4, 46)}`),
  sample('Entra client secret', 'client-secret', 'use ', `${b64(3, 47)}8Q~${b64(34, 48)}`),
  sample(
    'Teams webhook',
    'webhook',
    `https://t.webhook.office.com/webhookb2/${guid(49)}@${guid(55)}/IncomingWebhook/`,
    `${noise(32, HEX, 61)}/${guid(62)}`,
  ),
  sample(
    'Slack webhook',
    'webhook',
    'https://hooks.slack.com/services/',
    `T${b64(9, 70)}/B${b64(9, 71)}/${b64(24, 72)}`,
  ),
  sample('URL credentials', 'url-credentials', 'https://deploy:', 'c0rrect-horse', '@git.contoso.com/x'),
  sample('JWT', 'token', 'id_token ', jwt),
  sample('Bearer header', 'bearer-token', 'Bearer ', noise(64, BASE62, 80)),
  sample('Basic header', 'basic-credentials', 'Basic ', basic),
  sample('JSON in a string', 'password', '{ "user": "a", "password": "', 'hunter2', '" }'),
  sample('Event Grid token text', 'sas-signature', 'r=https%3a%2f%2ft&e=1%2f1%2f2027&s=', `${b64(43, 100)}%3d`),
  sample(
    'App Configuration string',
    'account-key',
    'Endpoint=https://c.azconfig.io;Id=aBcD;Secret=',
    `${b64(43, 101)}=`,
  ),
  sample('inline code', 'password', 'const password = "', 'hunter2-too', '"; return 1;'),
  sample('publishing profile', 'password', '<publishProfile userName="$app" userPWD="', b64(60, 102), '" />'),
  sample(
    'private key',
    'private-key',
    '-----BEGIN RSA PRIVATE KEY-----',
    `\n${b64(64, 81)}\n${b64(64, 82)}\n`,
    '-----END RSA PRIVATE KEY-----',
  ),
];

/** Secrets that their position gives away. */
export const PLACED: readonly {
  readonly path: readonly string[];
  readonly literal: string;
  readonly secret: string;
}[] = [
  { path: ['inputs', 'authentication', 'password'], literal: 'opensesame', secret: 'opensesame' },
  { path: ['inputs', 'authentication', 'secret'], literal: 'open-sesame-2', secret: 'open-sesame-2' },
  { path: ['inputs', 'authentication', 'pfx'], literal: `MIIK${b64(40, 90)}`, secret: `MIIK${b64(40, 90)}` },
  { path: ['inputs', 'authentication', 'value'], literal: 'Custom zebra-crossing', secret: 'Custom zebra-crossing' },
  { path: ['inputs', 'headers', 'Authorization'], literal: 'Bearer swordfish', secret: 'swordfish' },
  { path: ['inputs', 'headers', 'x-functions-key'], literal: b64(40, 91), secret: b64(40, 91) },
  { path: ['inputs', 'headers', 'Ocp-Apim-Subscription-Key'], literal: noise(32, HEX, 92), secret: noise(32, HEX, 92) },
  { path: ['inputs', 'headers', 'x-api-key'], literal: 'kiwi-plum-47', secret: 'kiwi-plum-47' },
  { path: ['inputs', 'headers', 'aeg-sas-key'], literal: `${b64(43, 93)}=`, secret: `${b64(43, 93)}=` },
  { path: ['inputs', 'queries', 'sig'], literal: noise(43, URL64, 94), secret: noise(43, URL64, 94) },
  { path: ['inputs', 'queries', 'code'], literal: noise(54, BASE62, 95), secret: noise(54, BASE62, 95) },
  { path: ['inputs', 'queries', 'subscription-key'], literal: noise(32, HEX, 96), secret: noise(32, HEX, 96) },
  { path: ['parameters', 'sqlPassword', 'value'], literal: 'rosebud', secret: 'rosebud' },
  { path: ['parameters', 'clientSecret', 'defaultValue'], literal: 'rosebud-too', secret: 'rosebud-too' },
  { path: ['properties', 'accountKey'], literal: b64(30, 97), secret: b64(30, 97) },
  { path: ['properties', 'primaryKey'], literal: b64(30, 98), secret: b64(30, 98) },
  { path: ['properties', 'connectionString'], literal: 'Host=h;Pwd=plum pudding', secret: 'Host=h;Pwd=plum pudding' },
];

/** What looks like a secret at first sight, and is none. */
export const HARMLESS: readonly string[] = [
  '@{listCallbackUrl()}',
  `${LA}?api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=<signature>`,
  `${LA}?sig=@{parameters('sig')}`,
  `[concat('${LA}?sv=1.0&sig=', parameters('signature'))]`,
  `${LA}?sig=#{Signature}#&sv=1.0`,
  `${LA}?sig=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`,
  `${LA}?sig=your-signature-goes-here`,
  LA,
  '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  '/subscriptions/3f2504e0-4f89-41d3-9a0c-0305e82c3301/resourceGroups/rg/providers/Microsoft.Logic/workflows/orders',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=<key>;EndpointSuffix=core.windows.net',
  "[concat('DefaultEndpointsProtocol=https;AccountKey=', listKeys(variables('id'), '2021-01-01').keys[0].value)]",
  "[concat('Server=s;Password=', parameters('p'), ';Encrypt=True')]",
  "'Password='+x+';'",
  'Server=s;Database=d;Authentication=Active Directory Managed Identity',
  'Server=s;Password={your_password};',
  "Server=s;Password=@{parameters('pw')};",
  'Endpoint=sb://ns/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=',
  "Bearer @{body('Token')?['access_token']}",
  'Basic authentication is required here',
  'Bearer authentication-is-described-elsewhere',
  'https://user:password@host.contoso.com/',
  'https://contoso.com:8443/path@v2',
  'https://login.microsoftonline.com/common/oauth2/token?grant_type=password',
  '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/name/)',
  "@appsetting('apiKey')",
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==',
];
