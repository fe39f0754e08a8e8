/**
 * The words of laudit: types only, imports nothing, holds no code.
 *
 * Everything that travels between the stages (bytes → document → facts → program → findings → report)
 * is one of these types, and all of it is plain data: no Map, class or function, so that facts can be
 * cached, sent to a worker, written to a file and linked in another repository.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Path of a file relative to the root of the run, with `/`. Identifies it in every anchor. */
export type FileId = string;
/** JSON pointer, RFC 6901; '' is the whole document. */
export type Pointer = string;

/** Where something stands: a name that survives reformatting. Lines exist only in the report. */
export interface Anchor {
  readonly file: FileId;
  readonly pointer: Pointer;
  /** Point at the property name instead of its value. */
  readonly on?: 'key';
  /** Half-open slice of the decoded string at `pointer`, in UTF-16 units. */
  readonly slice?: readonly [start: number, end: number];
  /** Half-open offsets in the decoded text, where no pointer exists (syntax faults, duplicate keys). */
  readonly offset?: readonly [start: number, end: number];
}

/** Three-sided: rules speak only on a sure no. */
export type Answer = 'yes' | 'no' | 'unknown';

// ---------------------------------------------------------------- documents

/** One input file. `bytes` may be a getter that reads lazily. */
export interface Source {
  readonly id: FileId;
  readonly bytes: Uint8Array;
  /** Root of the project that the file belongs to: nothing links across projects. '' when there is one. */
  readonly project: string;
  /** The user named this very file, so that being no JSON is worth a finding. */
  readonly named?: boolean;
  /** Git ignores it, or the run only needs it for context: read for values, never reported on. */
  readonly quiet?: boolean;
  /** What people edit, where the bytes were compiled from it (Bicep): lines are counted in it. */
  readonly written?: string;
}

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';

export type FaultKind =
  | 'empty'
  | 'syntax'
  | 'truncated'
  | 'depth'
  | 'size'
  | 'invalid-utf8'
  | 'comment'
  | 'trailing-comma'
  | 'raw-newline'
  | 'duplicate-key';

/** Something about the text itself. Neutral: `recognise` decides whether it matters for this kind of document. */
export interface Fault {
  readonly kind: FaultKind;
  /** Half-open offsets in `Document.text`, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Pointer of the enclosing object (duplicate-key) or of the value being read. */
  readonly pointer?: Pointer;
  /** duplicate-key: the decoded key, and where it stood first. */
  readonly key?: string;
  readonly first?: readonly [start: number, end: number];
  /** One clause for people, without a secret and without quoting the input at length. */
  readonly message: string;
}

export interface Document {
  readonly id: FileId;
  readonly project: string;
  readonly named: boolean;
  readonly quiet: boolean;
  readonly encoding: Encoding;
  /** Decoded, without byte order mark. */
  readonly text: string;
  /** The value, or undefined where the text could not be read as JSON even tolerantly. */
  readonly value: Json | undefined;
  readonly faults: readonly Fault[];
  /** See `Source.written`. */
  readonly written?: string;
}

// ---------------------------------------------------------------- values

/** One step on the way of a value, for `trace`: `← parameters('audience')`, `← prod.parameters.json`. */
export interface Step {
  readonly label: string;
  readonly at: Anchor | null;
}

interface Sourced {
  /** The place that a person would look at and edit: where the value is used. */
  readonly from?: Anchor;
  /** The steps in between, nearest first. */
  readonly via?: readonly Step[];
}

/** JSON that may not be fully known before deployment. */
export type Value = Known | Text | ObjectValue | ArrayValue | Choice | Hole;

export interface Known extends Sourced {
  readonly kind: 'known';
  readonly value: Json;
}

/** A string of joined parts, at least one of them not known. Neighbouring literals are merged, empty ones dropped. */
export interface Text extends Sourced {
  readonly kind: 'text';
  readonly parts: readonly (string | Hole | Choice)[];
}

/** An object with at least one member that is not known (else it is `known`). */
export interface ObjectValue extends Sourced {
  readonly kind: 'object';
  readonly entries: readonly Entry[];
  /** There may be more members than these. */
  readonly open?: true;
}

export interface Entry {
  readonly key: string;
  /** Set where the key itself is an expression that is not fully known; `key` is then its written text. */
  readonly name?: Value;
  readonly value: Value;
}

