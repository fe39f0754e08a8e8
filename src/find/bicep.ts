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

const MILLISECONDS = 60_000;
const INSTALL = 'the Bicep compiler is not installed: az bicep install';
const PARAMETERS = 'parameter values in Bicep are not read: bicep build-params makes a parameter file of them';

/** What a file that matters here mentions: the rest of a repository's Bicep is other tools' business. */
const OURS = /microsoft\.logic\/|microsoft\.web\/connections|workflowapp/i;
const MODULE = /^[ \t]*module[ \t]+\w+[ \t]+'([^'\r\n]+)'/gm;
const USING = /^[ \t]*using[ \t]+'([^'\r\n]+)'/m;

interface Written {
  readonly source: Source;
  readonly text: string;
}

/** The same with templates in the place of Bicep files. Never throws; what could not be compiled is skipped. */
export function compiled(found: Found): Found {
  const written = found.sources.filter(({ id }) => /\.bicep(?:param)?$/i.test(id));
  const others = found.sources.filter((source) => !written.includes(source));
  const files = written.filter(({ id }) => /\.bicep$/i.test(id)).map((source) => ({ source, text: textOf(source) }));
  const roots = rootsOf(files).filter(({ source }) => source.named === true || !isBuiltBeside(source.id, others));
  const rootIds = new Set(files.filter((one) => mentions(one, files)).map(({ source }) => source.id));
  const skipped: Skipped[] = written
    .filter((source) => isParametersOf(source, rootIds))
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

/** Files that nobody else brings along as a module; a named file is one in any case. */
function rootsOf(files: readonly Written[]): readonly Written[] {
  const brought = new Set(files.flatMap(modulesOf));
  return files.filter((one) => one.source.named === true || (!brought.has(one.source.id) && mentions(one, files)));
}

function modulesOf({ source, text }: Written): readonly FileId[] {
  return Array.from(text.matchAll(MODULE), ([, path = '']) => posix.join(posix.dirname(source.id), path));
}

/** Is it about Logic Apps, itself or through its modules? */
function mentions(file: Written, files: readonly Written[]): boolean {
  const byId = new Map(files.map((one) => [one.source.id, one]));
  const seen = new Set<Written>([file]);
  for (const one of seen) {
    if (OURS.test(one.text)) return true;
    for (const id of modulesOf(one)) {
      const next = byId.get(id);
      if (next !== undefined) seen.add(next);
    }
  }
  return false;
}

/** The compiler's output lies beside it, and is read itself. */
function isBuiltBeside(id: FileId, others: readonly Source[]): boolean {
  const beside = others.find((other) => other.id === id.replace(/\.bicep$/i, '.json'));
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
  return (path) => {
    for (const program of programs) {
      const made = start(program, path, cwd);
      if (made === null) continue;
      programs = [program];
      return made;
    }
    programs = [];
    return INSTALL;
  };
}

/** null = there is no such program. */
function start([program = '', ...args]: readonly string[], path: string, cwd: string): Uint8Array | string | null {
  // Opened here and not at the top: most runs meet no Bicep, and the module costs each start.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const { error, status, stdout, stderr } = spawnSync(program, [...args, path], {
    cwd,
    timeout: MILLISECONDS,
    maxBuffer: MAX_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  if (error !== undefined) {
    const code = 'code' in error ? error.code : '';
    if (code === 'ENOENT') return null;
    return code === 'ETIMEDOUT' ? 'the Bicep compiler did not end in a minute' : 'the Bicep compiler could not be used';
  }
  if (status === 0) return stdout;
  const line =
    stderr
      .toString()
      .split(/\r?\n/)
      .find((one) => /error/i.test(one)) ?? '';
  // `az` without its Bicep says so in its own words.
  if (program === 'az' && /bicep (?:cli )?(?:is )?not (?:found|installed)/i.test(stderr.toString())) return null;
  const said = clip(line.replace(/^.*?(?=\bError\b)/i, ''), 200);
  return `the Bicep compiler refuses it${said === '' ? '' : `: ${said}`}`;
}
