/**
 * What the receiver answers: `answer(call, door)`. Every combination of what is not known is a world of its own;
 * the outcome is accepted (or refused) only where all worlds agree, so learning more never turns one into the
 * other. Where several causes refuse, all are named: the platform's order is not documented
 * (facts/security.md §5, open question 14).
 */
import type { Access, Anchor, Answer, Inventory, Outcome, Reason, Receiver, Response, Sender } from '../model.ts';
import { asText, show } from '../value.ts';
import { addressReason } from './caller.ts';
import { callbackAddress, standardAddress } from './identify.ts';
import { isAmbiguous, isNotAttached } from './identities.ts';
import { judgeToken } from './judge.ts';
import { methodOf } from './method.ts';
import { pathMissing } from './path.ts';
import { RESPONSES } from './responses.ts';
import { tokensOf, unknownToTenant } from './tokens.ts';

export interface World {
  readonly sas: boolean;
  readonly authorization: 'none' | 'token' | 'other';
}

/** @param sas whether a signature travels, once the receiver is known (a callback URL of a closed door carries none) */
export function answer(sender: Sender, receiver: Receiver, sas: Answer, inventory: Inventory | null): Outcome {
  const outcome = atTheDoor(sender, receiver, sas, inventory);
  if (!isDisabled(receiver)) return outcome;
  const closed: Reason = { code: 'disabled', data: {}, at: receiver.state?.from ?? null };
  return refused([closed, ...(outcome.verdict === 'refused' ? outcome.because : [])]);
}

/** Consumption starts no run then; of Standard reports disagree (facts/doors.md on `state`). */
function isDisabled({ plan, state }: Receiver): boolean {
  return plan === 'consumption' && asText(state)?.toLowerCase() === 'disabled';
}

function atTheDoor(sender: Sender, receiver: Receiver, sas: Answer, inventory: Inventory | null): Outcome {
  const { access } = receiver;
  if (access === null) {
    const known = alone(sender, inventory);
    const { refusals } = methodOf(sender, receiver);
    const because = [...(known.verdict === 'refused' ? known.because : []), ...refusals];
    return because.length > 0
      ? refused(because)
      : unknown(['the access settings of the receiver are not in this export']);
  }
  if (sender.via === 'workflow-action' || sender.via === 'batch') return nested(access);
  const door = { ...receiver, access };
  return overWorlds(sender, sas, inventory, (world) => inWorld(sender, door, world, inventory));
}

/** Judges every world that may be, and what stops the call before it leaves. */
export function overWorlds(
  sender: Sender,
  sas: Answer,
  inventory: Inventory | null,
  judge: (world: World & { readonly only: boolean }) => Outcome,
): Outcome {
  const worlds = worldsOf(sender, sas);
  const verdict = combine(worlds.map((world) => judge({ ...world, only: worlds.length === 1 })));
  const before = beforeTheCall(sender, inventory);
  if (before.length === 0)
    return verdict.verdict === 'accepted' && isAmbiguous(sender) ? unknown([WHICH_IDENTITY]) : verdict;
  // What the receiver would refuse besides is named too, so that one run tells the whole story.
  return refused([...before, ...(verdict.verdict === 'refused' ? verdict.because : [])]);
}

const WHICH_IDENTITY = 'which identity is meant: the workflow has user-assigned ones alone, and the action names none';

/**
 * What can be said without knowing the receiver: causes that stop the call before it leaves, and two schemes in one
 * request to any Logic Apps door.
 */
export function alone(sender: Sender, inventory: Inventory | null): Outcome {
  const reasons = [...beforeTheCall(sender, inventory)];
  if (sender.sas === 'yes' && isDoor(sender) && authorizationsOf(sender).every((one) => one !== 'none')) {
    reasons.push({ code: 'sas-and-authorization', data: {}, at: null });
  }
  return reasons.length > 0 ? refused(reasons) : unknown(['the receiver']);
}

