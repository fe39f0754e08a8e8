/**
 * The sites of all projects: what several documents say about one is put together, and each Standard app finds the site
 * that it runs in. A site's name is unique in its cloud (it is a host name), so that equal names are the same site.
 */
import { settle } from '../expression/arm/settle.ts';
import type { Assumption, Facts, LinkedSite, Receiver, Site, SiteAuth, Value } from '../model.ts';
import { keyOf } from '../template/key.ts';
import { asText } from '../value.ts';
import { taken } from './assumed.ts';
import { add } from './doors.ts';

/** By `project|name`, `project|host`, and by the name as it is written, unknown parts by their names. */
export interface Sites {
  readonly all: readonly LinkedSite[];
  readonly byName: ReadonlyMap<string, readonly LinkedSite[]>;
  readonly bySymbol: ReadonlyMap<string, readonly LinkedSite[]>;
  readonly byHost: ReadonlyMap<string, readonly LinkedSite[]>;
  /** By `project|folder` of the Standard app. */
  readonly byApp: ReadonlyMap<string, readonly LinkedSite[]>;
}

/** @param wholeApps `project|folder` of Standard apps that were read whole */
export function sitesOf(facts: readonly Facts[], wholeApps: ReadonlySet<string>): Sites {
  const byProject = new Map<string, Site[]>();
  for (const site of facts.flatMap(({ sites }) => sites)) add(byProject, site.project, site);
  const receivers = new Map<string, Receiver[]>();
  for (const receiver of facts.flatMap((one) => one.receivers)) {
    if (receiver.app !== null) add(receivers, `${receiver.project}|${receiver.app}`, receiver);
  }
  const apps = [...wholeApps];
  const all = [...byProject].flatMap(([project, sites]) => {
    const folders = apps.filter((key) => key.startsWith(`${project}|`)).map((key) => key.slice(project.length + 1));
    return joined(together(sites), folders, (app) => receivers.get(`${project}|${app}`) ?? []);
  });
  return { all, ...indexed(all) };
}

function indexed(all: readonly LinkedSite[]): Omit<Sites, 'all'> {
  const byName = new Map<string, LinkedSite[]>();
  const bySymbol = new Map<string, LinkedSite[]>();
  const byHost = new Map<string, LinkedSite[]>();
  const byApp = new Map<string, LinkedSite[]>();
  for (const site of all) {
    const name = literalName(site.nameValue);
    if (name !== undefined) add(byName, `${site.project}|${name.text}`, site);
    const symbol = site.nameValue === null ? undefined : keyOf(site.nameValue);
    if (symbol !== undefined) add(bySymbol, `${site.project}|${symbol}`, site);
    // Exports print the first host twice.
    for (const host of new Set(site.hosts.flatMap((one) => asText(one)?.toLowerCase() ?? [])))
      add(byHost, `${site.project}|${host}`, site);
    if (site.app !== null) add(byApp, `${site.project}|${site.app}`, site);
  }
  return { byName, bySymbol, byHost, byApp };
}

/** The name with the defaults of parameters put in, lower case, and whether there were any. */
export function literalName(
  name: Value | null,
): { readonly text: string; readonly assumptions: readonly Assumption[] } | undefined {
  if (name === null) return undefined;
  const { value, assumed } = settle(name);
  const text = asText(value)?.toLowerCase();
  if (text === undefined) return undefined;
  return {
    text,
    assumptions: assumed.map(taken),
  };
}

// ---------------------------------------------------------------- several documents, one site

/** Settings of a site that another document makes go to that site; what belongs to none stays for itself. */
function together(sites: readonly Site[]): readonly Site[] {
  const made = sites.filter(isMade);
  const pieces = sites.filter((site) => !isMade(site) && site.nameValue !== null);
  const files = sites.filter((site) => site.nameValue === null);
  const names = new Map<string, Site[]>();
  for (const piece of pieces) add(names, literalName(piece.nameValue)?.text ?? '', piece);
  const used = new Set<Site>();
  const whole = made.map((site) => {
    const own = names.get(literalName(site.nameValue)?.text ?? '\u0000') ?? [];
    const fitting = own.filter((piece) => overlap(piece.environments, site.environments));
    fitting.forEach((piece) => used.add(piece));
    return fitting.reduce(merged, site);
  });
  const rest = pieces.filter((piece) => !used.has(piece));
  return withFile([...whole, ...rest], files);
}

