/** Addresses as keys: resource ids and callback URLs, with and without unknown parts. */
import { describe, expect, test } from 'vitest';
import {
  callbackAddress,
  endpointId,
  isOwnPlace,
  meets,
  standardAddress,
  symbolOf,
  type WorkflowKey,
  workflowKey,
} from '../../src/link/identify.ts';
import type { Value } from '../../src/model.ts';
import { hole, join, known } from '../../src/value.ts';

const HEX = '4e1b90c7a25d4f83b6e0c7d1982a5f34';
const PLACE = '/subscriptions/5d0e8a31/resourceGroups/Orders/providers/Microsoft.Logic/workflows';
const param = hole("main.json:parameters('x')", 'string');
const ownGroup = hole('main.json:resourceGroup().name', 'string');
const ownSubscription = hole('main.json:subscription().subscriptionId', 'string');
const inOwn = (name: string | Value): Value =>
  join([
    '/subscriptions/',
    ownSubscription,
    '/resourceGroups/',
    ownGroup,
    '/providers/Microsoft.Logic/workflows/',
    name,
  ]);

/** The key of an id that has one. */
function keyOf(id: string | Value): WorkflowKey {
  const found = workflowKey(typeof id === 'string' ? known(id) : id);
  if (found === undefined) throw new Error('no key');
  return found;
}

describe('the id of a workflow', () => {
  test('is read in lower case, with its trigger', () => {
    expect(keyOf(`${PLACE}/Intake/triggers/Manual`)).toEqual({
      subscription: '5d0e8a31',
      group: 'orders',
      name: 'intake',
      trigger: 'manual',
      assumptions: [],
    });
    expect(keyOf(`${PLACE}/Intake`).trigger).toBeNull();
    expect(keyOf(`${PLACE}/Intake/runs/7`).trigger).toBeNull();
  });

  test('may hold unknown segments, but not for its name', () => {
    const id = (group: Value, name: string | Value) =>
      join(['/subscriptions/s/resourceGroups/', group, '/providers/Microsoft.Logic/workflows/', name]);
    expect(keyOf(id(param, 'intake'))).toMatchObject({ subscription: 's', group: null, name: 'intake' });
    expect(keyOf(id(join(['rg-', param]), 'intake')).group).toBeNull();
    expect(keyOf(id(join([param, '-rg']), 'intake')).group).toBeNull();
    expect(keyOf(id(join(['rg-', ownGroup]), 'intake')).group).toBeNull();
    expect(workflowKey(id(ownGroup, param))).toBeUndefined();
    expect(workflowKey(id(ownGroup, join(['in-', param])))).toBeUndefined();
    // Two templates name a workflow after their group: each its own.
    expect(workflowKey(id(ownGroup, ownGroup))).toBeUndefined();
  });

  test('without subscription and group has its name all the same', () => {
    expect(keyOf('/x/providers/Microsoft.Logic/workflows/intake')).toMatchObject({ subscription: null, group: null });
  });

  test.each([
    `${PLACE}/`,
    PLACE,
    'intake',
    '/workflows/intake',
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/workflows',
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/integrationAccounts/workflows',
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/workflows/intake',
  ])('%s is none', (id) => {
    expect(workflowKey(known(id))).toBeUndefined();
  });

  test('meets another of the same place', () => {
    const named = (id: string | Value, real = false) => ({ key: keyOf(id), real });
    const own = named(inOwn('intake'));
    expect(meets(own, named(inOwn('INTAKE')))).toBe(true);
    expect(meets(own, named(inOwn('outlet')))).toBe(false);
    expect(meets(own, named(`${PLACE}/intake`))).toBe(false);
    expect(meets(own, named(`${PLACE}/intake`, true))).toBe(true);
    expect(meets(named(`${PLACE}/intake`, true), own)).toBe(true);
    expect(meets(named(`${PLACE}/intake`), own)).toBe(false);
    expect(meets(named(`${PLACE}/intake`), named(`${PLACE}/intake`))).toBe(true);
    expect(meets(named(`${PLACE}/intake`), named(`${PLACE.replace('Orders', 'Billing')}/intake`))).toBe(false);
    expect(meets(named(`${PLACE}/intake`), named(`${PLACE.replace('5d0e8a31', '77c2f1b0')}/intake`))).toBe(false);
    const open = named(
      join(['/subscriptions/s/resourceGroups/', param, '/providers/Microsoft.Logic/workflows/intake']),
    );
    expect(meets(open, open)).toBe(false);
  });

  test('is of its own place where the template says so', () => {
    const id = (subscription: string | Value, group: string | Value) =>
      keyOf(
        join(['/subscriptions/', subscription, '/resourceGroups/', group, '/providers/Microsoft.Logic/workflows/w']),
      );
    expect(isOwnPlace(id(ownSubscription, ownGroup))).toBe(true);
    expect(isOwnPlace(id('s', ownGroup))).toBe(true);
    expect(isOwnPlace(id(ownSubscription, 'g'))).toBe(true);
    expect(isOwnPlace(id('s', 'g'))).toBe(false);
    expect(isOwnPlace(id('s', param))).toBe(false);
  });
});

