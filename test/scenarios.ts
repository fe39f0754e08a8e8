/** Reading the projects of `fixtures/scenarios/` and saying of each what its reviewer would want to know. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { factsFile } from '../src/facts.ts';
import type { LintInput } from '../src/lint.ts';
import type { Call, Report, Source } from '../src/model.ts';
import { describe as describeCalls } from '../src/cli/calls.ts';
import { foldersIn, readCase } from './fixtures.ts';

export const SCENARIOS = join(import.meta.dirname, '../fixtures/scenarios');

/** `in/` is the project; each folder of `foreign/` is a repository of which only the facts are known. */
export function readScenario(name: string): LintInput {
  const folder = join(SCENARIOS, name);
  const { sources, settings, inventory } = readCase(folder);
  const others = join(folder, 'foreign');
  const foreign = !existsSync(others)
    ? []
    : foldersIn(others).flatMap(
        (repository) => factsFile(filesIn(join(others, repository)), repository, '0.0.0').facts,
      );
  return { sources, settings, inventory, foreign };
}

function filesIn(folder: string): readonly Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      id: relative(folder, path).replaceAll('\\', '/'),
      bytes: readFileSync(path),
      project: '',
    }));
}

/** One call: who calls whom with what, the answer, and the codes of its causes. No lines. */
export function chains(report: Report, sources: readonly Source[]) {
  return report.calls.map((call) => chain(call, sources)).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function chain(call: Call, sources: readonly Source[]) {
  const [traced] = describeCalls([call], sources);
  if (traced === undefined) throw new Error('a call is not described');
  const { outcome, unlinked, site, api } = call;
  return {
    ...(call.environments.length === 0 ? {} : { environments: call.environments }),
    sender: `${traced.sender.workflow} / ${traced.sender.action}`,
    receiver: traced.receiver === null ? null : `${traced.receiver.workflow} / ${traced.receiver.trigger}`,
    ...(site === null ? {} : { site: site.name }),
    ...(api === null ? {} : { api: api.name }),
    ...(unlinked === null ? {} : { unlinked }),
    carries: traced.carries,
    verdict: outcome.verdict,
    ...(outcome.verdict === 'accepted' ? { by: outcome.by } : {}),
    ...(outcome.verdict === 'refused'
      ? { reasons: outcome.because.map(({ code }) => code), responses: outcome.responses.map(({ code }) => code) }
      : {}),
    ...(outcome.verdict === 'unknown' ? { missing: outcome.missing } : {}),
    ...(call.assumptions.length === 0 ? {} : { assumptions: call.assumptions.map(({ text }) => text) }),
  };
}

function key(one: { readonly sender: string; readonly environments?: readonly string[] }): string {
  return `${one.sender} ${one.environments?.join() ?? ''}`;
}

export function findings(report: Report) {
  return report.problems.map(({ rule, severity, place, environments }) => ({
    rule,
    severity,
    file: place.file,
    pointer: place.pointer,
    ...(environments.length === 0 ? {} : { environments }),
  }));
}
