/** A site of App Service and the authentication before it. */

import type { AppSetting } from './app.js';
import type { Condition } from './condition.js';
import type { Anchor, Answer, FileId } from './place.js';
import type { Value } from './value.js';
import type { Identity, Reach, SasState, View } from './workflow.js';

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
  /** See `WorkflowRef.conditions`. */
  readonly conditions?: readonly Condition[];
  readonly auth: SiteAuth | 'absent' | 'unknown';
  readonly sas: SasState;
  readonly reach: Reach;
  readonly settings: readonly SiteSetting[];
  /** All app settings that it is given; 'unknown' where somebody else may give more. */
  readonly appSettings: readonly AppSetting[] | 'unknown';
  /** App settings limit the tenants or the callers (`WEBSITE_AUTH_AAD_…`). */
  readonly limits: Answer;
  readonly identity: Identity;
}
