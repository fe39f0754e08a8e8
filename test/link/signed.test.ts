/** Whether anybody uses the signed URL of a receiver: what makes switching SAS off safe. */
import { expect, test } from 'vitest';
import { withSigned } from '../../src/link/signed.ts';
import type { Answer, Call, Receiver, Target, Unlinked } from '../../src/model.ts';
import { known } from '../../src/value.ts';
import { access, at, receiver, sender } from './parts.ts';

const URL: Target = { kind: 'url', url: known('https://orders.example.com'), at };
const BY_ID: Target = { kind: 'workflow', workflow: known('orders-receiver'), trigger: null, at };
const door = receiver();

interface Way {
  readonly to?: Receiver | null;
  readonly unlinked?: Unlinked | null;
  readonly target?: Target;
  readonly project?: string;
}

function call(sas: Answer, { to = door, unlinked = null, target = URL, project = '' }: Way = {}): Call {
  return {
    id: 'call',
    sender: sender({ sas, target, project }),
    receiver: to,
    site: null,
    api: null,
    unlinked,
    near: null,
    outcome: { verdict: 'unknown', missing: [], suspects: [] },
    assumptions: [],
    environments: [],
  };
}

function signed(calls: readonly Call[], receivers: readonly Receiver[] = [door]): readonly Answer[] {
  return withSigned(receivers, calls).map((one) => one.signed);
}

const loose = (unlinked: Unlinked, sas: Answer = 'yes', project = '') => call(sas, { to: null, unlinked, project });

test.each<[string, readonly Call[], Answer]>([
  ['nobody is known to call', [], 'unknown'],
  ['one with a signature', [call('yes')], 'yes'],
  ['one without', [call('no')], 'no'],
  ['one of two with', [call('no'), call('yes')], 'yes'],
  ['both without', [call('no'), call('no')], 'no'],
  ['one that may', [call('unknown')], 'unknown'],
  ['one without, one that may', [call('no'), call('unknown')], 'unknown'],
  ['one with, one that may', [call('unknown'), call('yes')], 'yes'],
  ['a Workflow action, which is let in in a way of its own', [call('no', { target: BY_ID })], 'unknown'],
  ['one by URL and a Workflow action', [call('no'), call('no', { target: BY_ID })], 'unknown'],
  ['and a signed call of nobody knows whom', [call('no'), loose('target-unknown')], 'unknown'],
  ['and a signed call of a workflow that was not read', [call('no'), loose('not-in-project')], 'unknown'],
  ['and a signed call of one of two', [call('no'), loose('ambiguous')], 'unknown'],
  ['and one that may be signed of nobody knows whom', [call('no'), loose('target-unknown', 'unknown')], 'unknown'],
  ['and one without a signature of nobody knows whom', [call('no'), loose('target-unknown', 'no')], 'no'],
  ['and a signed call of somebody else', [call('no'), loose('external')], 'no'],
  ['and a signed call of a trigger that is not there', [call('no'), loose('no-such-trigger')], 'no'],
  ['and one in another project', [call('no'), loose('target-unknown', 'yes', 'other')], 'no'],
  ['a signed one is sure, whoever else calls', [call('yes'), loose('target-unknown')], 'yes'],
])('%s', (_, calls, answer) => {
  expect(signed(calls)).toEqual([answer]);
});

test('triggers of one workflow share its door, others do not', () => {
  const second = receiver(access(), { id: 'second' });
  const elsewhere = receiver(access({ at: { file: 'c.json', pointer: '' } }), { id: 'elsewhere' });
  const without = receiver(null, { id: 'without' });
  const foreign = receiver(access(), { id: 'foreign', project: 'other' });
  const all = [door, second, elsewhere, without, foreign];
  expect(signed([call('yes')], all)).toEqual(['yes', 'yes', 'unknown', 'unknown', 'unknown']);
  expect(signed([call('no', { to: without })], all)).toEqual(['unknown', 'unknown', 'unknown', 'no', 'unknown']);
});

test('a call of a receiver that is none of these counts for nobody', () => {
  expect(signed([call('yes', { to: receiver(access(), { id: 'gone' }) })])).toEqual(['unknown']);
});
