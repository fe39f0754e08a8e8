/** The values that a door is judged by, each put through a function: the user's bindings, the defaults of parameters. */
import type { GatewayCheck, SiteAuth, Value } from '../model.ts';

type Through = (value: Value) => Value;

export function checkWith(check: GatewayCheck, through: Through): GatewayCheck {
  return {
    ...check,
    audiences: check.audiences.map(through),
    issuers: check.issuers.map(through),
    tenant: check.tenant === null ? null : through(check.tenant),
    applications: check.applications.map(through),
  };
}

export function authWith(auth: SiteAuth, through: Through): SiteAuth {
  const { provider } = auth;
  const excluded = { ...auth, excludedPaths: listWith(auth.excludedPaths, through) };
  if (provider === null || provider === 'unknown') return excluded;
  return {
    ...excluded,
    provider: {
      ...provider,
      clientId: through(provider.clientId),
      issuer: provider.issuer === null ? null : through(provider.issuer),
      audiences: listWith(provider.audiences, through),
      applications: listWith(provider.applications, through),
      identities: listWith(provider.identities, through),
      groups: listWith(provider.groups, through),
    },
  };
}

function listWith<T extends 'unknown'>(values: readonly Value[] | T, through: Through): readonly Value[] | T {
  return typeof values === 'string' ? values : values.map(through);
}
