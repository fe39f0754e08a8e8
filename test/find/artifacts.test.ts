/** Maps and schemas of a Standard app are listed beside its `host.json`, and only where the listing is whole. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { find } from '../../src/find.ts';
import { artifactsBeside } from '../../src/find/artifacts.ts';

let top = '';
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'artifacts-')));
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

function make(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(top, name)), { recursive: true });
    writeFileSync(join(top, name), '{}');
  }
}

async function listed(): Promise<Readonly<Record<string, readonly string[] | undefined>>> {
  const { sources } = await find([], { cwd: top });
  return Object.fromEntries(sources.map(({ id, artifacts }) => [id, artifacts]));
}

test('names at any depth, of the app that they belong to', async () => {
  make(
    'a/host.json',
    'a/Artifacts/Maps/One.xslt',
    'a/Artifacts/Schemas/v2/Two.xsd',
    'a/w/workflow.json',
    'b/host.json',
  );
  expect(await listed()).toEqual({
    'a/host.json': ['One.xslt', 'Two.xsd'],
    'a/w/workflow.json': undefined,
    'b/host.json': undefined,
  });
});

test('the folder in another letter case; an empty one holds nothing', async () => {
  make('a/host.json', 'a/artifacts/maps/One.xslt', 'b/host.json');
  mkdirSync(join(top, 'b/Artifacts'));
  expect(await listed()).toEqual({ 'a/host.json': ['One.xslt'], 'b/host.json': [] });
});

test('a link in it may lead anywhere: what is there is not known', () => {
  make('a/host.json', 'a/Artifacts/Maps/One.xslt', 'else/Two.xslt');
  symlinkSync(join(top, 'else'), join(top, 'a/Artifacts/Shared'));
  expect(artifactsBeside(join(top, 'a/host.json'))).toEqual({});
});

test('more files than are listed', () => {
  make('a/host.json');
  make(...Array.from({ length: 10_001 }, (_, index) => `a/Artifacts/Maps/${String(index)}.xslt`));
  expect(artifactsBeside(join(top, 'a/host.json'))).toEqual({});
});

test('of other files nothing is asked', () => {
  make('a/connections.json', 'a/Artifacts/Maps/One.xslt');
  expect(artifactsBeside(join(top, 'a/connections.json'))).toEqual({});
});
