/**
 * Which connection an operation uses, and where it must be declared: `connections.json` of a Standard app by kind,
 * `$connections` of a Consumption workflow (facts/workflow-language.md §7, §9).
 */
import type { Call } from '../expression/workflow/ast.ts';
import { parseTemplate } from '../expression/workflow/parse.ts';
import { callsOf } from '../expression/workflow/print.ts';
import type { Anchor, Entry, Json, Operation, Value, Workflow } from '../model.ts';
import { entriesOf, itemsOf, member, path } from '../value.ts';
import { allEntries, plainText } from './literals.ts';
import { isType } from './operations.ts';

export interface ConnectionUse {
  readonly operation: Operation;
  /** Section of connections.json. */
  readonly section: string;
  readonly name: string;
  readonly at: Anchor;
}

const PLACES: readonly (readonly [types: readonly string[], path: string, section: string])[] = [
  [
    ['apiconnection', 'apiconnectionwebhook', 'apiconnectionnotification'],
    'inputs.host.connection.referenceName',
    'managedApiConnections',
  ],
  [['serviceprovider'], 'inputs.serviceProviderConfiguration.connectionName', 'serviceProviderConnections'],
  [['function'], 'inputs.function.connectionName', 'functionConnections'],
  [['apimanagement'], 'inputs.apiManagement.connection', 'apiManagementConnections'],
];

/** Names that are literals. */
export function connectionUses(workflow: Workflow): readonly ConnectionUse[] {
  const out: ConnectionUse[] = [];
  const add = (operation: Operation, value: Value | null | undefined, section: string): void => {
    const name = plainText(value);
    if (name !== undefined && name !== '') out.push({ operation, section, name, at: value?.from ?? operation.at });
  };
  for (const operation of workflow.operations) {
    for (const [types, place, section] of PLACES) {
      if (isType(operation, ...types)) add(operation, path(operation.value, ...place.split('.')), section);
    }
    if (!isType(operation, 'agent')) continue;
    // Which section holds the connection of a managed MCP server is not documented.
    for (const { value: tool } of entriesOf(member(operation.value, 'tools')) ?? []) {
      const [type, kind] = [plainText(member(tool, 'type')), plainText(member(tool, 'kind'))];
      if (type?.toLowerCase() === 'mcpclienttool' && kind?.toLowerCase() === 'builtin')
        add(operation, path(tool, 'inputs', 'connectionReference', 'connectionName'), 'agentMcpConnections');
    }
    for (const { value } of entriesOf(member(operation.inputs, 'modelConfigurations')) ?? [])
      add(operation, member(value, 'referenceName'), 'agentConnections');
  }
  return out;
}

/** The entries of a section; undefined where the app does not show them. */
export function declaredIn(workflow: Workflow, section: string): readonly Entry[] | undefined {
  const { files } = workflow;
  if (files?.host !== true || files.connections === null) return undefined;
  const declared = member(files.connections, section);
  return declared === null ? [] : allEntries(declared);
}

/** The entries of `$connections`; undefined where somebody else may give them. */
export function connectionsGiven(workflow: Workflow): readonly Entry[] | undefined {
  if (!workflow.complete || workflow.plan !== 'consumption') return undefined;
  const given = workflow.given === null ? null : path(workflow.given, '$connections', 'value');
  const value = given ?? path(workflow.definition, 'parameters', '$connections', 'defaultValue');
  return given === undefined || value === null ? undefined : allEntries(value);
}

export interface FileCall {
  readonly call: Call;
  readonly name: string;
  readonly at: Anchor;
}

const read = new WeakMap<object, readonly FileCall[]>();

/** Calls with one literal argument in a file of the app, each file read once. */
export function callsInFile(file: Value | null): readonly FileCall[] {
  const root: Json | undefined = file?.kind === 'known' ? file.value : undefined;
  if (typeof root !== 'object' || root === null || file === null) return [];
  const before = read.get(root);
  if (before !== undefined) return before;
  const out: FileCall[] = [];
  collect(file, out);
  read.set(root, out);
  return out;
}

function collect(value: Value, out: FileCall[]): void {
  if (value.kind !== 'known' || value.from === undefined) return;
  if (typeof value.value === 'string') {
    const template = value.value.includes('@') ? parseTemplate(value.value) : undefined;
    for (const call of template === undefined ? [] : callsOf(template)) {
      const [argument] = call.a;
      if (argument?.t !== 'str') continue;
      out.push({ call, name: argument.v, at: { ...value.from, slice: [call.start, call.end] } });
    }
    return;
  }
  for (const item of itemsOf(value) ?? []) collect(item, out);
  for (const entry of entriesOf(value) ?? []) collect(entry.value, out);
}
