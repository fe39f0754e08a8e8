/** Where something stands, and the JSON that everything is made of. */

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
