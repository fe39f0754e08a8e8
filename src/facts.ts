/**
 * Facts files: what a repository says about its senders and receivers, for linking in another one. Plain facts,
 * no file text, no secret; every string passes the mask once more on its way out.
 */
import { areFacts } from './facts/form.ts';
import { judge } from './judge.ts';
import type { Facts, Json, JsonObject, Settings, Source } from './model.ts';
import { masked } from './secret.ts';

/** Version of the file's form; another one is refused (schemas/facts.schema.json). */
const VERSION = 2;

export interface FactsFile {
  readonly version: typeof VERSION;
  readonly tool: { readonly name: 'laudit'; readonly version: string };
  /** Names the repository in places and messages elsewhere: `orders:deploy/receiver.json`. */
  readonly repository: string;
  readonly facts: readonly Facts[];
}

/** The facts of a repository. File ids begin with its name, so that those of two repositories never meet. */
export function factsFile(
  sources: readonly Source[],
  repository: string,
  version: string,
  { cloud, environments = {} }: Pick<Settings, 'cloud' | 'environments'> = {},
): FactsFile {
  const named = sources.map((source): Source => {
    const { id, bytes, quiet = false } = source;
    return { id: `${repository}:${id}`, bytes, project: '', quiet };
  });
  // The globs are of ids as they were.
  const renamed = Object.entries(environments).map(([name, globs]): [string, readonly string[]] => [
    name,
    globs.map((glob) => `${repository}:${glob}`),
  ]);
  const facts = judge(named, { rules: [], cloud, environments: Object.fromEntries(renamed) })
    .documents.map((one): Facts => ({ ...one.facts, apps: [], flows: [] }))
    .filter(
      ({ workflows, sites, gateways, connectors }) =>
        workflows.length + sites.length + gateways.length + connectors.length > 0,
    );
  return { version: VERSION, tool: { name: 'laudit', version }, repository, facts: hide(facts) };
}

/** Masks every string; the shape stays. Facts are a tree of bounded depth: the documents were. */
function hide<T>(value: T): T {
  const plain: unknown = value;
  const hidden: unknown = map(plain as Json);
  return hidden as T;
}

function map(value: Json): Json {
  if (typeof value === 'string') return masked(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map(map);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, item]) => [key, map(item)]));
}

/** Reads a facts file; a text says what is wrong with it. */
export function readFactsFile(value: Json | undefined): readonly Facts[] | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'no facts file';
  const file = value as JsonObject;
  if (file['version'] !== VERSION)
    return `its version is not ${String(VERSION)}: make it again with this version of laudit`;
  const facts = file['facts'];
  if (!Array.isArray(facts)) return 'no facts in it';
  if (!areFacts(facts)) return 'its facts are not of the expected form';
  const sound: unknown = facts;
  return (sound as readonly Facts[]).map((one) => ({ ...one, apps: [], flows: [] }));
}
