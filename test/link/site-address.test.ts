/** Which site an address names, which path of it, and which workflow behind. */
import { describe, expect, test } from 'vitest';
import { siteAddress } from '../../src/link/site-address.ts';
import type { Path } from '../../src/link/site-address.ts';
import { answerSite } from '../../src/link/site.ts';
import type { Value } from '../../src/model.ts';
import { hole, join, known, show } from '../../src/value.ts';
import { at, receiver, sender, site, siteAuth } from './parts.ts';

const open = hole("main.json:parameters('x')", 'string');
const INVOKE = '/api/take-order/triggers/manual/invoke';

function value(text: string | Value): Value {
  return typeof text === 'string' ? known(text) : text;
}

/** Name of the site, its host, path (`…` where it goes on), workflow and trigger. */
function ofUrl(url: string | Value): string | undefined {
  const found = siteAddress(sender({ target: { kind: 'url', url: value(url), at } }));
  if (found === undefined) return undefined;
  const { name, host, path, workflow, trigger } = found;
  const way = path === null ? '-' : `${path.text}${path.whole ? '' : '…'}`;
  return [name === null ? '-' : show(name), host ?? '-', way, workflow ?? '-', trigger ?? '-'].join(' ');
}

describe('an address by URL', () => {
  test.each<[string | Value, string | undefined]>([
    [`https://orders.azurewebsites.net${INVOKE}`, `orders orders.azurewebsites.net ${INVOKE} take-order manual`],
    [`HTTP://orders.azurewebsites.us:8080${INVOKE}?x=1`, `orders orders.azurewebsites.us ${INVOKE} take-order manual`],
    [`https://orders.chinacloudsites.cn${INVOKE}/extra`, `orders orders.chinacloudsites.cn ${INVOKE}/extra take-order manual`],
    [`https://orders.azurewebsites.net${INVOKE}r`, `orders orders.azurewebsites.net ${INVOKE}r - -`],
    [`https://orders.azurewebsites.net/x${INVOKE}`, `orders orders.azurewebsites.net /x${INVOKE} - -`],
    ['https://orders.azurewebsites.net/api/Take%20Order/triggers/M%/invoke', 'orders orders.azurewebsites.net /api/Take%20Order/triggers/M%/invoke take order m%'],
    ['https://orders.azurewebsites.net', 'orders orders.azurewebsites.net / - -'],
    ['https://orders.azurewebsites.net?x=1', 'orders orders.azurewebsites.net  - -'],
    ['https://orders.azurewebsites.net#x', 'orders orders.azurewebsites.net  - -'],
    ['https://orders.contoso.example/a', '- orders.contoso.example /a - -'],
    ['https://a.orders.azurewebsites.net/a', '- a.orders.azurewebsites.net /a - -'],
    ['https://orders.azurewebsites.network/a', '- orders.azurewebsites.network /a - -'],
    ['see https://orders.azurewebsites.net', undefined],
    ['ftp://orders.azurewebsites.net', undefined],
    [open, undefined],
    [join(['https://', open, '/a']), undefined],
    [join(['https://', open, '.azurewebsites.net/a']), '{parameter x} - /a - -'],
    [join(['https://orders.azurewebsites.net', INVOKE, '?code=', open]), `orders orders.azurewebsites.net ${INVOKE} take-order manual`],
    [join(['https://orders.azurewebsites.net/api/take-order/triggers/man', open]), 'orders orders.azurewebsites.net /api/take-order/triggers/man… - -'],
    [join(['https://orders.azurewebsites.net', INVOKE, open]), `orders orders.azurewebsites.net ${INVOKE}… - -`],
    [join(['https://orders.azurewebsites.net/', open, INVOKE]), 'orders orders.azurewebsites.net /… - -'],
  ])('%j', (url, expected) => expect(ofUrl(url)).toBe(expected)); // prettier-ignore
});

