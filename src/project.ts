/** What the documents of one project say to each other before anything is judged: parameter files, linked templates, app parameters. */
import type { ProjectContext } from './extract/document.ts';
import { folderOf } from './extract/exports.ts';
import type { Document, DocumentKind, FileId } from './model.ts';
import { known } from './value.ts';

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
  const apps = new Map(documents.filter(({ kind }) => kind === 'standard-parameters').map(({ document }) => [folderOf(document.id), document]));
  return {
    parameterFiles: documents.filter(({ kind }) => kind === 'parameters').map(({ document }) => document.id),
    value: (file) => values.get(file)?.value,
    appParameters: (folder) => {
      const document = apps.get(folder);
      return document?.value === undefined ? null : known(document.value, { file: document.id, pointer: '' });
    },
  };
}