/** The document shows the site itself, and not its settings alone. */
function isMade(site: Site): boolean {
  return site.nameValue !== null && (site.kind !== 'unknown' || site.reach.kind !== 'unknown');
}

function merged(site: Site, piece: Site): Site {
  // App settings that another document gives replace those of this one, or are replaced by them.
  if (typeof piece.auth === 'string') return { ...site, appSettings: 'unknown' };
  // Two documents that say different things: nobody knows which was deployed last.
  return { ...site, auth: typeof site.auth === 'string' ? piece.auth : 'unknown' };
}

/** The one file of settings belongs to the one site that says it reads a file. */
function withFile(sites: readonly Site[], files: readonly Site[]): readonly Site[] {
  const [file, ...more] = files;
  const readers = sites.filter(({ auth }) => typeof auth !== 'string' && auth.inFile === 'yes');
  if (file === undefined || more.length > 0 || clusters(readers) !== 1) return [...sites, ...files];
  return sites.map((site) => (readers.includes(site) ? { ...site, auth: fromFile(site.auth, file.auth) } : site));
}

function fromFile(own: Site['auth'], file: Site['auth']): Site['auth'] {
  if (typeof own === 'string' || typeof file === 'string') return 'unknown';
  const { enabled, enabledAt, runtime } = own;
  const auth: SiteAuth = { ...file, enabled, enabledAt, runtime };
  return auth;
}

// ---------------------------------------------------------------- app and site

/**
 * A whole Standard app runs in the site of its folder's name; where a project holds one app and one Standard site they are
 * taken as one.
 */
function joined(
  sites: readonly Site[],
  folders: readonly string[],
  receiversOf: (app: string) => readonly Receiver[],
): readonly LinkedSite[] {
  const standard = sites.filter(({ kind }) => kind === 'workflow');
  const lonely = clusters(standard) === 1 && folders.length === 1;
  const byName = new Map<string, string[]>();
  for (const folder of folders) add(byName, folder.slice(folder.lastIndexOf('/') + 1).toLowerCase(), folder);
  return sites.map((site) => {
    const base = { ...site, callers: [], ours: false };
    const named = byName.get(literalName(site.nameValue)?.text ?? '') ?? [];
    const [app] = named.length === 1 ? named : lonely ? folders : [];
    if (site.kind !== 'workflow' || app === undefined) return { ...base, app: null, receivers: [], assumptions: [] };
    const where = app === '' ? 'the Standard app' : `the Standard app in '${app}'`;
    const text = `${where} runs in the site '${site.name}'`;
    return { ...base, app, receivers: receiversOf(app), assumptions: [{ text, at: site.at, softens: false }] };
  });
}

/** How many sites are these? One resource of a template is one site in all environments; so are equal names. */
function clusters(sites: readonly Site[]): number {
  const places: { readonly names: Set<string>; readonly anchors: Set<string> }[] = [];
  for (const site of sites) {
    const name = literalName(site.nameValue)?.text ?? site.id;
    const anchor = `${site.file}#${site.at.pointer}`;
    const found = places.find(({ names, anchors }) => names.has(name) || anchors.has(anchor));
    if (found === undefined) places.push({ names: new Set([name]), anchors: new Set([anchor]) });
    else {
      found.names.add(name);
      found.anchors.add(anchor);
    }
    if (places.length > 1) return places.length;
  }
  return places.length;
}

/** Nothing joins across environments; what has none joins all. */
export function overlap(mine: readonly string[], yours: readonly string[]): boolean {
  return mine.length === 0 || yours.length === 0 || mine.some((one) => yours.includes(one));
}