export interface ArrayValue extends Sourced {
  readonly kind: 'array';
  readonly items: readonly Value[];
  /** There may be more items than these. */
  readonly open?: true;
}

/** `if` with a condition that is not known. Conditions with equal names decide alike. */
export interface Choice extends Sourced {
  readonly kind: 'choice';
  readonly condition: string;
  /** The condition itself, where it is kept: assumed defaults may decide it. */
  readonly test?: Value;
  readonly then: Value;
  readonly else: Value;
}

export type HoleType = 'string' | 'int' | 'bool' | 'object' | 'array' | 'null' | 'any';

/** What is known of a text that is not known. */
export interface Shape {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly alphabet?: 'base32' | 'guid' | 'digits';
  /** The only values it can have (compared as the platform does). */
  readonly allowed?: readonly Json[];
}

/** Something that is not known before deployment (or before the run). */
export interface Hole extends Sourced {
  readonly kind: 'hole';
  /** Two holes with the same name hold the same thing. A name carries its scope; `once` names never repeat. */
  readonly name: string;
  readonly type: HoleType;
  readonly shape?: Shape;
  readonly secure?: true;
  /** A parameter's default, which the deployment may override. */
  readonly default?: Value;
  /** What computes it, where that is known: `reference`, `listCallbackUrl`, `toLower`, `get` (property access) … */
  readonly call?: { readonly fn: string; readonly args: readonly Value[] };
  /** Evaluation surely fails at deployment; why, for people. */
  readonly error?: string;
}

// ---------------------------------------------------------------- secrets

/** What a secret is, closed so that a rule cannot ask for a kind that is never found (facts/security.md §4.4). */
export type SecretKind =
  | 'sas-signature'
  | 'account-key'
  | 'connection-string'
  | 'password'
  | 'client-secret'
  | 'certificate'
  | 'private-key'
  | 'function-key'
  | 'api-key'
  | 'api-management-key'
  | 'service-bus-key'
  | 'cosmos-key'
  | 'search-key'
  | 'redis-key'
  | 'registry-key'
  | 'event-grid-key'
  | 'devops-token'
  | 'token'
  | 'bearer-token'
  | 'basic-credentials'
  | 'authorization-header'
  | 'url-credentials'
  | 'webhook';

/** Where a secret stands; never its text nor a digest of it. */
export interface SecretSpan {
  readonly at: Anchor;
  readonly kind: SecretKind;
  readonly length: number;
}

// ---------------------------------------------------------------- facts

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
}

export type View = 'template' | 'export' | 'graph' | 'code-view' | 'definition' | 'project';

export interface Workflow extends WorkflowRef {
  readonly project: string;
  readonly environments: readonly string[];
  readonly plan: Plan;
  readonly view: View;
  /** What is absent here is surely absent in Azure: templates, REST GET, `az … show`. */
  readonly complete: boolean;
  /** 'no' where the deployment condition is unknown. */
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
}

/** What a sender puts on the wire to prove who it is. */
export type Credential =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'managed-identity';
      /** null = left out: the platform asks for the ARM audience. */
      readonly audience: Value | null;
      readonly identity: Value | null;
      readonly at: Anchor;
    }
  | {
      readonly kind: 'oauth';
      readonly audience: Value | null;
      readonly tenant: Value | null;
      /** Application that asks for the token. */
      readonly clientId?: Value;
      readonly at: Anchor;
    }
  /** Basic, ClientCertificate, Raw, a literal Authorization header: `header` = an Authorization header is sent. */
  | { readonly kind: 'other'; readonly type: string; readonly header: Answer; readonly at: Anchor }
  | { readonly kind: 'unknown' };

export type Via = 'http' | 'workflow-action' | 'batch' | 'function' | 'api-management';

export interface Sender {
  readonly id: string;
  readonly workflow: WorkflowRef;
  readonly project: string;
  readonly environments: readonly string[];
  readonly plan: Plan;
  readonly view: View;
  readonly complete: boolean;
  readonly app: string | null;
  readonly operation: string;
  /** The operation. */
  readonly at: Anchor;
  readonly via: Via;
  readonly target: Target;
  readonly method: Value | null;
  /** A signature travels in the URL or in `queries`. */
  readonly sas: Answer;
  readonly sasAt: Anchor | null;
  /** `uses` = the `listCallbackUrl()` or `reference()` chain behind the URL, when there is one. */
  readonly credential: Credential;
  /** A header `Authorization` beside the credential. */
  readonly authorizationHeader: Answer;
  readonly authorizationHeaderAt: Anchor | null;
  readonly identity: Identity;
  readonly outgoing: readonly Value[] | null;
  /** Its outputs are read by a later operation of the workflow. */
  readonly outputsUsed: boolean;
}

