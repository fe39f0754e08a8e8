/** What the documents of one project say to each other before anything is judged: parameter files, linked templates, app parameters. */
import type { ProjectContext } from './extract/document.ts';
import { isCrowded } from './extract/bounds.ts';
import { folderOf } from './extract/exports.ts';
import { anyGlob } from './glob.ts';
import type { AppFiles, Document, DocumentKind, FileId, Settings, Value } from './model.ts';
import { filesNear } from './template/near.ts';
import { hole, known, member } from './value.ts';

/** What is known of a document without its text. */
export interface Card extends Pick<Document, 'id' | 'project' | 'named' | 'quiet' | 'artifacts'> {
  readonly kind: DocumentKind;
}

/** What was asked of a project, and a short text that changes where the answer does. */
export interface Asked {
  readonly question: keyof ProjectContext;
  readonly about: string;
  readonly answer: string;
}

export interface Project {
  readonly context: ProjectContext;
  /** What a question is answered with today, as it is remembered. */
  readonly answer: (question: keyof ProjectContext, about: string) => string;
}

export interface Library {
  readonly cards: readonly Card[];
  readonly document: (id: FileId) => Pick<Document, 'value'> | undefined;
  /** What tells one content of a file from another. */
  readonly print: (id: FileId) => string;
  readonly environments: Settings['environments'];
  readonly cloud?: Settings['cloud'] | undefined;
}

/** Each project, made on first use. Files of other projects are not seen. */
export function projects(library: Library): (project: string) => Project {
  const cards = new Map<string, Card[]>();
  for (const card of library.cards) {
    const before = cards.get(card.project);
    if (before === undefined) cards.set(card.project, [card]);
    else before.push(card);
  }
  const made = new Map<string, Project>();
  return (project) => {
    const before = made.get(project);
    if (before !== undefined) return before;
    const context = projectOf({ ...library, cards: cards.get(project) ?? [] });
    made.set(project, context);
    return context;
  };
}

function projectOf({ cards, document, print, environments = {}, cloud }: Library): Project {
  const ids = new Set(cards.map(({ id }) => id));
  const own = (file: FileId) => (ids.has(file) ? document(file) : undefined);
  const printOf = (file: FileId): string => (ids.has(file) ? print(file) : '');
  const apps = appsIn(cards, own);
  // Folders of which more than the files that somebody named was read.
  const looked = new Set(cards.filter(({ named, quiet }) => !named && !quiet).map(({ id }) => folderOf(id)));
  const lower = new Set([...ids].map((id) => id.toLowerCase()));
  const parameterFiles = cards.filter(({ kind }) => kind === 'parameters').map(({ id }) => id);
  const near = filesNear(parameterFiles);
  const named = Object.fromEntries(
    Object.entries(environments).map(([name, globs]) => [name, parameterFiles.filter(anyGlob(globs))]),
  );
  const context: ProjectContext = {
    parameterFiles: near,
    environments: () => named,
    cloud: () => cloud,
    value: (file) => own(file)?.value,
    missing: (file) => looked.has(folderOf(file)) && !lower.has(file.toLowerCase()),
    appFiles: (folder) => apps(folder).files(),
  };
  // One for each question: a context that learns a word does not compile before its answer is remembered.
  const answers: { readonly [Q in keyof ProjectContext]-?: (about: string) => string } = {
    parameterFiles: (folder) => JSON.stringify(near(folder)),
    environments: () => JSON.stringify(named),
    cloud: () => cloud ?? '',
    value: printOf,
    missing: (file) => String(context.missing(file)),
    appFiles: (folder) => JSON.stringify([apps(folder).host, ...apps(folder).ids.map(printOf)]),
  };
  return { context, answer: (question, about) => answers[question](about) };
}

interface App {
  readonly files: () => AppFiles;
  /** The artifacts of a whole app, null where they are not known; undefined = not looked at as a whole. */
  readonly host: readonly string[] | null | undefined;
  /** The files that it has, by id; '' = none. */
  readonly ids: readonly FileId[];
}

