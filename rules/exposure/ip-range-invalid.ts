import { parseRange } from '../../src/link/address.ts';
import { isPlaceholder, clip } from '../../src/secret.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

/** What other tools fill in, expressions, names of service tags whose use here is not documented: nothing is sure. */
function isElsewhere(text: string): boolean {
  return isPlaceholder(text) || /^[[@]|[#{}<>$%]|__/.test(text);
}

export const ipRangeInvalid = defineRule({
  meta: {
    id: 'ip-range-invalid',
    category: 'exposure',
    severity: 'error',
    title: 'An address range is none',
    why: 'The platform takes a network with its prefix length (x.x.x.x/x) or first and last address (x.x.x.x-x.x.x.x). What it cannot read fails the deployment, or admits nobody.',
    remedy: 'Write the network as 198.51.100.0/24 or the range as 198.51.100.1-198.51.100.9, the lower address first.',
    sources: ['facts/security.md §1.3'],
    cwe: [20],
    securitySeverity: 3.0,
  },
  judges: 'workflow',
  messages: {
    invalid: ({ range, section, workflow }: { range: string; section: string; workflow: string }) =>
      `'${range}' in accessControl.${section} of '${workflow}' is neither a network (x.x.x.x/x) nor a range (x.x.x.x-x.x.x.x).`,
  },
  check({ access, sections, name }, say) {
    const lists = [...(access === null ? [] : [{ section: 'triggers', reach: access.reach }]), ...sections];
    for (const { section, reach } of lists) {
      if (reach.kind !== 'ranges') continue;
      for (const range of reach.ranges) {
        const text = asText(range);
        if (text === undefined || isElsewhere(text) || parseRange(text) !== undefined) continue;
        say('invalid', range.from ?? reach.at, { range: clip(text, 60), section, workflow: name });
      }
    }
  },
});
