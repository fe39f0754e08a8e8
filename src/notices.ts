/** What a run says beside its findings: caps that cut, settings that expired, exports that lost something. */
import { type Cut, MAX_PER_FILE, MAX_PER_RULE } from './cap.ts';
import type { Document, FileId, Ignore, Json, Report, Settings, View } from './model.ts';
import type { Quietened } from './quiet.ts';
import type { Extracted } from './extract/document.ts';
import { masked, maskedPointer } from './secret.ts';

type Notice = Report['notices'][number];

/** Which command shows what this view does not (facts/security.md §8). */
const LOST: Partial<Readonly<Record<View, string>>> = {
  'code-view': 'identity and access settings are not in code view: az resource show --ids <workflow id> shows them',
  definition:
    'identity and access settings are not in a bare definition: az resource show --ids <workflow id> shows them',
  graph: 'Resource Graph may leave out access settings: az resource show --ids <workflow id> shows them',
  project:
    'access settings of a Standard app live on its site: az webapp auth show --name <app> --resource-group <group> shows them',
};

export function notices(
  spoken: readonly Notice[],
  quiet: Quietened,
  crashes: readonly { rule: string; file: string }[],
  settings: Pick<Settings, 'reportUnused'>,
  stale: number,
): readonly Notice[] {
  const bug = "this is a bug of laudit, and nothing is lost but this rule's word";
  return [
    ...crashes.map(({ rule, file }) => ({ file, text: `rule ${rule} failed on this file; ${bug}`, verbose: false })),
    ...quiet.expired.map(({ rule, until }) => say(null, `the suppression of ${rule} expired on ${until ?? ''}`)),
    ...quiet.ignores.expired.map((one) => say(one, `the ignore of ${one.rule} expired on ${one.until ?? ''}`)),
    ...quiet.ignores.wrong.map((one) =>
      say(one, `an ignore${one.rule === '' ? '' : ` of '${one.rule}'`} does not count: ${one.fault ?? ''}`),
    ),
    ...(stale === 0
      ? []
      : [say(null, `${stale} of the baseline ${stale === 1 ? 'is' : 'are'} gone: laudit baseline --prune`)]),
    ...(settings.reportUnused === true ? unused(quiet) : []),
    ...spoken,
  ];
}

/** What a document says of itself, beside what is found in it. */
export function ownNotices({ id, value, text, quiet }: Document): readonly Notice[] {
  return foreignPlan(id, quiet ? undefined : value, text);
}

/** The same of what it deploys. */
export function deployedNotices({ id, quiet }: Document, extracted: Extracted): readonly Notice[] {
  return quiet ? [] : [...lost(id, extracted), ...cutShort(id, extracted)];
}

/** What the caps of `cap.ts` cut. */
export function cutNotices(cut: readonly Cut[]): readonly Notice[] {
  return cut.map(({ file, rule, count }) => {
    const of = rule === null ? '' : ` of ${rule}`;
    const most = rule === null ? `${MAX_PER_FILE} in one file` : `${MAX_PER_RULE} of one rule in one file`;
    const more = count === 1 ? `1 more finding${of} is` : `${count} more findings${of} are`;
    return { file, text: `${more} not listed (at most ${most})`, verbose: false };
  });
}

function unused({ unused: suppressions, ignores }: Quietened): readonly Notice[] {
  return [
    ...suppressions.map(({ rule, reason }) => say(null, `a suppression of ${rule} holds nothing back (${reason})`)),
    ...ignores.unused.map((one) => say(one, `the ignore of ${one.rule} holds nothing back`)),
  ];
}

/** With the place of an ignore, where it has one that can be named. */
function say(ignore: Ignore | null, words: string): Notice {
  // Rules and reasons are quoted as they are written.
  const text = masked(words);
  if (ignore === null) return { file: null, text, verbose: false };
  const { at, covers } = ignore;
  const where = at.offset !== undefined ? '' : covers.pointer === '' ? '' : ` (at ${maskedPointer(covers.pointer)})`;
  return { file: at.file, text: `${text}${where}`, verbose: false };
}

/** `terraform show -json`: named, since somebody may take silence for a clean plan. */
function foreignPlan(id: FileId, value: Json | undefined, text: string): readonly Notice[] {
  if (typeof value !== 'object' || value === null || !('format_version' in value)) return [];
  if (!('planned_values' in value || 'resource_changes' in value)) return [];
  if (!/azurerm_logic_app|microsoft\.logic\//i.test(text)) return [];
  return [{ file: id, text: 'a Terraform plan is not read: its Logic Apps are not judged', verbose: false }];
}

/** So many caps of one document are named. */
const MAX_LIMITS = 3;

/** Where reading ended before its end: what lies behind was not judged. */
function cutShort(file: FileId, { deployments, limits }: Extracted): readonly Notice[] {
  const faults = deployments.flatMap((one) => one.faults.filter(({ kind }) => kind === 'limit'));
  const texts = [...new Set([...limits, ...faults.map(({ message }) => message)])];
  return texts.slice(0, MAX_LIMITS).map((text) => ({ file, text: `not read to the end: ${text}`, verbose: false }));
}

function lost(file: FileId, { narrow }: Extracted): readonly Notice[] {
  const text = narrow === null ? undefined : LOST[narrow];
  return text === undefined ? [] : [{ file, text, verbose: true }];
}
