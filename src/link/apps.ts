/**
 * Parts → apps: what the documents of one Standard app say about its app settings, with those that a template gives to
 * the site that it runs in.
 */
import type { App, AppSetting, Facts, LinkedSite } from '../model.ts';
import { add } from './doors.ts';
import type { Sites } from './sites.ts';

export function appsOf(facts: readonly Facts[], sites: Sites, broken: ReadonlySet<string>): readonly App[] {
  const parts = new Map<string, NonNullable<Facts['apps']>[number][]>();
  for (const { project, apps = [] } of facts) for (const part of apps) add(parts, `${project}|${part.folder}`, part);
  return [...parts].flatMap(([key, own]): App[] => {
    const host = own.find((part) => part.host !== null)?.host;
    if (host === undefined || host === null) return [];
    const project = key.slice(0, key.lastIndexOf('|'));
    return [
      {
        id: key,
        at: host.at,
        reads: own.flatMap(({ reads }) => reads),
        local: host.local,
        deployed: deployedIn(sites.byApp.get(key) ?? []),
        named: host.named,
        whole: !broken.has(project),
      },
    ];
  });
}

/** In several environments the app has what any of them gives: only what none gives is surely missing. */
function deployedIn(sites: readonly LinkedSite[]): readonly AppSetting[] | null {
  const given = sites.map(({ appSettings, deployed }) => (deployed === 'yes' ? appSettings : 'unknown'));
  if (given.length === 0 || given.includes('unknown')) return null;
  return given.flatMap((settings) => (settings === 'unknown' ? [] : settings));
}