export type Target =
  | {
      readonly kind: 'url';
      readonly url: Value;
      readonly at: Anchor;
      /** The call's own name for its receiver, where the URL came from `listCallbackUrl(id)`. */
      readonly callback?: { readonly id: Value; readonly member: 'value' | 'basePath' };
    }
  | {
      readonly kind: 'workflow';
      readonly workflow: Value;
      readonly trigger: Value | null;
      readonly at: Anchor;
      /** SendToBatch: the batch that is named. */
      readonly batch?: Value | null;
    }
  /** A function of a Function app, or an API of API Management, by its resource id. */
  | { readonly kind: 'resource'; readonly id: Value; readonly at: Anchor }
  | { readonly kind: 'unknown'; readonly at: Anchor };

/** One trigger that can be called. */
export interface Receiver {
  readonly id: string;
  readonly workflow: WorkflowRef;
  readonly project: string;
  readonly environments: readonly string[];
  readonly plan: Plan;
  readonly view: View;
  readonly complete: boolean;
  readonly deployed: Answer;
  readonly app: string | null;
  readonly trigger: string;
  /** 'request', 'httpwebhook', 'apiconnectionwebhook', 'batch', … lower case. */
  readonly triggerType: string;
  /** 'http', 'agent', 'button' …, lower case; '' where absent. */
  readonly triggerKind: string;
  readonly at: Anchor;
  readonly resourceId: Value | null;
  readonly accessEndpoint: Value | null;
  readonly access: Access | null;
  readonly state: Value | null;
  /** A trigger condition that demands an Authorization header (Bearer or PoP). */
  readonly demandsAuthorization: Answer;
  /** The conditions, where they demand a header that `operationOptions` surely keeps from them. */
  readonly deadConditions?: Anchor;
  /** Method that a request trigger fixes; null = any. */
  readonly method: Value | null;
  /** Path below `/invoke/` that a request trigger wants, `/orders/{id}` say; null = none. */
  readonly relativePath: Value | null;
  /** Names of the batches that a batch trigger configures inline; null where they are not all known. */
  readonly batches: readonly string[] | null;
  /** The workflow holds a Response action. */
  readonly responds: Answer;
}

/** What App Service authentication does with a request that carries no token. */
export type Unauthenticated = 'login' | 'anonymous' | '401' | '403' | '404' | 'unknown';

/** Microsoft Entra as the provider of a site: facts/security.md §2.1. Lists that the input leaves out are empty. */
export interface SiteProvider {
  readonly at: Anchor;
  /** Always an allowed audience. */
  readonly clientId: Value;
  /** null = surely absent. */
  readonly issuer: Value | null;
  readonly audiences: readonly Value[] | 'unknown';
  /** Client ids that may call (`appid`, `azp`). */
  readonly applications: readonly Value[] | 'unknown';
  /** Object ids that may call (`oid`). */
  readonly identities: readonly Value[] | 'unknown';
  readonly groups: readonly Value[] | 'unknown';
  /** Claims are checked in some other way (`jwtClaimChecks`). */
  readonly otherChecks: Answer;
}

/** App Service authentication of a site, as written. */
export interface SiteAuth {
  readonly at: Anchor;
  /** `authsettings` (1) or `authsettingsV2` (2). */
  readonly version: 1 | 2;
  readonly enabled: Answer;
  readonly enabledAt: Anchor;
  /** `runtimeVersion` is given. */
  readonly runtime: Answer;
  /** The settings are read from a file beside the app. */
  readonly inFile: Answer;
  readonly requires: Answer;
  /** null = surely not given. */
  readonly unauthenticated: Unauthenticated | null;
  readonly unauthenticatedAt: Anchor;
  readonly excludedPaths: readonly Value[] | 'unknown';
  /** null = Microsoft Entra is surely not configured. */
  readonly provider: SiteProvider | 'unknown' | null;
  /** A provider of another kind is configured. */
  readonly otherProvider: Answer;
}

