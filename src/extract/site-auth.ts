/**
 * App Service authentication → SiteAuth: `authsettingsV2`, the older `authsettings`, and the settings file with the same
 * members. Shape and meaning: facts/security.md §2.1, facts/doors.md §4. Judges nothing; what is not shown stays unknown.
 */
import type { Anchor, Answer, SiteAuth, SiteProvider, Unauthenticated, Value } from '../model.ts';
import { seal } from '../secret.ts';
import { asText, entriesOf, itemsOf, member, path } from '../value.ts';

export type Maybe = Value | null | undefined;

/** Surely not there: absent, or written as null or ''. */
function isAbsent(value: Maybe): value is null {
  return value === null || (value?.kind === 'known' && (value.value === null || value.value === ''));
}

/** Reads `true`, and the text of it that exports of v1 hold. */
function truthOf(value: Maybe): Answer {
  if (value?.kind !== 'known') return 'unknown';
  const text = typeof value.value === 'string' ? value.value.toLowerCase() : value.value;
  if (text === true || text === 'true') return 'yes';
  return text === false || text === 'false' ? 'no' : 'unknown';
}

function given(value: Maybe): Answer {
  return value === undefined ? 'unknown' : isAbsent(value) ? 'no' : 'yes';
}

/** A list; absent is empty. Facts never hold a signature, so texts are sealed. */
function listOf(value: Maybe): readonly Value[] | 'unknown' {
  if (isAbsent(value)) return [];
  const items = itemsOf(value);
  return items === undefined || (value?.kind === 'array' && value.open === true) ? 'unknown' : items.map(seal);
}

const ACTIONS: Readonly<Record<string, Unauthenticated>> = {
  redirecttologinpage: 'login',
  allowanonymous: 'anonymous',
  return401: '401',
  return403: '403',
  return404: '404',
};

function actionOf(value: Maybe): Unauthenticated | null {
  if (isAbsent(value)) return null;
  const text = asText(value)?.toLowerCase() ?? '';
  return Object.hasOwn(ACTIONS, text) ? (ACTIONS[text] ?? 'unknown') : 'unknown';
}

/**
 * `properties` of `authsettingsV2`, or what a settings file holds.
 * @param file a settings file says nothing about the platform: whether it is used is written elsewhere
 */
export function authV2Of(properties: Value, at: Anchor, file: boolean): SiteAuth {
  const platform = member(properties, 'platform');
  const validation = member(properties, 'globalValidation');
  const enabled = member(platform, 'enabled');
  const action = member(validation, 'unauthenticatedClientAction');
  const providers = member(properties, 'identityProviders');
  return {
    at,
    version: 2,
    enabled: truthOf(enabled),
    enabledAt: enabled?.from ?? at,
    runtime: file ? 'unknown' : given(member(platform, 'runtimeVersion')),
    inFile: file ? 'no' : given(member(platform, 'configFilePath')),
    requires: truthOf(member(validation, 'requireAuthentication')),
    unauthenticated: actionOf(action),
    unauthenticatedAt: action?.from ?? validation?.from ?? at,
    excludedPaths: listOf(member(validation, 'excludedPaths')),
    provider: providerOf(member(providers, 'azureActiveDirectory'), at),
    otherProvider: otherProvider(providers),
  };
}

/** The older `authsettings`: one flat list of members. */
export function authV1Of(properties: Value, at: Anchor): SiteAuth {
  const enabled = member(properties, 'enabled');
  const action = member(properties, 'unauthenticatedClientAction');
  const others = [
    'googleClientId',
    'facebookAppId',
    'gitHubClientId',
    'twitterConsumerKey',
    'microsoftAccountClientId',
  ];
  const answers = others.map((name) => given(member(properties, name)));
  return {
    at,
    version: 1,
    enabled: truthOf(enabled),
    enabledAt: enabled?.from ?? at,
    // That the older settings need it is written nowhere.
    runtime: 'unknown',
    inFile: truthOf(member(properties, 'isAuthFromFile')) === 'yes' ? 'yes' : given(member(properties, 'authFilePath')),
    requires: 'unknown',
    unauthenticated: actionOf(action) ?? 'unknown',
    unauthenticatedAt: action?.from ?? at,
    excludedPaths: [],
    provider: configured(properties, at, {
      clientId: member(properties, 'clientId'),
      issuer: member(properties, 'issuer'),
      validation: properties,
    }),
    otherProvider: anyOf(answers),
  };
}

/** Enabled by default; without a client id it is not configured, though exports list it as enabled (facts/security.md §2.1). */
function providerOf(entra: Maybe, at: Anchor): SiteProvider | 'unknown' | null {
  if (isAbsent(entra) || truthOf(member(entra, 'enabled')) === 'no') return null;
  if (entra === undefined) return 'unknown';
  const registration = member(entra, 'registration');
  return configured(entra, at, {
    clientId: member(registration, 'clientId'),
    issuer: member(registration, 'openIdIssuer'),
    validation: member(entra, 'validation'),
  });
}

interface Pieces {
  readonly clientId: Maybe;
  readonly issuer: Maybe;
  readonly validation: Maybe;
}

function configured(provider: Value, at: Anchor, { clientId, issuer, validation }: Pieces) {
  if (isAbsent(clientId)) return null;
  if (clientId === undefined || issuer === undefined) return 'unknown' as const;
  const policy = member(validation, 'defaultAuthorizationPolicy');
  const checks = member(validation, 'jwtClaimChecks');
  return {
    at: provider.from ?? at,
    clientId: seal(clientId),
    issuer: isAbsent(issuer) ? null : seal(issuer),
    audiences: listOf(member(validation, 'allowedAudiences')),
    applications: listOf(member(policy, 'allowedApplications')),
    identities: listOf(path(policy, 'allowedPrincipals', 'identities')),
    groups: listOf(path(policy, 'allowedPrincipals', 'groups')),
    otherChecks: checked(checks),
  };
}

/** Exports print the members of `jwtClaimChecks` as null or [] where nothing is checked. */
function checked(checks: Maybe): Answer {
  if (isAbsent(checks)) return 'no';
  const entries = entriesOf(checks);
  if (entries === undefined) return 'unknown';
  return anyOf(
    entries.map(({ value }) => {
      const list = listOf(value);
      return list === 'unknown' ? given(value) : list.length > 0 ? 'yes' : 'no';
    }),
  );
}

const IDS = ['clientId', 'appId', 'consumerKey'];

function otherProvider(providers: Maybe): Answer {
  if (isAbsent(providers)) return 'no';
  const entries = entriesOf(providers);
  if (entries === undefined || (providers?.kind === 'object' && providers.open === true)) return 'unknown';
  return anyOf(
    entries
      .filter(({ key }) => key.toLowerCase() !== 'azureactivedirectory')
      .map(({ key, value }) => {
        if (key.toLowerCase() !== 'customopenidconnectproviders') return registered(value);
        const custom = entriesOf(value);
        return custom === undefined ? given(value) : custom.length > 0 ? 'yes' : 'no';
      }),
  );
}

function registered(provider: Value): Answer {
  if (truthOf(member(provider, 'enabled')) === 'no') return 'no';
  const registration = member(provider, 'registration');
  return anyOf(IDS.map((name) => given(member(registration, name))));
}

function anyOf(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}
