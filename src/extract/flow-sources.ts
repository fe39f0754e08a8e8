/** What brings a secret into a workflow: reads from Key Vault, token requests, the header that a trigger hands over. */
import type { Operation, SecretOrigin, Value } from '../model.ts';
import { asText, member, path } from '../value.ts';
import { isType, optionsOf } from './operations.ts';

export function broughtBy(operation: Operation): SecretOrigin['what'] | null {
  return operation.role === 'trigger' ? triggerKind(operation) : sourceKind(operation);
}

/** The caller's token comes with the outputs where the trigger is told to (facts/security.md §1.4). */
function triggerKind(trigger: Operation): 'authorization' | null {
  return optionsOf(trigger)?.includes('includeauthorizationheadersinoutputs') === true ? 'authorization' : null;
}

/** A text with its unknown parts left blank. */
export function written(value: Value | null | undefined): string {
  if (value?.kind !== 'text') return asText(value) ?? '';
  return value.parts.map((part) => (typeof part === 'string' ? part : '\u0000')).join('');
}

const VAULT = /^https:\/\/(?:[^/?#\s]{1,200}\.)?vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)(?::443)?/i;
const TOKEN =
  /^https:\/\/(?:login\.microsoftonline\.com|login\.windows\.net|login\.microsoftonline\.us)\/[^?#\s]{1,200}\/oauth2\/(?:v2\.0\/)?token\/?(?:[?#]|$)/i;

function sourceKind(operation: Operation): SecretOrigin['what'] | null {
  const { inputs } = operation;
  if (isType(operation, 'serviceprovider')) {
    const of = (name: string) => written(path(inputs, 'serviceProviderConfiguration', name)).toLowerCase();
    return of('serviceProviderId').endsWith('/keyvault') && of('operationId') === 'getsecret' ? 'key-vault' : null;
  }
  if (isType(operation, 'apiconnection')) {
    const connection = path(inputs, 'host', 'connection');
    const name = written(member(connection, 'name')) + written(member(connection, 'referenceName'));
    const reads = /^\/secrets\/.{1,400}\/value$/i.test(written(member(inputs, 'path')));
    return reads && /(?:^|\[')keyvault/i.test(name) ? 'key-vault' : null;
  }
  return isType(operation, 'http') ? httpSource(inputs) : null;
}

function httpSource(inputs: Value | null): SecretOrigin['what'] | null {
  const uri = written(member(inputs, 'uri'));
  const method = written(member(inputs, 'method')).toUpperCase();
  if (method === 'POST') return TOKEN.test(uri) ? 'token' : null;
  if (method !== 'GET') return null;
  const vault = VAULT.exec(uri)?.[0];
  if (vault !== undefined) return /^\/secrets\/[^?#]/i.test(uri.slice(vault.length)) ? 'key-vault' : null;
  // Without a readable address the audience gives it away, unless the address says otherwise.
  const audience = written(path(inputs, 'authentication', 'audience'));
  return VAULT.test(audience) &&
    !/\/(?:keys|certificates)(?:\/|\?|$)|\/secrets\/?(?:\?|$)/i.test(uri) &&
    !uri.startsWith('http')
    ? 'key-vault'
    : null;
}
