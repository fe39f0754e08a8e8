import { misfits, parametersOf, unconverted } from '../../src/extract/declared.ts';
import { allEntries, meantText, sureType } from '../../src/extract/literals.ts';
import { defineRule } from '../../src/rule.ts';
import { asText, member } from '../../src/value.ts';

/** An empty text is there for the designer's sake; what comes through a parameter of the template is judged there. */
function writtenType(value: ReturnType<typeof member>): string | undefined {
  return value?.via !== undefined || asText(value)?.trim() === '' ? undefined : sureType(value);
}

/** The type that is written, where it surely is another one. */
function otherType(type: string, value: ReturnType<typeof member>): string | undefined {
  const found = writtenType(value);
  return misfits(type, found) || (found === 'string' && unconverted(type, meantText(value))) ? found : undefined;
}

export const parameterTypeMismatch = defineRule({
  meta: {
    id: 'parameter-type-mismatch',
    category: 'definition',
    severity: 'error',
    title: 'The value of a parameter is not of the declared type',
    why: 'Values are compared with the declared type when the workflow is deployed: an object where a text is declared, or the reverse, is refused.',
    remedy: 'Give a value of the declared type, or declare the type of the value.',
    sources: ['facts/workflow-language.md §7'],
  },
  judges: 'workflow',
  messages: {
    default: (data: { name: string; type: string; found: string }) =>
      `The parameter '${data.name}' is declared as ${data.type}, but its defaultValue is of type ${data.found}: the deployment is refused.`,
    given: (data: { name: string; type: string; found: string }) =>
      `The parameter '${data.name}' is declared as ${data.type}, but gets a value of type ${data.found}: the deployment is refused.`,
  },
  check(workflow, say) {
    const parameters = parametersOf(workflow) ?? new Map<string, never>();
    for (const { name, type, value, at } of parameters.values()) {
      const fallback = member(value, 'defaultValue');
      const found = otherType(type, fallback);
      if (found !== undefined) say('default', fallback?.from ?? at, { name, type, found });
    }
    for (const { key: name, value } of allEntries(workflow.given) ?? []) {
      const own = workflow.plan === 'standard' ? asText(member(value, 'type'))?.toLowerCase() : undefined;
      const type = own ?? parameters.get(name.toLowerCase())?.type ?? '';
      const given = member(value, 'value');
      const found = otherType(type, given);
      if (found !== undefined) say('given', given?.from ?? value.from ?? workflow.at, { name, type, found });
    }
  },
});