/** The small files of Standard apps, by the app's folder. */
function appsIn(cards: readonly Card[], document: Library['document']): (folder: string) => App {
  const inFolders = (wanted: DocumentKind): ReadonlyMap<string, FileId> => {
    const own = cards.filter(({ kind }) => kind === wanted).map(({ id }) => id);
    // Of several in a folder the one with the name that the platform reads: `parameters.prod.json` is another's.
    own.sort((a, b) => Number(isNamed(a, wanted)) - Number(isNamed(b, wanted)));
    return new Map(own.map((id) => [folderOf(id), id]));
  };
  const [connections, parameters, settings] = [
    inFolders('connections'),
    inFolders('standard-parameters'),
    inFolders('local-settings'),
  ];
  // Read for context only (one workflow of the app was named): the rest of the app was not looked at.
  const whole = new Map(
    cards
      .filter(({ kind, quiet }) => kind === 'host' && !quiet)
      .map(({ id, artifacts }) => [folderOf(id), artifacts ?? null]),
  );
  const valueIn = (files: ReadonlyMap<string, FileId>, folder: string): Value | null => {
    const file = files.get(folder);
    const value = file === undefined ? undefined : document(file)?.value;
    if (value === undefined || file === undefined) return null;
    return isCrowded(value) ? hole(`${file}#`, 'object') : known(value, { file, pointer: '' });
  };
  const made = (folder: string): AppFiles => ({
    host: whole.has(folder),
    connections: valueIn(connections, folder),
    parameters: valueIn(parameters, folder),
    settings: member(valueIn(settings, folder), 'Values') ?? null,
    artifacts: whole.get(folder) ?? null,
  });
  // Workflows of one app ask one after the other, and its files may be more than the shelf keeps.
  let last: { readonly folder: string; readonly files: AppFiles } | undefined;
  const filesIn = (folder: string): AppFiles => {
    if (last?.folder !== folder) last = { folder, files: made(folder) };
    return last.files;
  };
  return (folder) => ({
    files: () => filesIn(folder),
    host: whole.get(folder),
    ids: [connections, parameters, settings].map((files) => files.get(folder) ?? ''),
  });
}

/** Names that the platform reads in the folder of a Standard app. */
const NAMES: Partial<Readonly<Record<DocumentKind, string>>> = {
  connections: 'connections.json',
  'standard-parameters': 'parameters.json',
  'local-settings': 'local.settings.json',
};

function isNamed(id: FileId, kind: DocumentKind): boolean {
  return id.slice(id.lastIndexOf('/') + 1).toLowerCase() === NAMES[kind];
}

/** The same context, which notes what it is asked. */
export function listening({ context, answer }: Project): {
  readonly context: ProjectContext;
  readonly asked: () => readonly Asked[];
} {
  const notes = new Map<string, Asked>();
  const note = (question: keyof ProjectContext, about: string): void => {
    const key = `${question} ${about}`;
    if (!notes.has(key)) notes.set(key, { question, about, answer: answer(question, about) });
  };
  const noting =
    <A>(question: keyof ProjectContext, ask: (about: string) => A) =>
    (about = ''): A => {
      note(question, about);
      return ask(about);
    };
  return {
    context: {
      parameterFiles: noting('parameterFiles', context.parameterFiles),
      environments: noting('environments', context.environments),
      cloud: noting('cloud', context.cloud),
      value: noting('value', context.value),
      missing: noting('missing', context.missing),
      appFiles: noting('appFiles', context.appFiles),
    },
    asked: () => [...notes.values()],
  };
}

/** Of documents that say all they have to say themselves (`asksProject`). */
export const NO_PROJECT: ProjectContext = {
  parameterFiles: unasked,
  environments: unasked,
  cloud: unasked,
  value: unasked,
  missing: unasked,
  appFiles: unasked,
};

function unasked(): never {
  throw new Error('a document asked its project although its kind is not listed in asksProject');
}
