import { placesShown, secretSourcesOf } from '../../src/extract/flows.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const authorizationHeaderLogged = defineRule({
  meta: {
    id: 'authorization-header-logged',
    category: 'exposure',
    severity: 'warning',
    title: "The callers' tokens stand in the run history",
    why: 'The option IncludeAuthorizationHeadersInOutputs hands the Authorization header to the workflow, and so to its run history and logs: whoever may read them has a token that still works.',
    remedy:
      'Secure the outputs of the trigger: "runtimeConfiguration": { "secureData": { "properties": [ "outputs" ] } }.',
    sources: ['facts/security.md §1.4', 'facts/security.md §7', 'facts/security.md §9 #20'],
    cwe: [532, 522],
    securitySeverity: 5.5,
  },
  judges: 'workflow',
  messages: {
    logged: ({ trigger, workflow, places }: { trigger: string; workflow: string; places: string }) =>
      `'${trigger}' of '${workflow}' hands out the Authorization header, and its outputs are not secured: the caller's token can be read in the run history${places === '' ? '' : `, there and in ${places}`}.`,
  },
  check(workflow, say) {
    // Its runs are not kept, unless an app setting asks for it.
    if (workflow.stateless) return;
    for (const source of secretSourcesOf(workflow)) {
      const { name: trigger, operation, what, secured } = source;
      const { shown } = source.spread;
      if (what !== 'authorization' || secured !== 'no') continue;
      const at = member(operation?.value, 'operationOptions')?.from ?? source.at;
      const related = shown.slice(0, 5).map((one) => ({ at: one.at, message: `'${one.name}' holds it too` }));
      say(
        'logged',
        at,
        { trigger, workflow: workflow.name, places: placesShown(shown) },
        { operation: trigger, related },
      );
    }
  },
});
