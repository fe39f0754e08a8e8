import { lengthsOf } from '../../src/extract/lengths.ts';
import { limitFor } from '../../src/extract/limits.ts';
import { graphOf, operationOf, placeOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';
import { clip } from '../../src/secret.ts';

type Long = Readonly<{ place: string; length: number; max: number }>;

/** What is refused; the rest is a warning, since a page says one number and no error is known. */
const REFUSED: readonly string[] = ['workflowName', 'name'];

export const lengthLimit = defineRule({
  meta: {
    id: 'length-limit',
    category: 'definition',
    severity: 'error',
    title: 'A name, an expression or code is longer than the service takes',
    why: 'Lengths are checked when the workflow is saved or deployed, and what is too long is refused.',
    remedy: 'Shorten it: split an expression over several Compose actions, code over several actions.',
    sources: ['facts/data/limits.json'],
  },
  judges: 'workflow',
  messages: {
    name: ({ place, length, max }: Long) =>
      `The name '${place}…' has ${length} characters, but names have at most ${max}: the workflow is refused when it is deployed.`,
    workflowName: ({ place, length, max }: Long) =>
      `The workflow name '${place}…' has ${length} characters, but at most ${max} are taken: the workflow is refused when it is deployed.`,
    expression: (data: { place: string; length: number }) =>
      `'${data.place}' holds an expression of ${data.length} characters, but one has at most 8,192: the workflow is refused when it is deployed.`,
    code: ({ place, length, max }: Long) =>
      `The code of '${place}' has ${length} characters, but this plan takes at most ${max}.`,
    description: ({ place, length, max }: Long) =>
      `The description of '${place}' has ${length} characters, but at most ${max} are documented.`,
    uri: ({ place, length, max }: Long) =>
      `The address of '${place}' has ${length} characters, but at most ${max} are documented.`,
    trackedProperties: ({ place, length, max }: Long) =>
      `The tracked properties of '${place}' have ${length} characters, but at most ${max} are documented.`,
  },
  check(workflow, say) {
    for (const { what, length, at, operation } of lengthsOf(workflow)) {
      const max = limitFor(what, workflow.plan);
      if (length <= max) continue;
      const isName = REFUSED.includes(what);
      const name = operation ?? workflow.name;
      const more = {
        ...(operation === null ? {} : { operation }),
        ...(isName ? {} : { severity: 'warning' as const }),
      };
      say(what, at, { place: isName ? clip(name, 40) : name, length, max }, more);
    }
    const graph = graphOf(workflow);
    for (const written of graph.written) {
      const fault = written.template.faults.find(({ kind }) => kind === 'length');
      const place = operationOf(graph, written)?.name ?? 'outputs';
      const data = { place, length: (fault?.end ?? 0) - (fault?.start ?? 0) };
      if (fault !== undefined) say('expression', placeOf(workflow, written, fault), data, { operation: place });
    }
  },
});
