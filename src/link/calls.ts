/** Senders, receivers → Program: every call with its outcome. Sees facts only, never a document. */
import type {
  Answer,
  Assumption,
  Call,
  Facts,
  Inventory,
  LinkedSite,
  Outcome,
  Program,
  Receiver,
  Sender,
  WorkflowCard,
} from '../model.ts';
import { alone, answer, unknown } from './answer.ts';
import { settingsOf, withSettings } from './app-settings.ts';
import { appsOf } from './apps.ts';
import { binder, boundDoors, boundSender } from './bind.ts';
import { connectorsOf, throughConnector } from './connectors.ts';
import { add, doorsOf } from './doors.ts';
import { flowsTogether } from './flows.ts';
import { isThere } from './there.ts';
import { meet, type Meeting } from './meet.ts';
import { meetSite, type SiteMeeting } from './meet-site.ts';
import { answerApi } from './gateway.ts';
import { hasAny, servicesOf } from './gateways.ts';
import { type ApiMeeting, meetApi } from './meet-api.ts';
import type { LinkOptions } from './options.ts';
import { Settling } from './settled.ts';
import { settledTarget } from './settled-target.ts';
import { withSigned } from './signed.ts';
import { answerSite } from './site.ts';
import { sitesOf } from './sites.ts';

export function linkCalls(facts: readonly Facts[], options: LinkOptions): Program {
  const { inventory = null, broken = new Set<string>(), bindings = {}, endpoints = {}, foreign = [] } = options;
  const give = binder(bindings);
  const all = [...facts, ...joinEvery(facts, foreign)];
  const senders = all
    .flatMap((one) => one.senders)
    .map((sender) => (give === undefined ? sender : boundSender(sender, give)));
  const bound = give === undefined ? all : all.map((one) => boundDoors(one, give));
  const doors = doorsOf(bound, broken, endpoints);
  const sites = sitesOf(bound, doors.wholeApps);
  const services = servicesOf(bound.flatMap((one) => one.gateways));
  const connectors = connectorsOf(bound.flatMap((one) => one.connectors));
  const apps = appsOf(facts, sites, broken);
  const settings = settingsOf(apps);
  const callBy = (written: Sender): Call => {
    const sender = throughConnector(written, connectors);
    const met = meet(sender, doors);
    const atGateway = met.receiver === null && hasAny(services) ? meetApi(sender, services, doors) : null;
    if (atGateway !== null) return callOfApi(sender, atGateway, inventory);
    const atSite = meetSite(sender, met, sites, doors);
    if (atSite === null) return callOf(sender, met, inventory);
    return 'site' in atSite ? callOfSite(sender, atSite, inventory) : callOf(sender, atSite, inventory);
  };
  const calls = senders.map((sender) => metAtLast(withSettings(sender, settings), callBy));
  const workflows = all.flatMap((one) => one.workflows);
  return {
    workflows,
    calls,
    senders,
    receivers: withSigned(
      bound.flatMap((one) => one.receivers),
      calls,
    ),
    sites: withCallers(sites.all, calls, workflows),
    apps,
    flows: flowsTogether(
      facts.flatMap((one) => one.flows ?? []),
      calls,
    ),
  };
}

/** By its address as written; where that leads nowhere, by the address with the defaults put in. */
function metAtLast(sender: Sender, callBy: (sender: Sender) => Call): Call {
  const call = callBy(sender);
  const settled = call.unlinked === null ? undefined : settledTarget(sender);
  if (settled === undefined) return call;
  const again = callBy(settled.sender);
  return again.unlinked === null ? { ...again, assumptions: together(settled.assumptions, again.assumptions) } : call;
}

/** Who calls each site, and which sites are worth a word in a linter for Logic Apps. */
function withCallers(
  sites: readonly LinkedSite[],
  calls: readonly Call[],
  cards: readonly WorkflowCard[],
): readonly LinkedSite[] {
  const callers = new Map<string, Sender[]>();
  for (const { site, sender } of calls) if (site !== null) add(callers, site.id, sender);
  const standard = new Set(cards.filter(({ plan }) => plan === 'standard').map(({ project }) => project));
  return sites.map((site) => {
    const own = callers.get(site.id) ?? [];
    const likely = site.kind === 'unknown' && (site.view === 'export' || standard.has(site.project));
    return { ...site, callers: own, ours: site.kind === 'workflow' || own.length > 0 || likely };
  });
}

/** Nothing links across projects but by facts files: what is foreign is seen from each project of this run. */
function joinEvery(facts: readonly Facts[], foreign: readonly Facts[]): readonly Facts[] {
  if (foreign.length === 0) return [];
  const projects = new Set(facts.map(({ project }) => project));
  return foreign.flatMap((one) =>
    [...(projects.size === 0 ? [''] : projects)].map((project) => seenFromProject(one, project)),
  );
}

