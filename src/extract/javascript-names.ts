/**
 * What the names of a piece of code stand for, by the scopes of JavaScript. The door to the package that knows them,
 * opened after the parser's.
 */
import { createRequire } from 'node:module';
import type * as Scopes from '@typescript-eslint/scope-manager';
import { isNode, type Node } from './javascript.ts';

/** A name that is given a value once, where it is declared: `const { a: [name] } = init`. */
export interface Constant {
  readonly init: Node;
  /** The members that are taken out of the value; null stands for one that is not known. */
  readonly keys: readonly (string | null)[];
}

export interface Names {
  /** Readings of names that the code does not declare. */
  readonly globals: ReadonlySet<Node>;
  /** Readings of names that always stand for one value. */
  readonly constants: ReadonlyMap<Node, Constant>;
  /** Declarations of a name that the same scope has already, where JavaScript forbids that. */
  readonly redeclared: readonly Node[];
}

export interface Binding {
  /** The name, or a pattern in its place. */
  readonly name: Node;
  /** The property that takes it out; the pattern itself for the outermost one. */
  readonly at: Node;
  readonly keys: Constant['keys'];
}

const NONE: Names = { globals: new Set(), constants: new Map(), redeclared: [] };

/** What is asked of the package, in the words of this tree. */
interface Library {
  analyze(tree: Node, options: Scopes.AnalyzeOptions): Scopes.ScopeManager;
}

let door: Library | undefined;

function open(): Library {
  return (door ??= createRequire(import.meta.url)('@typescript-eslint/scope-manager') as Library);
}

/** The names of a function body, as `nodes` of it list them; below `with` no name is known. */
export function namesOf(tree: Node, nodes: readonly Node[]): Names {
  if (nodes.some(({ type }) => type === 'WithStatement')) return NONE;
  const scopes = open();
  let found: Scopes.ScopeManager;
  try {
    // The body of a function: its names are no globals, and `return` may stand at its top.
    found = scopes.analyze(tree, { sourceType: 'script', globalReturn: true, lib: [] });
  } catch {
    // Code that nests deeper than the stack.
    return NONE;
  }
  const constants = new Map<Node, Constant>();
  const redeclared: Node[] = [];
  const patterns: Patterns = new Map();
  for (const { defs, references } of found.scopes.flatMap((scope) => scope.variables)) {
    const [first, second] = defs;
    if (second !== undefined && defs.some(isLexical)) redeclared.push(...nodesIn([second.name]));
    const constant = first === undefined || second !== undefined ? undefined : constantOf(first, references, patterns);
    if (constant === undefined) continue;
    for (const one of nodesIn(references.filter((reading) => reading.isReadOnly()).map(({ identifier }) => identifier)))
      constants.set(one, constant);
  }
  const through = found.globalScope?.through ?? [];
  return { globals: new Set(nodesIn(through.map(({ identifier }) => identifier))), constants, redeclared };
}

function nodesIn(values: readonly unknown[]): readonly Node[] {
  return values.filter(isNode);
}

/** `let`, `const` and classes: names that cannot be declared twice. */
function isLexical({ node, parent }: Scopes.Definition): boolean {
  const [declared, statement] = [nodesIn([node])[0], nodesIn([parent])[0]];
  if (declared?.type !== 'VariableDeclarator') return declared?.type.startsWith('Class') === true;
  return statement?.['kind'] === 'let' || statement?.['kind'] === 'const';
}

/** The names of each pattern that was looked at. */
type Patterns = Map<Node, ReadonlyMap<unknown, Constant['keys']>>;

function constantOf(
  { node, name }: Scopes.Definition,
  references: readonly Scopes.Reference[],
  patterns: Patterns,
): Constant | undefined {
  const [declarator] = nodesIn([node]);
  const [id, init] = declarator?.type === 'VariableDeclarator' ? [declarator['id'], declarator['init']] : [];
  if (!isNode(id) || !isNode(init)) return undefined;
  const writings = references.filter((one) => one.isWrite());
  if (writings.length !== 1 || writings[0]?.init !== true) return undefined;
  const bound = patterns.get(id) ?? new Map(bindingsOf(id).map((one) => [one.name, one.keys]));
  patterns.set(id, bound);
  const keys = bound.get(name);
  return keys && { init, keys };
}

/**
 * The names and the patterns inside a pattern, with the way to each. A name with a default, one of a list, and the rest
 * are left out: what they stand for is not known.
 */
export function bindingsOf(pattern: Node): readonly Binding[] {
  const out: Binding[] = [];
  const waiting: Binding[] = [{ name: pattern, at: pattern, keys: [] }];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    out.push(one);
    const properties = one.name.type === 'ObjectPattern' ? one.name['properties'] : [];
    // No chain that is followed is longer.
    if (!Array.isArray(properties) || one.keys.length >= 8) continue;
    for (const property of properties as readonly unknown[]) {
      const value = isNode(property) && property.type === 'Property' ? property['value'] : undefined;
      if (isNode(property) && isNode(value) && (value.type === 'Identifier' || value.type === 'ObjectPattern'))
        waiting.push({ name: value, at: property, keys: [...one.keys, keyOf(property, 'key')] });
    }
  }
  return out;
}

/** The name of a member, of a property: `.name`, `['name']`, `[\`name\`]`; null where it is computed. */
export function keyOf(node: Node, part: 'key' | 'property'): string | null {
  const key = node[part];
  if (!isNode(key)) return null;
  if (key.type === 'Identifier')
    return node['computed'] !== true && typeof key['name'] === 'string' ? key['name'] : null;
  if (key.type === 'Literal') return typeof key['value'] === 'string' ? key['value'] : null;
  const quasis = key.type === 'TemplateLiteral' ? key['quasis'] : undefined;
  const only: unknown = Array.isArray(quasis) && quasis.length === 1 ? quasis[0] : undefined;
  const value = isNode(only) ? only['value'] : undefined;
  const cooked = typeof value === 'object' && value !== null && 'cooked' in value ? value.cooked : undefined;
  return typeof cooked === 'string' ? cooked : null;
}
