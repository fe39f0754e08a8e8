/**
 * What a workflow costs, stage by stage, and what a million of them would: `node bench/scale.mjs [--most 1000000]`.
 * Facts are made from those of a real document by renaming; linking is measured on shards, as docs/scale.md has them.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const { values: given } = parseArgs({ options: { most: { type: 'string', default: '1000000' } } });
const MOST = Number(given.most);
/** Workflows that one process links at once. */
const SHARD = 100_000;

// Below the project, so that packages are found.
mkdirSync(join(import.meta.dirname, '../node_modules/.cache'), { recursive: true });
const scratch = mkdtempSync(join(import.meta.dirname, '../node_modules/.cache/laudit-scale-'));
try {
  await measure(await stages());
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The stages of the linter as functions: they are no part of the library. */
async function stages() {
  const outfile = join(scratch, 'stages.cjs');
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
  return found;
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
  const id = `/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/${to}-rg/providers/Microsoft.Logic/workflows/${to}`;
  const call = {
    type: 'Http',
    inputs: {
      method: 'POST',
      uri: `[listCallbackUrl('${id}/triggers/manual', '2019-05-01').value]`,
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

async function measure({ judge, link, rules }) {
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

  // One text with two marks, filled in for each workflow: what a repository's job has published.
  const mark = texts[0].replaceAll(nameOf(0), '\u0001').replaceAll(nameOf(1), '\u0002');
  const made = (from, to) =>
    Array.from({ length: to - from }, (_, index) => {
      const [own, other] = [nameOf(from + index), nameOf(from + ((index + 1) % (to - from)))];
      return JSON.parse(mark.replaceAll('\u0001', own).replaceAll('\u0002', other));
    });
  for (let size = 1000; size <= Math.min(MOST, SHARD); size *= 10) {
    const input = made(0, size);
    const { value, ms } = timed(() => link(input));
    report(size, value, ms);
  }
  if (MOST <= SHARD) return;
  let [spent, linked, most] = [0, 0, 0];
  for (let from = 0; from < MOST; from += SHARD) {
    const { value, ms } = timed(() => link(made(from, Math.min(MOST, from + SHARD))));
    spent += ms;
    linked += value.calls.filter(({ receiver }) => receiver !== null).length;
    most = Math.max(most, process.memoryUsage().rss);
  }
  const shards = Math.ceil(MOST / SHARD);
  console.log(
    `${MOST} workflows in ${shards} shards: ${linked} calls linked, reading and linking ${(spent / 1000).toFixed(1)} s of processor time in all, ${(spent / shards / 1000).toFixed(1)} s and ${(most / 1e6).toFixed(0)} MB a shard`,
  );
}

function report(size, { calls }, ms) {
  const linked = calls.filter(({ receiver }) => receiver !== null).length;
  const rss = (process.memoryUsage().rss / 1e6).toFixed(0);
  console.log(
    `linking ${String(size).padStart(7)} workflows   ${(ms / size).toFixed(3)} ms a workflow, ${linked} calls linked, ${rss} MB`,
  );
}
