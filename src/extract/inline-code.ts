/**
 * What the code of an action reads from `workflowContext`: member chains, also through names given to parts of it. Names
 * that are declared twice are given up, so that what is found is sure (facts/workflow-language.md §10).
 */
import type { Operation } from '../model.ts';
import { asText, itemsOf, member } from '../value.ts';
import { isNode, type Node, nodesOf, parseCode } from './javascript.ts';
import { plainText } from './literals.ts';
import { isType } from './operations.ts';

export interface CodeRead {
  /** The action's name; null where it is computed. */
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
}

export interface InlineCode {
  readonly fault: { readonly message: string; readonly start: number; readonly end: number } | null;
  /** Readings of `workflowContext.actions`. */
  readonly reads: readonly CodeRead[];
  /** What the runtime lacks, in words. */
  readonly unsupported: readonly { readonly what: string; readonly start: number; readonly end: number }[];
  /** Names in explicitDependencies; undefined where they are not known. */
  readonly declared: readonly string[] | undefined;
}

/** Path below workflowContext; null stands for a computed name. */
type Path = readonly (string | null)[];
type Aliases = Map<string, Path>;

const made = new WeakMap<Operation, InlineCode | null>();

/** null for other actions, and for code that holds expressions of the workflow or is not known. */
export function inlineCodeOf(operation: Operation): InlineCode | null {
  const before = made.get(operation);
  if (before !== undefined) return before;
  const code = isType(operation, 'javascriptcode') ? asText(member(operation.inputs, 'code')) : undefined;
  const found = code === undefined || code.startsWith('@') || code.includes('@{') ? null : analyse(code, operation);
  made.set(operation, found);
  return found;
}

function analyse(code: string, operation: Operation): InlineCode | null {
  const parsed = parseCode(code);
  if (parsed === undefined) return null;
  const declared = dependenciesOf(operation);
  if (parsed.tree === null) {
    const start = Math.min(parsed.at, Math.max(0, code.length - 1));
    return {
      fault: { message: parsed.message, start, end: Math.min(start + 1, code.length) },
      reads: [],
      unsupported: [],
      declared,
    };
  }
  const nodes = nodesOf(parsed.tree);
  return { fault: null, ...readings(nodes), declared };
}

function dependenciesOf({ inputs }: Operation): readonly string[] | undefined {
  const list = member(member(inputs, 'explicitDependencies'), 'actions');
  if (list === null) return [];
  const names = itemsOf(list)?.map((item) => plainText(item));
  return names?.every((name) => name !== undefined) === true ? names : undefined;
}

function readings(nodes: readonly Node[]): Pick<InlineCode, 'reads' | 'unsupported'> {
  const bound = boundNames(nodes);
  const aliases = aliasesOf(nodes, bound);
  const reads: CodeRead[] = [];
  // What is read on with a question mark may be undefined.
  const spared = new Set(
    nodes.flatMap((node) => (node['optional'] === true && isNode(node['object']) ? [node['object']] : [])),
  );
  const unsupported: InlineCode['unsupported'][number][] = [];
  for (const node of nodes) {
    const [start, end] = node.range;
    const path = node.type === 'MemberExpression' ? pathOf(node, aliases) : undefined;
    const optional = node['optional'] === true || spared.has(node);
    if (path?.length === 2 && path[0] === 'actions' && !optional) reads.push({ name: path[1] ?? null, start, end });
    for (const { key, range } of destructured(node, aliases, ['actions']))
      reads.push({ name: key, start: range[0], end: range[1] });
    const callee = node.type === 'CallExpression' ? node['callee'] : undefined;
    if (isNode(callee) && callee['name'] === 'require' && !bound.has('require'))
      unsupported.push({ what: 'require()', start, end });
    if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression')
      unsupported.push({ what: 'import', start, end });
  }
  return { reads, unsupported };
}

/** Names declared in the code → how often. */
function boundNames(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const bound = new Map<string, number>();
  const count = (value: unknown): void => {
    if (!isNode(value)) return;
    const name = value['name'];
    if (value.type === 'Identifier' && typeof name === 'string') bound.set(name, (bound.get(name) ?? 0) + 1);
  };
  for (const node of nodes) {
    if (node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration') count(node['id']);
    if (node.type === 'AssignmentExpression') count(node['left']);
    if (node.type === 'Property') count(node['value']);
    const parameters = node['params'];
    if (Array.isArray(parameters)) (parameters as readonly unknown[]).forEach(count);
  }
  return bound;
}

function aliasesOf(nodes: readonly Node[], bound: ReadonlyMap<string, number>): Aliases {
  const aliases: Aliases = new Map();
  if (bound.has('workflowContext')) return aliases;
  aliases.set('workflowContext', []);
  for (const node of nodes) {
    if (node.type !== 'VariableDeclarator' || !isNode(node['init'])) continue;
    const path = pathOf(node['init'], aliases);
    const { id } = node;
    if (path === undefined || !isNode(id)) continue;
    const name = id['name'];
    if (id.type === 'Identifier' && typeof name === 'string' && bound.get(name) === 1) aliases.set(name, path);
    for (const { key, local } of destructured(node, aliases, path))
      if (local !== undefined && bound.get(local) === 1) aliases.set(local, [...path, key]);
  }
  return aliases;
}

/** `const { a, b: c } = <path>`: the names that are taken out, where the right side is that path. */
function destructured(node: Node, aliases: Aliases, wanted: Path) {
  const out: { readonly key: string; readonly local: string | undefined; readonly range: readonly [number, number] }[] =
    [];
  const { id, init } = node;
  if (node.type !== 'VariableDeclarator' || !isNode(id) || id.type !== 'ObjectPattern' || !isNode(init)) return out;
  const path = pathOf(init, aliases);
  const properties = id['properties'];
  if (path?.join('/') !== wanted.join('/') || !Array.isArray(properties)) return out;
  for (const property of properties as readonly unknown[]) {
    if (!isNode(property) || property.type !== 'Property' || property['computed'] === true || !isNode(property['key']))
      continue;
    const key = property['key']['name'];
    const value = property['value'];
    const local = isNode(value) && value.type === 'Identifier' ? value['name'] : undefined;
    if (typeof key === 'string')
      out.push({ key, local: typeof local === 'string' ? local : undefined, range: property.range });
  }
  return out;
}

/** The way below workflowContext that an expression takes, or undefined. */
function pathOf(node: Node, aliases: Aliases): Path | undefined {
  const names: (string | null)[] = [];
  let at: unknown = node;
  while (isNode(at) && (at.type === 'MemberExpression' || at.type === 'ChainExpression')) {
    if (at.type === 'MemberExpression') names.unshift(propertyOf(at));
    at = at.type === 'ChainExpression' ? at['expression'] : at['object'];
    if (names.length > 8) return undefined;
  }
  const name = isNode(at) && at.type === 'Identifier' ? at['name'] : undefined;
  const root = typeof name === 'string' ? aliases.get(name) : undefined;
  return root && [...root, ...names];
}

function propertyOf(node: Node): string | null {
  const property = node['property'];
  if (!isNode(property)) return null;
  const text = node['computed'] === true ? property['value'] : property['name'];
  return typeof text === 'string' ? text : null;
}