/** Is the target surely a trigger of a Logic App? A signature for storage may travel beside a token. */
function isDoor({ target }: Sender): boolean {
  if (target.kind !== 'url') return false;
  return [callbackAddress(target.url), standardAddress(target.url), target.callback].some((one) => one !== undefined);
}

/** Causes that stop the call before it leaves: no identity to get a token with, an audience that the tenant does not know. */
function beforeTheCall(sender: Sender, inventory: Inventory | null): readonly Reason[] {
  const reasons: Reason[] = [];
  const { credential } = sender;
  if (credential.kind === 'managed-identity') {
    if (sender.identity.kind === 'absent') reasons.push({ code: 'identity-absent', data: {}, at: sender.identity.at });
    if (isNotAttached(sender)) reasons.push({ code: 'identity-not-attached', data: {}, at: credential.at });
    if (credential.audience !== null && unknownToTenant(credential.audience, inventory) === 'yes') {
      reasons.push({ code: 'audience-unknown', data: { asked: show(credential.audience) }, at: null });
    }
  }
  return reasons;
}

function worldsOf(sender: Sender, sas: Answer): readonly World[] {
  const signatures = sas === 'yes' ? [true] : sas === 'no' ? [false] : [true, false];
  const authorizations = authorizationsOf(sender);
  return signatures.flatMap((signed) => authorizations.map((authorization) => ({ sas: signed, authorization })));
}

function authorizationsOf(sender: Sender): readonly World['authorization'][] {
  const { credential, authorizationHeader } = sender;
  if (credential.kind === 'managed-identity' || credential.kind === 'oauth') return ['token'];
  if (credential.kind === 'unknown') return ['none', 'token', 'other'];
  const header = credential.kind === 'other' && credential.header !== 'no' ? credential.header : authorizationHeader;
  if (header === 'yes') return ['other'];
  return header === 'no' ? ['none'] : ['none', 'other'];
}

export const OTHER_TRIGGER = 'how this kind of trigger checks its callers';

export interface Weighed {
  readonly refusals: readonly Reason[];
  readonly missing: readonly string[];
}

function inWorld(
  sender: Sender,
  receiver: Receiver & { readonly access: Access },
  world: World & { readonly only: boolean },
  inventory: Inventory | null,
): Outcome {
  const { access } = receiver;
  const arrival = onArrival(sender, access, world);
  // Policies and the SAS switch are documented for the Request trigger alone (facts/security.md §1.5, open question 8).
  if (receiver.triggerType !== 'request')
    return decide({ ...arrival, missing: [...arrival.missing, OTHER_TRIGGER] }, OTHER_TRIGGER);
  const signature = schemeOf(access, world, receiver.demandsAuthorization);
  const method = methodOf(sender, receiver);
  const refusals = [...arrival.refusals, ...signature.refusals, ...method.refusals];
  const missing = [...arrival.missing, ...signature.missing, ...method.missing, ...pathMissing(sender, receiver)];
  // Beside a signature the token is judged only where it is not sure that there is one: to find what holds in all worlds.
  if (world.authorization !== 'token' || (world.sas && world.only)) {
    return decide(
      { refusals, missing },
      world.sas ? { by: 'its SAS signature', at: access.at } : 'what the call carries',
    );
  }
  const verdict = judgeToken(access, tokensOf(sender, inventory), sender.credential);
  if (verdict.kind === 'refused') return refused([...refusals, ...verdict.because]);
  if (verdict.kind === 'accepted')
    return decide({ refusals, missing }, { by: `policy '${verdict.policy}'`, at: access.at });
  return refusals.length > 0 ? refused(refusals) : unknown([...missing, ...verdict.missing], verdict.suspects);
}

/** What is checked whatever the call proves: its address, and that it brings one scheme only. */
function onArrival(sender: Sender, access: Access, world: World): Weighed {
  const { reason, missing } = addressReason(sender, access.reach);
  const twice = world.sas && world.authorization !== 'none';
  const schemes: readonly Reason[] = twice ? [{ code: 'sas-and-authorization', data: {}, at: null }] : [];
  return { refusals: [...(reason === null ? [] : [reason]), ...schemes], missing: missing === null ? [] : [missing] };
}

