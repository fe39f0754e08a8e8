/** What is shown: problems with lines, notices, what was passed over. */

import type { Category, Edit, Severity } from './finding.js';
import type { FileId, Pointer } from './place.js';
import type { Call, Outcome } from './program.js';

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
