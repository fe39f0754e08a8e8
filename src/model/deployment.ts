/** A template deployed on paper, with one set of parameters. */

import type { Anchor, FileId } from './place.js';
import type { SecretKind } from './secret.js';
import type { Value } from './value.js';
import type { WorkflowRef } from './workflow.js';

export type ExpressionFaultKind =
  | 'syntax'
  | 'unknown-function'
  | 'arity'
  | 'unknown-parameter'
  | 'unknown-variable'
  | 'type'
  | 'placement'
  /** The expression surely fails: a missing property, an index outside its array … */
  | 'failed'
  | 'limit';

export type TemplateFaultKind =
  | ExpressionFaultKind
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
  /** What makes a secret of it, where that is not its own name or shape. */
  readonly because: { readonly kind: 'read' | 'declared'; readonly at: Anchor } | null;
}
