/** Services of API Management: their APIs, and the policies that a call meets. */

import type { Condition } from './condition.js';
import type { Anchor, Answer, FileId } from './place.js';
import type { Value } from './value.js';

/** A check of tokens in a policy of API Management. Names that an expression or a named value gives are holes. */
export interface GatewayCheck {
  readonly kind: 'validate-azure-ad-token' | 'validate-jwt';
  readonly at: Anchor;
  /** The token is looked for in the Authorization header. */
  readonly bearer: Answer;
  /** Of a refusal; null where it is not known. */
  readonly status: number | null;
  /** Empty = none are named. */
  readonly audiences: readonly Value[];
  readonly issuers: readonly Value[];
  readonly tenant: Value | null;
  readonly applications: readonly Value[];
}

/** What the `inbound` section of one policy does with every call that comes to it. */
export interface PolicySteps {
  /** Checks in front of the wider policy, or all of them where it is not put in. */
  readonly before: readonly GatewayCheck[];
  /** The policy of the wider scope is put in (`<base />`). */
  readonly base: boolean;
  /** Checks behind it. */
  readonly after: readonly GatewayCheck[];
  /** Read to its end: it ends no call, and leaves the Authorization header as it is. */
  readonly through: boolean;
}

/** Names below the service: `[]` = the whole service, `[api]`, `[api, operation]`, `[product]`. */
export type GatewayPath = readonly Value[];

export interface GatewayPolicy {
  readonly at: Anchor;
  /** null = a file of which nothing says whose policy it is. */
  readonly scope: 'service' | 'workspace' | 'product' | 'api' | 'operation' | null;
  /** null = of the service itself. */
  readonly workspace: Value | null;
  readonly path: GatewayPath;
  /** `link`: its text stands in another file, whose address this is. */
  readonly steps: PolicySteps | 'unknown' | { readonly link: Value };
}

export interface GatewayOperation {
  readonly workspace: Value | null;
  readonly path: GatewayPath;
  /** null where it is not said. */
  readonly method: Value | null;
  /** `/parcels/{id}`. */
  readonly template: Value | null;
}

/** `{{name}}` in policies: what it stands for; null for secrets. */
export interface NamedValue {
  readonly name: string;
  readonly value: Value | null;
  readonly at: Anchor;
}

/** Where the version of an API is written: `api-version` in the query, say. */
export interface VersionSet {
  readonly workspace: Value | null;
  readonly name: Value;
  readonly scheme: 'segment' | 'query' | 'header' | 'unknown';
  /** Of the parameter of the query. */
  readonly parameter: Value | null;
}

/** An API of API Management. */
export interface GatewayApi {
  readonly id: string;
  readonly file: FileId;
  readonly project: string;
  readonly environments: readonly string[];
  readonly at: Anchor;
  readonly name: string;
  readonly workspace: Value | null;
  /** With its revision, where the name holds one: `orders;rev=2`. */
  readonly api: Value;
  /** Where it begins below the gateway's host. */
  readonly path: Value | null;
  readonly deployed: Answer;
  /** See `WorkflowRef.conditions`. */
  readonly conditions?: readonly Condition[];
  /** As written in its name or beside it; null where it is not. */
  readonly revision: string | null;
  /** Calls that name no revision go to this one. */
  readonly current: Answer;
  /** null = surely no version. */
  readonly version: { readonly name: Value; readonly set: Value | null } | null;
}

/** A service of API Management, or what one document says about one. */
export interface Gateway {
  readonly file: FileId;
  readonly project: string;
  readonly environments: readonly string[];
  /** null: a folder of files, which does not say which service they are for. */
  readonly service: Value | null;
  /** That folder; null elsewhere. */
  readonly folder: string | null;
  /** Host names of its own. */
  readonly hosts: readonly Value[];
  readonly apis: readonly GatewayApi[];
  readonly operations: readonly GatewayOperation[];
  readonly policies: readonly GatewayPolicy[];
  readonly versionSets: readonly VersionSet[];
  readonly namedValues: readonly NamedValue[];
}

/** An API as a call meets it. */
export interface MetApi extends GatewayApi {
  /** Of all scopes that the call surely comes by. */
  readonly checks: readonly GatewayCheck[] | 'unknown';
}
