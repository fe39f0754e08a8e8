/** Secrets over the bounds of workflows: what is refused carries nothing, an answer goes back to its caller alone, rings end. */
import { describe, expect, test } from 'vitest';
import { flowsTogether } from '../../src/link/flows.ts';
import type { Anchor, Answer, Call, Outcome, Part, SecretFlow, WorkflowFlows } from '../../src/model.ts';
import { receiver, sender } from './parts.ts';

const at = (pointer: string): Anchor => ({ file: 'a.json', pointer });
const ref = (name: string) => ({ id: name, file: 'a.json', name, at: at(`/${name}`) });
const ACCEPTED: Outcome = { verdict: 'accepted', by: 'policy', at: null };
const REFUSED: Outcome = { verdict: 'refused', responses: [], because: [] };

const vault: SecretFlow['from'] = {
  kind: 'source',
  source: { name: 'Get_secret', at: at('/Get_secret'), what: 'key-vault', operation: 'Get_secret', open: false },
};
const given = (...part: Part): SecretFlow['from'] => ({ kind: 'trigger', part });
const answered = (from: string, ...part: Part): SecretFlow['from'] => ({ kind: 'call', sender: from, part });
const toCall = (to: string, ...part: Part) => ({ to: 'call', sender: to, part }) as const;
const toCaller = (...part: Part) => ({ to: 'caller', part }) as const;

function home(
  name: string,
  ...flows: readonly (readonly [SecretFlow['from'], string | null, ...SecretFlow['passed']])[]
) {
  const made = flows.map(([from, shown, ...passed]): SecretFlow => ({
    from,
    shown: shown === null ? [] : [{ name: shown, at: at(`/${name}/${shown}`) }],
    passed,
  }));
  return { workflow: ref(name), environments: [], flows: made } satisfies WorkflowFlows;
}

interface Way {
  readonly outcome?: Outcome;
  readonly shows?: Answer;
  readonly softens?: boolean;
}

function call(id: string, from: string, to: string, { outcome = ACCEPTED, shows = 'no', softens }: Way = {}): Call {
  return {
    id,
    sender: sender({ id, workflow: ref(from) }),
    receiver: receiver(undefined, { workflow: ref(to), trigger: 'manual', at: at(`/${to}/manual`), shows }),
    site: null,
    api: null,
    unlinked: null,
    near: null,
    outcome,
    assumptions: softens === undefined ? [] : [{ text: 'a default', at: null, softens }],
    environments: [],
  };
}

function beyond(homes: readonly WorkflowFlows[], calls: readonly Call[]): readonly string[] {
  const [flow, ...others] = flowsTogether(homes, calls);
  expect(others).toEqual([]);
  return (flow?.beyond ?? []).map(({ workflow, name }) => `${workflow}/${name}`);
}

const sends = home('Send', [vault, null, toCall('c', 'body', 'key')]);

describe('a secret that is handed on', () => {
  const takes = home('Take', [given('body', 'key'), 'Keep'], [given('body', 'order'), 'Other']);

  test('is shown by the trigger where that is open, and by who takes that part of it', () => {
    expect(beyond([sends, takes], [call('c', 'Send', 'Take')])).toEqual(['Take/Keep']);
    expect(beyond([sends, takes], [call('c', 'Send', 'Take', { shows: 'yes' })])).toEqual(['Take/manual', 'Take/Keep']);
    expect(beyond([sends, takes], [call('c', 'Send', 'Take', { shows: 'unknown' })])).toEqual(['Take/Keep']);
  });

  test('goes nowhere with a call that is refused, or to nobody who was read', () => {
    expect(beyond([sends, takes], [call('c', 'Send', 'Take', { shows: 'yes', outcome: REFUSED })])).toEqual([]);
    expect(beyond([sends, takes], [{ ...call('c', 'Send', 'Take', { shows: 'yes' }), receiver: null }])).toEqual([]);
    expect(beyond([sends, takes], [call('another', 'Send', 'Take', { shows: 'yes' })])).toEqual([]);
  });

  test('makes a softer finding where the call was found by a value that may be overridden', () => {
    const [hard] = flowsTogether([sends, takes], [call('c', 'Send', 'Take', { softens: false })]);
    const [soft] = flowsTogether([sends, takes], [call('c', 'Send', 'Take', { softens: true })]);
    expect([hard?.softened, soft?.softened]).toEqual([false, true]);
  });
});

describe('an answer', () => {
  const echoes = home('Take', [given('body', 'key'), null, toCaller('body', 'used')]);

  test('goes back to the call that brought the secret, not to others', () => {
    const keeps = home('Send', [vault, null, toCall('c', 'body', 'key')], [answered('c', 'body', 'used'), 'Keep']);
    const other = home('Other', [answered('d', 'body', 'used'), 'Wrong']);
    const calls = [call('c', 'Send', 'Take'), call('d', 'Other', 'Take')];
    expect(beyond([keeps, other, echoes], calls)).toEqual(['Send/Keep']);
  });

  test('with a secret of its own goes to every caller', () => {
    const fetches = home('Fetch', [vault, null, toCaller('body', 'key')]);
    const one = home('One', [answered('c', 'body', 'key'), 'Keep'], [answered('c', 'body', 'state'), 'State']);
    const two = home('Two', [answered('d'), 'All']);
    const calls = [call('c', 'One', 'Fetch'), call('d', 'Two', 'Fetch')];
    expect(beyond([fetches, one, two], calls)).toEqual(['One/Keep', 'Two/All']);
  });
});

test('rings end', () => {
  const turns = home('Turn', [given('body', 'key'), 'Keep', toCall('d', 'body', 'key')]);
  const calls = [call('c', 'Send', 'Turn'), call('d', 'Turn', 'Turn', { shows: 'yes' })];
  expect(beyond([sends, turns], calls)).toEqual(['Turn/Keep', 'Turn/manual']);
});

test('a secret is followed along 400 calls, nearest first', () => {
  const names = Array.from({ length: 500 }, (_, index) => `W${String(index)}`);
  const homes = names.map((name, index) =>
    home(name, [index === 0 ? vault : given('body', 'key'), null, toCall(name, 'body', 'key')]),
  );
  const calls = names
    .slice(1)
    .map((name, index) => call(names[index] ?? '', names[index] ?? '', name, { shows: 'yes' }));
  const shown = beyond(homes, calls);
  expect(shown).toHaveLength(400);
  expect(shown.at(-1)).toBe('W400/manual');
});
