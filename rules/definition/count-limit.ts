import { parametersOf, variablesOf } from '../../src/extract/declared.ts';
import { type LIMITS, limitFor } from '../../src/extract/limits.ts';
import { allEntries } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import { graphOf } from '../../src/extract/references.ts';
import type { Anchor } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const countLimit = defineRule({
  meta: {
    id: 'count-limit',
    category: 'definition',
    severity: 'error',
    title: 'A workflow has more of something than the plan takes',
    why: 'Actions, triggers, parameters, variables, outputs and cases are counted when the workflow is saved or deployed, and too many are refused.',
    remedy: 'Split the workflow: move a part into a workflow of its own and call it.',
    sources: ['facts/data/limits.json'],
  },
  judges: 'workflow',
  messages: {
    many: (data: { place: string; count: number; what: string; max: number }) =>
      `'${data.place}' has ${data.count} ${data.what}, but at most ${data.max} are taken: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    const { definition, plan, name, at, operations } = workflow;
    const judge = (
      what: keyof typeof LIMITS,
      count: number,
      place: string,
      where: Anchor,
      operation?: string,
    ): void => {
      const max = limitFor(what, plan);
      const more = operation === undefined ? {} : { operation };
      if (count > max) say('many', where, { place, count, what, max }, more);
    };
    const of = (role: string): number => operations.filter((one) => one.role === role).length;
    judge('actions', of('action'), name, member(definition, 'actions')?.from ?? at);
    judge('triggers', of('trigger'), name, member(definition, 'triggers')?.from ?? at);
    judge('parameters', parametersOf(workflow)?.size ?? 0, name, member(definition, 'parameters')?.from ?? at);
    judge(
      'outputs',
      allEntries(member(definition, 'outputs'))?.length ?? 0,
      name,
      member(definition, 'outputs')?.from ?? at,
    );
    judge('variables', variablesOf(graphOf(workflow)).all.size, name, at);
    for (const operation of operations) {
      if (!isType(operation, 'switch')) continue;
      const cases = member(operation.value, 'cases');
      judge('cases', allEntries(cases)?.length ?? 0, operation.name, cases?.from ?? operation.at, operation.name);
    }
  },
});
