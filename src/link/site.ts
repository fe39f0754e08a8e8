/**
 * What a site answers: App Service authentication first, then, in a Standard app, the workflow's own check of the
 * signature (facts/security.md §2.1, §2.2). What stands behind the authentication of other sites is not known: such a
 * call is refused or unknown, never accepted.
 */
import type { Answer, Inventory, Outcome, Reason, Receiver, Response, Sender, Site, SiteAuth } from '../model.ts';
import { asText } from '../value.ts';
import type { Weighed, World } from './answer.ts';
import { decide, OTHER_TRIGGER, overWorlds, refused } from './answer.ts';
import { addressReason } from './caller.ts';
import { methodOf } from './method.ts';
import type { Path } from './site-address.ts';
import { BY, judgeSiteToken } from './site-token.ts';
import { tokensOf } from './tokens.ts';

/** A site as a sender meets it. */
export interface SiteDoor {
  readonly site: Site;
  /** The trigger behind it; null where it is no Standard app, or not read. */
  readonly receiver: Receiver | null;
  readonly path: Path | null;
}

type Gate =
  | { readonly kind: 'passed'; readonly token: boolean }
  | { readonly kind: 'refused'; readonly because: readonly Reason[] }
  | { readonly kind: 'unknown'; readonly missing: readonly string[] };

export function answerSite(sender: Sender, door: SiteDoor, inventory: Inventory | null): Outcome {
  return overWorlds(sender, carriesSas(sender, door.site), inventory, (world) =>
    inWorld(sender, door, world, inventory),
  );
}

/** `listCallbackUrl().value` of a Standard trigger; what it gives with SAS off is documented for Consumption alone. */
function carriesSas({ target, sas }: Sender, site: Site): Answer {
  if (target.kind !== 'url' || target.callback?.member !== 'value' || sas === 'yes') return sas;
  return site.sas.kind === 'on' ? 'yes' : 'unknown';
}

function inWorld(sender: Sender, door: SiteDoor, world: World, inventory: Inventory | null): Outcome {
  const { site, receiver } = door;
  const arrival = onArrival(sender, site, world);
  // App Service authentication is documented for the Request trigger alone (facts/security.md §2.1).
  if (receiver !== null && receiver.triggerType !== 'request') {
    return decide({ ...arrival, missing: [...arrival.missing, OTHER_TRIGGER] }, OTHER_TRIGGER);
  }
  const gate = gateOf(sender, door, world, inventory);
  if (gate.kind === 'refused') return refused([...arrival.refusals, ...gate.because]);
  const inner = behind(door, world, gate.kind === 'passed' && gate.token);
  const method = receiver === null ? { refusals: [], missing: [] } : methodOf(sender, receiver);
  const refusals = [
    ...arrival.refusals,
    ...(gate.kind === 'passed' || world.authorization === 'none' ? inner.refusals : []),
    ...method.refusals,
  ];
  const missing = [
    ...arrival.missing,
    ...(gate.kind === 'unknown' ? gate.missing : []),
    ...inner.missing,
    ...method.missing,
  ];
  const by = world.sas ? 'its SAS signature' : BY;
  return decide({ refusals, missing }, { by, at: typeof site.auth === 'string' ? site.at : site.auth.at });
}

function onArrival(sender: Sender, site: Site, world: World): Weighed {
  const { reason, missing } = addressReason(sender, site.reach);
  const refusals: Reason[] =
    reason === null ? [] : [{ ...reason, response: { status: null, code: 'Forbidden', by: 'App Service' } }];
  const twice = world.sas && world.authorization !== 'none' && site.kind === 'workflow';
  if (twice) refusals.push({ code: 'sas-and-authorization', data: {}, at: null });
  return { refusals, missing: missing === null ? [] : [missing] };
}

// ---------------------------------------------------------------- App Service authentication

function gateOf(sender: Sender, { site, path }: SiteDoor, world: World, inventory: Inventory | null): Gate {
  const { auth } = site;
  if (auth === 'absent') return { kind: 'passed', token: false };
  if (auth === 'unknown') return open('the App Service authentication of the site');
  if (auth.enabled === 'no') return { kind: 'passed', token: false };
  const doubt = doubtOf(auth);
  if (doubt !== null) return open(doubt);
  const excluded = isExcluded(auth, path);
  if (excluded === 'yes') return { kind: 'passed', token: false };
  if (excluded === 'unknown') return open('whether the path is excluded from App Service authentication');
  if (world.authorization === 'none') return withoutToken(auth, world);
  if (world.authorization === 'other') return open('what the Authorization header holds');
  const verdict = judgeSiteToken(site, auth, tokensOf(sender, inventory), sender.credential);
  if (verdict.kind === 'accepted') return { kind: 'passed', token: true };
  return verdict.kind === 'refused' ? verdict : { kind: 'unknown', missing: verdict.missing };
}

