import type { Call, Program } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';

type Verdict = 'accepted' | 'refused' | 'mixed';

/** Environment → what the call comes to there, for every place that calls; several passes of one loop must agree. */
function places({
  calls,
}: Program): ReadonlyMap<string, { readonly call: Call; readonly verdicts: Map<string, Verdict> }> {
  const found = new Map<string, { readonly call: Call; readonly verdicts: Map<string, Verdict> }>();
  for (const call of calls) {
    const { file, pointer } = call.sender.at;
    const key = `${file}#${pointer}`;
    const place = found.get(key) ?? { call, verdicts: new Map<string, Verdict>() };
    found.set(key, place);
    const verdict = call.receiver === null || call.outcome.verdict === 'unknown' ? 'mixed' : call.outcome.verdict;
    for (const name of call.environments) {
      const before = place.verdicts.get(name) ?? verdict;
      place.verdicts.set(name, before === verdict ? verdict : 'mixed');
    }
  }
  return found;
}

export const environmentDiffers = defineRule({
  meta: {
    id: 'environment-differs',
    category: 'template',
    severity: 'info',
    title: 'A call is admitted in one environment and refused in another',
    why: 'What was tried out in one environment fails in the other: a value that both sides must agree on was changed on one side only.',
    remedy: 'Compare the parameter files of the two environments.',
    sources: ['facts/arm-templates.md §3.2'],
  },
  judges: 'program',
  messages: {
    differs: (data: { open: string; shut: string }) =>
      `The call is admitted in ${data.open} and refused in ${data.shut}: their parameter files disagree about it.`,
  },
  check(program, say) {
    for (const { call, verdicts } of places(program).values()) {
      const of = (wanted: Verdict): string =>
        [...verdicts]
          .flatMap(([name, verdict]) => (verdict === wanted ? [`'${name}'`] : []))
          .sort()
          .join(', ');
      const [open, shut] = [of('accepted'), of('refused')];
      if (open !== '' && shut !== '')
        say('differs', call.sender.at, { open, shut }, { operation: call.sender.operation });
    }
  },
});
