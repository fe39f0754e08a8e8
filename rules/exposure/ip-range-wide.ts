import { isEverything, parseRange, sizeOf } from '../../src/link/address.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

/** More than a /8 of IPv4, a /16 of IPv6. */
const MOST = { 4: 1n << 24n, 6: 1n << 112n } as const;

export const ipRangeWide = defineRule({
  meta: {
    id: 'ip-range-wide',
    category: 'exposure',
    severity: 'info',
    title: 'An address range is wider than any one network',
    why: 'The range admits callers whom nobody had in mind: no organisation holds so many addresses in one piece.',
    remedy: "List the callers' own networks.",
    yieldsTo: ['ip-range-any'],
    sources: ['facts/security.md §1.3', 'facts/security.md §7'],
    cwe: [284],
    securitySeverity: 3.0,
  },
  judges: 'receiver',
  messages: {
    wide: ({ range, size, workflow }: { range: string; size: string; workflow: string }) =>
      `The range '${range}' of '${workflow}' is wider than ${size}: it admits callers of many networks.`,
  },
  check({ access, workflow }, say) {
    if (access?.reach.kind !== 'ranges') return;
    for (const range of access.reach.ranges) {
      const text = asText(range) ?? '';
      const parsed = parseRange(text);
      if (parsed === undefined || isEverything(parsed) || sizeOf(parsed) <= MOST[parsed.family]) continue;
      say('wide', range.from ?? access.reach.at, {
        range: text,
        size: parsed.family === 4 ? '/8' : '/16',
        workflow: workflow.name,
      });
    }
  },
});