function seenFromProject(facts: Facts, project: string): Facts {
  return {
    ...facts,
    project,
    workflows: facts.workflows.map((card) => ({ ...card, project })),
    senders: facts.senders.map((sender) => ({ ...sender, project })),
    receivers: facts.receivers.map((receiver) => ({ ...receiver, project })),
    sites: facts.sites.map((site) => ({ ...site, project })),
    gateways: facts.gateways.map((gateway) => ({ ...gateway, project })),
    connectors: facts.connectors.map((connector) => ({ ...connector, project })),
  };
}

function callOf(sender: Sender, meeting: Meeting, inventory: Inventory | null): Call {
  const { receiver } = meeting;
  const found: readonly Assumption[] = meeting.receiver === null ? [] : meeting.assumptions;
  const judged: Judged =
    receiver === null
      ? { outcome: alone(sender, inventory), assumptions: [] }
      : judge((settling) =>
          outcomeOf(settling?.sender(sender) ?? sender, settling?.receiver(receiver) ?? receiver, inventory),
        );
  return {
    id: sender.id,
    // Now that the receiver is known, so is what its callback URL carries.
    sender: receiver === null ? sender : { ...sender, sas: carriesSas(sender, receiver) },
    receiver,
    site: null,
    api: null,
    unlinked: meeting.receiver === null ? meeting.why : null,
    near: meeting.receiver === null ? meeting.near : null,
    outcome: judged.outcome,
    assumptions: together(found, judged.assumptions),
    environments: environmentsOf(sender, receiver),
  };
}

/** A site's authentication answers for what is behind it too, whether that was read or not. */
function callOfSite(sender: Sender, meeting: SiteMeeting, inventory: Inventory | null): Call {
  const { site, receiver, path, unlinked, near } = meeting;
  const judged: Judged =
    unlinked !== null
      ? { outcome: alone(sender, inventory), assumptions: [] }
      : judge((settling) => {
          if (!isThere(site, sender)) return unknown(['whether the site is deployed']);
          const door = { site: settling?.site(site) ?? site, receiver, path };
          return answerSite(settling?.sender(sender) ?? sender, door, inventory);
        });
  return {
    id: sender.id,
    sender,
    receiver,
    site,
    api: null,
    unlinked,
    near,
    outcome: judged.outcome,
    assumptions: together(meeting.assumptions, judged.assumptions),
    environments: environmentsOf(sender, receiver ?? site),
  };
}

function callOfApi(sender: Sender, { api, assumptions }: ApiMeeting, inventory: Inventory | null): Call {
  const judged = judge((settling) =>
    answerApi(settling?.sender(sender) ?? sender, settling?.api(api) ?? api, inventory),
  );
  return {
    id: sender.id,
    sender,
    receiver: null,
    site: null,
    api,
    unlinked: null,
    near: null,
    outcome: judged.outcome,
    assumptions: together(assumptions, judged.assumptions),
    environments: environmentsOf(sender, api),
  };
}

function together(found: readonly Assumption[], more: readonly Assumption[]): readonly Assumption[] {
  return [...found, ...more.filter(({ text }) => !found.some((one) => one.text === text))];
}

interface Judged {
  readonly outcome: Outcome;
  readonly assumptions: readonly Assumption[];
}

/** First without any default; only what stays open is judged with them. */
function judge(outcomeWith: (settling: Settling | null) => Outcome): Judged {
  const outcome = outcomeWith(null);
  if (outcome.verdict !== 'unknown') return { outcome, assumptions: [] };
  const settling = new Settling();
  const settled = outcomeWith(settling);
  const decided = settling.assumptions.length > 0 && (settled.verdict !== 'unknown' || settled.suspects.length > 0);
  return decided ? { outcome: settled, assumptions: settling.assumptions } : { outcome, assumptions: [] };
}

function outcomeOf(sender: Sender, receiver: Receiver, inventory: Inventory | null): Outcome {
  if (!isThere({ ...receiver.workflow, deployed: receiver.deployed }, sender))
    return unknown(['whether the receiver is deployed']);
  return answer(sender, receiver, carriesSas(sender, receiver), inventory);
}

/**
 * `listCallbackUrl().value` carries a signature where SAS is on, and none where it is off
 * (facts/security.md §1.5: "then the trigger URL carries only api-version").
 */
function carriesSas(sender: Sender, receiver: Receiver): Answer {
  if (sender.target.kind !== 'url' || sender.target.callback?.member !== 'value' || sender.sas === 'yes')
    return sender.sas;
  const state = receiver.access?.sas.kind ?? 'unknown';
  return state === 'on' ? 'yes' : state === 'off' ? 'no' : 'unknown';
}

function environmentsOf(
  sender: Sender,
  receiver: { readonly environments: readonly string[] } | null,
): readonly string[] {
  if (receiver === null || receiver.environments.length === 0) return sender.environments;
  if (sender.environments.length === 0) return receiver.environments;
  return sender.environments.filter((one) => receiver.environments.includes(one));
}
