import { connectionsGiven } from '../../src/extract/connections.ts';
import { graphOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

export const unusedConnection = defineRule({
  meta: {
    id: 'unused-connection',
    category: 'definition',
    severity: 'info',
    title: 'A connection is given to the workflow and never used',
    why: 'The workflow keeps access that it does not need, and the deployment needs a connection that nothing uses.',
    remedy: 'Remove the connection from $connections.',
    sources: ['facts/workflow-language.md §7'],
  },
  judges: 'workflow',
  messages: {
    unused: (data: { name: string }) => `The connection '${data.name}' is given in $connections and never used.`,
  },
  check(workflow, say) {
    const given = connectionsGiven(workflow);
    const graph = graphOf(workflow);
    const reads = graph.references.filter(
      ({ kind, name }) => kind === 'parameter' && name?.toLowerCase() === '$connections',
    );
    const uses = graph.references.filter(({ kind }) => kind === 'connection');
    // A reading of $connections as a whole, or with a computed key, may use any of them.
    if (given === undefined || graph.opaque || !workflow.closed || reads.length !== uses.length) return;
    if (graph.written.some(({ template }) => template.faults.length > 0)) return;
    const used = new Set(uses.map(({ name }) => name?.toLowerCase()));
    for (const { key, value } of given) {
      if (!used.has(key.toLowerCase())) say('unused', value.from ?? workflow.at, { name: key });
    }
  },
});
