/** One input file: its bytes, its text, its faults, its kind. */

import type { FileId, Json, Pointer } from './place.js';

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
  /** Of the `host.json` of a Standard app: names of the files below the folder `Artifacts` beside it, where that is there. */
  readonly artifacts?: readonly string[];
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
  /** See `Source.artifacts`. */
  readonly artifacts?: readonly string[];
}