/** A switch of a site that guards the way to it: `httpsOnly`, `minTlsVersion`, `ftpsState`, `scm` (publishing by password) … */
export interface SiteSetting {
  readonly name: string;
  readonly value: Value;
  readonly at: Anchor;
}

/** A site of App Service: a Standard app, a Function app or a web app; or what one document says about one. */
export interface Site {
  readonly id: string;
  readonly file: FileId;
  readonly project: string;
  readonly environments: readonly string[];
  readonly view: View;
  readonly at: Anchor;
  readonly name: string;
  /** null where the document does not say whose settings it holds. */
  readonly nameValue: Value | null;
  readonly resourceId: Value | null;
  /** Host names that an export shows. */
  readonly hosts: readonly Value[];
  readonly kind: 'workflow' | 'function' | 'web' | 'unknown';
  readonly deployed: Answer;
  readonly auth: SiteAuth | 'absent' | 'unknown';
  readonly sas: SasState;
  readonly reach: Reach;
  readonly settings: readonly SiteSetting[];
  /** App settings limit the tenants or the callers (`WEBSITE_AUTH_AAD_…`). */
  readonly limits: Answer;
  readonly identity: Identity;
}

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

/** An API of API Management, with the checks that every call of it meets. */
export interface GatewayApi {
  readonly id: string;
  readonly file: FileId;
  readonly project: string;
  readonly environments: readonly string[];
  readonly at: Anchor;
  readonly name: string;
  readonly service: Value;
  readonly api: Value;
  /** Where it begins below the gateway's host. */
  readonly path: Value | null;
  readonly deployed: Answer;
  readonly checks: readonly GatewayCheck[] | 'unknown';
}

/** A workflow as linking knows it: enough to say that it, or its trigger, surely is not there. */
export interface WorkflowCard extends WorkflowRef {
  readonly project: string;
  readonly environments: readonly string[];
  readonly plan: Plan;
  readonly resourceId: Value | null;
  readonly app: string | null;
  /** `host.json` stands beside it: the folder is a whole app. */
  readonly wholeApp: boolean;
  /** null where they are not all known. */
  readonly triggers: readonly { readonly name: string; readonly type: string }[] | null;
}

/** What one document says in one environment; the light part, kept for linking. */
export interface Facts {
  readonly file: FileId;
  readonly project: string;
  readonly kind: DocumentKind;
  readonly environments: readonly string[];
  readonly workflows: readonly WorkflowCard[];
  readonly senders: readonly Sender[];
  readonly receivers: readonly Receiver[];
  readonly sites: readonly Site[];
  readonly apis: readonly GatewayApi[];
}

// ---------------------------------------------------------------- deployments on paper

export type TemplateFaultKind =
  | 'syntax'
  | 'unknown-function'
  | 'arity'
  | 'unknown-parameter'
  | 'unknown-variable'
  | 'type'
  | 'placement'
  /** The expression surely fails: a missing property, an index outside its array … */
  | 'failed'
  | 'limit'
  /** A section or resource has the wrong JSON kind. */
  | 'template-shape'
  /** Variables or parameters that need each other. */
  | 'cycle'
  /** A child's name has not as many segments as its type. */
  | 'name-segments'
  /** `templateLink`, `parametersLink` or a computed template that is not at hand: its resources are not seen. */
  | 'template-not-found'
  /** The parameter file gives a name that the template does not declare. */
  | 'parameter-undeclared'
  /** No value, no default, not nullable, although values are given. */
  | 'parameter-missing'
  /** The given value has another type than the declaration says. */
  | 'parameter-type'
  /** The given value is not one of `allowedValues`. */
  | 'parameter-not-allowed'
  /** The given value is shorter or longer than the declaration allows. */
  | 'parameter-length';

/** What goes wrong while a template is read and deployed on paper. */
export interface TemplateFault {
  readonly kind: TemplateFaultKind;
  readonly at: Anchor;
  /** One clause for people; never a secret. */
  readonly message: string;
  /** The name that is meant, where there is one; of a linked file its path in the project, where the template says it. */
  readonly name?: string;
  /** Who deploys may still set it right: values on the command line win over those of a file. */
  readonly soft?: true;
}

