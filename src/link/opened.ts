/**
 * Which workflow a signed address opens is known once the calls are linked: what was said about the address, of one document
 * alone, then names the trigger too.
 */
import type { Call, Finding, Receiver } from '../model.ts';

/** More than one where environments differ. */
const MOST = 3;

export function withOpened(findings: readonly Finding[], calls: readonly Call[]): readonly Finding[] {
  if (!findings.some(({ opens }) => opens !== undefined)) return findings;
  const doors = new Map<string, Receiver[]>();
  for (const { sender, receiver } of calls) {
    if (receiver === null) continue;
    const key = keyOf(sender.target.at);
    const before = doors.get(key);
    if (before === undefined) doors.set(key, [receiver]);
    else if (before.length < MOST && !before.some(({ id }) => id === receiver.id)) before.push(receiver);
  }
  return findings.map((finding) => {
    const found = finding.opens === undefined ? undefined : doors.get(keyOf(finding.opens));
    if (found === undefined) return finding;
    const opened = found.map(({ at, workflow, trigger }) => ({
      at,
      message: `it opens the trigger '${trigger}' of '${workflow.name}'`,
    }));
    return { ...finding, related: [...finding.related, ...opened] };
  });
}

function keyOf({ file, pointer }: Finding['at']): string {
  return `${file}#${pointer}`;
}
