import { edgesOf, wayBack } from '../../src/link/rings.ts';
import { defineRule } from '../../src/rule.ts';

export const callCycle = defineRule({
  meta: {
    id: 'call-cycle',
    category: 'trust',
    severity: 'warning',
    title: 'Workflows call each other in a ring',
    why: 'Unless a condition ends it, each round starts the next one: runs pile up, cost money, and a caller that waits for its answer waits for itself.',
    remedy: 'Break the ring, or make sure that a condition ends it.',
    sources: ['facts/workflow-language.md'],
    cwe: [674],
    securitySeverity: 2.0,
  },
  judges: 'program',
  messages: {
    ring: (data: { ring: string }) => `These workflows call each other in a ring: ${data.ring}.`,
  },
  check(program, say) {
    const edges = edgesOf(program);
    const told = new Set<string>();
    for (const call of program.calls) {
      if (call.receiver === null || told.has(call.sender.workflow.id)) continue;
      const back = wayBack(call, edges);
      if (back === undefined) continue;
      const ring = [call, ...back];
      if (ring.some(({ sender }) => told.has(sender.workflow.id))) continue;
      for (const { sender } of ring) told.add(sender.workflow.id);
      const names = [...ring.map(({ sender }) => sender.workflow.name), call.sender.workflow.name];
      const related = back.slice(0, 8).map(({ sender, receiver }) => ({
        at: sender.target.at,
        message: `'${sender.workflow.name}' calls '${receiver?.workflow.name ?? ''}'`,
      }));
      say(
        'ring',
        call.sender.target.at,
        { ring: names.slice(0, 9).join(' → ') },
        { related, operation: call.sender.operation },
      );
    }
  },
});