/** One template with all that it brings, deployed on paper in one environment. */
export interface Deployment {
  /** File and environment. */
  readonly id: string;
  readonly file: FileId;
  readonly project: string;
  readonly environments: readonly string[];
  readonly at: Anchor;
  /** In order of discovery, each once. `hint`: a name that may have been meant; `elsewhere`: a template around or inside declares it. */
  readonly faults: readonly (TemplateFault & { readonly hint?: string; readonly elsewhere?: true })[];
  /** Parameters that are declared and surely read nowhere. */
  readonly unused: readonly { readonly name: string; readonly at: Anchor }[];
  /** Connections that a Standard app of the same template uses by its identity, and surely no access policy admits it. */
  readonly ungranted: readonly {
    readonly name: string;
    readonly at: Anchor;
    readonly app: string;
    readonly appAt: Anchor;
  }[];
}

/** What a literal secret stands in; each place has a rule of its own. */
export type SecretPlace = 'parameter-file' | 'secure-default' | 'inline-code' | 'elsewhere';

/** A literal that opens something: found by `extract` in every string of a document. */
export interface SecretUse {
  readonly id: string;
  readonly at: Anchor;
  readonly kind: SecretKind;
  readonly length: number;
  readonly workflow: WorkflowRef | null;
  readonly operation: string | null;
  readonly place: SecretPlace;
  /** The member, parameter or app setting that holds it, for people. */
  readonly name: string;
  /** The callback URL without its signature, so that linking can say what it opens. */
  readonly url: Value | null;
}

// ---------------------------------------------------------------- program

/** Something taken for granted to find a receiver or to know a value; named in `trace`. */
export interface Assumption {
  readonly text: string;
  readonly at: Anchor | null;
  /** The verdict rests on an overridable default: findings are one level softer. */
  readonly softens: boolean;
}

export type ReasonCode =
  | 'audience-missing'
  | 'audience-mismatch'
  | 'issuer-mismatch'
  | 'claim-mismatch'
  | 'audience-unknown'
  | 'sas-and-authorization'
  | 'sas-off'
  | 'no-credentials'
  | 'no-policy'
  | 'wrong-scheme'
  | 'address'
  | 'nested-only'
  | 'identity-absent';

export interface Reason {
  readonly code: ReasonCode;
  readonly data: JsonObject;
  /** Where the receiver's half stands. */
  readonly at: Anchor | null;
  /** What is answered, where another than a Consumption workflow answers. */
  readonly response?: Response;
}

/** `status` is null where sources disagree. */
export interface Response {
  readonly status: number | null;
  readonly code: string;
  /** Who answers in front of the workflow: 'App Service authentication', 'API Management'. */
  readonly by?: string;
}

export type Outcome =
  | { readonly verdict: 'accepted'; readonly by: string; readonly at: Anchor | null }
  | { readonly verdict: 'refused'; readonly responses: readonly Response[]; readonly because: readonly Reason[] }
  | {
      readonly verdict: 'unknown';
      readonly missing: readonly string[];
      /** What would refuse the call if the undocumented half of a fact went that way (letter case of an audience). */
      readonly suspects: readonly Reason[];
    };

/** Why a sender has no receiver. The list is closed. */
export type Unlinked =
  /** The address is surely no workflow's, or another kind of service's. */
  | 'external'
  | 'target-unknown'
  /** A workflow's address, but of none that was read. */
  | 'not-in-project'
  /** Two different workflows match. */
  | 'ambiguous'
  /** The Standard app was read whole and has no such workflow. */
  | 'no-such-workflow'
  /** The workflow was read, and has no trigger of that name. */
  | 'no-such-trigger'
  /** The workflow was read, and its trigger cannot be called in this way. */
  | 'not-callable';

export interface Call {
  readonly id: string;
  readonly sender: Sender;
  readonly receiver: Receiver | null;
  /** The site that is called, or that stands in front of the receiver. */
  readonly site: Site | null;
  /** The API of API Management that is called. */
  readonly api: GatewayApi | null;
  readonly unlinked: Unlinked | null;
  /** The workflow that was found although no call reaches it (no such trigger, not callable). */
  readonly near: WorkflowCard | null;
  readonly outcome: Outcome;
  readonly assumptions: readonly Assumption[];
  readonly environments: readonly string[];
}

/** A site with all that was read about it, and the Standard app that runs in it. */
export interface LinkedSite extends Site {
  /** Folder of the app; null where it is not known which one it is. */
  readonly app: string | null;
  /** The triggers of that app. */
  readonly receivers: readonly Receiver[];
  /** Those that call it. */
  readonly callers: readonly Sender[];
  /** It runs Logic Apps or is called by them, as far as can be told: other sites are not judged. */
  readonly ours: boolean;
  readonly assumptions: readonly Assumption[];
}

