import { exposedIn, type Exposed } from '../../src/extract/exposed.ts';
import { defineRule } from '../../src/rule.ts';

export const secretInPlainParameter = defineRule({
  meta: {
    id: 'secret-in-plain-parameter',
    category: 'secrets',
    severity: 'warning',
    title: 'A secret comes from a parameter of plain type',
    why: 'Values of plain parameters are kept in the deployment history and shown to whoever may read it; a secure type keeps them back.',
    remedy: 'Declare the parameter as securestring (secureobject), and give its value from Key Vault.',
    yieldsTo: ['callback-url-exposed'],
    sources: ['facts/security.md §7', 'facts/arm-templates.md §3.2'],
    cwe: [312, 532],
    securitySeverity: 5.5,
  },
  judges: 'document',
  messages: {
    plain: ({ name, holder, places, due }: { name: string; holder: string; places: number; due: boolean }) =>
      `The parameter '${name}' is of plain type and is written into '${holder}'${places > 1 ? ` and ${String(places - 1)} more such ${places > 2 ? 'places' : 'place'}` : ''}${due ? ', where a secret belongs' : ', and is a secret by its name'}: its value stays readable in the deployment history.`,
  },
  check(document, say) {
    const byParameter = new Map<string, Exposed[]>();
    for (const one of exposedIn(document)) {
      if (one.kind !== 'plain-parameter') continue;
      const key = one.declared.pointer;
      byParameter.set(key, [...(byParameter.get(key) ?? []), one]);
    }
    for (const [first, ...more] of byParameter.values()) {
      if (first === undefined) continue;
      const related = [first, ...more].slice(0, 3).map(({ at }) => ({ at, message: 'it is used as a secret here' }));
      say(
        'plain',
        first.declared,
        { name: first.name, holder: first.holder, places: more.length + 1, due: first.due },
        { related, about: first.at.pointer },
      );
    }
  },
});
