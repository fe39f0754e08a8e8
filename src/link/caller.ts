/** Does the door's address rule admit this caller? Meaning of the lists: facts/security.md §1.3. */
import type { Reach, Reason, Sender } from '../model.ts';
import { asText } from '../value.ts';
import type { AddressRange } from './address.ts';
import { admits, parseRange } from './address.ts';

export interface AddressVerdict {
  readonly reason: Reason | null;
  /** What one would have to know, where it cannot be said. */
  readonly missing: string | null;
}

export function addressReason(sender: Sender, reach: Reach): AddressVerdict {
  switch (reach.kind) {
    case 'any':
      return { reason: null, missing: null };
    case 'unknown':
      return { reason: null, missing: 'which addresses the receiver admits' };
    case 'nested-only':
      // A parent's HTTP action gets 401 (facts/security.md §1.3).
      return { reason: { code: 'nested-only', data: {}, at: reach.at }, missing: null };
    case 'ranges':
      return rangesReason(sender, reach);
  }
}

function rangesReason(sender: Sender, reach: Extract<Reach, { kind: 'ranges' }>): AddressVerdict {
  const undecided: AddressVerdict = {
    reason: null,
    missing: 'whether the receiver admits the addresses of the sender',
  };
  const ranges = reach.ranges.map((range) => parseRange(asText(range) ?? ''));
  const outgoing = sender.outgoing?.map((address) => parseRange(asText(address) ?? ''));
  if (outgoing === undefined || outgoing.length === 0 || outgoing.some((one) => one === undefined)) return undecided;
  const parsed = ranges.filter((range): range is AddressRange => range !== undefined);
  const whole = reach.complete && parsed.length === ranges.length;
  const verdicts = outgoing.map((address) => (address === undefined ? 'unknown' : admits(parsed, address)));
  if (verdicts.every((one) => one === 'yes')) return { reason: null, missing: null };
  if (!whole || !verdicts.every((one) => one === 'no'))
    return { ...undecided, missing: partly(verdicts, whole) ?? undecided.missing };
  const addresses = (sender.outgoing ?? []).map((address) => asText(address) ?? '');
  return {
    reason: {
      code: 'address',
      data: { addresses, ranges: reach.ranges.map((range) => asText(range) ?? '') },
      at: reach.at,
    },
    missing: null,
  };
}

/** Some outgoing addresses are admitted and some are not: the call works now and then. */
function partly(verdicts: readonly string[], whole: boolean): string | null {
  return whole && verdicts.includes('no') && verdicts.includes('yes') ? SOME_ADDRESSES : null;
}

export const SOME_ADDRESSES = 'which of its outgoing addresses the sender uses: the receiver admits only some of them';
