/**
 * Patterns → sources: the only room that lists folders. Named files are read without any glob package; folders and globs
 * go through globby, git's ignore files and the settings' globs. Edge: reads the disk, and says what it could not read.
 */
import { lstatSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { artifactsBeside } from './find/artifacts.ts';
import { bytesOf } from './find/bytes.ts';
import { ignoredAround, type IsIgnored, type MakeIgnore } from './find/ignored.ts';
import { isBuilt, isOtherCode, isOtherXml, isValueFile, supportOf } from './find/support.ts';
import { codeOf, idOf, idsFrom, Listings, nearestHolding, reasonOf, targetOf, type Nearest } from './find/tree.ts';
import { splitGlob, walk, type Tools } from './find/walk.ts';
import { prunes, wantedIn } from './find/wanted.ts';
import { anyGlob, type Glob } from './glob.ts';
import type { FileId, Report, Source } from './model.ts';

export interface FindOptions {
  /** Absolute path; ids are relative to it, and so are patterns. */
  readonly cwd: string;
  /** Absolute path of the folder that `files` and `ignores` are relative to (that of the settings file); default `cwd`. */
  readonly folder?: string;
  /** Globs of what to read below a folder; default all `.json`, Bicep, policies and code of actions. Not asked of named files and of globs on the command line. */
  readonly files?: readonly string[];
  /** Globs of what to leave out. Not asked of named files. */
  readonly ignores?: readonly string[];
}

export interface Found {
  /** Absolute path that the ids are relative to. */
  readonly root: string;
  /** In order of id (code units). */
  readonly sources: readonly Source[];
  /** What is there and could not be read, in order of file. */
  readonly skipped: Report['skipped'];
  /** Named paths and globs that match nothing, in the order given. */
  readonly unmatched: readonly string[];
}

interface Taken {
  readonly named: boolean;
  readonly quiet: boolean;
  /** Project where no folder above the file is marked as one. */
  readonly project: string;
  /** For a symbolic link: the file it means. */
  readonly target?: string;
}

interface Run {
  readonly cwd: string;
  readonly options: FindOptions;
  readonly leaveOut: (path: string) => boolean;
  readonly fileId: (path: string) => FileId;
  readonly listings: Listings;
  readonly projectOf: Nearest;
  readonly repositoryOf: Nearest;
  readonly taken: Map<string, Taken>;
  readonly skipped: Map<FileId, Omit<Report['skipped'][number], 'file'>>;
}

/** A folder to list: all of it, or what a glob of the command line says. */
interface Job {
  readonly pattern: string | null;
  readonly folder: string;
  readonly rest: string | null;
}

/**
 * Finds and reads. A pattern is a file, a folder or a glob (`!` in front leaves out); none = the project around `cwd`.
 * Never throws for what the disk holds: see `skipped` and `unmatched`.
 */
export async function find(patterns: readonly string[], options: FindOptions): Promise<Found> {
  const cwd = resolve(options.cwd);
  const isNegative = (pattern: string): boolean =>
    pattern.startsWith('!') && statOf(resolve(cwd, pattern)) === undefined;
  const wanted = [...new Set(patterns)].filter((pattern) => !isNegative(pattern));
  const run = start(
    cwd,
    options,
    patterns.filter(isNegative).map((pattern) => slashed(pattern.slice(1))),
  );
  const unmatched: string[] = [];
  const jobs: Job[] =
    patterns.length === 0 || wanted.length === 0
      ? [{ pattern: null, folder: run.projectOf(cwd) ?? cwd, rest: null }]
      : [];
  for (const pattern of wanted) {
    const job = takeNamed(run, pattern);
    if (job === 'nothing') unmatched.push(pattern);
    else if (job !== 'taken') jobs.push(job);
  }
  takeSupport(run, run.taken.keys());
  if (jobs.length > 0) {
    const tools = await openTools();
    const ignores = new Map<string, IsIgnored>();
    for (const job of jobs)
      if (!takeFolder(run, job, tools, ignores) && job.pattern !== null) unmatched.push(job.pattern);
  }
  const order = new Map(wanted.map((pattern, index) => [pattern, index]));
  unmatched.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return { root: cwd, sources: readAll(run), skipped: inOrder(run.skipped), unmatched };
}

function start(cwd: string, options: FindOptions, negative: readonly string[]): Run {
  const base = resolve(options.folder ?? cwd);
  const { ignores = [] } = options;
  const bySettings: Glob = anyGlob(ignores);
  const byUser: Glob = anyGlob(negative);
  const listings = new Listings();
  return {
    cwd,
    options,
    fileId: idsFrom(cwd),
    leaveOut: (path) =>
      (ignores.length > 0 && bySettings(idOf(base, path))) || (negative.length > 0 && byUser(idOf(cwd, path))),
    listings,
    projectOf: nearestHolding(listings.holds, '.git', 'laudit.config.json'),
    repositoryOf: nearestHolding(listings.holds, '.git'),
    taken: new Map(),
    skipped: new Map(),
  };
}

async function openTools(): Promise<Tools & { readonly make: MakeIgnore }> {
  const [{ globbySync }, { default: make }] = await Promise.all([import('globby'), import('ignore')]);
  return { globbySync, make };
}

/** Takes a file that is named; a folder or glob becomes a job. */
function takeNamed(run: Run, pattern: string): Job | 'taken' | 'nothing' {
  const path = resolve(run.cwd, pattern);
  const stat = statOf(path);
  if (stat instanceof Error) {
    run.skipped.set(idOf(run.cwd, path), { reason: reasonOf(stat) });
    return 'taken';
  }
  if (stat?.isDirectory() === true) return { pattern, folder: path, rest: null };
  if (stat !== undefined) {
    take(run, path, { named: true, quiet: false, project: '' });
    return 'taken';
  }
  const split = splitGlob(slashed(pattern));
  return split === undefined ? 'nothing' : { pattern, folder: resolve(run.cwd, split.folder), rest: split.rest };
}

function takeSupport(run: Run, files: Iterable<string>): void {
  for (const [path, file] of supportOf(files)) {
    const tree = run.projectOf(dirname(file)) ?? dirname(dirname(file));
    const stat = statOf(path, lstatSync);
    if (stat === undefined || stat instanceof Error) continue;
    if (stat.isFile() || (stat.isSymbolicLink() && targetOf(path, tree) !== undefined))
      take(run, path, { named: false, quiet: true, project: '' });
  }
}

/** Undefined = not there; an error = there, but closed. */
function statOf(path: string, ask: (path: string) => Stats = statSync): Stats | Error | undefined {
  try {
    return ask(path);
  } catch (error) {
    return error instanceof Error && ['EACCES', 'EPERM', 'ELOOP'].includes(codeOf(error)) ? error : undefined;
  }
}

/** What is asked for twice is as named, and as loud, as either says. */
function take(run: Run, path: string, as: Taken): void {
  const before = run.taken.get(path);
  if (before === undefined) run.taken.set(path, as);
  else run.taken.set(path, { ...before, named: before.named || as.named, quiet: before.quiet && as.quiet });
}

/** Takes what lies below the job's folder; true where it found anything, readable or not. */
function takeFolder(
  run: Run,
  job: Job,
  tools: Tools & { readonly make: MakeIgnore },
  ignores: Map<string, IsIgnored>,
): boolean {
  const { files: asked, ignores: leftOut = [], folder = run.cwd } = run.options;
  const { matches, ...wanted } = wantedIn(job.rest, asked, resolve(folder));
  const { files, unreadable } = walk(tools, job.folder, wanted, prunes(leftOut), run.listings);
  for (const { path, reason } of unreadable) run.skipped.set(idOf(run.cwd, path), { reason });
  const isIgnored = ignoredAround(
    job.folder,
    run.repositoryOf,
    tools.make,
    ignores,
    run.listings.holds,
    (path, reason) =>
      // More is linted, not less.
      run.skipped.set(idOf(run.cwd, path), { reason, optional: true }),
  );
  const project = job.rest === null ? idOf(run.cwd, job.folder) : '';
  let any = unreadable.length > 0;
  for (const { path, link } of files) {
    if (!matches(path) || run.leaveOut(path)) continue;
    const target = link ? targetOf(path, run.projectOf(dirname(path)) ?? job.folder) : undefined;
    if ((link && target === undefined) || isOtherCode(path)) continue;
    const quiet = isIgnored(path);
    if (quiet && !(isValueFile(basename(path)) && !isBuilt(idOf(job.folder, path)))) continue;
    take(run, path, { named: false, quiet, project, ...(target === undefined ? {} : { target }) });
    any = true;
    // A workflow's folder alone: what its app says of it lies one folder up.
    if (!quiet && basename(path) === 'workflow.json' && dirname(path) === job.folder) takeSupport(run, [path]);
  }
  return any;
}

function readAll(run: Run): readonly Source[] {
  const sources: Source[] = [];
  for (const [path, { named, quiet, project, target }] of run.taken) {
    const id = run.fileId(path);
    const bytes = bytesOf(path);
    if (typeof bytes === 'string') {
      run.skipped.set(id, { reason: bytes });
      continue;
    }
    // Of XML only policies of API Management are of interest; what is named is read whatever it is.
    if (!named && isOtherXml(path, bytes)) continue;
    const root = run.projectOf(dirname(path));
    // A link to a file that is read itself gives its values where it stands, and no findings a second time.
    const hushed =
      quiet || (!named && target !== undefined && target !== path && run.taken.get(target)?.quiet === false);
    const flags = { ...(named ? { named } : {}), ...(hushed ? { quiet: true } : {}), ...artifactsBeside(path) };
    sources.push({ id, bytes, project: root === undefined ? project : idOf(run.cwd, root), ...flags });
  }
  return sources.sort((a, b) => compare(a.id, b.id));
}

function inOrder(skipped: Run['skipped']): Found['skipped'] {
  return [...skipped].map(([file, one]) => ({ file, ...one })).sort((a, b) => compare(a.file, b.file));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function slashed(pattern: string): string {
  return sep === '/' ? pattern : pattern.replaceAll(sep, '/');
}
