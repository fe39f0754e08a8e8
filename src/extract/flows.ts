/**
 * Where secrets come into a workflow, and which later actions show them: Key Vault reads and token requests, followed along
 * the reference graph. What securing covers: facts/security.md §7 (one hop downstream, not past Compose, Parse JSON,
 * variables and Response, whose data cannot be hidden).
 */
import type { Answer, Operation, Value, Workflow } from '../model.ts';
import { asText, itemsOf, member, path } from '../value.ts';
import { isType, secures } from './operations.ts';
import { graphOf, type Graph } from './references.ts';

export interface SecretSource {
  readonly operation: Operation;
  readonly what: 'key-vault' | 'token';
  readonly secured: Answer;
  /** Later actions that hold the secret in clear, in the order of the walk. */
  readonly shown: readonly Operation[];
}

const found = new WeakMap<Workflow, readonly SecretSource[]>();
/** Longest way that is followed. */
const FARTHEST = 12;

export function secretSourcesOf(workflow: Workflow): readonly SecretSource[] {
  const before = found.get(workflow);
  if (before !== undefined) return before;
  const sources = workflow.operations.flatMap((operation, index) => {
    const what = operation.role === 'action' ? sourceKind(operation) : null;
    if (what === null) return [];
    const secured = secures(operation, 'outputs');
    return [{ operation, what, secured, shown: shownAfter(graphOf(workflow), index, secured) }];
  });
  found.set(workflow, sources);
  return sources;
}

/** A text with its unknown parts left blank. */
function written(value: Value | null | undefined): string {
  if (value?.kind !== 'text') return asText(value) ?? '';
  return value.parts.map((part) => (typeof part === 'string' ? part : '\u0000')).join('');
}

const VAULT = /^https:\/\/(?:[^/?#\s]{1,200}\.)?vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)(?::443)?/i;
const TOKEN =
  /^https:\/\/(?:login\.microsoftonline\.com|login\.windows\.net|login\.microsoftonline\.us)\/[^?#\s]{1,200}\/oauth2\/(?:v2\.0\/)?token\/?(?:[?#]|$)/i;

function sourceKind(operation: Operation): SecretSource['what'] | null {
  const { inputs } = operation;
  if (isType(operation, 'serviceprovider')) {
    const of = (name: string) => written(path(inputs, 'serviceProviderConfiguration', name)).toLowerCase();
    return of('serviceProviderId').endsWith('/keyvault') && of('operationId') === 'getsecret' ? 'key-vault' : null;
  }
  if (isType(operation, 'apiconnection')) {
    const connection = path(inputs, 'host', 'connection');
    const name = written(member(connection, 'name')) + written(member(connection, 'referenceName'));
    const reads = /^\/secrets\/.{1,400}\/value$/i.test(written(member(inputs, 'path')));
    return reads && /(?:^|\[')keyvault/i.test(name) ? 'key-vault' : null;
  }
  return isType(operation, 'http') ? httpSource(inputs) : null;
}

function httpSource(inputs: Value | null): SecretSource['what'] | null {
  const uri = written(member(inputs, 'uri'));
  const method = written(member(inputs, 'method')).toUpperCase();
  if (method === 'POST') return TOKEN.test(uri) ? 'token' : null;
  if (method !== 'GET') return null;
  const vault = VAULT.exec(uri)?.[0];
  if (vault !== undefined) return /^\/secrets\/[^?#]/i.test(uri.slice(vault.length)) ? 'key-vault' : null;
  // Without a readable address the audience gives it away, unless the address says otherwise.
  const audience = written(path(inputs, 'authentication', 'audience'));
  return VAULT.test(audience) &&
    !/\/(?:keys|certificates)(?:\/|\?|$)|\/secrets\/?(?:\?|$)/i.test(uri) &&
    !uri.startsWith('http')
    ? 'key-vault'
    : null;
}

/** Their outputs are their inputs, or hold them; none of it can be hidden. */
const PASSING = [
  'compose',
  'parsejson',
  'initializevariable',
  'setvariable',
  'appendtostringvariable',
  'appendtoarrayvariable',
  'response',
];
/** What is no secret of an answer. */
const HARMLESS = [
  'statuscode',
  'headers',
  'status',
  'code',
  'starttime',
  'endtime',
  'name',
  'trackingid',
  'expires_in',
  'token_type',
];

function shownAfter(graph: Graph, start: number, secured: Answer): readonly Operation[] {
  const shown = new Map<number, Operation>();
  const open: { index: number; hop: number }[] = [{ index: start, hop: 0 }];
  const seen = new Set([start]);
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const index of readersOf(graph, at.index)) {
      const reader = graph.operations[index];
      if (reader === undefined || seen.has(index)) continue;
      seen.add(index);
      const passes = isType(reader, ...PASSING);
      // Inputs of the first reader are hidden with the outputs of the source.
      const hidden = (at.hop === 0 && secured !== 'no' && !passes) || secures(reader, 'inputs') !== 'no';
      if (!hidden || passes) shown.set(index, reader);
      if (passes && at.hop < FARTHEST) open.push({ index, hop: at.hop + 1 });
    }
  }
  return [...shown.values()];
}

/** Operations whose strings take the body or the outputs of an action, or the variable that it sets. */
function readersOf(graph: Graph, source: number): readonly number[] {
  const operation = graph.operations[source];
  if (operation === undefined) return [];
  const variables = variablesOf(operation);
  const name = operation.name.toLowerCase();
  return graph.references.flatMap(({ kind, name: read, call, written: { operation: index, field, path: place } }) => {
    // The platform shows no authentication in the history, and of conditions the answer alone.
    if (index < 0 || read === undefined || field !== 'inputs' || place.startsWith('authentication')) return [];
    if (kind === 'variable') return variables.includes(read.toLowerCase()) ? [index] : [];
    if (kind !== 'action' || read.toLowerCase() !== name || call.n.toLowerCase() === 'result') return [];
    const first = call.d[0]?.e;
    return first?.t === 'str' && HARMLESS.includes(first.v.toLowerCase()) ? [] : [index];
  });
}

function variablesOf(operation: Operation): readonly string[] {
  if (isType(operation, 'initializevariable')) {
    return (itemsOf(member(operation.inputs, 'variables')) ?? []).map((item) =>
      written(member(item, 'name')).toLowerCase(),
    );
  }
  return isType(operation, 'setvariable', 'appendtostringvariable', 'appendtoarrayvariable')
    ? [written(member(operation.inputs, 'name')).toLowerCase()]
    : [];
}
