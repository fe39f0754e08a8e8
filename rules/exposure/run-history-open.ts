import { secretSourcesOf } from '../../src/extract/flows.ts';
import { defineRule } from '../../src/rule.ts';

export const runHistoryOpen = defineRule({
  meta: {
    id: 'run-history-open',
    category: 'exposure',
    severity: 'info',
    title: 'The run history of a workflow that handles secrets can be read from anywhere',
    why: 'Inputs and outputs of runs are fetched by links that work from every address, for whoever has the rights: a stolen session or a passed-on link is enough.',
    remedy:
      'Limit accessControl.contents.allowedCallerIpAddresses to the addresses of those who look at runs, and secure the data itself.',
    sources: ['facts/security.md §1.3', 'facts/security.md §7'],
    cwe: [284, 532],
    securitySeverity: 3.0,
  },
  judges: 'workflow',
  messages: {
    open: ({ workflow, operation }: { workflow: string; operation: string }) =>
      `'${workflow}' handles secrets ('${operation}' brings one in clear), and its run history is not limited to any addresses.`,
  },
  check(workflow, say) {
    const { access, complete, sections, name } = workflow;
    if (access === null || !complete || access.reach.kind === 'unknown') return;
    const contents = sections.find(({ section }) => section.toLowerCase() === 'contents');
    if (contents !== undefined && contents.reach.kind !== 'any') return;
    const source = secretSourcesOf(workflow).find(({ secured }) => secured === 'no');
    if (source !== undefined) say('open', access.at, { workflow: name, operation: source.name });
  },
});