export interface Program {
  readonly workflows: readonly WorkflowCard[];
  readonly calls: readonly Call[];
  readonly senders: readonly Sender[];
  readonly receivers: readonly Receiver[];
  readonly sites: readonly LinkedSite[];
}

// ---------------------------------------------------------------- findings

export type Severity = 'error' | 'warning' | 'info';
export type Level = Severity | 'off';
export type Category = 'trust' | 'exposure' | 'secrets' | 'definition' | 'template';

export interface Related {
  readonly at: Anchor;
  readonly message: string;
}

/** A rule's word about one place. Data only; sentence and lines are made when reporting. */
export interface Finding {
  readonly rule: string;
  /** Key of the rule's messages. */
  readonly message: string;
  readonly data: JsonObject;
  readonly at: Anchor;
  readonly related: readonly Related[];
  /** The noun that was judged: a finding yields to those of other rules about the same noun. */
  readonly subject: string;
  readonly workflow: string | null;
  readonly operation: string | null;
  readonly outcome: Outcome | null;
  readonly environments: readonly string[];
  /** Rests on an overridable default, or on a fact that sources disagree about: one level softer. */
  readonly softened: boolean;
  /** Overrides the rule's default severity (letter case alone is a warning, say). */
  readonly severity?: Severity;
  readonly fix?: Fix;
}

/** A mechanical edit, as data; `locate` makes text edits of it. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly changes: readonly Change[];
}

export type Change =
  /** `was`: the value that was judged; where another one stands, nothing is changed. */
  | { readonly kind: 'set'; readonly at: Anchor; readonly value: Json; readonly was?: Json }
  | { readonly kind: 'remove'; readonly at: Anchor }
  | { readonly kind: 'rename'; readonly at: Anchor; readonly key: string }
  | { readonly kind: 'insert'; readonly at: Anchor; readonly key: string; readonly value: Json }
  /** Takes the signature out of a literal URL, which no rule sees. */
  | { readonly kind: 'unsign'; readonly at: Anchor };

/** A change of a text. `start` and `end` are half-open offsets in the decoded text, `range` the same in lines. */
export interface Edit {
  readonly file: FileId;
  readonly start: number;
  readonly end: number;
  readonly range: Range;
  readonly text: string;
}

// ---------------------------------------------------------------- report

/** 1-based line and column; columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** End is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place that a person can open; `range` is null where the text is gone or foreign. */
export interface Place {
  readonly file: FileId;
  readonly pointer: Pointer;
  readonly range: Range | null;
  /** Columns of start and end in bytes of UTF-8, where they are not those of `range`. */
  readonly bytes?: readonly [start: number, end: number];
}

/** A few lines of a file with every secret masked, for printing. */
export interface Excerpt {
  /** Line number of `lines[0]`, 1-based. */
  readonly firstLine: number;
  /** Masked lines; secret characters replaced one for one by `*`, so columns stay true. */
  readonly lines: readonly string[];
}

export interface Problem {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  /** One sentence: what was asked, what is accepted, what happens at run time. */
  readonly message: string;
  readonly remedy: string;
  readonly place: Place;
  readonly excerpt: Excerpt | null;
  readonly outcome: Outcome | null;
  readonly related: readonly { readonly place: Place; readonly message: string; readonly excerpt: Excerpt | null }[];
  readonly environments: readonly string[];
  readonly workflow: string | null;
  readonly operation: string | null;
  readonly fingerprint: string;
  readonly docs: string;
  /** How to mend it by machine, where that can be done. */
  readonly fix?: { readonly title: string; readonly safe: boolean; readonly edits: readonly Edit[] };
}

export interface Summary {
  readonly files: number;
  readonly workflows: number;
  readonly senders: number;
  readonly receivers: number;
  readonly calls: number;
  readonly unknown: number;
  readonly passedOver: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
}

