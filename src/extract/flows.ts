/**
 * Where secrets come into a workflow, and which later actions show them: Key Vault reads, token requests, the header that the
 * trigger hands over, secure parameters, followed along the reference graph. What securing covers: facts/security.md §7 (one
 * hop downstream, not past Compose, Parse JSON, variables and Response, whose data cannot be hidden).
 */
import type { Anchor, Answer, Operation, Value, Workflow } from '../model.ts';
import { isSecretDue } from '../secret.ts';
import { asText, itemsOf, member, path } from '../value.ts';
import { parametersOf } from './declared.ts';
import { isType, optionsOf, secures } from './operations.ts';
import { graphOf, type Graph, type Reference } from './references.ts';

export interface SecretSource {
  /** Of the operation that brings it, or of the parameter. */
  readonly name: string;
  readonly at: Anchor;
  /** Null for a parameter. */
  readonly operation: Operation | null;
  readonly what: 'key-vault' | 'token' | 'authorization' | 'parameter';
  readonly secured: Answer;
  /** Later actions that hold the secret in clear, in the order of the walk. */
  readonly shown: readonly Operation[];
}

/** `'A', 'B' and 2 more`: where the secret is shown beside its source; empty where that is nowhere. */
export function placesShown({ shown }: SecretSource): string {
  const first = shown.slice(0, 3).map(({ name }) => `'${name}'`);
  const rest = shown.length - first.length;
  return first.join(', ') + (rest > 0 ? ` and ${String(rest)} more` : '');
}

const found = new WeakMap<Workflow, readonly SecretSource[]>();
/** Longest way that is followed. */
const FARTHEST = 12;

export function secretSourcesOf(workflow: Workflow): readonly SecretSource[] {
  const before = found.get(workflow);
  if (before !== undefined) return before;
  const sources = [...operationSources(workflow), ...parameterSources(workflow)];
  found.set(workflow, sources);
  return sources;
}

function operationSources(workflow: Workflow): readonly SecretSource[] {
  return workflow.operations.flatMap((operation) => {
    const what = operation.role === 'action' ? sourceKind(operation) : triggerKind(operation);
    if (what === null) return [];
    const { name, at } = operation;
    const secured = secures(operation, 'outputs');
    const graph = graphOf(workflow);
    const first = operation.role === 'action' ? readersOf(graph, operation) : readersOfHeader(graph);
    return [{ name, at, operation, what, secured, shown: shownAfter(graph, first, secured) }];
  });
}

/** Only where nothing can hide them: what else the history shows of a secure parameter is not documented. */
function parameterSources(workflow: Workflow): readonly SecretSource[] {
  return [...(parametersOf(workflow)?.values() ?? [])].flatMap(({ name, type, at }) => {
    if (type !== 'securestring' && type !== 'secureobject') return [];
    const graph = graphOf(workflow);
    const shown = shownAfter(graph, readersOfParameter(graph, name, type === 'secureobject'), 'yes');
    return shown.length === 0 ? [] : [{ name, at, operation: null, what: 'parameter', secured: 'yes', shown }];
  });
}

/** The caller's token comes with the outputs where the trigger is told to (facts/security.md §1.4). */
function triggerKind(trigger: Operation): 'authorization' | null {
  return optionsOf(trigger)?.includes('includeauthorizationheadersinoutputs') === true ? 'authorization' : null;
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

/** An operation that takes the secret, and the members of its inputs that do. */
type Readers = ReadonlyMap<number, readonly string[]>;

function shownAfter(graph: Graph, first: Readers, secured: Answer): readonly Operation[] {
  const shown = new Map<number, Operation>();
  const open: { readers: Readers; hop: number }[] = [{ readers: first, hop: 0 }];
  const seen = new Set<number>();
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const [index, places] of at.readers) {
      const reader = graph.operations[index];
      if (reader === undefined || seen.has(index)) continue;
      seen.add(index);
      const passes = passesOn(reader, places);
      // Inputs of the first reader are hidden with the outputs of the source.
      const hidden = (at.hop === 0 && secured !== 'no') || secures(reader, 'inputs') !== 'no';
      if (!hidden || passes) shown.set(index, reader);
      if (passes && at.hop < FARTHEST) open.push({ readers: readersOf(graph, reader), hop: at.hop + 1 });
    }
  }
  return [...shown.values()];
}

/** Do its outputs hold the secret in clear? */
function passesOn(reader: Operation, places: readonly string[]): boolean {
  if (isType(reader, ...PASSING)) return true;
  const holds =
    isType(reader, 'select') ||
    (isType(reader, 'join', 'table', 'query') && places.some((place) => place.startsWith('from')));
  return holds && secures(reader, 'outputs') === 'no';
}

/** Operations whose strings take the body or the outputs of an action, or the variable that it sets. */
function readersOf(graph: Graph, { name: written, ...operation }: Operation): Readers {
  const variables = variablesOf({ name: written, ...operation });
  const name = written.toLowerCase();
  return readers(graph, ({ kind, name: read, call }) => {
    if (kind === 'variable') return read !== undefined && variables.includes(read.toLowerCase());
    if (kind !== 'action' || read?.toLowerCase() !== name || call.n.toLowerCase() === 'result') return false;
    const [first] = membersOf(call);
    return first === undefined || !HARMLESS.includes(first);
  });
}

/** Those that take the Authorization header, or all headers or outputs, of the trigger. */
function readersOfHeader(graph: Graph): Readers {
  return readers(graph, ({ kind, call }) => {
    const all = membersOf(call);
    const fn = call.n.toLowerCase();
    if (kind !== 'trigger' || (fn !== 'triggeroutputs' && fn !== 'trigger')) return false;
    const members = fn === 'trigger' && all[0] === 'outputs' ? all.slice(1) : all;
    if (fn === 'trigger' && members === all && all.length > 0) return false;
    return members.length === 0 || (members[0] === 'headers' && (members[1] ?? 'authorization') === 'authorization');
  });
}

function readersOfParameter(graph: Graph, name: string, isObject: boolean): Readers {
  return readers(graph, ({ kind, name: read, call }) => {
    if (kind !== 'parameter' || read?.toLowerCase() !== name.toLowerCase()) return false;
    const last = membersOf(call).at(-1);
    return !isObject || last === undefined || isSecretDue({ key: last, parents: [] });
  });
}

function readers(graph: Graph, takes: (reference: Reference) => boolean): Readers {
  const out = new Map<number, string[]>();
  for (const reference of graph.references) {
    const { operation: index, field, path: place } = reference.written;
    // The platform shows no authentication in the history, and of conditions the answer alone.
    if (index < 0 || field !== 'inputs' || place.startsWith('authentication') || !takes(reference)) continue;
    out.set(index, [...(out.get(index) ?? []), place]);
  }
  return out;
}

/** The members that are taken of the answer, lower case, up to one that is computed. */
function membersOf({ d }: Reference['call']): readonly string[] {
  const end = d.findIndex(({ e }) => e.t !== 'str');
  return (end < 0 ? d : d.slice(0, end)).map(({ e }) => (e.t === 'str' ? e.v.toLowerCase() : ''));
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
