/**
 * Bicep files → the templates that the Bicep compiler makes of them, where it is installed: `bicep`, else `az bicep`.
 * Edge: starts a process, without a shell, with a limit of time and of output, and without fetching modules.
 */
import { posix, resolve } from 'node:path';
import type { Found } from '../find.ts';
import type { FileId, Source } from '../model.ts';
import { MAX_BYTES } from '../read/limits.ts';
import { clip } from '../secret.ts';

type Skipped = Found['skipped'][number];

const WRITTEN = /\.bicep(?:param)?$/i;
/** For one file, and for all of them together. */
const MILLISECONDS = 60_000;
const ALL_MILLISECONDS = 600_000;
/** Bytes of the compiler's complaints that are read: the first one is told. */
const MOST_SAID = 65_536;
const INSTALL = 'the Bicep compiler is not installed: az bicep install';
const PARAMETERS = 'parameter values in Bicep are not read: bicep build-params makes a parameter file of them';

/** What a file that matters here mentions: the rest of a repository's Bicep is other tools' business. */
const OURS = /microsoft\.logic\/|microsoft\.web\/connections|workflowapp/i;
const MODULE = /^[ \t]*module[ \t]+\w+[ \t]+'([^'\r\n]+)'/gm;
const USING = /^[ \t]*using[ \t]+'([^'\r\n]+)'/m;

interface Written {
  readonly source: Source;
  readonly text: string;
  /** Files that it brings along, as far as they were found. */
  readonly modules: readonly Written[];
}

