/** What a rule says: data with places, before it becomes sentences. */

import type { Condition } from './condition.js';
import type { Anchor, FileId, Json, JsonObject } from './place.js';
import type { Outcome } from './program.js';
import type { Range } from './report.js';

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
  /** The address that it is about, until linking has said whom it reaches. */
  readonly opens?: Anchor;
  /** The noun that was judged: a finding yields to those of other rules about the same noun. */
  readonly subject: string;
  readonly workflow: string | null;
  readonly operation: string | null;
  readonly outcome: Outcome | null;
  readonly environments: readonly string[];
  /** What has to hold for the thing to be deployed at all; empty where it surely is, or nobody knows of a condition. */
  readonly conditions?: readonly Condition[];
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
  /** Columns of start and end in bytes of UTF-8, where they are not those of `range`. */
  readonly bytes?: readonly [start: number, end: number];
  readonly text: string;
}
