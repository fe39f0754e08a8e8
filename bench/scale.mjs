/**
 * What a workflow costs, stage by stage, and what a million of them would: `node bench/scale.mjs [--most 1000000]`.
 * Facts are made from those of a real document by renaming; linking is measured on shards, as docs/scale.md has them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const { values: given } = parseArgs({
  options: { most: { type: 'string', default: '1000000' }, shard: { type: 'string' }, stages: { type: 'string' } },
});
const MOST = Number(given.most);
/** Workflows that one process links at once. */
const SHARD = 50_000;

if (given.shard !== undefined) {
  const { judge, link } = await import(pathToFileURL(given.stages).href).then((found) => found.default);
  const made = publisher(judge);
  const { value, ms } = timed(() => link(made(Number(given.shard), Number(given.shard) + SHARD)));
  console.log(JSON.stringify({ ms, linked: linkedIn(value), rss: process.resourceUsage().maxRSS * 1024 }));
} else {
  // Below the project, so that packages are found.
  mkdirSync(join(import.meta.dirname, '../node_modules/.cache'), { recursive: true });
  const scratch = mkdtempSync(join(import.meta.dirname, '../node_modules/.cache/laudit-scale-'));
  try {
    await measure(await stages(join(scratch, 'stages.cjs')));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The stages of the linter as functions: they are no part of the library. */
async function stages(outfile) {
  const root = join(import.meta.dirname, '..');
  await build({
    stdin: {
      contents: `export { judge } from './src/judge.ts'; export { link } from './src/link/link.ts'; export { rules } from './rules/index.ts';`,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(outfile).href) },
    logLevel: 'error',
    outfile,
  });
  const { default: found } = await import(pathToFileURL(outfile).href);
  return { ...found, outfile };
}

/** A repository's workflow: it takes calls and makes one. `to`: whom it calls. */
function template(name, to) {
  const audience = 'api://11111111-2222-4333-8444-555555555555';
  const policy = {
    type: 'AAD',
    claims: [
      { name: 'iss', value: 'https://sts.windows.net/99999999-8888-4777-8666-555555555555/' },
      { name: 'aud', value: audience },
    ],
  };
  const call = {
    type: 'Http',
    inputs: {
      method: 'POST',
      uri: `[listCallbackUrl(resourceId('Microsoft.Logic/workflows/triggers', '${to}', 'manual'), '2019-05-01').value]`,
      authentication: { type: 'ManagedServiceIdentity', audience },
    },
    runAfter: {},
  };
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.Logic/workflows',
        apiVersion: '2019-05-01',
        name,
        location: 'westeurope',
        identity: { type: 'SystemAssigned' },
        properties: {
          accessControl: { triggers: { openAuthenticationPolicies: { policies: { own: policy } } } },
          definition: {
            $schema:
              'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
            contentVersion: '1.0.0.0',
            triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
            actions: { Call: call },
          },
        },
      },
    ],
  };
}

function nameOf(number) {
  return `flow${String(number).padStart(7, '0')}`;
}

function timed(work) {
  const cpu = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(cpu);
  return { value, ms: (user + system) / 1000 };
}

async function measure({ judge, link, rules, outfile }) {
  const source = (number) => ({
    id: `${nameOf(number)}.json`,
    project: '',
    bytes: Buffer.from(JSON.stringify(template(nameOf(number), nameOf(number + 1)), null, 2)),
  });
  const files = Array.from({ length: 2000 }, (_, number) => source(number));
  judge(files.slice(0, 500), { rules });
  const read = timed(() => files.map(({ bytes }) => JSON.parse(bytes.toString()))).ms / files.length;
  const facts = timed(() => judge(files, { rules: [] }));
  const judged = timed(() => judge(files, { rules })).ms / files.length;
  const texts = facts.value.documents.map((one) => JSON.stringify(one.facts));
  const bytes = texts.join('').length / texts.length;
  const zipped = gzipSync(texts.join('\n')).length / texts.length;
  console.log(`reading and parsing          ${read.toFixed(3)} ms of processor time a workflow`);
  console.log(`judging it, rules included   ${judged.toFixed(3)} ms`);
  console.log(`taking out its facts alone   ${(facts.ms / files.length).toFixed(3)} ms`);
  console.log(`its facts                    ${bytes.toFixed(0)} bytes, ${zipped.toFixed(0)} compressed`);

  const made = publisher(judge);
  for (let size = 1000; size <= Math.min(MOST, 100_000); size *= 10) {
    const input = made(0, size);
    const { value, ms } = timed(() => link(input));
    report(size, value, ms);
  }
  if (MOST > SHARD) shards(outfile);
}

/** A million workflows, each shard in a process of its own as a job would have it. */
function shards(outfile) {
  let [spent, linked, most, count] = [0, 0, 0, 0];
  for (let from = 0; from < MOST; from += SHARD) {
    const asked = [import.meta.filename, '--shard', String(from), '--stages', outfile];
    const { status, stdout } = spawnSync(process.execPath, ['--max-old-space-size=4000', ...asked], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the shard from ${from} on ended with ${status}`);
    const one = JSON.parse(stdout);
    [spent, linked, most, count] = [spent + one.ms, linked + one.linked, Math.max(most, one.rss), count + 1];
  }
  console.log(
    `${MOST} workflows in ${count} shards: ${linked} calls linked, reading facts and linking ${(spent / count / 1000).toFixed(1)} s of processor time and ${(most / 1e6).toFixed(0)} MB a shard, ${(spent / 60_000).toFixed(1)} minutes in all`,
  );
}

/** Facts of any workflows, as their repositories' jobs have published them: one text with marks, filled in for each. */
function publisher(judge) {
  const bytes = Buffer.from(JSON.stringify(template(nameOf(0), nameOf(1))));
  const [{ facts }] = judge([{ id: `${nameOf(0)}.json`, project: '', bytes }], { rules: [] }).documents;
  const marked = JSON.stringify(facts).replaceAll(nameOf(0), '\u0001').replaceAll(nameOf(1), '\u0002');
  return (from, to) =>
    Array.from({ length: to - from }, (_, index) => {
      const [own, other] = [nameOf(from + index), nameOf(from + ((index + 1) % (to - from)))];
      return JSON.parse(marked.replaceAll('\u0001', own).replaceAll('\u0002', other));
    });
}

function linkedIn({ calls }) {
  return calls.filter(({ receiver }) => receiver !== null).length;
}

function report(size, program, ms) {
  const rss = (process.memoryUsage().rss / 1e6).toFixed(0);
  console.log(
    `linking ${String(size).padStart(7)} workflows   ${(ms / size).toFixed(3)} ms a workflow, ${linkedIn(program)} calls linked, ${rss} MB`,
  );
}
