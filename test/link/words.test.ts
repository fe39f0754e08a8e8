/** What is missing for an answer, word for word: which of several things that are not known is named, and none beside. */
import { describe, expect, test } from 'vitest';
import { alone, answer } from '../../src/link/answer.ts';
import { answerSite, type SiteDoor } from '../../src/link/site.ts';
import type { Access, Outcome, Receiver, Sender, Site, SiteAuth, Target } from '../../src/model.ts';
import { hole, known } from '../../src/value.ts';
import { access, APP, at, claim, identity, OTHER_APP, policy, ranges, receiver, sender, site, siteAuth, TENANT, V1 } from './parts.ts'; // prettier-ignore

const HEADER = 'what the Authorization header holds';
const SAS = 'whether SAS is on';
const TRIGGER = 'how this kind of trigger checks its callers';
const ADDRESSES = 'whether the receiver admits the addresses of the sender';
const open = hole("main.json:parameters('x')", 'string');

function missing(outcome: Outcome): readonly string[] | string {
  if (outcome.verdict !== 'unknown') return outcome.verdict;
  expect(outcome.suspects).toEqual([]);
  return outcome.missing;
}

describe('at a door of Consumption', () => {
  const on: Access = access({ sas: { kind: 'on', at: null } });
  const ask = (from: Partial<Sender>, guard: Access | null = on, more: Partial<Receiver> = {}) =>
    missing(answer(sender(from), receiver(guard, more), from.sas ?? 'no', null));

  test.each<[string, Partial<Sender>, Access | null, Partial<Receiver>, readonly string[] | string]>([
    ['its access settings', {}, null, {}, ['the access settings of the receiver are not in this export']],
    ['its SAS state', { sas: 'yes' }, access({ sas: { kind: 'unknown' } }), {}, [SAS]],
    ['what the condition says', { sas: 'yes' }, on, { demandsAuthorization: 'yes' }, ["what the trigger's condition says to a call without an Authorization header"]],
    ['both', { sas: 'yes' }, access({ sas: { kind: 'unknown' } }), { demandsAuthorization: 'unknown' }, [SAS, "what the trigger's condition says to a call without an Authorization header"]],
    ['the header', { authorizationHeader: 'yes' }, on, {}, [HEADER]],
    ['its addresses', { sas: 'yes' }, { ...on, reach: { kind: 'unknown' } }, {}, ['which addresses the receiver admits']],
    ['the addresses of the sender', { sas: 'yes' }, { ...on, reach: ranges('203.0.113.0/24') }, {}, [ADDRESSES]],
    ['the kind of trigger', { sas: 'yes' }, on, { triggerType: 'httpwebhook' }, [TRIGGER]],
    ['the kind of trigger and its addresses', { sas: 'yes' }, { ...on, reach: { kind: 'unknown' } }, { triggerType: 'httpwebhook' }, ['which addresses the receiver admits', TRIGGER]],
    ['the method', { sas: 'yes', method: open }, on, {}, ['whether the call uses the method of the trigger']],
    ['the header and the method', { authorizationHeader: 'yes', method: open }, on, {}, [HEADER, 'whether the call uses the method of the trigger']],
    ['the policies, and nothing beside', { credential: identity(APP) }, access({ policies: 'unknown' }), {}, ['the authorization policies of the receiver']],
    ['a path behind invoke', { sas: 'yes', target: { kind: 'url', url: known('https://a.example/triggers/manual/paths/invoke/7'), at } }, on, {}, ['what a trigger without relativePath says to a path behind /invoke']],
    ['the same path, which the trigger names', { sas: 'yes', target: { kind: 'url', url: known('https://a.example/triggers/manual/paths/invoke/7'), at } }, on, { relativePath: known('/{id}') }, 'accepted'],
    ['which identity is meant', { credential: identity(APP), identity: { kind: 'present', at, system: 'no', user: 'yes', userAssigned: [], principalId: null, tenantId: known(TENANT) } }, access(), {}, ['which identity is meant: the workflow has user-assigned ones alone, and the action names none']],
    ['a signature or none', { sas: 'unknown' }, on, {}, ['what the call carries']],
    ['a signature or none, and its addresses', { sas: 'unknown' }, { ...on, reach: { kind: 'unknown' } }, {}, ['which addresses the receiver admits']],
    ['a signature or none, beside a header', { sas: 'unknown', authorizationHeader: 'yes' }, on, {}, [HEADER]],
    ['how the Workflow action passes SAS that is off', { via: 'workflow-action' }, access(), {}, ['how the Workflow action passes a receiver with SAS off or an address list']],
    ['how the Workflow action passes policies for PoP', { via: 'workflow-action' }, { ...on, policies: [policy([], 'p', 'AADPOP')] }, {}, ['how the Workflow action passes a receiver with policies for PoP tokens alone']],
    ['how the Workflow action passes a policy of no known type', { via: 'workflow-action' }, { ...on, policies: [{ ...policy([]), type: open }] }, {}, ['how the Workflow action passes a receiver with policies for PoP tokens alone']],
    ['a policy for PoP beside another', { via: 'workflow-action' }, { ...on, policies: [policy([], 'p', 'AADPOP'), policy([], 'q', 'aad')] }, {}, 'accepted'],
    ['no policy at all', { via: 'workflow-action' }, { ...on, policies: [] }, {}, 'accepted'],
    ['whether a Standard trigger takes another method', { sas: 'yes', method: known('PUT') }, on, { plan: 'standard' }, ['whether a Standard trigger that names no method takes another one than POST']],
    ['a Standard trigger that is disabled, of which reports disagree', { sas: 'yes' }, on, { plan: 'standard', state: known('Disabled') }, 'accepted'],
  ])('%s', (_, from, guard, more, expected) => {
    expect(ask(from, guard, more)).toEqual(expected);
  }); // prettier-ignore

  test('some addresses of the sender are admitted: which of them it uses', () => {
    const from = { sas: 'yes' as const, outgoing: [known('20.76.0.10'), known('203.0.113.7')] };
    const only = 'which of its outgoing addresses the sender uses: the receiver admits only some of them';
    expect(ask(from, { ...on, reach: ranges('203.0.113.0/24') })).toEqual([only]);
    expect(ask(from, { ...on, reach: ranges('203.0.113.0/24', 'office') })).toEqual([ADDRESSES]);
    expect(ask({ ...from, outgoing: [] }, { ...on, reach: ranges('203.0.113.0/24') })).toEqual([ADDRESSES]);
    expect(ask({ ...from, outgoing: [known('203.0.113.7'), open] }, { ...on, reach: ranges('203.0.113.0/24') })).toEqual([ADDRESSES]); // prettier-ignore
    expect(ask({ ...from, outgoing: [known('20.76.0.0/15')] }, { ...on, reach: ranges('20.76.0.0/16') })).toEqual([ADDRESSES]); // prettier-ignore
  });

  test('the addresses that are refused are named with the ranges', () => {
    const from = sender({ sas: 'yes', outgoing: [known('20.76.0.10')] });
    const refused = answer(from, receiver({ ...on, reach: ranges('203.0.113.0/24') }), 'yes', null);
    expect(refused).toMatchObject({
      because: [{ code: 'address', data: { addresses: ['20.76.0.10'], ranges: ['203.0.113.0/24'] } }],
    });
  });
});

