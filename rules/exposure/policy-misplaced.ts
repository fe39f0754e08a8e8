import { defineRule } from '../../src/rule.ts';

export const policyMisplaced = defineRule({
  meta: {
    id: 'policy-misplaced',
    category: 'exposure',
    severity: 'error',
    title: 'Authorization policies stand where they do not guard the trigger',
    why: 'Policies are documented for accessControl.triggers alone. Beside it they look like a guard and none of the calls to the trigger is checked by them.',
    remedy: 'Move openAuthenticationPolicies to accessControl.triggers.',
    sources: ['facts/security.md §1.1', 'facts/security.md §9 #15'],
    cwe: [863, 306],
    securitySeverity: 7.0,
  },
  judges: 'workflow',
  messages: {
    section: ({ section, workflow }: { section: string; workflow: string }) =>
      `The authorization policies of '${workflow}' stand under '${section}' and not under accessControl.triggers: they do not guard its trigger.`,
  },
  check({ sections, access, name, operations }, say) {
    if (!operations.some(({ role, type }) => role === 'trigger' && type.toLowerCase() === 'request')) return;
    // Policies at the right place guard the trigger, whatever these are for.
    if (access !== null && access.policies !== 'unknown' && access.policies.length > 0) return;
    if (access?.policies === 'unknown') return;
    for (const { section, at } of sections.filter(({ hasPolicies }) => hasPolicies))
      say('section', at, { section, workflow: name });
  },
});
