/**
 * Exported workflows → WorkflowParts: REST GET and `az resource show`, `az logic workflow show`, Resource Graph,
 * code view, bare definition, Standard folder. What each export loses: facts/security.md §8.
 */
import type { Anchor, AppFiles, Document, DocumentKind, Value } from '../model.ts';
import { asText, itemsOf, known, member } from '../value.ts';
import type { WorkflowParts } from './workflow.ts';

/** @param files Standard: the files of the app around the workflow; null elsewhere */
export function exportedWorkflows(
  document: Document,
  kind: DocumentKind,
  files: AppFiles | null,
): readonly WorkflowParts[] {
  if (document.value === undefined) return [];
  const root = known(document.value, { file: document.id, pointer: '' });
  switch (kind) {
    case 'workflow-resource':
      return [resourceParts(document, root)];
    case 'workflow-flat':
      return [flatParts(document, root)];
    case 'graph-rows':
    case 'workflow-list':
    case 'workflow-flat-list':
      return itemsIn(root).flatMap((item) => listed(document, item, kind));
    case 'code-view':
      return [codeViewParts(document, root)];
    case 'definition':
      return [{ ...codeViewParts(document, root), view: 'definition', definition: root, parameters: undefined }];
    case 'standard-workflow':
      return [standardParts(document, root, files)];
    default:
      return [];
  }
}

/** The items of an array, or of `{ value: [] }` (REST) and `{ data: [] }` (Resource Graph). */
function itemsIn(root: Value): readonly Value[] {
  const items = itemsOf(root) ?? itemsOf(member(root, 'value')) ?? itemsOf(member(root, 'data'));
  return items ?? [root];
}

function listed(document: Document, item: Value, kind: DocumentKind): readonly WorkflowParts[] {
  if (kind === 'workflow-flat-list') return member(item, 'definition') === null ? [] : [flatParts(document, item)];
  if (member(member(item, 'properties'), 'definition') === null) return [];
  const parts = resourceParts(document, item);
  // Completeness and truncation of Resource Graph rows are undocumented: what is absent is unknown.
  return [
    kind === 'graph-rows'
      ? {
          ...parts,
          view: 'graph',
          complete: false,
          doubt: 'all' as const,
          identity: member(item, 'identity') ?? undefined,
        }
      : parts,
  ];
}

function base(document: Document, item: Value) {
  const at: Anchor = item.from ?? { file: document.id, pointer: '' };
  const id = member(item, 'id') ?? null;
  const text = asText(id);
  const name = member(item, 'name') ?? (text === undefined ? null : known(text.slice(text.lastIndexOf('/') + 1), at));
  return {
    file: document.id,
    project: document.project,
    environments: [],
    plan: 'consumption' as const,
    deployed: 'yes' as const,
    at,
    name: name ?? known(stem(document.id), at),
    resourceId: isWorkflowId(text) ? id : null,
    app: null,
  };
}

function isWorkflowId(text: string | undefined): boolean {
  return text !== undefined && /\/providers\/microsoft\.logic\/workflows\/[^/]+\/?$/i.test(text);
}

function resourceParts(document: Document, item: Value): WorkflowParts {
  const properties = member(item, 'properties');
  const common = base(document, item);
  const complete =
    common.resourceId !== null &&
    (member(properties, 'provisioningState') !== null || member(properties, 'accessEndpoint') !== null);
  return {
    view: 'export',
    complete,
    definition: member(properties, 'definition'),
    properties,
    identity: complete ? member(item, 'identity') : (member(item, 'identity') ?? undefined),
    parameters: member(properties, 'parameters'),
    ...common,
  };
}

function flatParts(document: Document, item: Value): WorkflowParts {
  const common = base(document, item);
  const complete = common.resourceId !== null;
  return {
    view: 'export',
    complete,
    definition: member(item, 'definition'),
    properties: item,
    identity: complete ? member(item, 'identity') : undefined,
    parameters: member(item, 'parameters'),
    doubt: 'sas',
    ...common,
  };
}

/** Code view shows neither identity nor access settings; a pasted `accessControl` is read where it stands. */
function codeViewParts(document: Document, root: Value): WorkflowParts {
  const common = base(document, root);
  return {
    ...common,
    plan: 'unknown',
    name: known(stem(document.id), common.at),
    resourceId: null,
    view: 'code-view',
    complete: false,
    definition: member(root, 'definition'),
    properties: root,
    identity: undefined,
    parameters: member(root, 'parameters'),
  };
}

function standardParts(document: Document, root: Value, files: AppFiles | null): WorkflowParts {
  const common = base(document, root);
  const folder = folderOf(document.id);
  const inFolder = document.id.toLowerCase().endsWith('/workflow.json');
  return {
    ...common,
    plan: 'standard',
    name: known(inFolder ? folder.slice(folder.lastIndexOf('/') + 1) : stem(document.id), common.at),
    resourceId: null,
    view: 'project',
    complete: false,
    definition: member(root, 'definition'),
    properties: null,
    identity: undefined,
    parameters: files?.parameters ?? undefined,
    kind: asText(member(root, 'kind')),
    ...(files === null ? {} : { files }),
    app: inFolder ? folderOf(folder) : folder,
  };
}

/** The folder of a file; '' at the root. */
export function folderOf(id: string): string {
  const slash = id.lastIndexOf('/');
  return slash < 0 ? '' : id.slice(0, slash);
}

function stem(id: string): string {
  const name = id.slice(id.lastIndexOf('/') + 1);
  return name.toLowerCase() === 'workflow.json' && id.includes('/') ? stem(folderOf(id)) : name.replace(/\.json$/i, '');
}
