/**
 * Every row of the decision table against a second reading of the same facts, said here once more in the shortest way,
 * and the page against the table.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { CLAIMS, CONNECTIONS, CONNECTORS, IDS, METHODS } from './decision-callers.ts';
import { ADDRESSES, CALLERS, GATEWAYS, page, POLICIES, type Row, rows, SAS, SITES } from './decision-table.ts';

const all = rows();

type Word = 'yes' | 'no' | '?';

interface Carried {
  readonly signature: boolean;
  readonly other: 'nothing' | 'fits' | 'does not fit' | 'not known' | 'header';
}

/** What travels, once for each way that it may be. */
const CARRIED: Readonly<Record<keyof typeof CALLERS, readonly Carried[]>> = {
  nothing: [{ signature: false, other: 'nothing' }],
  'a signature': [{ signature: true, other: 'nothing' }],
  'a token for the audience': [{ signature: false, other: 'fits' }],
  'a token for another audience': [{ signature: false, other: 'does not fit' }],
  'a token, no audience asked for': [{ signature: false, other: 'does not fit' }],
  'a token, audience not known': [{ signature: false, other: 'not known' }],
  'a token and a signature': [{ signature: true, other: 'fits' }],
  'a token, but the caller has no identity': [],
  'another Authorization header': [{ signature: false, other: 'header' }],
  'perhaps a signature': [
    { signature: true, other: 'nothing' },
    { signature: false, other: 'nothing' },
  ],
  'perhaps an Authorization header': [
    { signature: false, other: 'header' },
    { signature: false, other: 'nothing' },
  ],
  'the Workflow action': [],
};

/** A refusal is one whatever else is not known. */
function all3(words: readonly Word[]): Word {
  return words.includes('no') ? 'no' : words.includes('?') ? '?' : 'yes';
}

/** facts/security.md §1.3. */
function address(addresses: string): Word {
  if (addresses === 'any' || addresses === 'the caller listed') return 'yes';
  return addresses === 'not known' ? '?' : 'no';
}

/** facts/security.md §1.4, §1.5, §5. */
function consumption({ signature, other }: Carried, [sas, policies]: readonly string[]): Word {
  if (signature) return other === 'nothing' ? (sas === 'on' ? 'yes' : sas === 'off' ? 'no' : '?') : 'no';
  if (other === 'nothing') return 'no';
  if (other === 'header') return '?';
  if (policies === 'not known') return '?';
  if (policies === 'none' || policies === 'for PoP tokens' || other === 'does not fit') return 'no';
  return other === 'fits' && policies === 'for the audience' ? 'yes' : '?';
}

/** facts/security.md §2.1, §2.2. */
function standard({ signature, other }: Carried, [auth]: readonly string[]): Word {
  if (signature && other !== 'nothing') return 'no';
  const isGate = auth?.startsWith('answers') === true;
  if (signature) return auth === 'not known' ? '?' : isGate ? 'no' : 'yes';
  if (other === 'nothing') return 'no';
  if (other === 'header' || auth === 'not known') return '?';
  if (auth === 'none') return 'no';
  return other === 'fits' ? 'yes' : other === 'does not fit' ? 'no' : '?';
}

/** facts/doors.md §1.2, §1.3; what lies behind is not known, so nothing is accepted. */
function gateway({ other }: Carried, [check]: readonly string[]): Word {
  if (check === 'not known' || check?.startsWith('of tokens') === true) return '?';
  if (other === 'nothing') return 'no';
  if (other === 'header') return '?';
  if (check === 'for another tenant') return 'no';
  return other === 'does not fit' && check !== 'for an audience that an expression gives' ? 'no' : '?';
}

/** facts/security.md §1.4, §6: every claim must match; of the identity's ids the other one is another. */
function namedCaller({ caller, door: [asked = ''] }: Row): Word {
  if (caller.endsWith('not known')) return '?';
  return asked.includes('another') || asked === 'appid and azp with its object id' ? 'no' : 'yes';
}

