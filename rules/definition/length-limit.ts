import { limitFor } from '../../src/extract/limits.ts';
import { plainText } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import { graphOf, isPlainName, operationOf, placeOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';
import { asText, member } from '../../src/value.ts';

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
    name: (data: { name: string; length: number; max: number }) =>
      `The name '${data.name}…' has ${data.length} characters, but names have at most ${data.max}: the workflow is refused when it is deployed.`,
    expression: (data: { place: string; length: number }) =>
      `'${data.place}' holds an expression of ${data.length} characters, but one has at most 8,192: the workflow is refused when it is deployed.`,
    code: (data: { place: string; length: number; max: number }) =>
      `The code of '${data.place}' has ${data.length} characters, but this plan takes at most ${data.max}.`,
    description: (data: { place: string; length: number; max: number }) =>
      `The description of '${data.place}' has ${data.length} characters, but at most ${data.max} are documented.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    const limit = (what: Parameters<typeof limitFor>[0]): number => limitFor(what, workflow.plan);
    for (const operation of workflow.operations) {
      const { name, value, at } = operation;
      const more = { operation: name };
      if (name.length > limit('name') && isPlainName(name))
        say('name', { ...at, on: 'key' }, { name: name.slice(0, 40), length: name.length, max: limit('name') }, more);
      const code = isType(operation, 'javascriptcode') ? member(operation.inputs, 'code') : null;
      for (const [what, written] of [
        ['code', code],
        ['description', member(value, 'description')],
      ] as const) {
        const length = asText(written)?.length ?? 0;
        if (length > limit(what) && (what === 'code' || plainText(written) !== undefined))
          say(what, written?.from ?? at, { place: name, length, max: limit(what) }, { ...more, severity: 'warning' });
      }
    }
    for (const written of graph.written) {
      const fault = written.template.faults.find(({ kind }) => kind === 'length');
      if (fault === undefined) continue;
      const place = operationOf(graph, written)?.name ?? 'outputs';
      say(
        'expression',
        placeOf(workflow, written, fault),
        { place, length: fault.end - fault.start },
        { operation: place },
      );
    }
  },
});
