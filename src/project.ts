/** What the documents of one project say to each other before anything is judged: parameter files, linked templates, app parameters. */
import type { ProjectContext } from './extract/document.ts';
import { folderOf } from './extract/exports.ts';
import type { Document, DocumentKind, FileId, Value } from './model.ts';
import { known, member } from './value.ts';

interface Recognised {
  readonly document: Document;
  readonly kind: DocumentKind;
}

/** The context of each project, made on first use. Files of other projects are not seen. */
export function contexts(documents: readonly Recognised[]): (project: string) => ProjectContext {
  const made = new Map<string, ProjectContext>();
  return (project) => {
    const before = made.get(project);
    if (before !== undefined) return before;
    const context = contextOf(documents.filter(({ document }) => document.project === project));
    made.set(project, context);
    return context;
  };
}

function contextOf(documents: readonly Recognised[]): ProjectContext {
  const values = new Map<FileId, Document>(documents.map(({ document }) => [document.id, document]));
  const within = (wanted: DocumentKind): ((folder: string) => Value | null) => {
    const found = new Map(documents.filter(({ kind }) => kind === wanted).map(({ document }) => [folderOf(document.id), document]));
    return (folder) => {
      const document = found.get(folder);
      return document?.value === undefined ? null : known(document.value, { file: document.id, pointer: '' });
    };
  };
  const [host, connections, parameters, settings] = (['host', 'connections', 'standard-parameters', 'local-settings'] as const).map(within);
  return {
    parameterFiles: documents.filter(({ kind }) => kind === 'parameters').map(({ document }) => document.id),
    value: (file) => values.get(file)?.value,
    appFiles: (folder) => ({
      host: host?.(folder) !== null,
      connections: connections?.(folder) ?? null,
      parameters: parameters?.(folder) ?? null,
      settings: member(settings?.(folder), 'Values') ?? null,
    }),
  };
}
