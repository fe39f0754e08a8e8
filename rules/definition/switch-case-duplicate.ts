import { allEntries, plainText } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import type { Value } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';
import { clip } from '../../src/secret.ts';

/** What a case compares with, as a key; undefined where it is no literal. */
function literal(value: Value | null | undefined): string | undefined {
  const text = plainText(value);
  if (text !== undefined) return JSON.stringify(text);
  return value?.kind === 'known' && typeof value.value === 'number' ? String(value.value) : undefined;
}

export const switchCaseDuplicate = defineRule({
  meta: {
    id: 'switch-case-duplicate',
    category: 'definition',
    severity: 'error',
    title: 'Two cases of a Switch ask for the same value',
    why: 'At most one case may match. Two cases with the same value are refused when the workflow is saved or deployed.',
    remedy: 'Give each case a value of its own, or join the two.',
    sources: ['facts/data/operations.json'],
  },
  judges: 'workflow',
  messages: {
    twice: (data: { operation: string; first: string; second: string; value: string }) =>
      `The cases '${data.first}' and '${data.second}' of '${data.operation}' both ask for ${data.value}: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    for (const operation of workflow.operations) {
      if (!isType(operation, 'switch')) continue;
      const seen = new Map<string, string>();
      const cases = [...(allEntries(member(operation.value, 'cases')) ?? [])].sort((a, b) => (a.key < b.key ? -1 : 1));
      for (const { key, value } of cases) {
        const asked = member(value, 'case');
        const text = literal(asked);
        if (text === undefined) continue;
        const first = seen.get(text);
        if (first === undefined) seen.set(text, key);
        else {
          const data = { operation: operation.name, first, second: key, value: clip(text, 80) };
          say('twice', asked?.from ?? operation.at, data, { operation: operation.name });
        }
      }
    }
  },
});
