import { ringsOf } from '../../src/link/rings.ts';
import { defineRule } from '../../src/rule.ts';

/** Workflows that are named. */
const MOST_SHOWN = 8;

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
    for (const [call, ...back] of ringsOf(program)) {
      if (call === undefined) continue;
      const names = [call, ...back].map(({ sender }) => sender.workflow.name);
      const shown = names.length > MOST_SHOWN ? [...names.slice(0, MOST_SHOWN), '…'] : names;
      const related = back.slice(0, MOST_SHOWN).map(({ sender, receiver }) => ({
        at: sender.target.at,
        message: `'${sender.workflow.name}' calls '${receiver?.workflow.name ?? ''}'`,
      }));
      say(
        'ring',
        call.sender.target.at,
        { ring: [...shown, call.sender.workflow.name].join(' → ') },
        { related, operation: call.sender.operation },
      );
    }
  },
});
