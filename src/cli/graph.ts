/** `laudit graph [paths..]`: who calls whom and how it ends, as a picture. */
import { resolve } from 'node:path';
import { reasonOf } from '../find/tree.ts';
import { gather } from '../gather.ts';
import { lintWithTexts } from '../lint.ts';
import { leftOut, type Picture } from '../graph/picture.ts';
import { readingOptions } from './asked.ts';
import { writeOver } from '../whole.ts';
import type { Given } from './options.ts';
import { MOST, pictureFor } from './picture.ts';
import { misses } from './status.ts';
import { notice, print } from './terminal.ts';
import { STATUS, type Status, UsageError } from './usage.ts';

export async function graph(given: Given): Promise<Status> {
  const cwd = process.cwd();
  const { input, found } = await gather(given.words, readingOptions(given, cwd));
  for (const { file, reason } of found.skipped) notice(`skipped ${file}: ${reason}`);
  for (const pattern of found.unmatched) notice(`nothing matches '${pattern}'.`);
  const linted = lintWithTexts(input);
  const format = formatOf(given);
  // Text that another program draws has all calls.
  const most = format === 'mermaid' || format === 'dot' ? Infinity : MOST;
  const picture = pictureFor(linted, input.sources, given.flag('show-unknown'), most);
  if (picture.edges.length === 0)
    notice('no call between workflows was found; --show-unknown draws those whose receiver was not read');
  const left = leftOut(picture);
  if (left !== null) notice(left);
  write(await drawn(picture, format), given.text('output'), cwd);
  if (misses(found.skipped) || linted.report.crashed) return STATUS.wrong;
  return found.unmatched.length > 0 || found.sources.length === 0 ? STATUS.nothing : STATUS.clean;
}

/** Asked for, else told by the name of the file to write. */
function formatOf(given: Given): string {
  const asked = given.text('format');
  if (asked !== undefined) return asked;
  const ending = /\.(html|svg|dot|mmd)$/i.exec(given.text('output') ?? '')?.[1]?.toLowerCase();
  return ending === undefined ? 'mermaid' : ending === 'mmd' ? 'mermaid' : ending;
}

async function drawn(picture: Picture, format: string): Promise<string> {
  if (format === 'mermaid') {
    const { mermaid, tooLarge } = await import('../graph/mermaid.ts');
    const text = mermaid(picture);
    const why = tooLarge(picture, text);
    if (why !== null) notice(why);
    return text;
  }
  if (format === 'dot') return import('../graph/dot.ts').then(({ dot }) => dot(picture));
  const { layout } = await import('../graph/layout.ts');
  const places = layout(picture);
  if (format === 'svg') return import('../graph/svg.ts').then(({ svg }) => svg(picture, places));
  return import('../graph/page.ts').then(({ page }) => page(picture, places));
}

function write(text: string, output: string | undefined, cwd: string): void {
  if (output === undefined) {
    print(text.trimEnd());
    return;
  }
  try {
    writeOver(resolve(cwd, output), `${text.trimEnd()}\n`);
  } catch (error) {
    throw new UsageError(`cannot write ${output}: ${reasonOf(error)}`);
  }
}
