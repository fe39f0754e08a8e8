import { exposedIn, type Exposed } from '../../src/extract/exposed.ts';
import { defineRule } from '../../src/rule.ts';

/** Members of a secure object that are there for company. */
const PUBLIC = /^(?:.*(?:id|name|uri|url|tenant|audience|authority|type|host|server|region)|user|login)$/;

export const secureParameterInlined = defineRule({
  meta: {
    id: 'secure-parameter-inlined',
    category: 'secrets',
    severity: 'warning',
    title: 'A secure parameter of the template is written into the definition',
    why: 'The type guards the value until the deployment; written into the definition it is plain text, which everybody who may read the workflow sees in the portal, in exports and in the run history.',
    remedy:
      "Declare a parameter of type SecureString in the definition, give it the value in properties.parameters, and use @parameters('...') in the action.",
    sources: ['facts/security.md §7', 'facts/security.md §8'],
    cwe: [312],
    securitySeverity: 6.0,
  },
  judges: 'document',
  messages: {
    definition: ({ name, holder, more }: { name: string; holder: string; more: number }) =>
      `The secure parameter '${name}' is written into the definition, in '${holder}'${more > 0 ? ` and ${String(more)} more ${more > 1 ? 'places' : 'place'}` : ''}: after the deployment its value stands there in clear text.`,
    parameter: ({ name, holder }: { name: string; holder: string; more: number }) =>
      `The secure parameter '${name}' is given to the workflow parameter '${holder}', which is of plain type: after the deployment its value can be read with the workflow.`,
  },
  check(document, say) {
    const byParameter = new Map<string, Exposed[]>();
    for (const one of exposedIn(document)) {
      if (one.kind !== 'secure-parameter' || (one.member !== null && PUBLIC.test(one.member))) continue;
      const workflow = /^.*\/resources\/[^/]+/.exec(one.at.pointer)?.[0] ?? '';
      const key = `${one.declared.pointer} ${workflow}`;
      byParameter.set(key, [...(byParameter.get(key) ?? []), one]);
    }
    for (const all of byParameter.values()) {
      const first = all.find(({ due }) => due) ?? all[0];
      if (first === undefined) continue;
      const { at, name, holder, declared, spot } = first;
      const places = all
        .filter((one) => one !== first)
        .slice(0, 3)
        .map((one) => ({ at: one.at, message: 'it is written here too' }));
      const related = [{ at: declared, message: 'the secure parameter' }, ...places];
      say(spot === 'definition' ? 'definition' : 'parameter', at, { name, holder, more: all.length - 1 }, { related });
    }
  },
});
