import { isOfPlatform, namesGiven } from '../../src/extract/app.ts';
import { suggesting } from '../../src/nearest.ts';
import { defineRule } from '../../src/rule.ts';

export const unknownAppSetting = defineRule({
  meta: {
    id: 'unknown-app-setting',
    category: 'definition',
    severity: 'warning',
    title: 'An app setting is read that nothing gives',
    why: 'The app reads its settings when a workflow starts. Where one is missing, its value cannot be resolved and the workflow does not start.',
    remedy:
      'Add the setting to local.settings.json, with an empty value if it is a secret, and to the app settings of the site.',
    sources: ['facts/workflow-language.md §9'],
  },
  judges: 'app',
  messages: {
    missing: (data: { place: string; name: string; near: string }) =>
      `'${data.place}' reads the app setting '${data.name}', which local.settings.json does not have.${data.near}`,
    notDeployed: (data: { place: string; name: string; near: string }) =>
      `'${data.place}' reads the app setting '${data.name}', which the template of its site does not give.${data.near}`,
    nowhere: (data: { place: string; name: string; near: string }) =>
      `'${data.place}' reads the app setting '${data.name}', which neither local.settings.json nor the template of its site gives.${data.near}`,
  },
  check(app, say) {
    const names = namesGiven(app);
    if (names === undefined) return;
    const known = new Set(names.map((name) => name.toLowerCase()));
    const message = app.deployed === null ? 'missing' : app.local === null ? 'notDeployed' : 'nowhere';
    const near = suggesting(names);
    for (const { name, at, place, workflow, operation } of app.reads) {
      if (known.has(name.toLowerCase()) || isOfPlatform(name)) continue;
      const more = { ...(workflow === null ? {} : { workflow }), ...(operation === null ? {} : { operation }) };
      say(message, at, { place, name, near: near(name) }, more);
    }
  },
});
