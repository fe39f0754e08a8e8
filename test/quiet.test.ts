import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding, Ignore, Level, Settings, Severity, Suppression } from '../src/model.ts';
import { quieten, runs } from '../src/quiet.ts';
import type { AnyRule, RuleMeta } from '../src/rule.ts';

function rule(id: string, severity: Level, category: RuleMeta['category'] = 'trust'): AnyRule {
  const meta: RuleMeta = { id, category, severity, title: id, why: id, remedy: id, sources: [] };
  return { meta, judges: 'call', messages: {}, check: () => undefined };
}
const RULES = [rule('loud', 'error'), rule('soft', 'info', 'exposure'), rule('asleep', 'off')];

function settings(more: Partial<Settings> = {}): Settings {
  return { severities: {}, only: [], suppressions: [], today: '2026-06-15', docs: '', ...more };
}
function finding(more: Partial<Finding> = {}): Finding {
  return {
    rule: 'loud',
    message: 'm',
    data: {},
    at: { file: 'a/x.json', pointer: '' },
    related: [],
    subject: 's',
    workflow: 'Orders',
    operation: 'Call',
    outcome: null,
    environments: [],
    softened: false,
    ...more,
  };
}
function suppression(more: Partial<Suppression> = {}): Suppression {
  return { rule: 'loud', files: [], workflow: null, operation: null, reason: 'known', until: null, ...more };
}
function severity(one: Finding, given: Settings = settings()): Severity | 'off' {
  return quieten([one], RULES, given).kept[0]?.severity ?? 'off';
}

test.each<[string, Partial<Finding>, Partial<Settings>, Severity | 'off']>([
  ['the default', {}, {}, 'error'],
  ['softened once', { softened: true }, {}, 'warning'],
  ['a warning softened', { softened: true, severity: 'warning' }, {}, 'info'],
  ['info stays', { rule: 'soft', softened: true }, {}, 'info'],
  ["the finding's own", { severity: 'warning' }, {}, 'warning'],
  ["the user's by category", {}, { severities: { trust: 'info' } }, 'info'],
  ["the user's by id wins", {}, { severities: { trust: 'info', loud: 'warning' } }, 'warning'],
  ["softening comes before the user's", { softened: true }, { severities: { loud: 'error' } }, 'error'],
  ['off drops', {}, { severities: { loud: 'off' } }, 'off'],
  ['opt-in sleeps', { rule: 'asleep' }, {}, 'off'],
  ['opt-in sleeps through its category', { rule: 'asleep' }, { severities: { trust: 'error' } }, 'off'],
  ['opt-in wakes by name', { rule: 'asleep' }, { severities: { asleep: 'info' } }, 'info'],
  ['opt-in wakes by --only', { rule: 'asleep' }, { only: ['asleep'] }, 'warning'],
  ['--only others', {}, { only: ['soft'] }, 'off'],
  ['--only its category', {}, { only: ['trust'] }, 'error'],
  ['a rule that nobody knows', { rule: 'strange' }, {}, 'error'],
  [
    'names that JavaScript owns',
    {},
    { severities: JSON.parse('{"__proto__":"off","constructor":"off"}') as Record<string, Level> },
    'error',
  ],
  ['an override of its folder', {}, { overrides: [{ files: ['a/**'], severities: { loud: 'info' } }] }, 'info'],
  ['an override of another folder', {}, { overrides: [{ files: ['b/**'], severities: { loud: 'info' } }] }, 'error'],
  [
    'the last of two overrides',
    {},
    {
      overrides: [
        { files: ['**'], severities: { loud: 'info' } },
        { files: ['**'], severities: { trust: 'off' } },
      ],
    },
    'off',
  ],
])('severity: %s', (_, more, given, expected) => {
  expect(severity(finding(more), settings(given))).toBe(expected);
});

