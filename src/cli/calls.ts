/**
 * Calls as `trace` shows them: `schemas/trace.schema.json`, made member by member. Places become lines in
 * `calls-places.ts`. No secret passes: values are sealed, texts and pointers masked.
 */
import { DEFAULT_AUDIENCE } from '../link/tokens.ts';
import { clauseOf } from '../locate/conditions.ts';
import type { Anchor, Call, Condition, Outcome, Range, Reason, Sender, Source, Value } from '../model.ts';
import { masked, maskedPointer, seal, clip } from '../secret.ts';
import { named, show } from '../value.ts';
import { type At, type Places, placesIn } from './calls-places.ts';
import { because } from './reasons.ts';

export interface Clause {
  readonly text: string;
  readonly file: string | null;
  readonly pointer: string | null;
  readonly range: Range | null;
}
export interface TracedOutcome {
  readonly verdict: Outcome['verdict'];
  /** accepted: what opened the door. */
  readonly by?: string;
  /** refused: what the receiver answers; `status` null where sources disagree. */
  readonly responses?: readonly { readonly status: number | null; readonly code: string }[];
  /** unknown: what is not known. */
  readonly missing?: readonly string[];
  readonly because: readonly Clause[];
}
export interface TracedCall {
  readonly sender: At & { readonly workflow: string; readonly action: string };
  readonly receiver: (At & { readonly workflow: string; readonly trigger: string }) | null;
  /** What is called where no receiver is known, or stands in front of it: a site of App Service, an API of API Management. */
  readonly front: (At & { readonly kind: 'site' | 'api'; readonly name: string }) | null;
  /** Why no receiver is known. */
  readonly unlinked: Call['unlinked'];
  readonly via: Sender['via'];
  readonly target: string | null;
  readonly carries: { readonly sas: Sender['sas']; readonly authorization: string; readonly audience: string | null };
  /** Where the audience comes from, nearest first. */
  readonly audienceSteps: readonly Clause[];
  readonly outcome: TracedOutcome;
  readonly assumptions: readonly Clause[];
  /** What has to hold for sender and receiver to be deployed at all; empty where both surely are. */
  readonly conditions: readonly Clause[];
  readonly environments: readonly string[];
}

/** Describes calls, in the order of their senders. */
export function describe(calls: readonly Call[], sources: readonly Source[]): readonly TracedCall[] {
  const places = placesIn(sources, calls.flatMap(anchorsOf));
  return calls.map((call) => describeCall(call, places)).sort((a, b) => bySender(a.sender, b.sender));
}

function describeCall(call: Call, places: Places): TracedCall {
  const { sender, receiver, unlinked, outcome, assumptions, environments } = call;
  const clause = (text: string, at: Anchor | null): Clause => ({
    text: masked(text),
    ...(places(at) ?? { file: null, pointer: null, range: null }),
  });
  const audience = audienceOf(sender);
  return {
    sender: {
      ...placeOf(sender.at, places),
      workflow: readable(sender.workflow.name),
      action: masked(sender.operation),
    },
    receiver:
      receiver === null
        ? null
        : {
            ...placeOf(receiver.at, places),
            workflow: readable(receiver.workflow.name),
            trigger: masked(receiver.trigger),
          },
    front: frontOf(call, places),
    unlinked,
    via: sender.via,
    target: targetOf(sender),
    carries: { sas: sender.sas, authorization: authorizationOf(sender), audience: audienceText(sender, audience) },
    audienceSteps: stepsOf(audience).map(({ label, at }) => clause(label, at)),
    outcome: outcomeOf(outcome, receiver?.access?.at ?? call.site?.at ?? call.api?.at ?? null, clause),
    assumptions: assumptions.map(({ text, at }) => clause(text, at)),
    conditions: conditionsOf(call).map((one) => clause(clauseOf(one), one.at)),
    environments,
  };
}

/** Of both ends; one that both have is said once. */
function conditionsOf({ sender, receiver, site, api }: Call): readonly Condition[] {
  const ends = [sender.workflow, receiver?.workflow, site, api].flatMap((one) => one?.conditions ?? []);
  return ends.filter((one, index) => ends.findIndex(({ at }) => sameAnchor(at, one.at)) === index);
}

function sameAnchor(one: Anchor, other: Anchor): boolean {
  return one.file === other.file && one.pointer === other.pointer;
}

function frontOf({ site, api }: Call, places: Places): TracedCall['front'] {
  if (site !== null) return { ...placeOf(site.at, places), kind: 'site', name: readable(site.name) };
  return api === null ? null : { ...placeOf(api.at, places), kind: 'api', name: readable(api.name) };
}

