import { networkOf, parseRange, withoutCallers } from '../../src/link/address.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

export const ipRangeUnusable = defineRule({
  meta: {
    id: 'ip-range-unusable',
    category: 'exposure',
    severity: 'warning',
    title: 'An address range does not say what it seems to say',
    why: 'A private or reserved address never calls over the internet, so such a range admits nobody; an address with bits beyond its prefix names another network than the one that was meant, or is refused.',
    remedy: 'Write the public addresses that the calls come from; write the network itself before its prefix length.',
    sources: ['facts/security.md §1.3'],
    cwe: [183],
    securitySeverity: 3.0,
  },
  judges: 'workflow',
  messages: {
    nobody: ({ range, block, workflow }: { range: string; block: string; workflow: string }) =>
      `The range '${range}' of '${workflow}' lies in ${block}, addresses that are private or reserved: no call over the internet comes from there.`,
    bits: ({ range, network, workflow }: { range: string; network: string; workflow: string }) =>
      `The range '${range}' of '${workflow}' has bits beyond its prefix: the network of that length is ${network}. Whether the platform takes the rest for it is not documented.`,
  },
  check({ access, sections, name }, say) {
    const lists = [...(access === null ? [] : [access.reach]), ...sections.map(({ reach }) => reach)];
    for (const reach of lists) {
      if (reach.kind !== 'ranges') continue;
      for (const range of reach.ranges) {
        const text = asText(range) ?? '';
        const parsed = parseRange(text);
        if (parsed === undefined) continue;
        const [block, network] = [withoutCallers(parsed), networkOf(text)];
        if (block !== undefined) say('nobody', range.from ?? reach.at, { range: text, block, workflow: name });
        else if (network !== undefined) say('bits', range.from ?? reach.at, { range: text, network, workflow: name });
      }
    }
  },
});
