/** What a call sends and what the called trigger declares that it takes: kinds and names, never values. */

import type { Anchor, Answer } from './place.js';

export type BodyKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** A body, or a part of one, as far as its definition shows it. */
export interface BodyShape {
  /** null where the run decides. */
  readonly kind: BodyKind | null;
  /** null where not all members are known; always for what is no object. */
  readonly members: readonly { readonly name: string; readonly shape: BodyShape }[] | null;
  readonly at: Anchor;
}

/** A schema, as far as it says what must be there and of which kind. */
export interface BodySchema {
  /** null = any. */
  readonly kinds: readonly BodyKind[] | null;
  readonly required: readonly string[];
  readonly members: readonly { readonly name: string; readonly schema: BodySchema }[];
}

/** The body that a request trigger declares. */
export interface BodyContract {
  readonly schema: BodySchema;
  /** The trigger refuses what does not fit (`EnableSchemaValidation`); otherwise the schema is there for the designer. */
  readonly enforced: Answer;
  readonly at: Anchor;
}
