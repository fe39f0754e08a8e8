/** Calls as `trace` describes them → the picture that `graph` draws. */
import type { Outcome, Picture, PictureEdge, PictureNode, Spot } from '../graph/picture.ts';
import { markedIn, unmarked } from '../report/frame.ts';
import type { Clause, TracedCall } from './calls.ts';
import type { At } from './calls-places.ts';

/** Finds the masked lines of a place. */
export type Frames = (at: { readonly file: string; readonly pointer: string } | null) => Spot['excerpt'];

export function pictureOf(calls: readonly TracedCall[], title: string, frames: Frames): Picture {
  const nodes = new Map<string, PictureNode>();
  const edges = calls.map((call, index) => edgeOf(call, index, nodes, frames));
  return { title, nodes: [...nodes.values()], edges };
}

function edgeOf(call: TracedCall, index: number, nodes: Map<string, PictureNode>, frames: Frames): PictureEdge {
  const { sender, receiver, outcome } = call;
  const spotOf = (at: At | null): Spot | null =>
    at === null ? null : { file: at.file, range: at.range, excerpt: narrow(frames(at), at.range) };
  const from = nodeOf(nodes, sender.file, sender.workflow, spotOf(sender));
  const to =
    receiver === null ? outside(nodes, call) : nodeOf(nodes, receiver.file, receiver.workflow, spotOf(receiver));
  const clause = ({ text, file, pointer, range }: Clause) => ({
    text,
    spot: file === null || pointer === null ? null : spotOf({ file, pointer, range }),
  });
  return {
    id: `e${String(index)}`,
    from,
    to,
    action: sender.action,
    trigger: receiver?.trigger ?? null,
    outcome: endOf(call),
    answer: answerOf(call),
    carries: carriesOf(call),
    because: outcome.because.map(clause),
    assumptions: call.assumptions.map(({ text }) => text),
    spot: { file: sender.file, range: sender.range, excerpt: narrow(frames(sender), sender.range) },
    environments: call.environments,
  };
}

/** Columns of a line; longer ones are cut around the place: a minified file is one line of megabytes, and each call would have it. */
const ROOM = 200;

function narrow(excerpt: Spot['excerpt'], range: Spot['range']): Spot['excerpt'] {
  if (excerpt === null || excerpt.lines.every(({ length }) => length <= ROOM)) return excerpt;
  const { firstLine, lines } = excerpt;
  return {
    firstLine,
    lines: lines.map((line, index) => {
      if (line.length <= ROOM) return line;
      if (range?.start.line !== firstLine + index) return unmarked(line, ROOM);
      const { before, marked, after } = markedIn(line, firstLine + index, range, ROOM);
      return `${before}${marked}${after}`;
    }),
  };
}

function nodeOf(nodes: Map<string, PictureNode>, file: string, workflow: string, spot: Spot | null): string {
  const id = `${file}#${workflow}`;
  if (!nodes.has(id))
    nodes.set(id, {
      id,
      label: workflow,
      group: file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '',
      spot,
      outside: false,
    });
  return id;
}

/** A target whose file was not read: by its host, so that many calls to one service meet in one node. */
function outside(nodes: Map<string, PictureNode>, { target, sender }: TracedCall): string {
  const host = target === null ? null : (/^https?:\/\/([^/?#]+)/.exec(target)?.[1] ?? target);
  const id = host === null ? `unknown#${sender.file}#${sender.action}` : `outside#${host}`;
  if (!nodes.has(id)) nodes.set(id, { id, label: host ?? 'not known', group: '', spot: null, outside: true });
  return id;
}

function endOf({ receiver, outcome }: TracedCall): Outcome {
  return receiver === null && outcome.verdict === 'unknown' ? 'unlinked' : outcome.verdict;
}

function answerOf({ outcome, unlinked }: TracedCall): string {
  if (outcome.verdict === 'accepted') return `let in by ${outcome.by ?? ''}`;
  if (outcome.verdict === 'refused')
    return (
      (outcome.responses ?? [])
        .map(({ status, code }) => (status === null ? code : `${String(status)} ${code}`))
        .join(', ') || 'refused'
    );
  return unlinked === null ? `not known: ${(outcome.missing ?? []).join('; ')}` : unlinked.replaceAll('-', ' ');
}

function carriesOf({ carries, via }: TracedCall): readonly string[] {
  const out = [via === 'http' ? 'an HTTP call' : `a call by ${via}`];
  if (carries.sas === 'yes') out.push('a SAS signature');
  if (carries.audience !== null) out.push(`a token for ${carries.audience}`);
  else if (carries.authorization !== 'none') out.push(`authorization: ${carries.authorization}`);
  return out;
}