describe('an address by resource id', () => {
  const PLACE = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/';
  const RUNTIME = '/hostruntime/runtime/webhooks/workflow/api/management/workflows/take-order';
  const ofId = (id: string | Value) => {
    const found = siteAddress(sender({ via: 'function', target: { kind: 'resource', id: value(id), at } }));
    return found && { ...found, name: found.name === null ? null : show(found.name) };
  };
  const site = { host: null, path: null, workflow: null, trigger: null };

  test('of a function, of a site, of a trigger', () => {
    expect(ofId(`${PLACE}Orders/functions/count`)).toEqual({ ...site, name: 'Orders' });
    expect(ofId(`${PLACE}Orders`)).toEqual({ ...site, name: 'Orders' });
    expect(ofId(join([PLACE, open, '/functions/count']))).toEqual({ ...site, name: '{parameter x}' });
    expect(ofId(`${PLACE}Orders${RUNTIME}/triggers/Manual`)).toEqual({
      name: 'Orders',
      host: null,
      path: { text: '/api/take-order/triggers/manual/invoke', whole: true },
      workflow: 'take-order',
      trigger: 'manual',
    });
    expect(ofId(`${PLACE}Orders${RUNTIME}`)).toEqual({ ...site, name: 'Orders', workflow: 'take-order' });
    expect(ofId(`${PLACE}Orders/x${RUNTIME}/triggers/manual`)).toMatchObject({ path: null, workflow: null });
  });

  test.each([PLACE, '/subscriptions/s/providers/Microsoft.Logic/workflows/w', 'orders'])('%s is none', (id) => {
    expect(ofId(id)).toBeUndefined();
  });

  test('that is not known is none', () => {
    expect(ofId(open)).toBeUndefined();
    expect(siteAddress(sender({ target: { kind: 'unknown', at } }))).toBeUndefined();
  });
});

describe('an address by reference()', () => {
  const refer = (id: string, ...path: readonly string[]): Value =>
    path.reduce<Value>(
      (from, name) => hole(`get(${name})`, 'string', { call: { fn: 'get', args: [from, known(name)] } }),
      hole('reference', 'object', { call: { fn: 'reference', args: [known(id)] } }),
    );
  const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/orders';

  test('of the host of a site, by its id or its name', () => {
    expect(ofUrl(join(['https://', refer(id, 'defaultHostName'), '/a']))).toBe('orders - /a - -');
    expect(ofUrl(join(['https://', refer('orders', 'defaultHostName'), '/a']))).toBe('orders - /a - -');
    expect(ofUrl(join(['https://', refer(id, 'outboundIpAddresses'), '/a']))).toBeUndefined();
    expect(ofUrl(join(['https://', refer('/x/orders', 'defaultHostName'), '/a']))).toBeUndefined();
    expect(ofUrl(join(['https://', 'x.', refer(id, 'defaultHostName'), '/a']))).toBeUndefined();
  });
});

describe('a path that App Service authentication leaves out', () => {
  const whole = (text: string): Path => ({ text, whole: true });
  const cut = (text: string): Path => ({ text, whole: false });

  /** What comes of a call with nothing but a signature: accepted where the path is left out. */
  function leftOut(pattern: string, path: Path | null): string {
    const auth = siteAuth({ excludedPaths: [known(pattern)] });
    const behind = receiver(null, { plan: 'standard' });
    return answerSite(sender({ sas: 'yes' }), { site: site(auth), receiver: behind, path }, null).verdict;
  }

  test.each<[string, Path | null, string]>([
    ['/api/*', whole('/api/x'), 'accepted'],
    ['/api/*', whole('/API/x'), 'unknown'],
    ['/API/*', whole('/api/x'), 'unknown'],
    ['/api/*', whole('/app/x'), 'refused'],
    ['/api/*', cut('/api/x'), 'accepted'],
    ['/api/*', cut('/ap'), 'unknown'],
    ['/api/*', cut('/b'), 'refused'],
    ['/*/x', whole('/api/x'), 'unknown'],
    ['/api/*/y', whole('/b/x'), 'refused'],
    ['/api/*/y', cut('/ap'), 'unknown'],
    ['/api/*/y', cut('/b'), 'refused'],
    ['/api', whole('/api'), 'accepted'],
    ['/api', whole('/Api'), 'unknown'],
    ['/api', whole('/api/x'), 'unknown'],
    ['/api', whole('/apis'), 'refused'],
    ['/api', whole('/ap'), 'refused'],
    ['/api', cut('/ap'), 'unknown'],
    ['/api', cut('/b'), 'refused'],
    ['/api', cut('/api/x'), 'refused'],
    ['*', whole('/x'), 'accepted'],
    ['/runtime/*', null, 'refused'],
    ['/admin/host', null, 'refused'],
    ['/x/runtime/*', null, 'unknown'],
    ['/runtime', null, 'unknown'],
  ])('%s, called at %j: %s', (pattern, path, expected) => {
    expect(leftOut(pattern, path)).toBe(expected);
  });
});
