import { isOfPlatform } from '../../src/extract/app.ts';
import { gathered } from '../../src/extract/gathered.ts';
import { defineRule } from '../../src/rule.ts';

export const unusedAppSetting = defineRule({
  meta: {
    id: 'unused-app-setting',
    category: 'definition',
    severity: 'off',
    title: 'An app setting is given that nothing in the app reads',
    why: 'Nothing fails. What is left over is often the old name of something, and a secret in it is one more place to keep.',
    remedy: 'Remove the setting, or read it.',
    sources: ['facts/workflow-language.md §9'],
  },
  judges: 'app',
  messages: {
    unused: (data: { name: string }) =>
      `No workflow of the app, and neither connections.json nor parameters.json, reads the app setting '${data.name}'.`,
  },
  check(app, say) {
    if (!app.whole) return;
    const read = new Set([...app.named, ...app.reads.map(({ name }) => name.toLowerCase())]);
    const given = [...(app.local ?? []), ...(app.deployed ?? [])].filter(
      ({ name }) => !read.has(name.toLowerCase()) && !isOfPlatform(name),
    );
    const found = given.map(({ name, at }) => ({ key: name.toLowerCase(), at, operation: '', name }));
    for (const { first } of gathered(found)) say('unused', first.at, { name: first.name });
  },
});