test.each<[string, Partial<Suppression>, boolean]>([
  ['by rule', {}, true],
  ['by category', { rule: 'trust' }, true],
  ['of another rule', { rule: 'soft' }, false],
  ['of its file', { files: ['b.json', 'a/*.json'] }, true],
  ['of another file', { files: ['b.json'] }, false],
  ['of its workflow, whatever the letter case', { workflow: 'ORDERS' }, true],
  ['of another workflow', { workflow: 'Order' }, false],
  ['of its operation', { operation: 'call' }, true],
  ['of another operation', { operation: 'Other' }, false],
  ['until today', { until: '2026-06-15' }, true],
  ['until yesterday', { until: '2026-06-14' }, false],
])('suppression %s', (_, more, holds) => {
  const one = suppression(more);
  const result = quieten([finding()], RULES, settings({ suppressions: [one] }));
  expect(result.suppressed).toBe(holds ? 1 : 0);
  expect(result.kept).toHaveLength(holds ? 0 : 1);
  expect(result.expired).toEqual(more.until === '2026-06-14' ? [one] : []);
  expect(result.unused).toEqual(holds || result.expired.length > 0 ? [] : [one]);
});

test('a suppression that covers an operation does not cover a finding without one', () => {
  const result = quieten(
    [finding({ operation: null })],
    RULES,
    settings({ suppressions: [suppression({ operation: 'Call' })] }),
  );
  expect(result.kept).toHaveLength(1);
});

test('a suppression of a rule that did not run is not called unused', () => {
  const suppressions = [suppression({ rule: 'soft' }), suppression({ rule: 'loud' })];
  expect(quieten([], RULES, settings({ suppressions, only: ['soft'] })).unused).toEqual([suppressions[0]]);
});

test('which rules can speak', () => {
  const ids = (given: Partial<Settings>): string[] =>
    RULES.filter(({ meta }) => runs(meta, settings(given))).map(({ meta }) => meta.id);
  expect(ids({})).toEqual(['loud', 'soft']);
  expect(ids({ severities: { trust: 'off' } })).toEqual(['soft']);
  expect(ids({ severities: { trust: 'off' }, overrides: [{ files: ['x'], severities: { loud: 'info' } }] })).toEqual([
    'loud',
    'soft',
  ]);
  expect(ids({ only: ['asleep'] })).toEqual(['asleep']);
});

test('every finding is kept, held back or off; a rule that does not run never speaks', () => {
  const level = fc.constantFrom<Level>('error', 'warning', 'info', 'off');
  const given = fc.record({
    severities: fc.dictionary(fc.constantFrom('loud', 'soft', 'asleep', 'trust', 'exposure'), level),
    only: fc.subarray(['loud', 'soft', 'asleep', 'trust']),
  });
  fc.assert(
    fc.property(given, fc.array(fc.constantFrom('loud', 'soft', 'asleep')), (more, ids) => {
      const findings = ids.map((id) => finding({ rule: id }));
      const { kept, suppressed } = quieten(findings, RULES, settings(more));
      expect(suppressed).toBe(0);
      for (const { meta } of RULES) {
        const speaks = runs(meta, settings(more)) ? ids.filter((id) => id === meta.id).length : 0;
        expect(kept.filter((one) => one.rule === meta.id)).toHaveLength(speaks);
      }
    }),
  );
});

test('an ignore is asked about findings of its own file alone', () => {
  let asked = 0;
  const files = Array.from({ length: 100 }, (_, at) => `f${at}.json`);
  const ignores = files.flatMap((file) =>
    Array.from({ length: 10 }, (_, at): Ignore => ({
      rule: 'loud',
      reason: 'known',
      until: null,
      fault: null,
      at: { file, pointer: '' },
      covers: {
        file,
        get pointer() {
          asked++;
          return `/${at}`;
        },
      },
    })),
  );
  const findings = files.map((file) => finding({ at: { file, pointer: '/3/x' } }));
  const { held, ignores: said } = quieten(findings, RULES, settings(), { ignores, textOf: () => undefined });
  expect([held.length, said.unused.length]).toEqual([100, 900]);
  // Each asks twice of one finding: is it this place, is it above it?
  expect(asked).toBeLessThanOrEqual(100 * 10 * 3);
});
