/**
 * Links between real workflows that were found by reading them (`labels/links.json`): each is found here too, or left open
 * for a reason of the closed list; none leads elsewhere. Skipped where the reference material is absent.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { link } from '../src/link/link.ts';
import { judge } from '../src/judge.ts';
import type { Call, Source } from '../src/model.ts';
import { corpus, corpusFiles, shared } from './shared.ts';

interface Label {
  readonly sender: string;
  /** Of the operation, or of something in it. */
  readonly ptr: string;
  readonly how: string;
  /** null: the link stands in another resource or in an output, which is no call of a workflow. */
  readonly action: string | null;
  readonly receivers: readonly { readonly file: string; readonly name: string }[];
}

const labels = shared('labels', 'links.json');
const root = corpus();

describe.skipIf(labels === undefined || root === undefined)('links that readers found', () => {
  if (labels === undefined || root === undefined) return;
  const wanted = (JSON.parse(readFileSync(labels, 'utf8')) as readonly Label[]).filter(({ how }) => how === 'name');
  const files = corpusFiles();
  const calls = new Map<string, readonly Call[]>();

  /** The project is the folder that sender and receivers share. */
  function callsAround({ sender, receivers }: Label): readonly Call[] {
    const folder = sharedFolder([sender, ...receivers.map(({ file }) => file)]);
    const known = calls.get(folder);
    if (known !== undefined) return known;
    const sources = files
      .filter((file) => file.startsWith(`${folder}/`))
      .map((id): Source => ({ id, bytes: readFileSync(join(root ?? '', id)), project: '' }));
    const found = link(judge(sources, { rules: [] }).documents.map(({ facts }) => facts)).calls;
    calls.set(folder, found);
    return found;
  }

  /** found, wrong, a reason of the closed list, or no sender at that place. */
  function fate(label: Label): string {
    const own = callsAround(label).filter(
      ({ sender: { at } }) =>
        at.file === label.sender && (label.ptr === at.pointer || label.ptr.startsWith(`${at.pointer}/`)),
    );
    const [first] = own;
    if (first === undefined) return label.action === null ? 'no call of a workflow' : 'overlooked';
    const met = own.flatMap(({ receiver }) => receiver ?? []);
    if (met.length === 0) return first.unlinked ?? 'site';
    return met.every(({ workflow }) => label.receivers.some(({ file }) => file === workflow.file)) ? 'found' : 'wrong';
  }

  test('are found, or left open for a reason; none is wrong', () => {
    const fates = wanted.map((label) => ({ fate: fate(label), sender: label.sender, ptr: label.ptr }));
    const counts = new Map<string, number>();
    for (const one of fates) counts.set(one.fate, (counts.get(one.fate) ?? 0) + 1);
    process.stdout.write(`links: ${JSON.stringify(Object.fromEntries(counts))}\n`);
    expect(fates.filter((one) => ['wrong', 'overlooked'].includes(one.fate))).toEqual([]);
    const asked = wanted.length - (counts.get('no call of a workflow') ?? 0);
    expect(counts.get('found') ?? 0).toBeGreaterThan(asked / 2);
  });
});

/** The deepest folder that holds them all. */
function sharedFolder(paths: readonly string[]): string {
  const [first = [], ...rest] = paths.map((path) => path.split('/').slice(0, -1));
  const depth = first.findIndex((part, index) => rest.some((other) => other[index] !== part));
  return first.slice(0, depth < 0 ? undefined : depth).join('/');
}
