/** A custom connector (`Microsoft.Web/customApis`): operations that stand for calls of a service of the customer's own. */

import type { Anchor, Answer, FileId } from './place.js';
import type { Value } from './value.js';

export interface Connector {
  readonly id: string;
  readonly file: FileId;
  readonly project: string;
  readonly environments: readonly string[];
  readonly at: Anchor;
  readonly name: string;
  readonly resourceId: Value | null;
  readonly deployed: Answer;
  /** What paths begin behind: scheme, host, base path; null where that is not to be said. */
  readonly base: Value | null;
  /** Its connections add no authentication of their own. */
  readonly open: Answer;
  /** Its description names a signature among the parameters of an operation, which may travel without being asked for. */
  readonly signs: Answer;
}
