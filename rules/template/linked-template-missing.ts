import { defineRule } from '../../src/rule.ts';

export const linkedTemplateMissing = defineRule({
  meta: {
    id: 'linked-template-missing',
    category: 'template',
    severity: 'error',
    title: 'A linked template or parameter file is not there',
    why: 'relativePath counts from the template that holds it. Where no file of that path is published beside it, the deployment fails with InvalidTemplateDeployment or a download error.',
    remedy: 'Correct the path, or add the file.',
    sources: ['facts/arm-templates.md §3.6'],
  },
  judges: 'template',
  messages: {
    missing: (data: { path: string }) =>
      `There is no file '${data.path}' in the project: the deployment cannot load what it links to.`,
  },
  check(template, say) {
    for (const { kind, at, name } of template.faults) {
      if (kind === 'template-not-found' && name !== undefined) say('missing', at, { path: name });
    }
  },
});