/** The result of a run: everything that a reporter may print. Secrets are masked in all of it. */
export interface Report {
  readonly problems: readonly Problem[];
  /** `optional`: nobody named the file, and what it takes to read it is not installed: the run does not fail for it. */
  readonly skipped: readonly { readonly file: FileId; readonly reason: string; readonly optional?: true }[];
  /** Notices for people (caps that cut, exports that lost something), printed on standard error with --verbose. */
  readonly notices: readonly { readonly file: FileId | null; readonly text: string; readonly verbose: boolean }[];
  readonly summary: Summary;
  /** A rule threw: exit status 2. */
  readonly crashed: boolean;
  readonly calls: readonly Call[];
  /** Every file that was linted, for formats that list clean ones too. */
  readonly files?: readonly FileId[];
  /** What suppressions and the baseline hold back: for formats that show it as such. */
  readonly held?: readonly Held[];
}

/** A problem that is not reported as one, and why. */
export interface Held {
  readonly problem: Problem;
  /** `inSource`: the document says so; `external`: settings or baseline do. */
  readonly kind: 'inSource' | 'external';
  readonly reason: string;
}

// ---------------------------------------------------------------- settings

export interface Suppression {
  /** Rule id or category. */
  readonly rule: string;
  /** Globs relative to the settings file, already made relative to the root of the run. */
  readonly files: readonly string[];
  readonly workflow: string | null;
  readonly operation: string | null;
  readonly reason: string;
  /** UTC date `YYYY-MM-DD`, inclusive; null = for ever. */
  readonly until: string | null;
}

/** What a document itself says: findings of a rule in a part of it are accepted. */
export interface Ignore {
  /** Rule id or category, as written. */
  readonly rule: string;
  readonly reason: string;
  /** UTC date `YYYY-MM-DD`, inclusive; null = for ever. */
  readonly until: string | null;
  /** Where it is written. */
  readonly at: Anchor;
  /** The value that it covers with all below it, or one line as offsets. */
  readonly covers: Anchor;
  /** Why it does not count; null where nothing is wrong with it. */
  readonly fault: string | null;
}

/** Severities of some files; globs are relative to the root of the run. */
export interface Override {
  readonly files: readonly string[];
  readonly severities: Readonly<Record<string, Level>>;
}

/** Settings as a run uses them: file, command line and defaults already merged. */
export interface Settings {
  /** Rule id or category → level. An id wins over a category. */
  readonly severities: Readonly<Record<string, Level>>;
  /** Run these rules or categories alone; empty = all. */
  readonly only: readonly string[];
  readonly suppressions: readonly Suppression[];
  /** false: what documents say about their own findings does not count. */
  readonly ignores?: boolean;
  /** Say which suppressions and ignores hold nothing back. */
  readonly reportUnused?: boolean;
  /** Win over `severities` in the files that they name; of several the last. */
  readonly overrides?: readonly Override[];
  /** Environment → parameter files that belong to it, as globs relative to the root of the run; none = told from file names. */
  readonly environments?: Readonly<Record<string, readonly string[]>>;
  /** Texts for what only the deployment knows, by what it is called: `parameter:receiverUrl`. */
  readonly bindings?: Readonly<Record<string, string>>;
  /** Address (`*` stands for anything) → name of the workflow behind it, for gateways and own host names. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** Today as `YYYY-MM-DD` (UTC), handed in so that the core has no clock. */
  readonly today: string;
  /** `homepage` of package.json: base of documentation links. */
  readonly docs: string;
  /** Folder of the run seen from the repository's root, so that fingerprints do not depend on it; '' or absent = the root. */
  readonly repositoryPath?: string;
}

/** What a directory export says: output of `az ad sp list --all`, `az ad app list --all`, `az identity list`. */
export interface Inventory {
  /** Every audience that a service principal of the tenant answers to, lower case, final slash kept. */
  readonly audiences: readonly string[];
  /** The list of service principals is whole: what is not in it does not exist in the tenant. */
  readonly complete: boolean;
  /** appId or identifier URI (lower case) → token version of the application (1 or 2). */
  readonly versions: Readonly<Record<string, 1 | 2>>;
  /** identifier URI (lower case) → appId (lower case). */
  readonly appIds: Readonly<Record<string, string>>;
  /** Resource id of a user-assigned identity (lower case) → its object id (lower case). */
  readonly objectIds?: Readonly<Record<string, string>>;
  /** Object id of an identity or service principal (lower case) → its client id (lower case). */
  readonly clientIds?: Readonly<Record<string, string>>;
  /** Object id of an identity (lower case) → its tenant (lower case). */
  readonly tenants?: Readonly<Record<string, string>>;
}
