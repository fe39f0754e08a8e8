/** What the documents of one project say to each other before anything is judged: parameter files, linked templates, app parameters. */
import type { ProjectContext } from './extract/document.ts';
import { folderOf } from './extract/exports.ts';
import { anyGlob } from './glob.ts';
import type { Document, DocumentKind, FileId, Settings, Value } from './model.ts';
import { known, member } from './value.ts';

interface Recognised {
  readonly document: Document;
  readonly kind: DocumentKind;
}

/** The context of each project, made on first use. Files of other projects are not seen. */
export function contexts(
  documents: readonly Recognised[],
  environments: Settings['environments'] = {},
): (project: string) => ProjectContext {
  const made = new Map<string, ProjectContext>();
  return (project) => {
    const before = made.get(project);
    if (before !== undefined) return before;
    const context = contextOf(
      documents.filter(({ document }) => document.project === project),
      environments,
    );
    made.set(project, context);
    return context;
  };
}

function contextOf(
  documents: readonly Recognised[],
  environments: NonNullable<Settings['environments']>,
): ProjectContext {
  const values = new Map<FileId, Document>(documents.map(({ document }) => [document.id, document]));
  const within = (wanted: DocumentKind): ((folder: string) => Value | null) => {
    const found = new Map(
      documents.filter(({ kind }) => kind === wanted).map(({ document }) => [folderOf(document.id), document]),
    );
    return (folder) => {
      const document = found.get(folder);
      return document?.value === undefined ? null : known(document.value, { file: document.id, pointer: '' });
    };
  };
  const [connections, parameters, settings] = (['connections', 'standard-parameters', 'local-settings'] as const).map(
    within,
  );
  // Read for context only (one workflow of the app was named): the rest of the app was not looked at.
  const whole = new Map(
    documents
      .filter(({ document, kind }) => kind === 'host' && !document.quiet)
      .map(({ document }) => [folderOf(document.id), document.artifacts ?? null]),
  );
  // Folders of which more than the files that somebody named was read.
  const looked = new Set(
    documents.filter(({ document }) => !document.named && !document.quiet).map(({ document }) => folderOf(document.id)),
  );
  const lower = new Set([...values.keys()].map((id) => id.toLowerCase()));
  const parameterFiles = documents.filter(({ kind }) => kind === 'parameters').map(({ document }) => document.id);
  return {
    parameterFiles,
    environments: Object.fromEntries(
      Object.entries(environments).map(([name, globs]) => [name, parameterFiles.filter(anyGlob(globs))]),
    ),
    value: (file) => values.get(file)?.value,
    missing: (file) => looked.has(folderOf(file)) && !lower.has(file.toLowerCase()),
    appFiles: (folder) => ({
      host: whole.has(folder),
      connections: connections?.(folder) ?? null,
      parameters: parameters?.(folder) ?? null,
      settings: member(settings?.(folder), 'Values') ?? null,
      artifacts: whole.get(folder) ?? null,
    }),
  };
}
