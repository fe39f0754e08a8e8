/** What a reporter is: the result of a run and how to print it in, one text out. No reporter sees a document. */
import type { Picture } from '../graph/picture.ts';
import type { Report } from '../model.ts';
import type { AnyRule } from '../rule.ts';

export interface ReportOptions {
  /** ANSI colours, for a terminal that wants them. */
  readonly color: boolean;
  /** The terminal makes links of OSC 8 sequences. */
  readonly links?: boolean;
  /** Columns of the terminal; 0 = do not wrap. */
  readonly width: number;
  readonly rules: ReadonlyMap<string, AnyRule>;
  readonly toolVersion: string;
  /** Notices, skipped files and where a problem stands in its workflow. */
  readonly verbose: boolean;
  /** For people's formats: errors alone, without summary. */
  readonly quiet: boolean;
  /** Folder of the run seen from the repository's root, for formats whose paths start there; '' or absent = the root. */
  readonly repositoryPath?: string;
  /** When the run began, `YYYY-MM-DDThh:mm:ss` in UTC, for formats that must say so; absent = the beginning of 1970. */
  readonly time?: string;
  /** `homepage` of package.json, for formats that name the tool's page. */
  readonly homepage?: string;
  /** The calls as a picture, for formats that draw them. */
  readonly picture?: Picture;
}

export type Reporter = (report: Report, options: ReportOptions) => string;
