/**
 * Operations that call through a connection: custom connectors on both plans, functions and API Management on Standard.
 * The connection says what is called and what proves it: facts/doors.md §1.7, §4, §5; facts/security.md §3.5.
 */
import type { WorkflowScope } from '../expression/workflow/evaluate.ts';
import { evaluateWorkflow } from '../expression/workflow/evaluate.ts';
import type { Credential, Operation, Sender, Target, Value, Workflow } from '../model.ts';
import { seal } from '../secret.ts';
import { asText, member, path } from '../value.ts';
import { authorizationHeader, credentialOf } from './credential.ts';
import { isType } from './operations.ts';
import { signatureInQueries } from './url.ts';

type Maybe = Value | null | undefined;

/** What of a sender is told by its connection and its inputs. */
export type ByConnection = Pick<
  Sender,
  'via' | 'target' | 'method' | 'sas' | 'sasAt' | 'credential' | 'authorizationHeader' | 'authorizationHeaderAt'
>;

/** null where the operation uses no connection that leads to a receiver. */
export function byConnection(workflow: Workflow, operation: Operation, scope: WorkflowScope): ByConnection | null {
  const { inputs } = operation;
  if (inputs === null) return null;
  if (isType(operation, 'apiconnection', 'apiconnectionwebhook')) return throughConnector(workflow, operation, scope);
  const declared = (place: Maybe, section: string): Maybe => inFile(workflow, asText(place), section);
  if (isType(operation, 'function')) {
    const found = declared(member(member(inputs, 'function'), 'connectionName'), 'functionConnections');
    return found === null || found === undefined ? null : toFunction(operation, found, scope);
  }
  if (!isType(operation, 'apimanagement')) return null;
  const found = declared(member(member(inputs, 'apiManagement'), 'connection'), 'apiManagementConnections');
  return found === null || found === undefined ? null : toApi(operation, found, scope);
}

function inFile({ files }: Workflow, name: string | undefined, section: string): Maybe {
  return name === undefined ? null : member(member(files?.connections ?? null, section), name);
}

function read(value: Maybe, scope: WorkflowScope): Maybe {
  return value === null || value === undefined ? value : seal(evaluateWorkflow(value, scope, { deep: true }));
}

function common({ inputs }: Operation, scope: WorkflowScope) {
  const queries = signatureInQueries(read(member(inputs, 'queries'), scope));
  const header = authorizationHeader(read(member(inputs, 'headers'), scope));
  return {
    method: read(member(inputs, 'method'), scope) ?? null,
    sas: queries.answer,
    sasAt: queries.at?.from ?? null,
    authorizationHeader: header.answer,
    authorizationHeaderAt: header.at,
  };
}

/** A function by its resource id, else by the URL of its trigger. */
function toFunction(operation: Operation, connection: Value, scope: WorkflowScope): ByConnection {
  const id = read(path(connection, 'function', 'id'), scope);
  const url = read(member(connection, 'triggerUrl'), scope);
  const place = connection.from ?? operation.at;
  const target: Target =
    id !== null && id !== undefined
      ? { kind: 'resource', id, at: id.from ?? place }
      : url !== null && url !== undefined
        ? { kind: 'url', url, at: url.from ?? place }
        : { kind: 'unknown', at: place };
  return { via: 'function', target, ...common(operation, scope), credential: keyOf(connection, operation, scope) };
}

function toApi(operation: Operation, connection: Value, scope: WorkflowScope): ByConnection {
  const id = read(member(connection, 'apiId'), scope);
  const place = connection.from ?? operation.at;
  const target: Target =
    id === null || id === undefined ? { kind: 'unknown', at: place } : { kind: 'resource', id, at: id.from ?? place };
  const credential = keyOf(connection, operation, scope);
  return { via: 'api-management', target, ...common(operation, scope), credential };
}

/**
 * A key in the query or in a header of its own is no Authorization. A managed identity is documented for neither action in
 * Standard (facts/doors.md §1.7, §4): what travels then is not known.
 */
function keyOf(connection: Value, operation: Operation, scope: WorkflowScope): Credential {
  const credential = credentialOf(read(member(connection, 'authentication'), scope), operation.at);
  if (credential.kind === 'managed-identity' || credential.kind === 'oauth') return { kind: 'unknown' };
  return credential.kind === 'other' && credential.type.toLowerCase() === 'querystring'
    ? { ...credential, header: 'no' }
    : credential;
}

// ---------------------------------------------------------------- custom connectors

/** Managed connectors call Microsoft's own services and those of other vendors: no receiver of ours. */
function throughConnector(workflow: Workflow, operation: Operation, scope: WorkflowScope): ByConnection | null {
  const connection = connectionOf(workflow, operation);
  if (connection === null || connection === undefined) return null;
  const written = member(connection, 'id') ?? path(connection, 'api', 'id');
  const api = read(written, scope);
  if (api === null || api === undefined || !isCustom(api)) return null;
  const { inputs } = operation;
  return {
    via: 'connector',
    target: { kind: 'connector', api, path: read(member(inputs, 'path'), scope) ?? null, at: api.from ?? operation.at },
    ...common(operation, scope),
    credential: identityOf(connection, operation, scope),
  };
}

/** `$connections` of a Consumption workflow, `managedApiConnections` of a Standard app. */
function connectionOf(workflow: Workflow, { inputs }: Operation): Maybe {
  const host = path(inputs, 'host', 'connection');
  const name = asText(member(host, 'referenceName')) ?? namedIn(asText(member(host, 'name')));
  if (name === undefined) return null;
  if (workflow.plan === 'standard') return inFile(workflow, name, 'managedApiConnections');
  return workflow.given === null ? null : path(workflow.given, '$connections', 'value', name);
}

/** `@parameters('$connections')['NAME']['connectionId']`. */
function namedIn(text: string | undefined): string | undefined {
  return /^@\{?parameters\('\$connections'\)\??\['([^']{1,200})'\]/i.exec(text ?? '')?.[1];
}

function isCustom(api: Value): boolean {
  const parts = api.kind === 'text' ? api.parts : [asText(api)];
  return parts.some((part) => typeof part === 'string' && /\/microsoft\.web\/customapis\//i.test(part));
}

/** The identity that the connection is used with; the audience is that of the connector's service (facts/security.md §3.5). */
function identityOf(connection: Value, operation: Operation, scope: WorkflowScope): Credential {
  const inner = path(connection, 'connectionProperties', 'authentication');
  const written = inner ?? (inner === null ? member(connection, 'authentication') : undefined);
  return credentialOf(read(written, scope), operation.at);
}