/** The same with templates in the place of Bicep files. Never throws; what could not be compiled is skipped. */
export function compiled(found: Found): Found {
  const others = found.sources.filter(({ id }) => !WRITTEN.test(id));
  const files = filesOf(found.sources.filter(({ id }) => /\.bicep$/i.test(id)));
  const ours = oursOf(files);
  const byId = new Map(others.map((source) => [source.id, source]));
  const roots = rootsOf(files, ours).filter(({ source }) => source.named === true || !isBuiltBeside(source.id, byId));
  const ids = new Set([...ours].map(({ source }) => source.id));
  const skipped: Skipped[] = found.sources
    .filter((source) => isParametersOf(source, ids))
    .map((source) => skip(source, PARAMETERS));
  const sources: Source[] = [];
  const compile = compiler(found.root);
  for (const { source, text } of roots) {
    const made = compile(resolve(found.root, source.id));
    if (made instanceof Uint8Array) sources.push({ ...source, bytes: made, written: text });
    else skipped.push(made === INSTALL ? skip(source, made) : { file: source.id, reason: made });
  }
  const inOrder = <T>(list: readonly T[], key: (one: T) => string): T[] =>
    [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return {
    ...found,
    sources: inOrder([...others, ...sources], ({ id }) => id),
    skipped: inOrder([...found.skipped, ...skipped], ({ file }) => file),
  };
}

/** Nobody asked for this file by its name: that it was left out does not make the run fail. */
function skip({ id, named }: Source, reason: string): Skipped {
  return named === true ? { file: id, reason } : { file: id, reason, optional: true };
}

function textOf({ bytes }: Source): string {
  return new TextDecoder().decode(bytes);
}

// ---------------------------------------------------------------- which files

/** Each with what it brings along. */
function filesOf(sources: readonly Source[]): readonly Written[] {
  const files = sources.map((source) => ({ source, text: textOf(source), modules: [] as Written[] }));
  const byId = new Map(files.map((one) => [one.source.id, one]));
  for (const { source, text, modules } of files) {
    for (const [, path = ''] of text.matchAll(MODULE)) {
      const module = byId.get(posix.join(posix.dirname(source.id), path));
      if (module !== undefined) modules.push(module);
    }
  }
  return files;
}

/** Those about Logic Apps, themselves or through their modules. */
function oursOf(files: readonly Written[]): ReadonlySet<Written> {
  const users = new Map<Written, Written[]>(files.map((one) => [one, []]));
  for (const one of files) for (const module of one.modules) users.get(module)?.push(one);
  return reached(
    files.filter(({ text }) => OURS.test(text)),
    (one) => users.get(one) ?? [],
  );
}

/** Those of them that nobody else brings along as a module, and one of each ring of modules; a named file is one in any case. */
function rootsOf(files: readonly Written[], ours: ReadonlySet<Written>): readonly Written[] {
  const brought = new Set(files.flatMap(({ modules }) => modules));
  const heads = files.filter((one) => one.source.named === true || !brought.has(one));
  const known = new Set(reached(heads, ({ modules }) => modules));
  for (const one of files) {
    if (known.has(one)) continue;
    heads.push(one);
    for (const other of reached([one], ({ modules }) => modules)) known.add(other);
  }
  return heads.filter((one) => one.source.named === true || ours.has(one));
}

/** What can be reached, these files among it. */
function reached(from: readonly Written[], next: (one: Written) => readonly Written[]): ReadonlySet<Written> {
  const seen = new Set(from);
  for (const one of seen) for (const other of next(one)) seen.add(other);
  return seen;
}

/** The compiler's output lies beside it, and is read itself. */
function isBuiltBeside(id: FileId, others: ReadonlyMap<FileId, Source>): boolean {
  const beside = others.get(id.replace(/\.bicep$/i, '.json'));
  return beside !== undefined && /"_generator"\s*:\s*\{\s*"name"\s*:\s*"bicep"/i.test(textOf(beside));
}

function isParametersOf(source: Source, ours: ReadonlySet<FileId>): boolean {
  if (!/\.bicepparam$/i.test(source.id)) return false;
  const [, path = ''] = USING.exec(textOf(source)) ?? [];
  return source.named === true || ours.has(posix.join(posix.dirname(source.id), path));
}

// ---------------------------------------------------------------- the compiler

/** Bytes of the template, or why there are none. Which program it is, is found out once. */
function compiler(cwd: string): (path: string) => Uint8Array | string {
  let programs: readonly (readonly string[])[] = [
    ['bicep', 'build', '--no-restore', '--stdout'],
    ['az', 'bicep', 'build', '--no-restore', '--stdout', '--file'],
  ];
  let left = ALL_MILLISECONDS;
  return (path) => {
    if (left <= 0) return SLOW;
    for (const program of programs) {
      const start = Date.now();
      const made = run(program, path, cwd, Math.min(left, MILLISECONDS));
      // One that hangs would do so for each file.
      left = made === HANGS ? 0 : left - (Date.now() - start);
      if (made === null) continue;
      programs = [program];
      return made;
    }
    programs = [];
    return INSTALL;
  };
}

const HANGS = 'the Bicep compiler did not end in a minute';
const SLOW = 'the Bicep compiler took too long for the files before it';

/** null = there is no such program. */
function run(
  [program = '', ...args]: readonly string[],
  path: string,
  cwd: string,
  timeout: number,
): Uint8Array | string | null {
  // Opened here and not at the top: most runs meet no Bicep, and the module costs each start.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const { error, status, stdout, stderr } = spawnSync(program, [...args, path], {
    cwd,
    timeout,
    // It may not listen to anything softer.
    killSignal: 'SIGKILL',
    maxBuffer: MAX_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  if (error !== undefined) {
    const code = 'code' in error ? error.code : '';
    if (code === 'ENOENT') return null;
    if (code === 'ETIMEDOUT') return timeout < MILLISECONDS ? SLOW : HANGS;
    const many = `the Bicep compiler printed more than ${MAX_BYTES / 1024 / 1024} MiB`;
    return code === 'ENOBUFS' ? many : 'the Bicep compiler could not be used';
  }
  if (status === 0) return stdout;
  const words = stderr.subarray(0, MOST_SAID).toString();
  const line = words.split(/\r?\n/).find((one) => /error/i.test(one)) ?? '';
  // `az` without its Bicep says so in its own words.
  if (program === 'az' && /bicep (?:cli )?(?:is )?not (?:found|installed)/i.test(words)) return null;
  const said = clip(line.replace(/^.*?(?=\bError\b)/i, ''), 200);
  return `the Bicep compiler refuses it${said === '' ? '' : `: ${said}`}`;
}