function open(missing: string): Gate {
  return { kind: 'unknown', missing: [missing] };
}

/** Why it cannot be said what the authentication does; null = it is at work. */
function doubtOf(auth: SiteAuth): string | null {
  if (auth.enabled === 'unknown') return 'whether App Service authentication is on';
  if (auth.inFile !== 'no') return 'the settings file of App Service authentication';
  if (auth.version === 2 && auth.runtime !== 'yes')
    return 'whether App Service authentication works without runtimeVersion';
  if (auth.provider === 'unknown') return 'the provider of App Service authentication';
  if (auth.provider !== null) return null;
  return auth.otherProvider === 'no'
    ? 'what App Service authentication does without a provider'
    : 'what another provider than Microsoft Entra demands';
}

/** `/runtime/*` holds all that begins so. Letter case: undocumented. */
function isExcluded({ excludedPaths }: SiteAuth, path: Path | null): Answer {
  if (excludedPaths === 'unknown') return 'unknown';
  const answers = excludedPaths.map((value) => {
    const pattern = asText(value);
    return pattern === undefined ? 'unknown' : covers(pattern.toLowerCase(), path, pattern);
  });
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

function covers(pattern: string, path: Path | null, exact: string): Answer {
  // The host of functions and workflows keeps these for itself: no trigger is called there.
  if (path === null) return /^\/(?:runtime|admin)\//.test(pattern) ? 'no' : 'unknown';
  const text = path.text.toLowerCase();
  const star = pattern.indexOf('*');
  const head = star < 0 ? pattern : pattern.slice(0, star);
  const sure = path.text.startsWith(exact.slice(0, head.length));
  if (star === pattern.length - 1 && text.startsWith(head)) return sure ? 'yes' : 'unknown';
  if (star >= 0) return text.startsWith(head) || (!path.whole && head.startsWith(text)) ? 'unknown' : 'no';
  if (!path.whole) return head.startsWith(text) ? 'unknown' : 'no';
  if (text !== head) return text.startsWith(`${head}/`) ? 'unknown' : 'no';
  return sure ? 'yes' : 'unknown';
}

const RESPONSES: Readonly<Record<'login' | '401' | '403' | '404', Response>> = {
  // The caller is sent to the login page, which no workflow can fill in.
  login: { status: null, code: 'RedirectToLoginPage', by: BY },
  '401': { status: 401, code: 'Unauthorized', by: BY },
  '403': { status: 403, code: 'Forbidden', by: BY },
  '404': { status: 404, code: 'NotFound', by: BY },
};

/** The action decides, and not `requireAuthentication` (facts/security.md §2.1); the two at odds the other way is undocumented. */
function withoutToken(auth: SiteAuth, world: World): Gate {
  const action = auth.unauthenticated ?? (auth.requires === 'yes' ? 'login' : 'unknown');
  if (action === 'anonymous') return { kind: 'passed', token: false };
  if (action === 'unknown' || auth.requires === 'no')
    return open('what App Service authentication does with a call without a token');
  const code = world.sas ? 'sas-off' : 'no-credentials';
  const said = auth.unauthenticated === null ? { ...RESPONSES.login, code: 'Unauthorized' } : RESPONSES[action];
  return { kind: 'refused', because: [{ code, data: {}, at: auth.unauthenticatedAt, response: said }] };
}

// ---------------------------------------------------------------- behind it

/** @param checked App Service authentication has accepted the token */
function behind({ site, receiver }: SiteDoor, world: World, checked: boolean): Weighed {
  if (receiver === null)
    return {
      refusals: [],
      missing: [site.kind === 'workflow' ? 'the workflow behind the site' : 'what the app itself checks'],
    };
  if (world.sas) {
    if (site.sas.kind === 'unknown') return { refusals: [], missing: ['whether SAS is on'] };
    return { refusals: site.sas.kind === 'off' ? [{ code: 'sas-off', data: {}, at: site.sas.at }] : [], missing: [] };
  }
  const at = typeof site.auth === 'string' ? site.at : site.auth.enabledAt;
  if (world.authorization === 'none') return { refusals: [{ code: 'no-credentials', data: {}, at }], missing: [] };
  if (checked) return { refusals: [], missing: [] };
  if (world.authorization === 'other') return { refusals: [], missing: ['what the Authorization header holds'] };
  // Tokens are checked by App Service authentication alone (facts/security.md §2.1, §5).
  const response: Response = { status: 401, code: 'DirectApiInvalidAuthorizationScheme' };
  return { refusals: [{ code: 'no-policy', data: {}, at, response }], missing: [] };
}
