/** What is wrong with the issuer of a policy, wherever it is called from (facts/security.md §1.4, §6, §6.1). */
import type { Value } from '../model.ts';
import { asText } from '../value.ts';
import { issuerForm } from './policy.ts';

/** The platform's own list; of other clouds nothing is documented (facts/security.md, open question 7). */
const ACCEPTED = ['https://sts.windows.net/', 'https://login.microsoftonline.com/'];
const OTHER_CLOUDS = /^https:\/\/(?:[a-z0-9-]{1,63}\.){1,4}(?:us|cn|de|scloud|eaglex\.ic\.gov)(?:\/|$)/i;
/** What other tools fill in may hold the beginning as well. */
const FILLED_IN = /^[[#{<$%_@]/;
const NO_TENANT = ['common', 'organizations', 'consumers'];

export type IssuerFlaw = 'prefix' | 'tenantless' | 'form';

/** null = nothing is surely wrong. */
export function issuerFlaw(value: Value): IssuerFlaw | null {
  const [first] = value.kind === 'text' ? value.parts : [asText(value)];
  if (typeof first !== 'string' || FILLED_IN.test(first)) return null;
  if (!accepted(first, value.kind === 'known')) return OTHER_CLOUDS.test(first) ? null : 'prefix';
  const { tenant, exact } = issuerForm(value);
  if (tenant !== null && NO_TENANT.includes(tenant.split('/')[0]?.toLowerCase() ?? '')) return 'tenantless';
  return exact || endsOpen(value) ? null : 'form';
}

/** A beginning may go on in the part that is not known. */
function accepted(first: string, whole: boolean): boolean {
  const lower = first.toLowerCase();
  return ACCEPTED.some((prefix) => lower.startsWith(prefix) || (!whole && prefix.startsWith(lower)));
}

/** The unknown part at the end may bring the slash or `/v2.0`. Only a tenant's own id surely does not. */
function endsOpen(value: Value): boolean {
  const last = value.kind === 'text' ? value.parts[value.parts.length - 1] : undefined;
  if (last === undefined || typeof last === 'string') return false;
  return !(last.kind === 'hole' && /tenantId$/i.test(last.name));
}

/**
 * Whose tokens an `openIdIssuer` of App Service authentication lets in. It reads all forms of a tenant's issuer, so only
 * what names no tenant, or is no URL, is told (facts/security.md §2.1).
 */
export function issuerScope(value: Value): 'any-tenant' | 'malformed' | null {
  const parts = value.kind === 'text' ? value.parts : [asText(value)];
  const [first] = parts;
  if (typeof first !== 'string' || FILLED_IN.test(first)) return null;
  if (!/^https:\/\//i.test(first))
    return value.kind === 'known' || !'https://'.startsWith(first.toLowerCase()) ? 'malformed' : null;
  const tenant =
    /^https:\/\/(?:login\.microsoftonline\.(?:com|us)|sts\.windows\.net|login\.partner\.microsoftonline\.cn)(?::\d{1,5})?(?:\/([^/]*)(\/|$)|$)/i.exec(
      first,
    );
  // What follows in an unknown part may be the tenant, or the rest of its name.
  if (tenant === null || (value.kind !== 'known' && tenant[2] !== '/')) return null;
  const name = tenant[1]?.toLowerCase() ?? '';
  return ['', 'v2.0', ...NO_TENANT].includes(name) ? 'any-tenant' : null;
}
