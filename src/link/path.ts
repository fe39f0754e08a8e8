/** A path behind `/invoke` is for triggers that name a `relativePath`; what one that names none says to it is documented nowhere. */
import type { Receiver, Sender } from '../model.ts';
import { asText } from '../value.ts';

const BEHIND = /\/invoke\/[^/?#]/i;

/** What is not known of a call whose address goes on behind `/invoke`. */
export function pathMissing(sender: Sender, receiver: Receiver): readonly string[] {
  if (receiver.relativePath !== null || sender.target.kind !== 'url') return [];
  const url = asText(sender.target.url);
  return url !== undefined && BEHIND.test(url)
    ? ['what a trigger without relativePath says to a path behind /invoke']
    : [];
}
