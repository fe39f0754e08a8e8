/** What a run says beside its findings: caps that cut, settings that expired, exports that lost something. */
import type { Report, View } from './model.ts';
import type { Quietened } from './quiet.ts';
import type { Extracted } from './extract/document.ts';
import type { Document } from './model.ts';

interface Known {
  readonly document: Document;
  readonly extracted: Extracted;
}

type Notice = Report['notices'][number];

/** Which command shows what this view does not (facts/security.md §8). */
const LOST: Partial<Readonly<Record<View, string>>> = {
  'code-view': 'identity and access settings are not in code view: az resource show --ids <workflow id> shows them',
  definition: 'identity and access settings are not in a bare definition: az resource show --ids <workflow id> shows them',
  graph: 'Resource Graph may leave out access settings: az resource show --ids <workflow id> shows them',
  project: 'access settings of a Standard app live on its site: az webapp auth show --name <app> --resource-group <group> shows them',
};

export function notices(known: readonly Known[], quiet: Quietened, crashes: readonly { rule: string; file: string }[]): readonly Notice[] {
  return [
    ...crashes.map(({ rule, file }) => ({ file, text: `rule ${rule} failed on this file; this is a bug of laudit, and nothing is lost but this rule's word`, verbose: false })),
    ...quiet.expired.map(({ rule, until }) => ({ file: null, text: `the suppression of ${rule} expired on ${until ?? ''}`, verbose: false })),
    ...known.flatMap(lost),
  ];
}

function lost({ document, extracted }: Known): readonly Notice[] {
  const [first] = extracted.workflows;
  const text = first === undefined || first.complete ? undefined : LOST[first.view];
  return text === undefined || document.quiet ? [] : [{ file: document.id, text, verbose: true }];
}
