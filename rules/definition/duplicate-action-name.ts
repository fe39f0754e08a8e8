import { graphOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

export const duplicateActionName = defineRule({
  meta: {
    id: 'duplicate-action-name',
    category: 'definition',
    severity: 'error',
    title: 'Two actions have the same name',
    why: 'Names of actions are unique in the whole workflow, nested ones included, and letter case does not tell them apart: the workflow is refused when it is saved or deployed.',
    remedy: 'Give each action a name of its own.',
    sources: ['facts/workflow-language.md §4'],
  },
  judges: 'workflow',
  messages: {
    twice: (data: { name: string }) =>
      `Another action is called '${data.name}' too: names are unique in the whole workflow, which is refused when it is deployed.`,
  },
  check(workflow, say) {
    const { actions, operations } = graphOf(workflow);
    for (const same of actions.values()) {
      if (same.length < 2) continue;
      const all = same.map((index) => operations[index]).filter((one) => one !== undefined);
      // The outermost keeps its name; places do not depend on the order of members.
      all.sort((a, b) => a.scope.length - b.scope.length || (a.at.pointer < b.at.pointer ? -1 : 1));
      const [first, ...others] = all;
      for (const { name, at, branch } of others) {
        const related =
          first === undefined ? [] : [{ at: { ...first.at, on: 'key' as const }, message: 'the other one' }];
        // Whether tools of different agents share one space of names is not documented.
        const severity = branch.startsWith('tools/') ? 'warning' : 'error';
        say('twice', { ...at, on: 'key' }, { name }, { operation: name, related, severity });
      }
    }
  },
});