describe('an id as a symbol', () => {
  test('names its unknown parts, and has its trigger taken off', () => {
    const id = (end: string) => join(['/X/', param, end]);
    const symbol = "/x/{main.json:parameters('x')}/workflows/w";
    expect(symbolOf(id('/workflows/W'))).toEqual({ symbol, trigger: null });
    expect(symbolOf(id('/workflows/W/'))).toEqual({ symbol, trigger: null });
    expect(symbolOf(id('/workflows/W/triggers/Manual'))).toEqual({ symbol, trigger: 'manual' });
    expect(symbolOf(id('/workflows/W/triggers/Manual/'))).toEqual({ symbol, trigger: 'manual' });
    expect(symbolOf(id('/triggers/a/b'))?.trigger).toBeNull();
    expect(symbolOf(join(['/x/triggers/', param]))?.trigger).toBeNull();
  });

  test('is none where a part may be one thing or another', () => {
    const choice: Value = { kind: 'choice', then: known('a'), else: known('b'), condition: 'x' };
    expect(symbolOf(choice)).toBeUndefined();
  });
});

describe('a Consumption callback URL', () => {
  const BASE = `https://prod-01.westeurope.logic.azure.com/workflows/${HEX}`;

  test.each([
    [BASE, HEX],
    [`${BASE}/triggers/manual`, HEX],
    [`${BASE}?api-version=2016-06-01`, HEX],
    [BASE.toUpperCase().replace('HTTPS', 'https'), HEX],
    [`${BASE}0`, undefined],
    [BASE.slice(0, -1), undefined],
    [BASE.replace('https', 'http'), undefined],
    [`see ${BASE}`, undefined],
    [`https://contoso.example/x/workflows/${HEX}`, undefined],
    [`https:///workflows/${HEX}`, undefined],
  ])('%s has the id %s', (url, id) => {
    expect(endpointId(known(url))).toBe(id);
  });

  test.each([
    ['/triggers/manual', 'manual'],
    ['/triggers/manual/paths/invoke', 'manual'],
    ['/triggers/When%20called?x=1', 'When called'],
    ['/triggers/100%/paths', '100%'],
    ['/triggers/', null],
    ['/runs/1', null],
  ])('that ends with %s calls the trigger %s', (end, trigger) => {
    expect(callbackAddress(known(BASE + end))).toEqual({ id: HEX, trigger });
  });

  test('whose end is unknown calls the trigger that stands whole before it', () => {
    expect(callbackAddress(join([`${BASE}/triggers/man`, param]))).toEqual({ id: HEX, trigger: null });
    expect(callbackAddress(join([`${BASE}/triggers/manual/`, param]))).toEqual({ id: HEX, trigger: 'manual' });
    expect(callbackAddress(join([param, `${BASE}/triggers/manual/`]))).toBeUndefined();
    expect(endpointId(param)).toBeUndefined();
  });
});

describe('a Standard callback URL', () => {
  const URL = 'https://Orders.azurewebsites.net/api/In%20take/triggers/Man%75al/invoke';
  const read = { host: 'orders.azurewebsites.net', workflow: 'in take', trigger: 'manual' };

  test('is read in lower case, decoded', () => {
    expect(standardAddress(known(URL))).toEqual(read);
    expect(standardAddress(known(`${URL}/orders/7`))).toEqual(read);
    expect(standardAddress(known(`${URL}?api-version=1`))).toEqual(read);
    expect(standardAddress(known(`${URL}#x`))).toEqual(read);
    expect(standardAddress(join([`${URL}?code=`, param]))).toEqual(read);
  });

  test.each([
    `${URL}r`,
    URL.replace('/invoke', ''),
    URL.replace('https', 'http'),
    `x${URL}`,
    URL.replace('/api/', '/app/'),
    URL.replace('In%20take', 'a/b'),
  ])('%s is none', (url) => {
    expect(standardAddress(known(url))).toBeUndefined();
  });

  test('that begins with something unknown is none', () => {
    expect(standardAddress(join([param, URL]))).toBeUndefined();
  });
});
