/**
 * What API Management answers: do the policies that a call meets let its token pass? What lies behind the gateway is not
 * known here: a call is refused or unknown, never accepted. facts/doors.md §1.
 */
import type {
  Claim,
  Credential,
  GatewayCheck,
  Inventory,
  MetApi,
  Outcome,
  Policy,
  Reason,
  Response,
  Sender,
  Value,
} from '../model.ts';
import { asText, join, known } from '../value.ts';
import type { World } from './answer.ts';
import { overWorlds, refused, unknown } from './answer.ts';
import { isThere } from './there.ts';
import { judgeToken } from './judge.ts';
import { type Token, tokensOf } from './tokens.ts';

const BY = 'API Management';

export function answerApi(sender: Sender, api: MetApi, inventory: Inventory | null): Outcome {
  if (!isThere(api, sender)) return unknown(['whether the API is deployed']);
  const { checks } = api;
  const tokens = tokensOf(sender, inventory);
  return overWorlds(sender, sender.sas, inventory, (world) => {
    if (checks === 'unknown') return unknown(['the policies of API Management']);
    const reasons = checks.flatMap((check) => reasonOf(check, world, tokens, sender.credential));
    return reasons.length > 0 ? refused(reasons.slice(0, 1)) : unknown(['what lies behind API Management']);
  });
}

/** Why the check surely fails; empty where it does not, or may not. */
function reasonOf(
  check: GatewayCheck,
  world: World,
  tokens: readonly Token[] | undefined,
  credential: Credential,
): readonly Reason[] {
  if (check.bearer !== 'yes') return [];
  const response: Response = { status: check.status, code: 'Unauthorized', by: BY };
  if (world.authorization === 'none') return [{ code: 'no-credentials', data: {}, at: check.at, response }];
  // Of another Authorization header no token is known, and nothing is refused.
  const policies = policiesOf(check);
  if (policies.length === 0) return [];
  const verdict = judgeToken({ at: check.at, policies }, tokens, credential);
  if (verdict.kind !== 'refused') return [];
  // Whether it forgives a slash at the end is written nowhere.
  return verdict.because
    .filter(({ data }) => data['difference'] !== 'slash' && data['difference'] !== 'case')
    .map((reason) => ({ ...reason, response }));
}

/** More of them are not judged. */
const MOST = 200;

/** The check as alternatives of claims: any audience, any issuer, any application (facts/doors.md §1.2, §1.3). */
function policiesOf({ audiences, applications, at, ...check }: GatewayCheck): readonly Policy[] {
  const issuers = issuersOf(check);
  const wanted = [audiences, issuers, applications].map((list) => Math.max(1, list.length));
  if (wanted.reduce((product, count) => product * count, 2) > MOST) return [];
  const claim = (name: string, value: Value): Claim => ({ name: known(name), value, at });
  const orNone = (list: readonly Value[]): readonly (Value | null)[] => (list.length === 0 ? [null] : list);
  const policies: Policy[] = [];
  for (const aud of orNone(audiences)) {
    for (const iss of orNone(issuers)) {
      for (const app of orNone(applications)) {
        for (const caller of app === null ? ['appid'] : ['appid', 'azp']) {
          const claims = [
            aud === null ? [] : [claim('aud', aud)],
            iss === null ? [] : [claim('iss', iss)],
            app === null ? [] : [claim(caller, app)],
          ].flat();
          policies.push({ name: 'API Management', at, type: known('AAD'), claims });
        }
      }
    }
  }
  return policies;
}

/** Of a tenant id both versions are accepted; a domain says nothing about the issuer. */
function issuersOf({ issuers, tenant }: Pick<GatewayCheck, 'issuers' | 'tenant'>): readonly Value[] {
  if (issuers.length > 0 || tenant === null) return issuers;
  const text = asText(tenant);
  if (text !== undefined && !/^[0-9a-f-]{36}$/i.test(text)) return [];
  return [
    join(['https://sts.windows.net/', tenant, '/']),
    join(['https://login.microsoftonline.com/', tenant, '/v2.0']),
  ];
}
