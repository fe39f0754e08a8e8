import { defineRule } from '../../src/rule.ts';

export const encoding = defineRule({
  meta: {
    id: 'encoding',
    category: 'template',
    severity: 'info',
    title: 'The file is written in UTF-16',
    why: 'Azure CLI, Azure DevOps tasks and most editors on other systems read UTF-8; a template that PowerShell redirected into a file is refused or garbled there.',
    remedy: 'Save the file as UTF-8.',
    sources: ['facts/corpus.md §16'],
  },
  judges: 'document',
  messages: {
    utf16: (data: { encoding: string }) =>
      `The file is written in ${data.encoding}: tools that read JSON as UTF-8, as RFC 8259 demands, refuse it.`,
  },
  check(document, say) {
    const { encoding, id } = document;
    if (!encoding.startsWith('utf-16')) return;
    say('utf16', { file: id, pointer: '', offset: [0, 0] }, { encoding: encoding.toUpperCase() });
  },
});
