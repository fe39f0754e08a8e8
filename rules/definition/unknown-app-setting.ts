import { callsInFile } from '../../src/extract/connections.ts';
import { allEntries } from '../../src/extract/literals.ts';
import { graphOf, isPlainName, spotOf } from '../../src/extract/references.ts';
import { suggestion } from '../../src/extract/standing.ts';
import type { Anchor } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';

/** What the platform itself sets. */
const PLATFORM = /^(?:WEBSITE|WORKFLOWS|AzureWebJobs|FUNCTIONS|APPINSIGHTS|APPLICATIONINSIGHTS|REGION|APP_KIND)/i;

export const unknownAppSetting = defineRule({
  meta: {
    id: 'unknown-app-setting',
    category: 'definition',
    severity: 'warning',
    title: 'An app setting is read that local.settings.json does not have',
    why: 'Where the app lacks the setting too, the workflow does not start: the value cannot be resolved. Settings that exist in Azure alone are reported as well.',
    remedy: 'Add the setting to local.settings.json, with an empty value if it is a secret, and to the app.',
    sources: ['facts/workflow-language.md §9'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { place: string; name: string; near: string }) =>
      `'${data.place}' reads the app setting '${data.name}', which local.settings.json does not have.${data.near}`,
  },
  check(workflow, say) {
    const settings = workflow.files?.host === true ? allEntries(workflow.files.settings) : undefined;
    if (settings === undefined || workflow.files === null) return;
    const names = settings.map(({ key }) => key);
    const known = new Set(names.map((name) => name.toLowerCase()));
    const graph = graphOf(workflow);
    const judge = (name: string, place: string, at: Anchor, more = {}): void => {
      if (known.has(name.toLowerCase()) || PLATFORM.test(name) || !isPlainName(name)) return;
      say('missing', at, { place, name, near: suggestion(graph, name, names) }, more);
    };
    for (const reference of graph.references) {
      const { at, place, more } = spotOf(graph, reference);
      if (reference.kind === 'app-setting' && reference.name !== undefined) judge(reference.name, place, at, more);
    }
    const { connections, parameters } = workflow.files;
    for (const [place, file] of [
      ['connections.json', connections],
      ['parameters.json', parameters],
    ] as const) {
      for (const { call, name, at } of callsInFile(file))
        if (call.n.toLowerCase() === 'appsetting') judge(name, place, at);
    }
  },
});
