import { unknownMembersOf } from '../../src/extract/unknown-members.ts';
import { defineRule } from '../../src/rule.ts';

export const unknownProperty = defineRule({
  meta: {
    id: 'unknown-property',
    category: 'definition',
    severity: 'off',
    title: 'A member is misspelt, or stands in the wrong place',
    why: 'A definition, trigger, action or parameter with a member that it does not have is refused when it is saved or deployed: InvalidRequestContent, "Could not find member". Deeper down the member is refused or does nothing.',
    remedy: 'Write the member as it is documented, where it is documented.',
    sources: [
      'facts/data/operations.json',
      'https://github.com/Azure/azure-sdk-for-net/issues/2979',
      'https://github.com/MicrosoftDocs/power-automate-docs/issues/29',
    ],
  },
  judges: 'workflow',
  messages: {
    misspelt: (data: { name: string; holder: string; near: string; end: string }) =>
      `'${data.name}' is no member of ${data.holder}: ${data.end}. Did you mean '${data.near}'?`,
    misplaced: (data: { name: string; holder: string; home: string; end: string }) =>
      `'${data.name}' is no member of ${data.holder}, but of ${data.home}: ${data.end}.`,
  },
  check(workflow, say) {
    for (const { at, operation, name, holder, meant, refused } of unknownMembersOf(workflow)) {
      const end = refused
        ? 'the workflow is refused when it is deployed'
        : 'it does nothing, or the workflow is refused when it is deployed';
      const more = operation === null ? {} : { operation: operation.name };
      if ('name' in meant) say('misspelt', at, { name, holder, near: meant.name, end }, more);
      else say('misplaced', at, { name, holder, home: meant.home, end }, more);
    }
  },
});
