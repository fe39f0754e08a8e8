/** A workflow as one document says it: operations, identity, access control. */

import type { Condition } from './condition.js';
import type { Anchor, Answer, FileId } from './place.js';
import type { Value } from './value.js';

export type DocumentKind =
  | 'workflow-resource'
  | 'workflow-list'
  | 'workflow-flat'
  | 'workflow-flat-list'
  | 'graph-rows'
  | 'code-view'
  | 'definition'
  | 'template'
  | 'parameters'
  | 'standard-workflow'
  | 'connections'
  | 'standard-parameters'
  | 'host'
  | 'local-settings'
  | 'site'
  | 'site-auth'
  | 'gateway'
  | 'policy'
  | 'code'
  | 'inventory'
  | 'facts'
  | 'other';

export type Plan = 'consumption' | 'standard' | 'unknown';

/** Trigger or action. Scope and order are names; a reference graph is built from them. */
export interface Operation {
  readonly role: 'trigger' | 'action';
  readonly name: string;
  /** As written; compare without letter case. Empty where it is not a known text. */
  readonly type: string;
  readonly kind: string;
  readonly at: Anchor;
  readonly inputs: Value | null;
  /** The whole operation, for what has no word of its own yet. */
  readonly value: Value;
  /** Names of the enclosing operations, outermost first. */
  readonly scope: readonly string[];
  /** Index of the enclosing operation in `Workflow.operations`; -1 at the top. */
  readonly parent: number;
  /** The list of the enclosing operation that it stands in: 'actions', 'else', 'default', 'cases/x', 'tools/x'. */
  readonly branch: string;
  readonly runAfter: Value | null;
}

/** `identity` of a workflow resource or site. `unknown` where the export does not show it. */
export type Identity =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'absent'; readonly at: Anchor }
  | {
      readonly kind: 'present';
      readonly at: Anchor;
      readonly system: Answer;
      readonly user: Answer;
      /** Resource ids of attached user-assigned identities. */
      readonly userAssigned: readonly Value[];
      /** Object id of the system-assigned identity, where an export shows it. */
      readonly principalId: Value | null;
      /** Tenant of the identity, where an export shows it. */
      readonly tenantId: Value | null;
      /** User-assigned identities of which an export shows client and object id, by resource id. */
      readonly users?: readonly {
        readonly id: Value;
        readonly clientId: Value | null;
        readonly principalId: Value | null;
      }[];
    };

export interface Claim {
  readonly name: Value;
  readonly value: Value | null;
  readonly at: Anchor;
}

/** One OAuth authorization policy. */
export interface Policy {
  readonly name: string;
  readonly at: Anchor;
  /** 'AAD', 'AADPOP', as written; null = surely absent. */
  readonly type: Value | null;
  readonly claims: readonly Claim[] | 'unknown';
  /** The policy as written, for what is wrong in its shape. */
  readonly value?: Value;
}

/** Address rule of a door. `nested` = an empty list: only other Logic Apps, through the Workflow action. */
export type Reach =
  | { readonly kind: 'any' }
  | { readonly kind: 'nested-only'; readonly at: Anchor }
  | { readonly kind: 'ranges'; readonly ranges: readonly Value[]; readonly complete: boolean; readonly at: Anchor }
  | { readonly kind: 'unknown' };

export type SasState =
  | { readonly kind: 'on'; readonly at: Anchor | null }
  | { readonly kind: 'off'; readonly at: Anchor }
  | { readonly kind: 'unknown' };

/** Who may come in, for one section (triggers) of `accessControl`. */
export interface Access {
  /** Where a person would add or change it: the section, else accessControl, else the resource. */
  readonly at: Anchor;
  readonly reach: Reach;
  readonly sas: SasState;
  readonly policies: readonly Policy[] | 'unknown';
}

/** The other sections, for rules about misplaced policies. */
export interface AccessSection {
  readonly section: string;
  readonly at: Anchor;
  readonly reach: Reach;
  readonly hasPolicies: boolean;
}

export interface WorkflowRef {
  /** Unique in a run: file, pointer and environment. */
  readonly id: string;
  readonly file: FileId;
  readonly name: string;
  readonly at: Anchor;
  /** All that decides at deployment whether it is there; absent = surely deployed, or nothing shows a condition. */
  readonly conditions?: readonly Condition[];
}

export type View = 'template' | 'export' | 'graph' | 'code-view' | 'definition' | 'project';

export interface Workflow extends WorkflowRef {
  readonly project: string;
  readonly environments: readonly string[];
  readonly plan: Plan;
  readonly view: View;
  /** What is absent here is surely absent in Azure: templates, REST GET, `az … show`. */
  readonly complete: boolean;
  /** 'unknown' where `conditions` decide. */
  readonly deployed: Answer;
  readonly nameValue: Value;
  /** Canonical resource id, where it can be said. */
  readonly resourceId: Value | null;
  /** `https://prod-…/workflows/<32 hex>` of an export, or the `reference()` of a template. */
  readonly accessEndpoint: Value | null;
  readonly identity: Identity;
  readonly access: Access | null;
  readonly sections: readonly AccessSection[];
  readonly state: Value | null;
  /** Outgoing addresses of `endpointsConfiguration.workflow`; null where the view does not show them. */
  readonly outgoing: readonly Value[] | null;
  /** Standard: the folder of the app (site) that holds it. */
  readonly app: string | null;
  /** Standard: `kind` of workflow.json is Stateless; false where that is not known. */
  readonly stateless: boolean;
  readonly operations: readonly Operation[];
  /** Every action of the definition is in `operations`: none hides behind what is not known. */
  readonly closed: boolean;
  /** The definition, for what has no word of its own yet; null where it is absent or not shown. */
  readonly definition: Value | null;
  /** Values for the definition's parameters, `{ name: { value } }`; null = surely none, a hole = this view does not show them. */
  readonly given: Value | null;
  /** Standard: the files of the app around it; null elsewhere. */
  readonly files: AppFiles | null;
}

/** The small files of a Standard app, where they were read. */
export interface AppFiles {
  /** `host.json` stands in the folder: this is a whole app, not a sample of one workflow. */
  readonly host: boolean;
  readonly connections: Value | null;
  readonly parameters: Value | null;
  /** `Values` of local.settings.json; null where there is no such file. */
  readonly settings: Value | null;
  /** Names of the files below `Artifacts`; null where the folder is not there or was not listed. */
  readonly artifacts: readonly string[] | null;
}