/** The signature is taken and no run starts: skipped or failed, the sources disagree (facts/security.md §1.5). */
const CONDITION = "what the trigger's condition says to a call without an Authorization header";

/** What a request trigger says to a signature, or to a call without any. */
function schemeOf({ sas, at }: Access, world: World, demands: Answer): Weighed {
  if (world.sas) {
    const refusals: readonly Reason[] = sas.kind === 'off' ? [{ code: 'sas-off', data: {}, at: sas.at }] : [];
    const missing = [sas.kind === 'unknown' ? ['whether SAS is on'] : [], demands === 'no' ? [] : [CONDITION]].flat();
    return { refusals, missing };
  }
  if (world.authorization === 'none') return { refusals: [{ code: 'no-credentials', data: {}, at }], missing: [] };
  return { refusals: [], missing: world.authorization === 'other' ? ['what the Authorization header holds'] : [] };
}

/** @param otherwise who opens the door where nothing refuses and nothing is missing, or what is missing then */
export function decide(
  { refusals, missing }: Weighed,
  otherwise: string | { readonly by: string; readonly at: Anchor },
): Outcome {
  if (refusals.length > 0) return refused(refusals);
  if (typeof otherwise === 'string') return unknown(missing.length > 0 ? missing : [otherwise]);
  return missing.length > 0 ? unknown(missing) : { verdict: 'accepted', ...otherwise };
}

/**
 * The Workflow action works against "only other Logic Apps" (facts/security.md §1.3); how it gets past a closed SAS
 * door, an address list or policies for PoP alone is undocumented (§3.4, open question 4).
 */
function nested(access: Access): Outcome {
  const open = access.reach.kind === 'any' || access.reach.kind === 'nested-only';
  if (open && access.sas.kind === 'on') {
    if (!isPopAlone(access)) return { verdict: 'accepted', by: 'the Workflow action', at: access.at };
    return unknown(['how the Workflow action passes a receiver with policies for PoP tokens alone']);
  }
  return unknown(['how the Workflow action passes a receiver with SAS off or an address list']);
}

/** Perhaps, that is: a policy whose type is not known may be one. */
function isPopAlone({ policies }: Access): boolean {
  if (policies === 'unknown') return true;
  return policies.length > 0 && policies.every(({ type }) => asText(type)?.toLowerCase() !== 'aad');
}

function combine(verdicts: readonly Outcome[]): Outcome {
  const [first] = verdicts;
  if (first === undefined) return unknown(['what the call carries']);
  if (verdicts.every((one) => one.verdict === 'accepted')) return first;
  const refusals = verdicts.flatMap((one) => (one.verdict === 'refused' ? [one] : []));
  if (refusals.length === verdicts.length) {
    const all = refusals.flatMap((one) => one.because);
    // A cause that holds in some worlds only is no sure cause, though the refusal is: none is told then.
    const sure = all.filter(({ code }) => refusals.every((one) => one.because.some((reason) => reason.code === code)));
    return refused(sure, all);
  }
  const missing = verdicts.flatMap((one) => (one.verdict === 'unknown' ? one.missing : []));
  const suspects =
    verdicts.length === 1 ? verdicts.flatMap((one) => (one.verdict === 'unknown' ? one.suspects : [])) : [];
  return unknown(missing.length > 0 ? missing : ['what the call carries'], suspects);
}

/** @param possible causes of what may be answered, where more may be than are sure */
export function refused(because: readonly Reason[], possible: readonly Reason[] = because): Outcome {
  const seen = new Set<string>();
  const reasons = because.filter(({ code }) => !seen.has(code) && seen.add(code));
  const responses: Response[] = [];
  for (const { code, response = RESPONSES[code] } of possible) {
    if (!responses.some((one) => one.code === response.code && one.by === response.by)) responses.push(response);
  }
  return { verdict: 'refused', responses, because: reasons };
}

export function unknown(missing: readonly string[], suspects: readonly Reason[] = []): Outcome {
  return { verdict: 'unknown', missing: [...new Set(missing)], suspects };
}
