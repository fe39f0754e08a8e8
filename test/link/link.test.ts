/** Where nobody calls there is nothing to link: the short way gives what the long one would, and is not taken where it would not. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linkCalls } from '../../src/link/calls.ts';
import { link } from '../../src/link/link.ts';
import type { Facts } from '../../src/model.ts';
import { factsOf, foldersIn, readCase } from '../fixtures.ts';

const ROOT = join(import.meta.dirname, '../../fixtures/rules');
const all = foldersIn(ROOT).flatMap((rule) =>
  foldersIn(join(ROOT, rule)).map((name) => factsOf(readCase(join(ROOT, rule, name)).sources)),
);

const carries = ({ senders, sites, apps = [], flows = [] }: Facts): boolean =>
  senders.length + sites.length + apps.length > 0 ||
  flows.some((one) => one.flows.some(({ from }) => from.kind === 'source'));

test('the short way gives what the long one would', () => {
  const idle = all.filter((facts) => !facts.some(carries));
  expect(idle.filter((facts) => facts.some(({ receivers }) => receivers.length > 0)).length).toBeGreaterThan(50);
  for (const facts of idle) expect(link(facts)).toEqual(linkCalls(facts, {}));
});

test.each(['senders', 'sites', 'apps', 'flows'] as const)('%s alone are linked', (part) => {
  const none = { senders: [], sites: [], gateways: [], connectors: [], apps: [], flows: [] };
  const some = all.flatMap((facts) => facts.map((one): Facts => ({ ...one, ...none, [part]: one[part] })));
  const carrying = some.filter(carries);
  expect(carrying.length).toBeGreaterThan(0);
  for (const one of carrying) expect(link([one])).toEqual(linkCalls([one], {}));
  const bare = (one: Facts): Facts => ({ ...one, [part]: [] });
  expect(carrying.some((one) => JSON.stringify(link([one])) !== JSON.stringify(link([bare(one)])))).toBe(true);
});

test('what is bound, and what other repositories know, is not passed over', () => {
  const [first] = all.filter((facts) => facts.every((one) => !carries(one) && one.receivers.length > 0));
  const [others] = all.filter((facts) => facts.some(({ senders }) => senders.length > 0));
  if (first === undefined || others === undefined) throw new Error('no such fixtures');
  expect(link(first, { foreign: others }).calls.length).toBeGreaterThan(0);
  const names = ['aud', 'audience', 'appId', 'tenant', 'tenantId', 'api', 'claim', 'caller', 'range', 'address'];
  const bindings = Object.fromEntries(names.map((name) => [`parameter:${name}`, 'https://orders.example.com/']));
  const bound = all.filter((one) => !one.some(carries));
  for (const facts of bound) expect(link(facts, { bindings })).toEqual(linkCalls(facts, { bindings }));
  expect(bound.some((one) => JSON.stringify(link(one, { bindings })) !== JSON.stringify(link(one)))).toBe(true);
});