describe('without the receiver', () => {
  const to = (target: Target, more: Partial<Sender> = {}) =>
    alone(sender({ sas: 'yes', authorizationHeader: 'yes', target, ...more }), null);
  const url = (text: string): Target => ({ kind: 'url', url: known(text), at });
  const HEX = '5e0c7d31b9a84f62a1d0c3e8f7b29416';
  const door = url(`https://prod-61.westeurope.logic.azure.com/workflows/${HEX}/triggers/manual/paths/invoke?sig=x`);

  test('two schemes are one too many, at any door of Logic Apps', () => {
    const standard = url('https://orders.azurewebsites.net/api/orders/triggers/manual/invoke?sig=x');
    const callback: Target = { kind: 'url', url: open, callback: { id: known('/x'), member: 'value' }, at };
    for (const target of [door, standard, callback])
      expect(to(target)).toMatchObject({ verdict: 'refused', because: [{ code: 'sas-and-authorization' }] });
    expect(to(url('https://store.blob.core.windows.net/x?sig=x')).verdict).toBe('unknown');
    expect(to({ kind: 'unknown', at }).verdict).toBe('unknown');
  });

  test('only where both surely travel', () => {
    expect(missing(to(door, { sas: 'unknown' }))).toEqual(['the receiver']);
    expect(missing(to(door, { authorizationHeader: 'unknown' }))).toEqual(['the receiver']);
    expect(missing(to(door, { authorizationHeader: 'no', credential: { kind: 'unknown' } }))).toEqual(['the receiver']);
    expect(to(door, { authorizationHeader: 'no', credential: identity(OTHER_APP) }).verdict).toBe('refused');
  });
});

