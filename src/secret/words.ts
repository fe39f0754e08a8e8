/** What each kind of secret is called in a sentence. */
import type { SecretKind } from '../model.ts';

const WORDS: Readonly<Record<SecretKind, string>> = {
  'sas-signature': 'a signature',
  'account-key': 'an access key',
  'connection-string': 'a connection string with its key',
  password: 'a password',
  'client-secret': 'a client secret',
  certificate: 'a certificate with its key',
  'private-key': 'a private key',
  'function-key': 'a function key',
  'api-key': 'an API key',
  'api-management-key': 'a subscription key of API Management',
  'service-bus-key': 'a key of Service Bus, Event Hubs or Relay',
  'cosmos-key': 'a key of Cosmos DB',
  'search-key': 'a key of a search service',
  'redis-key': 'a key of a cache',
  'registry-key': 'a key of a container registry',
  'event-grid-key': 'a key of Event Grid',
  'devops-token': 'an access token of Azure DevOps',
  token: 'a token',
  'bearer-token': 'a bearer token',
  'basic-credentials': 'a user name with its password',
  'authorization-header': 'a credential for the Authorization header',
  'url-credentials': 'a password in a URL',
  webhook: 'a webhook address that needs no other credential',
};

/** With its article: 'a password'. */
export function sayKind(kind: SecretKind): string {
  return WORDS[kind];
}
