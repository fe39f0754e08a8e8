/**
 * Rooms that not every run enters: each is a file below `dist/lazy/`, opened when one of its doors is called. The sources
 * import the doors as any other module; in the bundle of the command line a door is a function that opens the room first.
 * So a door exports functions alone, and nothing calls one where it can tell that there is nothing to do.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** Room → its doors. What only they lead to goes with them. */
export const ROOMS = {
  template: [
    'src/extract/templates.ts',
    'src/extract/exposed-read.ts',
    'src/extract/beside-template.ts',
    'src/expression/arm/settler.ts',
  ],
  calls: ['src/link/calls.ts'],
  code: [
    'src/extract/inline-code.ts',
    'src/extract/code-secrets.ts',
    'src/extract/code-file.ts',
    'src/secret/code.ts',
    'src/secret/code-tokens.ts',
  ],
  'app-service': ['src/extract/site-template.ts', 'src/extract/site-export.ts'],
  'api-management': ['src/extract/gateway.ts', 'src/extract/gateway-files.ts', 'src/extract/policy-xml.ts'],
  tolerant: ['src/read/tolerant.ts'],
  fixes: ['src/fix.ts'],
  folders: ['src/find/walk.ts', 'src/find/ignored.ts'],
  baseline: ['src/baseline.ts'],
  inventory: ['src/extract/inventory.ts', 'src/find/pipe.ts'],
  facts: ['src/facts.ts'],
  settings: ['src/config/extend.ts'],
  properties: ['src/extract/unknown-members.ts'],
  bicep: ['src/find/bicep.ts'],
  findings: [
    'src/words.ts',
    'src/locate.ts',
    'src/locate/places.ts',
    'src/locate/bicep.ts',
    'src/read/places.ts',
    'src/report/frame.ts',
    'src/quiet/ignores.ts',
  ],
};

const ROOM_OF = new Map(Object.entries(ROOMS).flatMap(([room, doors]) => doors.map((door) => [door, room])));

/** Names of the functions that a door exports. */
function functionsOf(root, door) {
  const file = ts.createSourceFile(door, readFileSync(join(root, door), 'utf8'), ts.ScriptTarget.Latest);
  return file.statements.flatMap((one) => {
    const exported =
      ts.isExportDeclaration(one) || one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported || ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one) || one.isTypeOnly) return [];
    if (!ts.isFunctionDeclaration(one)) throw new Error(`${door}: the door of a room exports functions alone`);
    return [one.name.text];
  });
}

/** A plugin of the bundler: doors in place of rooms, but in the bundle of the room itself. */
export function withDoors(root, inside) {
  return {
    name: 'with-doors',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
        const source = relative(root, join(resolveDir, path)).replaceAll('\\', '/');
        const room = ROOM_OF.get(source);
        if (kind !== 'import-statement' || room === undefined || room === inside) return undefined;
        return { path: source, namespace: 'door' };
      });
      bundler.onLoad({ filter: /./, namespace: 'door' }, ({ path }) => {
        const room = `openNow('./lazy/${ROOM_OF.get(path)}.cjs')[${JSON.stringify(path)}]`;
        const functions = functionsOf(root, path).map(
          (name) => `export function ${name}(...given) { return ${room}.${name}(...given); }`,
        );
        return { contents: functions.join('\n') };
      });
    },
  };
}

/** What the bundle of a room begins with. @param rules paths of those that judge there */
export function entryOf(root, room, rules) {
  const doors = ROOMS[room].map((door) => `export * as ${JSON.stringify(door)} from './${door}';`);
  const imports = rules.map((rule, index) => `import * as rule${index} from './${rule}';`);
  const all = `[${rules.map((_, index) => `...Object.values(rule${index})`).join()}]`;
  const checks = `const checks = new Map(${all}.map((one) => [one.meta.id, one.check]));
export const checkOf = (id) => checks.get(id);`;
  const contents = [...doors, ...imports, ...(rules.length > 0 ? [checks] : [])].join('\n');
  return { stdin: { contents, resolveDir: root, sourcefile: `${room}.js` } };
}
