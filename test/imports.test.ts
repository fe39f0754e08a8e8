/**
 * The arrows between rooms, as docs/architecture.md draws them: imports look down, never round; the disk is touched at the
 * edge only; a heavy package stands behind one door. Type imports count: a room that needs the words of a higher one
 * stands in the wrong place.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** Low to high; a room is a file or folder of src, or all of rules. Rooms of one layer may see each other. */
const LAYERS: readonly (readonly string[])[] = [
  ['model'],
  [
    'value',
    'compare',
    'secret',
    'rule',
    'words',
    'allowed',
    'glob',
    'keys',
    'nearest',
    'remembered',
    'meanwhile',
    'parts',
  ],
  ['read', 'expression', 'recognise'],
  ['template'],
  ['extract'],
  ['link', 'project', 'shelf'],
  ['options', 'cap', 'check', 'subject', 'quiet', 'verdict', 'mends', 'notices', 'rules'],
  ['locate', 'report', 'baseline', 'fix', 'graph'],
  ['judge', 'linked', 'lint', 'facts'],
  ['package', 'find', 'whole', 'config', 'cache', 'gather', 'index', 'cli', 'lsp'],
];
/** Rooms that may use the disk. */
const EDGE = new Set(['package', 'find', 'whole', 'config', 'cache', 'gather', 'cli', 'lsp']);
const DISK = /^(?:node:)?fs(?:\/promises)?$/;
/** Packages by the only files that may name them. `lazy`: for its types, or by `import()` and `require` alone. */
const DOORS: Readonly<Record<string, { readonly files: readonly string[]; readonly lazy: boolean }>> = {
  globby: { files: ['src/find.ts', 'src/find/walk.ts'], lazy: true },
  ignore: { files: ['src/find.ts', 'src/find/ignored.ts'], lazy: true },
  sarif: { files: ['src/report/sarif.ts', 'src/report/sarif-rules.ts'], lazy: true },
  '@rgrove/parse-xml': { files: ['src/extract/xml.ts'], lazy: true },
  'ipaddr.js': { files: ['src/link/address.ts'], lazy: true },
  yargs: { files: ['src/cli/help.ts'], lazy: false },
  'yargs-parser': { files: ['src/cli/options.ts'], lazy: false },
  'vscode-languageserver': {
    files: ['server', 'session', 'words', 'actions', 'links'].map((name) => `src/lsp/${name}.ts`),
    lazy: false,
  },
  'vscode-languageserver/node': { files: ['src/lsp/server.ts'], lazy: false },
  'vscode-languageserver-textdocument': { files: ['src/lsp/server.ts', 'src/lsp/links.ts'], lazy: false },
  '@dagrejs/dagre': { files: ['src/graph/layout.ts'], lazy: false },
  '@typescript-eslint/scope-manager': { files: ['src/extract/javascript-names.ts'], lazy: true },
  '@typescript-eslint/typescript-estree': { files: ['src/extract/javascript.ts'], lazy: true },
};

interface Import {
  readonly from: string;
  /** Path from the root of the project, or the name of a package. */
  readonly to: string;
  /** Erased by the compiler. */
  readonly type: boolean;
  /** By `import()` or `require()`. */
  readonly late: boolean;
}

const files = ['src', 'rules'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.d)\.ts$/.test(file))
    .map((file) => posix.join(folder, file.replaceAll('\\', '/'))),
);
const imports = files.flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));
const isOwn = ({ to }: Import): boolean => to.startsWith('src/') || to.startsWith('rules/');
const within = imports.filter(isOwn);
const packages = imports.filter((one) => !isOwn(one));

function importsOf(file: string, text: string): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, type: boolean, late: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const to = specifier.text.startsWith('.') ? posix.join(posix.dirname(file), specifier.text) : specifier.text;
    found.push({ from: file, to, type, late });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isErased(node.importClause), false);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly, false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true, false);
    else if (ts.isCallExpression(node) && isOpening(node.expression)) add(node.arguments[0], false, true);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022));
  return found;
}

function isErased(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.every((one) => one.isTypeOnly)
  );
}

function isOpening(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  // `require(…)` and `createRequire(…)(…)`
  return (ts.isIdentifier(callee) && callee.text === 'require') || ts.isCallExpression(callee);
}

/** `src/link/meet.ts` → `link`, `rules/trust/x.ts` → `rules`. */
function roomOf(file: string): string {
  const [top, room = ''] = file.split('/');
  return top === 'rules' ? 'rules' : room.replace(/\.[jt]s$/, '');
}

function layerOf(file: string): number {
  return LAYERS.findIndex((rooms) => rooms.includes(roomOf(file)));
}

/** Rings of files, each named once by its members in order of import. */
function rings(): readonly string[] {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of within) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const next of targets.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

describe('the arrows', () => {
  test('the scan sees imports of every form', () => {
    const text = `import a from './a.ts'; import type { B } from './b.ts'; import { type C } from './c.ts'; export { d } from './d.ts';
      type E = import('./e.ts').E; const f = await import('./f.ts'); const g = createRequire(import.meta.url)('g'); import './h.ts';`;
    const seen = importsOf('src/x/y.ts', text).map(
      ({ to, type, late }) => `${to}${type ? ' type' : ''}${late ? ' late' : ''}`,
    );
    expect(seen).toEqual([
      'src/x/a.ts',
      'src/x/b.ts type',
      'src/x/c.ts type',
      'src/x/d.ts',
      'src/x/e.ts type',
      'src/x/f.ts late',
      'g late',
      'src/x/h.ts',
    ]);
    expect(within.length).toBeGreaterThan(0);
  });

  test('every room has its layer', () => {
    expect(files.filter((file) => layerOf(file) < 0)).toEqual([]);
  });

  test('imports look down', () => {
    const wrong = within.filter(({ from, to }) => layerOf(to) > layerOf(from));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('imports do not go round', () => {
    expect(rings()).toEqual([]);
  });

  test('rules do not see each other', () => {
    const wrong = within.filter(
      ({ from, to }) => from !== 'rules/index.ts' && from.startsWith('rules/') && to.startsWith('rules/'),
    );
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('the disk is touched at the edge only', () => {
    const wrong = imports.filter(({ from, to }) => DISK.test(to) && !EDGE.has(roomOf(from)));
    expect(wrong.map(({ from }) => from)).toEqual([]);
  });

  test('each package stands behind its door', () => {
    const wrong = packages.filter(({ from, to, type, late }) => {
      if (to.startsWith('node:')) return false;
      const door = Object.hasOwn(DOORS, to) ? DOORS[to] : undefined;
      return door === undefined || !door.files.includes(from) || (door.lazy && !late && !type);
    });
    expect(wrong.map(({ from, to, late }) => `${from} ${late ? 'opens' : 'imports'} ${to}`)).toEqual([]);
  });
});
