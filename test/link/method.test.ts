/** Methods: what a request trigger takes, and what of it is not known. Sources: src/link/method.ts. */
import { describe, expect, test } from 'vitest';
import { answer } from '../../src/link/answer.ts';
import { methodOf } from '../../src/link/method.ts';
import type { Receiver, Sender, Value } from '../../src/model.ts';
import { hole, known } from '../../src/value.ts';
import { access, identity, APP, receiver, sender } from './parts.ts';

const unknown = hole('method', 'string');

function verdict(
  sent: Value | null,
  named: Value | null,
  of: Partial<Receiver> = {},
  by: Partial<Sender> = {},
): 'fits' | 'refused' | 'unknown' {
  const said = methodOf(sender({ method: sent, ...by }), receiver(access(), { method: named, ...of }));
  return said.refusals.length > 0 ? 'refused' : said.missing.length > 0 ? 'unknown' : 'fits';
}

describe('a trigger that names its method', () => {
  test.each([
    ['the same', known('PUT'), known('PUT'), 'fits'],
    ['in other letter case', known('put'), known('PUT'), 'fits'],
    ['another', known('POST'), known('PUT'), 'refused'],
    ['one that is not known', unknown, known('PUT'), 'unknown'],
    ['none', null, known('PUT'), 'fits'],
    ['one, and the trigger another that is not known', known('POST'), unknown, 'unknown'],
    ['the same unknown one', unknown, unknown, 'fits'],
  ] as const)('%s is sent', (_, sent, named, wanted) => {
    expect(verdict(sent, named)).toBe(wanted);
    expect(verdict(sent, named, { plan: 'standard' })).toBe(wanted);
  });
});

describe('a trigger that names none', () => {
  test.each([null, known(null), known('')])('%j: takes POST', (named) => {
    expect(verdict(known('post'), named)).toBe('fits');
    expect(verdict(known('GET'), named)).toBe('refused');
    expect(verdict(unknown, named)).toBe('unknown');
  });

  test('of a Standard workflow: POST surely, anything else is not known', () => {
    expect(verdict(known('POST'), null, { plan: 'standard' })).toBe('fits');
    expect(verdict(known('GET'), null, { plan: 'standard' })).toBe('unknown');
  });

  test('of another type is not asked, nor is the Workflow action', () => {
    expect(verdict(known('GET'), null, { triggerType: 'httpwebhook' })).toBe('fits');
    expect(verdict(null, null, {}, { via: 'workflow-action' })).toBe('fits');
  });
});

test('it is one cause among others, also where the access settings are not seen', () => {
  const from = sender({ method: known('GET'), credential: identity(APP) });
  const seen = answer(from, receiver(), 'no', null);
  expect(seen).toMatchObject({ verdict: 'refused', because: [{ code: 'method' }] });
  expect(answer(from, receiver(null), 'no', null)).toMatchObject({ verdict: 'refused', because: [{ code: 'method' }] });
});
