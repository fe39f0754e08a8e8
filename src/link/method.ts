/**
 * Does the trigger answer the method of the call? A request trigger with a method takes only that one; what it takes
 * without is not judged. Whether this is asked before the caller is, is not documented: it is one cause among others.
 */
import type { Receiver, Reason, Sender, Value } from '../model.ts';
import { same, show } from '../value.ts';

export interface MethodVerdict {
  readonly refusals: readonly Reason[];
  readonly missing: readonly string[];
}

const FITS: MethodVerdict = { refusals: [], missing: [] };

export function methodOf(sender: Sender, receiver: Receiver): MethodVerdict {
  const [sent, wanted] = [given(sender.method), given(receiver.method)];
  if ((sender.via !== 'http' && sender.via !== 'connector') || sent === null || wanted === null) return FITS;
  const answer = same(sent, wanted, 'name');
  if (answer === 'yes') return FITS;
  if (answer === 'unknown') return { ...FITS, missing: ['whether the call uses the method of the trigger'] };
  const data = { sent: show(sent).toUpperCase(), wanted: show(wanted).toUpperCase() };
  return { ...FITS, refusals: [{ code: 'method', data, at: wanted.from ?? receiver.at }] };
}

/** null and an empty text stand for "left out". */
function given(value: Value | null): Value | null {
  return value?.kind === 'known' && (value.value === null || value.value === '') ? null : value;
}
