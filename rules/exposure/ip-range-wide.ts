import { admits, isEverything, parseRange, sizeOf } from '../../src/link/address.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

export const ipRangeWide = defineRule({
  meta: {
    id: 'ip-range-wide',
    category: 'exposure',
    severity: 'info',
    title: 'An address range is wider than any one network',
    why: 'The range admits callers whom nobody had in mind: no organisation holds so many addresses in one piece.',
    remedy: "List the callers' own networks.",
    options: {
      ipv4Prefix: {
        kind: 'number',
        about: 'The shortest prefix of IPv4 that is fine.',
        standard: 8,
        least: 1,
        most: 32,
      },
      ipv6Prefix: {
        kind: 'number',
        about: 'The shortest prefix of IPv6 that is fine.',
        standard: 16,
        least: 1,
        most: 128,
      },
      allowRanges: {
        kind: 'texts',
        about: 'Ranges that are meant: what lies in one of them is fine.',
        form: '^[0-9a-fA-F:.]+(/[0-9]{1,3}| ?- ?[0-9a-fA-F:.]+)?$',
        example: '20.0.0.0/7',
      },
    },
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
  check({ access, workflow }, say, { ipv4Prefix, ipv6Prefix, allowRanges }) {
    if (access?.reach.kind !== 'ranges') return;
    const allowed = allowRanges.flatMap((range) => parseRange(range) ?? []);
    for (const range of access.reach.ranges) {
      const text = asText(range) ?? '';
      const parsed = parseRange(text);
      if (parsed === undefined || isEverything(parsed) || admits(allowed, parsed) === 'yes') continue;
      const [prefix, width] = parsed.family === 4 ? [ipv4Prefix, 32] : [ipv6Prefix, 128];
      if (sizeOf(parsed) <= 1n << BigInt(width - prefix)) continue;
      say('wide', range.from ?? access.reach.at, { range: text, size: `/${prefix}`, workflow: workflow.name });
    }
  },
});
