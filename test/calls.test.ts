/**
 * What the calls of every fixture come to, whatever its rule says of them: `snapshots/calls.txt` has a line for each call,
 * written again by `UPDATE=1`: read what moves.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lint } from '../src/lint.ts';
import type { Anchor, Call, Outcome, Reason } from '../src/model.ts';
import { foldersIn, readCase } from './fixtures.ts';

const ROOT = join(import.meta.dirname, '../fixtures/rules');
const FILE = join(import.meta.dirname, 'snapshots/calls.txt');
const UPDATE = process.env['UPDATE'] === '1' && process.env['CI'] === undefined;

const cases = foldersIn(ROOT).flatMap((rule) => foldersIn(join(ROOT, rule)).map((name) => `${rule}/${name}`));

function callsOf(name: string): readonly string[] {
  const { sources, settings, inventory } = readCase(join(ROOT, name));
  return lint({ sources, settings, inventory }, []).calls.map(said).sort();
}

function said({ sender, receiver, site, api, near, unlinked, environments, outcome, assumptions }: Call): string {
  return [
    `${sender.workflow.name}/${sender.operation}`,
    ...(environments.length === 0 ? [] : [`in ${environments.join(', ')}`]),
    `→ ${receiver === null ? (unlinked ?? 'nothing') : `${receiver.workflow.name}/${receiver.trigger}`}`,
    ...(site === null ? [] : [`site ${site.name}`]),
    ...(api === null ? [] : [`api ${api.name}`]),
    ...(near === null ? [] : [`near ${near.name}`]),
    ...outcomeOf(outcome),
    ...assumptions.map(({ text, softens, at }) => `if ${text}${softens ? ' (softens)' : ''}${placeOf(at)}`),
  ].join(' | ');
}

function outcomeOf(outcome: Outcome): readonly string[] {
  if (outcome.verdict === 'accepted') return [`accepted by ${outcome.by}${placeOf(outcome.at)}`];
  if (outcome.verdict === 'refused')
    return [
      `refused with ${outcome.responses.map(({ status, code }) => `${String(status)} ${code}`).join(', ')}`,
      ...outcome.because.map(reasonOf),
    ];
  return [`unknown: ${outcome.missing.join('; ')}`, ...outcome.suspects.map((one) => `perhaps ${reasonOf(one)}`)];
}

function reasonOf({ code, data, at }: Reason): string {
  return `${code} ${JSON.stringify(data)}${placeOf(at)}`;
}

function placeOf(at: Anchor | null): string {
  return at === null ? '' : ` at ${at.file}#${at.pointer}`;
}

/** The lines of each case. */
function recorded(): ReadonlyMap<string, readonly string[]> {
  const blocks = readFileSync(FILE, 'utf8').trimEnd().split('\n\n');
  return new Map(blocks.map((block) => block.split('\n')).map(([name = '', ...lines]) => [name, lines]));
}

if (UPDATE) {
  const blocks = cases.map((name) => [name, ...callsOf(name)]).filter(({ length }) => length > 1);
  writeFileSync(FILE, `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

const kept = recorded();

test.each([...kept])('%s', (name, lines) => {
  expect(callsOf(name)).toEqual(lines);
});

test('every case with calls is there', () => {
  const missing = cases.filter((name) => !kept.has(name) && callsOf(name).length > 0);
  expect(missing, 'UPDATE=1 writes them').toEqual([]);
});
