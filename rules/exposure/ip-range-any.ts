import { isEverything, parseRange } from '../../src/link/address.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

export const ipRangeAny = defineRule({
  meta: {
    id: 'ip-range-any',
    category: 'exposure',
    severity: 'error',
    title: 'An address range admits the whole internet',
    why: 'The list looks like a limit and is none: every address lies in the range.',
    remedy:
      "List the callers' own ranges, or remove the list and guard the trigger by an authorization policy with SAS disabled.",
    sources: ['facts/security.md §1.3', 'facts/security.md §7'],
    cwe: [284],
    securitySeverity: 7.0,
  },
  judges: 'receiver',
  messages: {
    any: (data: { range: string; every: string; workflow: string; trigger: string }) =>
      `The range '${data.range}' admits every ${data.every}, so '${data.trigger}' of '${data.workflow}' can be called from the whole internet in spite of its address list.`,
  },
  check({ access, workflow, trigger }, say) {
    if (access?.reach.kind !== 'ranges') return;
    for (const range of access.reach.ranges) {
      const text = asText(range);
      const parsed = text === undefined ? undefined : parseRange(text);
      if (text === undefined || parsed === undefined || !isEverything(parsed)) continue;
      const every = parsed.family === 4 ? 'address' : 'IPv6 address';
      say('any', range.from ?? access.reach.at, { range: text, every, workflow: workflow.name, trigger });
    }
  },
});