/** rules/trust/method-mismatch.md. */
function method({ door: [plan, wanted], column: sent }: Row): Word {
  const takes = wanted === 'none' ? 'POST' : wanted;
  if (takes === 'not known' || sent === 'not known') return '?';
  if (takes === sent) return 'yes';
  return wanted === 'none' && plan === 'standard' ? '?' : 'no';
}

/** facts/security.md §5: no source says what a connector does with an identity, or that it leaves a signature away. */
function connector({ caller, door: [way = ''], column: sas }: Row): Word {
  const isPlain = way.startsWith('without') && caller === 'what a connection adds';
  const signs = way.includes('signature');
  if (signs && sas === 'off') return 'no';
  if (!isPlain) return '?';
  return signs ? (sas === 'on' ? 'yes' : '?') : 'no';
}

function expected(row: Row): Word {
  const { plan, caller, door, column: addresses } = row;
  if (plan === 'Named callers') return namedCaller(row);
  if (plan === 'Methods') return method(row);
  if (plan === 'Connectors') return connector(row);
  if (caller === 'a token, but the caller has no identity') return 'no';
  if (caller === 'the Workflow action') return nested(door, addresses);
  const ways = CARRIED[caller as keyof typeof CALLERS].map((carried) =>
    all3([address(addresses), JUDGES[plan](carried, door)]),
  );
  return ways.every((one) => one === ways[0]) ? (ways[0] ?? '?') : '?';
}

const JUDGES = { Consumption: consumption, Standard: standard, 'API Management': gateway } as const;

/** facts/security.md §1.3, §3.4. */
function nested([sas, policies]: readonly string[], addresses: string): Word {
  const isOpen = addresses === 'any' || addresses === 'only other Logic Apps';
  return isOpen && sas === 'on' && policies !== 'for PoP tokens' && policies !== 'not known' ? 'yes' : '?';
}

test('every caller meets every door', () => {
  const [callers, sas, policies, addresses, sites, gateways] = [CALLERS, SAS, POLICIES, ADDRESSES, SITES, GATEWAYS].map(
    (axis) => Object.keys(axis).length,
  ) as [number, number, number, number, number, number];
  const crossed = callers * sas * policies * addresses + (callers - 1) * (sites * (addresses - 1) + gateways);
  const [claims, ids, methods, connectors, connections] = [CLAIMS, IDS, METHODS, CONNECTORS, CONNECTIONS].map(
    (axis) => Object.keys(axis).length,
  ) as [number, number, number, number, number];
  expect(all).toHaveLength(crossed + claims * ids + 2 * methods * 3 + connectors * connections * sas);
});

test.each(['Named callers', 'Methods', 'Connectors'] as const)('%s: each row is what the facts say', (plan) => {
  const words = { accepted: 'yes', refused: 'no', unknown: '?' } as const;
  const own = all.filter((row) => row.plan === plan);
  const wrong = own
    .filter((row) => words[row.outcome.verdict] !== expected(row))
    .map(({ caller, door, column, outcome }) => ({ caller, door, column, verdict: outcome.verdict }));
  expect(wrong).toEqual([]);
  expect(own.length).toBeGreaterThanOrEqual(10);
});

test.each(Object.keys(CALLERS))('the call carries %s: each row is what the facts say', (caller) => {
  const words = { accepted: 'yes', refused: 'no', unknown: '?' } as const;
  const own = all.filter((row) => row.caller === caller && row.plan in JUDGES);
  const wrong = own
    .filter((row) => words[row.outcome.verdict] !== expected(row))
    .map(({ plan, door, column, outcome }) => ({ plan, door, column, verdict: outcome.verdict }));
  expect(wrong).toEqual([]);
  expect(own.length).toBeGreaterThanOrEqual(75);
});

test('every refusal names an answer, every open one what is missing', () => {
  const silent = all.filter(
    ({ outcome }) =>
      (outcome.verdict === 'refused' && outcome.responses.length === 0) ||
      (outcome.verdict === 'unknown' && outcome.missing.length === 0),
  );
  expect(silent).toEqual([]);
});

test('docs/decision-table.md is the table: npm run docs writes it', () => {
  const file = readFileSync(resolve(import.meta.dirname, '../docs/decision-table.md'), 'utf8');
  expect(page(all)).toBe(file);
});
