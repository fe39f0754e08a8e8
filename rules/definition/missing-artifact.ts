import { artifactUses } from '../../src/extract/artifacts.ts';
import { has } from '../../src/extract/value-sets.ts';
import { suggesting } from '../../src/nearest.ts';
import { defineRule } from '../../src/rule.ts';

export const missingArtifact = defineRule({
  meta: {
    id: 'missing-artifact',
    category: 'definition',
    severity: 'warning',
    title: 'An action names a map or schema that the app does not have',
    why: 'With source LogicApp a map or schema is looked up in the folder Artifacts of the app. Where it is not there, the action fails in every run.',
    remedy: 'Add the file to Artifacts/Maps or Artifacts/Schemas, or name one that is there.',
    sources: ['facts/workflow-language.md §9', 'facts/data/operations.json'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { operation: string; what: string; name: string; near: string }) =>
      `'${data.operation}' uses the ${data.what} '${data.name}' of the app, but the folder Artifacts does not have it.${data.near}`,
  },
  check(workflow, say) {
    const { files } = workflow;
    const there = files?.host === true ? files.artifacts : null;
    if (there === null) return;
    const near = suggesting(there);
    for (const { operation, what, name, at } of artifactUses(workflow)) {
      if (has(there, name) || there.some((file) => stem(file) === name.toLowerCase())) continue;
      const data = { operation: operation.name, what, name, near: near(name) };
      say('missing', at, data, { operation: operation.name });
    }
  },
});

/** Some write the name without its extension, as integration accounts do. */
function stem(file: string): string {
  return file.replace(/\.[^.]*$/, '').toLowerCase();
}
