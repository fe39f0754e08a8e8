/**
 * Does the trigger answer the method of the call? A request trigger takes one method alone: the one that it names, else POST
 * (learn.microsoft.com/azure/logic-apps/logic-apps-http-endpoint, "Select expected request method"). A Consumption trigger
 * that names none answered PATCH with TriggerRequestMethodNotValid, although the designer calls that choice "Allow all
 * methods" (github.com/Azure/logicapps/issues/1441). Of Standard nobody reports it, so there the label may be right.
 * Whether this is asked before the caller is, is not documented: it is one cause among others.
 */
import type { Receiver, Reason, Sender, Value } from '../model.ts';
import { known, same, show } from '../value.ts';

export interface MethodVerdict {
  readonly refusals: readonly Reason[];
  readonly missing: readonly string[];
}

const FITS: MethodVerdict = { refusals: [], missing: [] };
const USUAL = known('POST');

export function methodOf(sender: Sender, receiver: Receiver): MethodVerdict {
  const sent = given(sender.method);
  if ((sender.via !== 'http' && sender.via !== 'connector') || receiver.triggerType !== 'request' || sent === null)
    return FITS;
  const named = given(receiver.method);
  const wanted = named ?? USUAL;
  const answer = same(sent, wanted, 'name');
  if (answer === 'yes') return FITS;
  if (answer === 'unknown') return { ...FITS, missing: ['whether the call uses the method of the trigger'] };
  if (named === null && receiver.plan === 'standard')
    return { ...FITS, missing: ['whether a Standard trigger that names no method takes another one than POST'] };
  const data = {
    sent: show(sent).toUpperCase(),
    wanted: show(wanted).toUpperCase(),
    named: named === null ? 'no' : 'yes',
  };
  return { ...FITS, refusals: [{ code: 'method', data, at: wanted.from ?? receiver.at }] };
}

/** null and an empty text stand for "left out". */
function given(value: Value | null): Value | null {
  return value?.kind === 'known' && (value.value === null || value.value === '') ? null : value;
}