describe('at a site', () => {
  const standard = receiver(null, { plan: 'standard', view: 'project', app: 'app' });
  const PATH = { text: '/api/orders/triggers/manual/invoke', whole: true };
  const ask = (from: Partial<Sender>, to: Site, more: Partial<SiteDoor> = {}) =>
    missing(answerSite(sender(from), { site: to, receiver: standard, path: PATH, ...more }, null));
  const auth = (more: Partial<SiteAuth>) => site(siteAuth(more));
  const anonymous = auth({ unauthenticated: 'anonymous' });
  const token = { credential: identity(APP) };
  const signed = { sas: 'yes' } as const;
  const DOES = 'what App Service authentication does with a call without a token';

  test.each<[string, Partial<Sender>, Site, readonly string[] | string]>([
    ['its authentication', signed, site('unknown'), ['the App Service authentication of the site']],
    ['whether it is on', token, auth({ enabled: 'unknown' }), ['whether App Service authentication is on']],
    ['its file', token, auth({ inFile: 'yes' }), ['the settings file of App Service authentication']],
    ['whether it works without runtimeVersion', token, auth({ runtime: 'unknown' }), ['whether App Service authentication works without runtimeVersion']],
    ['its provider', token, auth({ provider: 'unknown' }), ['the provider of App Service authentication']],
    ['what it does without one', token, auth({ provider: null }), ['what App Service authentication does without a provider']],
    ['another provider', token, auth({ provider: null, otherProvider: 'yes' }), ['what another provider than Microsoft Entra demands']],
    ['another provider that may be', token, auth({ provider: null, otherProvider: 'unknown' }), ['what another provider than Microsoft Entra demands']],
    ['the paths that are left out', token, auth({ excludedPaths: 'unknown' }), ['whether the path is excluded from App Service authentication']],
    ['what it does without a token', signed, auth({ unauthenticated: 'unknown' }), [DOES]],
    ['what it does without a token: nothing said, nothing required', signed, auth({ unauthenticated: null, requires: 'no' }), [DOES]],
    ['what it does without a token: nothing said, not known whether it is required', signed, auth({ unauthenticated: null, requires: 'unknown' }), [DOES]],
    ['what it does without a token, at odds', signed, auth({ requires: 'no' }), [DOES]],
    ['its SAS state', signed, { ...anonymous, sas: { kind: 'unknown' } }, [SAS]],
    ['the header', { authorizationHeader: 'yes' }, anonymous, [HEADER]],
    ['its addresses', signed, { ...anonymous, reach: { kind: 'unknown' } }, ['which addresses the receiver admits']],
    ['the method', { ...signed, method: open }, anonymous, ['whether the call uses the method of the trigger']],
    ['nothing, for a token that fits', token, site(), 'accepted'],
  ])('%s', (_, from, to, expected) => {
    expect(ask(from, to)).toEqual(expected);
  }); // prettier-ignore

  test('what is behind it', () => {
    const hook = { receiver: { ...standard, triggerType: 'httpwebhook' as const } };
    expect(ask(signed, site('absent'), hook)).toEqual([TRIGGER]);
    const limited: Site = { ...site('absent'), reach: { kind: 'unknown' } };
    expect(ask(signed, limited, hook)).toEqual(['which addresses the receiver admits', TRIGGER]);
    expect(ask(token, site(), { receiver: null })).toEqual(['the workflow behind the site']);
    expect(ask(token, site(siteAuth(), { kind: 'function' }), { receiver: null })).toEqual([
      'what the app itself checks',
    ]);
  });

  test('a signature that its callback URL carries, where SAS is on', () => {
    const callback = (member: 'value' | 'basePath'): Partial<Sender> => ({
      sas: 'unknown',
      target: { kind: 'url', url: open, at, callback: { id: known('/x'), member } },
    });
    expect(ask(callback('value'), anonymous)).toBe('accepted');
    expect(ask({ ...callback('value'), sas: 'yes' }, { ...anonymous, sas: { kind: 'unknown' } })).toEqual([SAS]);
    expect(ask(callback('value'), { ...anonymous, sas: { kind: 'unknown' } })).toEqual([SAS]);
    expect(ask(callback('basePath'), anonymous)).toEqual(['what the call carries']);
  });

  test('a signature beside a token, of an app that looks at neither', () => {
    const both = { ...token, ...signed };
    expect(ask(both, site(siteAuth(), { kind: 'function' }), { receiver: null })).toEqual([
      'what the app itself checks',
    ]);
    expect(ask(both, site(), { receiver: null })).toBe('refused');
  });

  test('a token by the policy of its issuer alone is not decided', () => {
    const guard = access({ policies: [policy([claim('iss', V1)])] });
    const outcome = answer(sender(token), receiver(guard), 'no', null);
    expect(outcome.verdict).not.toBe('accepted');
  });
});
