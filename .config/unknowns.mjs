/**
 * What stays unknown over a folder of templates, by reason: prints the table of docs/unknowns.md.
 *
 *   node .config/unknowns.mjs <folder>     (each folder in it is one project)
 *
 * Looked at: names of workflows, addresses and audiences of calls, claims and address ranges of policies; without the
 * defaults of parameters. A reason is what the unknown part is called, without the names that a template gives.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const folder = process.argv[2];
if (folder === undefined) throw new Error('Use: node .config/unknowns.mjs <folder>');

/** The linter as one module, from source. */
async function linter() {
  const outfile = join(ROOT, 'node_modules/.cache/laudit-unknowns.mjs');
  await build({
    entryPoints: [join(ROOT, 'src/lint.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  try {
    return await import(outfile);
  } finally {
    rmSync(outfile);
  }
}

const KINDS = [
  [/parameters\(/, 'a template parameter that no parameter file of the project gives'],
  [/@appsetting\(/, 'an app setting of a Standard app'],
  [/@parameters\(/, 'a workflow parameter whose value is not in the file'],
  [/^token:|:token\(/, 'a token that a delivery tool fills in'],
  [
    /@listcallbackurl|listcallbackurl/,
    "what listCallbackUrl() gives: a link to a receiver, its signature is nobody's business",
  ],
  [/reference\(/, 'what reference() reads when the template is deployed'],
  [/list[a-z]+\(/, 'what a list…() function reads when the template is deployed'],
  [/resourcegroup\(|subscription\(|tenant\(|deployment\(|managementgroup\(/, 'where the template is deployed to'],
  [/environment\(/, 'the cloud'],
  [/newguid|utcnow|deployer/, 'made anew at every deployment'],
  [/error@|limit\(|cycle\(/, 'an expression that fails or was cut short'],
  [/copyindex/, 'a loop whose count is not known'],
];

/** All holes of a value, each once, with the reason in words. */
function reasonsOf(value, add) {
  if (typeof value !== 'object' || value === null) return;
  if (value.kind === 'hole') add(reasonOf(value));
  for (const [key, item] of Object.entries(value))
    if (!['from', 'via', 'default', 'call'].includes(key)) reasonsOf(item, add);
}

function reasonOf({ name, call, error, secure }) {
  if (error !== undefined) return 'an expression that fails or was cut short';
  if (secure === true) return 'a secure parameter, never looked into';
  const lower = `${name} ${call?.fn ?? ''}`.toLowerCase();
  const found = KINDS.find(([pattern]) => pattern.test(lower));
  if (found !== undefined) return found[1];
  // Of the run: the function that reads it, without what it is given.
  const read = /@?([a-z]+)\(/.exec(call === undefined ? lower : `${call.fn.toLowerCase()}(`);
  return read === null
    ? `other: ${lower.replaceAll(/[^a-z:@()]+/g, '…').slice(0, 40)}`
    : `${read[1]}(): known when the workflow runs`;
}

function sourcesIn(home, project) {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ id: relative(folder, path).replaceAll('\\', '/'), project, bytes: readFileSync(path) }));
}

const { extractAll } = await linter();
const counts = new Map();
const totals = new Map();
function look(where, value) {
  if (value === null || value === undefined) return;
  totals.set(where, (totals.get(where) ?? 0) + 1);
  const reasons = new Set();
  reasonsOf(value, (reason) => reasons.add(reason));
  for (const reason of reasons) {
    const row = counts.get(reason) ?? new Map();
    row.set(where, (row.get(where) ?? 0) + 1);
    counts.set(reason, row);
  }
}

let templates = 0;
for (const name of readdirSync(folder).sort()) {
  if (!statSync(join(folder, name)).isDirectory()) continue;
  for (const { kind, extracted } of extractAll(sourcesIn(join(folder, name), name))) {
    if (kind !== 'template' || extracted.workflows.length === 0) continue;
    templates += 1;
    for (const { nameValue } of extracted.workflows) look('name', nameValue);
    for (const { target, credential } of extracted.facts.senders) {
      look(
        'address',
        target.kind === 'url' ? target.url : target.kind === 'workflow' ? target.workflow : (target.id ?? null),
      );
      look('audience', credential.audience ?? null);
    }
    for (const { access } of extracted.facts.receivers) {
      if (access === null) continue;
      if (access.policies !== 'unknown')
        for (const policy of access.policies)
          for (const claim of policy.claims === 'unknown' ? [] : policy.claims) look('policy', claim.value);
      if (access.reach.kind === 'ranges') for (const range of access.reach.ranges) look('policy', range);
    }
  }
}

const WHERE = ['name', 'address', 'audience', 'policy'];
const sum = (row) => [...row.values()].reduce((all, one) => all + one, 0);
const rows = [...counts].sort(([, a], [, b]) => sum(b) - sum(a)).slice(0, 20);
console.log(
  `${templates} templates with workflows. Values: ${WHERE.map((where) => `${where} ${totals.get(where) ?? 0}`).join(', ')}.\n`,
);
console.log(`| what is not known | ${WHERE.join(' | ')} |\n| --- | ${WHERE.map(() => '---').join(' | ')} |`);
for (const [reason, row] of rows)
  console.log(`| ${reason} | ${WHERE.map((where) => row.get(where) ?? 0).join(' | ')} |`);