function outcomeOf(
  outcome: Outcome,
  door: Anchor | null,
  clause: (text: string, at: Anchor | null) => Clause,
): TracedOutcome {
  const { verdict } = outcome;
  const said = (reason: Reason): Clause => clause(because(reason), reason.at ?? door);
  if (verdict === 'accepted')
    return { verdict, by: masked(outcome.by), because: outcome.at === null ? [] : [clause(outcome.by, outcome.at)] };
  if (verdict === 'unknown')
    return { verdict, missing: outcome.missing.map(masked), because: outcome.suspects.map(said) };
  return {
    verdict,
    responses: outcome.responses.map(({ status, code }) => ({ status, code })),
    because: outcome.because.map(said),
  };
}

// ---------------------------------------------------------------- what it carries

function audienceOf({ credential }: Sender): Value | null {
  return credential.kind === 'managed-identity' || credential.kind === 'oauth' ? credential.audience : null;
}

/** A managed identity without audience gets a token for Azure Resource Manager (facts/security.md §3.3). */
function audienceText({ credential }: Sender, audience: Value | null): string | null {
  if (audience !== null) return shown(audience);
  return credential.kind === 'managed-identity' ? DEFAULT_AUDIENCE : null;
}

function authorizationOf({ credential, authorizationHeader }: Sender): string {
  if (credential.kind === 'other') return masked(credential.type);
  if (credential.kind !== 'none' || authorizationHeader === 'no') return credential.kind;
  return authorizationHeader === 'yes' ? 'header' : 'unknown';
}

function targetOf({ target }: Sender): string | null {
  if (target.kind === 'unknown') return null;
  if (target.kind === 'connector') return shown(target.api);
  return shown(target.kind === 'url' ? target.url : target.kind === 'workflow' ? target.workflow : target.id);
}

function shown(value: Value): string {
  const text = masked(brief(seal(value), DEEPEST));
  return text.length > LONGEST ? clip(text, LONGEST - 1, '…') : text;
}
const LONGEST = 160;
/** Choices in choices: below it nobody reads on. */
const DEEPEST = 8;

/** Literals as they are, what is computed later by the function that computes it: `{reference(…)}`. */
function brief(value: Value, depth: number): string {
  if (depth === 0) return '…';
  switch (value.kind) {
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : brief(part, depth))).join('');
    case 'hole':
      if (value.secure === true) return '***';
      return readable(`{${named(value)}}`);
    case 'choice':
      return `(${brief(value.then, depth - 1)} or ${brief(value.else, depth - 1)})`;
    default:
      return show(value, LONGEST);
  }
}

/** Names of holes without the scope that keeps them apart: `{deploy.json:parameters('url')}` → `{parameters('url')}`. Names are masked too. */
export function readable(text: string): string {
  return masked(text).replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const call = /(?:^|[:#/])(@?[\w.]+\(.*)$/s.exec(name)?.[1];
    return `{${call ?? (name.startsWith('error@') ? 'cannot be evaluated' : name)}}`;
  });
}

function stepsOf(value: Value | null): readonly { readonly label: string; readonly at: Anchor | null }[] {
  return value?.via ?? [];
}

// ---------------------------------------------------------------- places

function anchorsOf(call: Call): readonly Anchor[] {
  const { sender, receiver, site, api, outcome, assumptions } = call;
  const reasons =
    outcome.verdict === 'refused' ? outcome.because : outcome.verdict === 'unknown' ? outcome.suspects : [];
  const all = [
    sender.at,
    receiver?.at,
    receiver?.access?.at,
    site?.at,
    api?.at,
    outcome.verdict === 'accepted' ? outcome.at : null,
    ...reasons.map(({ at }) => at),
    ...assumptions.map(({ at }) => at),
    ...conditionsOf(call).map(({ at }) => at),
    ...stepsOf(audienceOf(sender)).map(({ at }) => at),
  ];
  return all.filter((anchor) => anchor !== null && anchor !== undefined);
}

function placeOf(anchor: Anchor, places: Places): At {
  return places(anchor) ?? { file: anchor.file, pointer: maskedPointer(anchor.pointer), range: null };
}

function bySender(a: At, b: At): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  const [first, second] = [a.range?.start, b.range?.start];
  return (first?.line ?? 0) - (second?.line ?? 0) || (first?.column ?? 0) - (second?.column ?? 0);
}
