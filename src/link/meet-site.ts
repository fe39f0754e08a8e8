/**
 * Which site does a sender reach, and which trigger of the Standard app in it? By the site's name, as it is written or
 * with the defaults of parameters; by a host name that an export shows.
 */
import type { Assumption, LinkedSite, Receiver, Sender, Unlinked, WorkflowCard } from '../model.ts';
import { keyOf } from '../template/key.ts';
import { known } from '../value.ts';
import { type Doors, endpointFor } from './doors.ts';
import { type Meeting, throughTrigger } from './meet.ts';
import type { Path, SiteAddress } from './site-address.ts';
import { siteAddress } from './site-address.ts';
import type { Sites } from './sites.ts';
import { literalName, overlap } from './sites.ts';

export interface SiteMeeting {
  readonly site: LinkedSite;
  readonly path: Path | null;
  readonly receiver: Receiver | null;
  /** null where the site itself is what is called. */
  readonly unlinked: Unlinked | null;
  readonly near: WorkflowCard | null;
  readonly assumptions: readonly Assumption[];
}

/**
 * null = no site that was read.
 * @param met what was found without sites: a trigger that the user's endpoints name wins
 */
export function meetSite(sender: Sender, met: Meeting, sites: Sites, doors: Doors): SiteMeeting | Meeting | null {
  if (sites.all.length === 0 || !['http', 'function', 'connector'].includes(sender.via)) return null;
  if (met.receiver !== null) return inFront(met.receiver, met.assumptions, sites);
  const address = siteAddress(sender);
  if (address === undefined) return null;
  const { found, assumptions } = candidates(sender, told(sender, address, doors), sites);
  const [site, ...more] = preferred(sender, found);
  if (site === undefined) return null;
  if (more.length > 0) return { receiver: null, why: 'ambiguous', near: null };
  return within(sender, address, site, assumptions, doors);
}

/** A host of the customer's may stand in the settings with the site's name. */
function told({ target }: Sender, address: SiteAddress, doors: Doors): SiteAddress {
  if (address.name !== null || target.kind !== 'url' || doors.endpoints.length === 0) return address;
  const name = endpointFor(target.url, doors)?.workflow;
  return name === undefined ? address : { ...address, name: known(name) };
}

/** The site of a Standard app whose trigger was found by another name. */
function inFront(receiver: Receiver, assumptions: readonly Assumption[], sites: Sites): SiteMeeting | null {
  const [site, ...more] = receiver.app === null ? [] : (sites.byApp.get(`${receiver.project}|${receiver.app}`) ?? []);
  if (site === undefined || more.length > 0) return null;
  return { site, path: null, receiver, unlinked: null, near: null, assumptions: [...site.assumptions, ...assumptions] };
}

interface Candidates {
  readonly found: readonly LinkedSite[];
  readonly assumptions: readonly Assumption[];
}

function candidates({ project }: Sender, { name, host }: SiteAddress, sites: Sites): Candidates {
  const byHost = host === null ? undefined : sites.byHost.get(`${project}|${host}`);
  if (byHost !== undefined) return { found: byHost, assumptions: [] };
  if (name === null) return { found: [], assumptions: [] };
  const symbol = keyOf(name);
  const bySymbol = symbol === undefined ? undefined : sites.bySymbol.get(`${project}|${symbol}`);
  if (bySymbol !== undefined) return { found: bySymbol, assumptions: [] };
  const literal = literalName(name);
  const found = literal === undefined ? [] : (sites.byName.get(`${project}|${literal.text}`) ?? []);
  const theirs = found.flatMap((site) => literalName(site.nameValue)?.assumptions ?? []);
  return { found, assumptions: [...(literal?.assumptions ?? []), ...theirs] };
}

/** Several views of one site: the sender's own document first, then a template, then an export. */
function preferred(sender: Sender, found: readonly LinkedSite[]): readonly LinkedSite[] {
  const joined = found.filter(({ environments }) => overlap(environments, sender.environments));
  const own = joined.filter(({ file }) => file === sender.workflow.file);
  const templates = own.length > 0 ? own : joined.filter(({ view }) => view === 'template');
  return templates.length > 0 ? templates : joined;
}

function within(
  sender: Sender,
  { path, workflow, trigger }: SiteAddress,
  site: LinkedSite,
  assumptions: readonly Assumption[],
  doors: Doors,
): SiteMeeting {
  const base = { site, path, receiver: null, unlinked: null, near: null, assumptions };
  if (workflow === null || site.app === null) return base;
  const assumed = [...site.assumptions, ...assumptions];
  const [door, ...more] = doors.byApp.get(`${site.project}|${site.app}|${workflow}`) ?? [];
  if (door === undefined) return { ...base, unlinked: 'no-such-workflow', assumptions: assumed };
  if (more.length > 0) return { ...base, unlinked: 'ambiguous' };
  const met = throughTrigger(sender, door, trigger, assumed);
  if (met.receiver !== null) return { ...base, receiver: met.receiver, assumptions: met.assumptions };
  return { ...base, unlinked: met.why, near: met.near, assumptions: assumed };
}
