import { faultsOf } from '../../src/extract/faults.ts';
import { defineRule } from '../../src/rule.ts';

const WANTED: Readonly<Record<string, string>> = { object: 'an object', array: 'a list', number: 'a number' };

/** What is wrong, in words: lists of operations name their members, the rest is named by its path. */
function nameOf(path: readonly string[], operation: string | undefined): string {
  const [last = '', list = ''] = [...path].reverse();
  const of = operation === undefined ? '' : ` of '${operation}'`;
  if (path.length === 1 && last === 'type') return `the type${of}`;
  if (path.length === 1) return `'${last}'${of || ' of the definition'}`;
  if (operation === undefined) return path.length === 2 ? `'${last}' in ${list}` : `'${last}' of '${list}'`;
  return list === 'actions' ? `'${last}' in '${operation}'` : `'${path.join('.')}'${of}`;
}

export const definitionShape = defineRule({
  meta: {
    id: 'definition-shape',
    category: 'definition',
    severity: 'error',
    title: 'A part of the definition has the wrong shape',
    why: 'The definition is read against its schema when it is saved or deployed: a list where an object belongs, or an operation without type, is refused with InvalidTemplate.',
    remedy: 'Give the member the shape that it must have.',
    sources: ['facts/workflow-language.md §6', 'facts/data/operations.json'],
  },
  judges: 'workflow',
  messages: {
    type: (data: { what: string; wanted: string; found: string }) =>
      `${data.what} is of type ${data.found}, but must be ${data.wanted}: the workflow is refused when it is deployed.`,
    absent: (data: { what: string }) =>
      `${data.what} what it does cannot be told, and the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    for (const fault of faultsOf(workflow)) {
      const { at, path, operation } = fault;
      const more = operation === null ? {} : { operation: operation.name };
      if (fault.kind === 'missing' && path.length === 0 && fault.names[0] === 'type')
        say('absent', at, { what: `'${operation?.name ?? ''}' has no type:` }, more);
      if (fault.kind !== 'type' || path[0] === 'runAfter') continue;
      const wanted = WANTED[fault.wanted[0] ?? ''] ?? 'a text';
      say('type', at, { what: nameOf(path, operation?.name), wanted, found: fault.found }, more);
    }
  },
});
