/**
 * What one document says about the Standard app that it belongs to: which app settings it reads, and, beside `host.json`,
 * which ones local.settings.json gives (facts/workflow-language.md §7, §9).
 */
import type { App, AppFiles, AppPart, Document, SettingRead, Value, Workflow } from '../model.ts';
import { settingOf } from './app-values.ts';
import { keyPlace, allEntries } from './literals.ts';
import { callsInFile } from './connections.ts';
import { graphOf, isPlainName, spotOf } from './references.ts';

export function appPartOfWorkflow(workflow: Workflow): AppPart | null {
  if (workflow.app === null || workflow.files?.host !== true) return null;
  const graph = graphOf(workflow);
  const reads = graph.references.flatMap((reference): SettingRead[] => {
    const { kind, name } = reference;
    if (kind !== 'app-setting' || name === undefined || !isPlainName(name)) return [];
    const { at, place, more } = spotOf(graph, reference);
    return [{ name, at, place, workflow: workflow.name, operation: more.operation ?? null }];
  });
  return { folder: workflow.app, reads, host: null };
}

export function appPartOfHost(document: Document, folder: string, files: AppFiles): AppPart | null {
  if (!files.host) return null;
  const reads = [
    ...readsOfFile('connections.json', files.connections),
    ...readsOfFile('parameters.json', files.parameters),
  ];
  const at = { file: document.id, pointer: '' };
  const named = [...document.text.matchAll(/%(\w{1,200})%/g)].map(([, name = '']) => name.toLowerCase());
  return { folder, reads, host: { at, local: settingsIn(files.settings), named } };
}

function readsOfFile(place: string, file: Value | null): readonly SettingRead[] {
  return callsInFile(file).flatMap(({ call, name, at }): SettingRead[] =>
    call.n.toLowerCase() === 'appsetting' && isPlainName(name)
      ? [{ name, at, place, workflow: null, operation: null }]
      : [],
  );
}

function settingsIn(settings: Value | null): NonNullable<AppPart['host']>['local'] {
  const entries = settings === null ? undefined : allEntries(settings);
  const from = settings?.from;
  if (entries === undefined || settings === null || from === undefined) return null;
  return entries.map((entry) => settingOf(entry.key, entry.value, keyPlace(settings, entry, from)));
}

/** What the platform and its extensions set and read themselves. */
const PLATFORM =
  /^(?:WEBSITE|WEBJOBS|WORKFLOWS|AzureWebJobs|AzureFunctions|FUNCTIONS|APPINSIGHTS|ApplicationInsights|REGION|APP_KIND|Microsoft\.|SCM_|ProjectDirectoryPath)/i;

export function isOfPlatform(name: string): boolean {
  return PLATFORM.test(name);
}

/** The settings that the app has here or in Azure; undefined where neither is known. */
export function namesGiven({ local, deployed }: App): readonly string[] | undefined {
  return local === null && deployed === null
    ? undefined
    : [...(local ?? []), ...(deployed ?? [])].map(({ name }) => name);
}
