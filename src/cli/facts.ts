/** `laudit facts [paths..]`: what this repository says about its workflows, for linking in another one. */
import { basename, resolve } from 'node:path';
import { factsFile } from '../facts.ts';
import { nearest, reasonOf } from '../find/tree.ts';
import { gather } from '../gather.ts';
import { thisPackage } from '../package.ts';
import type { Given } from './options.ts';
import { fitJson } from '../report/visible.ts';
import { notice, print } from './terminal.ts';
import { misses } from './status.ts';
import { STATUS, type Status, UsageError } from './usage.ts';
import { clip } from '../secret.ts';
import { writeOver } from '../whole.ts';

export async function facts(given: Given): Promise<Status> {
  const cwd = process.cwd();
  const { input, found } = await gather(given.words, {
    cwd,
    config: given.flag('no-config') ? false : given.text('config'),
  });
  for (const { file, reason } of found.skipped) notice(`skipped ${file}: ${reason}`);
  for (const pattern of found.unmatched) notice(`nothing matches '${pattern}'.`);
  const file = factsFile(input.sources, nameOf(given, cwd), thisPackage().version, input.settings);
  if (file.facts.length === 0) {
    notice('nothing to publish: no workflow was found');
    return STATUS.nothing;
  }
  write(`${fitJson(JSON.stringify(file, null, 1))}\n`, given.text('output'), cwd);
  return misses(found.skipped) ? STATUS.wrong : found.unmatched.length > 0 ? STATUS.nothing : STATUS.clean;
}

/** A name is part of places (`orders:deploy/receiver.json`): letters, digits, dots, dashes. */
function nameOf(given: Given, cwd: string): string {
  const name = given.text('repository') ?? basename(nearest('.git')(cwd) ?? cwd).replaceAll(/[^A-Za-z0-9._-]/g, '-');
  if (/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/.test(name)) return name;
  throw new UsageError(
    `--repository wants a name of letters, digits, dots, dashes and slashes, not '${clip(name, 60)}'.`,
  );
}

function write(text: string, output: string | undefined, cwd: string): void {
  if (output === undefined) {
    print(text.trimEnd());
    return;
  }
  try {
    writeOver(resolve(cwd, output), text);
  } catch (error) {
    throw new UsageError(`cannot write ${output}: ${reasonOf(error)}`);
  }
}
