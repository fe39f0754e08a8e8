/**
 * Every template of the reference corpus with workflows is deployed on paper: nothing throws, and each workflow that
 * the index names is found. LAUDIT_PRINT=1 prints what stays unknown in names and audiences, by reason.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Anchor, Json, Value } from '../../src/model.ts';
import { entriesOf, itemsOf } from '../../src/value.ts';
import { read } from '../../src/read/read.ts';
import { deploy, evaluateAll, type Deployed, type Resource } from '../../src/template/deploy.ts';
import { parameterFilesFor } from '../../src/template/companions.ts';
import { parseParameterFile } from '../../src/template/parameters.ts';
import { parseTemplate } from '../../src/template/parse.ts';
import { corpus, corpusFiles } from '../shared.ts';

const folder = corpus();

interface Row {
  readonly file: string;
  readonly kinds: readonly string[];
  readonly workflows: readonly { readonly ptr: string }[];
}

function rows(): readonly Row[] {
  if (folder === undefined) return [];
  const lines = readFileSync(join(folder, 'index.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines
    .map((line) => JSON.parse(line) as Partial<Row> & { readonly file: string })
    .filter(
      (row): row is Row =>
        row.kinds !== undefined && row.kinds.some((kind) => kind.startsWith('arm-')) && row.workflows !== undefined,
    );
}

function load(file: string): Json | undefined {
  if (folder === undefined) return undefined;
  const source = { id: file, project: '', bytes: readFileSync(join(folder, file)) };
  return read(source).value;
}

const files = new Set(corpusFiles());

function linked(path: string): { file: string; value: Json } | undefined {
  const value = files.has(path) ? load(path) : undefined;
  return value === undefined ? undefined : { file: path, value };
}

function deployFile(file: string, parameterFile: string | undefined): Deployed {
  const raw = parameterFile === undefined ? undefined : load(parameterFile);
  const parameters = raw === undefined || parameterFile === undefined ? null : parseParameterFile(raw, parameterFile);
  const result = deploy({
    file,
    template: parseTemplate(load(file) ?? null, file),
    parameters,
    environment: 'test',
    linked,
  });
  evaluateAll(result);
  return result;
}

const isWorkflow = (resource: Resource): boolean =>
  resource.typeName === 'microsoft.logic/workflows' && !resource.existing;

describe.skipIf(folder === undefined)('the corpus', () => {
  const templates = rows();
  const parameterFiles = [...files].filter((file) => /param/i.test(file));

  it('is deployed on paper, and every workflow of the index is found', () => {
    const tally = new Map<string, number>();
    const differences: string[] = [];
    for (const row of templates) {
      const result = deployFile(row.file, undefined);
      const found = new Set(
        result.resources.filter((each) => isWorkflow(each) && each.file === row.file).map((each) => each.at.pointer),
      );
      const wanted = new Set(row.workflows.filter(({ ptr }) => !isStandard(row, ptr)).map(({ ptr }) => ptr));
      for (const pointer of wanted) if (!found.has(pointer)) differences.push(`missing ${row.file}#${pointer}`);
      for (const pointer of found) if (!wanted.has(pointer)) differences.push(`extra ${row.file}#${pointer}`);
      result.resources
        .filter((each) => isWorkflow(each) && each.file === row.file)
        .forEach((each) => count(tally, each));
      for (const fault of result.faults) add(tally, `fault ${fault.kind}`);
    }
    if (process.env['LAUDIT_PRINT'] !== undefined) print(tally, differences);
    expect(templates.length).toBeGreaterThan(400);
    expect(differences).toEqual([]);
  });

  it('has every value stand where the file says', () => {
    const loaded = new Map<string, Json | undefined>();
    const has = ({ file, pointer }: Anchor): boolean => {
      if (!loaded.has(file)) loaded.set(file, load(file));
      return resolves(loaded.get(file), pointer);
    };
    const astray: string[] = [];
    let seen = 0;
    for (const row of templates) {
      for (const { value, name, id } of deployFile(row.file, undefined).resources) {
        for (const each of [value, name, id]) {
          walk(each, 0, ({ from }) => {
            seen += 1;
            if (from === undefined || !has(from)) astray.push(`${row.file} ${from?.pointer ?? 'nowhere'}`);
          });
        }
      }
    }
    expect(astray).toEqual([]);
    expect(seen).toBeGreaterThan(100_000);
  });

  it('is deployed with its parameter files', () => {
    let bound = 0;
    for (const row of templates.filter(({ workflows }) => workflows.length > 0)) {
      for (const companion of parameterFilesFor(row.file, parameterFiles)) {
        const result = deployFile(row.file, companion.file);
        if (result.scopes[0]?.usedParameters.size !== 0) bound += 1;
        expect(result.resources.some(isWorkflow)).toBe(true);
      }
    }
    expect(bound).toBeGreaterThan(10);
  });
});

function isStandard(row: Row, pointer: string): boolean {
  const workflow: { readonly ptr: string; readonly host?: string } | undefined = row.workflows.find(
    ({ ptr }) => ptr === pointer,
  );
  return workflow?.host === 'standard';
}

function add(tally: Map<string, number>, key: string): void {
  tally.set(key, (tally.get(key) ?? 0) + 1);
}

function count(tally: Map<string, number>, resource: Resource): void {
  add(tally, `name: ${reason(resource.name)}`);
  audiences(resource.properties, (value) => add(tally, `audience: ${reason(value)}`));
}

function reason(value: Value): string {
  if (value.kind === 'text')
    return `text with ${[...new Set(value.parts.filter((part) => typeof part !== 'string').map(reason))].sort().join(' and ')}`;
  if (value.kind !== 'hole') return value.kind;
  if (value.error !== undefined) return `error: ${value.error.replace(/'[^']*'/g, "'…'")}`;
  if (value.call !== undefined) return `${value.call.fn}()`;
  const what = /([A-Za-z]+)\([^()]*\)[^:]*$/.exec(value.name)?.[1] ?? value.name.split(':').pop() ?? '';
  return `${what}${value.secure === true ? ', secure' : ''}${value.default === undefined ? ' without default' : ' with default'}`;
}

/** Every `authentication.audience` in a body. */
function audiences(value: Value | null, say: (value: Value) => void): void {
  walk(value, 0, (inside) => {
    for (const { key, value: member } of entriesOf(inside) ?? []) {
      if (key.toLowerCase() !== 'authentication') continue;
      for (const entry of entriesOf(member) ?? []) if (entry.key.toLowerCase() === 'audience') say(entry.value);
    }
  });
}

function walk(value: Value | null, depth: number, say: (value: Value) => void): void {
  if (value === null || depth > 200) return;
  say(value);
  for (const entry of entriesOf(value) ?? []) walk(entry.value, depth + 1, say);
  for (const item of itemsOf(value) ?? []) walk(item, depth + 1, say);
}

function resolves(value: Json | undefined, pointer: string): boolean {
  let at = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as { readonly [key: string]: Json })[key];
  }
  return at !== undefined;
}

function print(tally: ReadonlyMap<string, number>, differences: readonly string[]): void {
  const lines = [...tally].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, n]) => `${String(n).padStart(6)}  ${key}`);
  console.info([...lines, ...differences.slice(0, 40)].join('\n'));
}
