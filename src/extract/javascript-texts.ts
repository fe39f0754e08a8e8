/**
 * The texts of JavaScript code, put together as the program would: literals, templates, `+`, `concat`, `join` of a list, and
 * names that are given a value once. Nothing is evaluated: what is none of these is unknown.
 */
import type { CodeText, CodeTexts, Piece } from '../secret.ts';
import { isNode, type Node, nodesOf } from './javascript.ts';
import { type Constant, namesOf } from './javascript-names.ts';

type Part = Piece | null;

/** Names inside one another; nodes and characters that are put together for all texts. */
const DEEPEST = 20;
const MOST = 250_000;

/** Methods that take a name and its value. */
const NAMING: ReadonlySet<unknown> = new Set(['set', 'append', 'setHeader', 'setRequestHeader']);

interface Folding {
  /** Readings of names that get a value once, and that value. */
  readonly constants: ReadonlyMap<Node, Constant>;
  /** Nodes that are part of a text already. */
  readonly used: Set<Node>;
  /** How many nodes and characters may still be put together. */
  left: number;
}

/** Every text that has a name or is put together, outermost ones only. */
export function textsOfTree(tree: Node): CodeTexts {
  const nodes = nodesOf(tree);
  const folding: Folding = { constants: namesOf(tree, nodes).constants, used: new Set(), left: MOST };
  const texts: CodeText[] = [];
  for (const node of nodes) {
    const given = givenBy(node);
    if (given !== undefined) texts.push({ key: given.key, parts: fold(given.node, folding, 0) });
    else if (partsOf(node) !== undefined && !folding.used.has(node))
      texts.push({ key: '', parts: fold(node, folding, 0) });
  }
  return { texts, written: writtenIn(tree, nodes) };
}

function writtenIn(tree: Node, nodes: readonly Node[]): CodeTexts['written'] {
  const comments = listOf(tree['comments']).filter(isNode);
  const literals = nodes.filter(({ type }) => type === 'Literal' || type === 'TemplateElement');
  return [...comments, ...literals].map(({ range }) => range).sort((a, b) => a[0] - b[0]);
}

/** A name and what it is given: `const name = …`, `name: …`, `name = …`, `headers.set('name', …)`. */
function givenBy(node: Node): { readonly key: string; readonly node: Node } | undefined {
  const [name, value] =
    node.type === 'VariableDeclarator'
      ? [node['id'], node['init']]
      : node.type === 'Property' && node['computed'] !== true
        ? [node['key'], node['value']]
        : node.type === 'AssignmentExpression' && node['operator'] === '='
          ? [node['left'], node['right']]
          : namingCall(node);
  const key = isNode(name) ? wordOf(name) : undefined;
  return key === undefined || !isNode(value) ? undefined : { key, node: value };
}

function namingCall(node: Node): readonly [unknown, unknown] {
  const { callee, arguments: given } = node;
  const isOne =
    node.type === 'CallExpression' && isNode(callee) && callee.type === 'MemberExpression' && Array.isArray(given);
  if (!isOne || given.length !== 2) return [undefined, undefined];
  const method = isNode(callee['property']) ? callee['property']['name'] : undefined;
  return NAMING.has(method) ? [given[0], given[1]] : [undefined, undefined];
}

/** `name`, `'name'`, `….name`, `…['name']`. */
function wordOf(node: Node): string | undefined {
  const at = node.type === 'MemberExpression' ? node['property'] : node;
  if (!isNode(at)) return undefined;
  const computed = node.type === 'MemberExpression' && node['computed'] === true;
  const word = at.type === 'Identifier' && !computed ? at['name'] : at['value'];
  return typeof word === 'string' ? word : undefined;
}

/** What a text is put together of; undefined for a node that is no such thing. */
function partsOf(node: Node): readonly unknown[] | undefined {
  if (node.type === 'BinaryExpression') return node['operator'] === '+' ? [node['left'], node['right']] : undefined;
  if (node.type === 'TemplateLiteral') return alternating(listOf(node['quasis']), listOf(node['expressions']));
  const { callee } = node;
  if (node.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return undefined;
  const property = callee['property'];
  const method = isNode(property) && callee['computed'] !== true ? property['name'] : undefined;
  const given = listOf(node['arguments']);
  if (method === 'concat') return [callee['object'], ...given];
  const list = callee['object'];
  if (method !== 'join' || given.length !== 1 || !isNode(list) || list.type !== 'ArrayExpression') return undefined;
  return listOf(list['elements']).flatMap((item, index) => (index === 0 ? [item] : [given[0], item]));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function alternating(first: readonly unknown[], second: readonly unknown[]): readonly unknown[] {
  return first.flatMap((one, index) => (index < second.length ? [one, second[index]] : [one]));
}

/** The parts of a text in order; long chains of `+` nest deeply, so there is no recursion. */
function fold(node: Node, folding: Folding, depth: number): readonly Part[] {
  const out: Part[] = [];
  const waiting: { readonly one: unknown; readonly depth: number }[] = [{ one: node, depth }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { one, depth: deep } = next;
    if (!isNode(one) || folding.left <= 0) {
      out.push(null);
      continue;
    }
    folding.left -= 1;
    folding.used.add(one);
    const parts = partsOf(one);
    const constant = folding.constants.get(one);
    if (parts !== undefined) {
      for (const part of [...parts].reverse()) waiting.push({ one: part, depth: deep });
    } else if (constant?.keys.length === 0 && deep < DEEPEST) waiting.push({ one: constant.init, depth: deep + 1 });
    else {
      const piece = pieceOf(one);
      folding.left -= piece?.text.length ?? 0;
      out.push(piece);
    }
  }
  return out;
}

/** A literal, or the written part of a template. */
function pieceOf({ type, range: [start, end], value }: Node): Part {
  if (type === 'Literal') return typeof value === 'string' ? { text: value, start: start + 1, end: end - 1 } : null;
  if (type !== 'TemplateElement' || typeof value !== 'object' || value === null) return null;
  const { cooked, raw } = value as { readonly cooked?: unknown; readonly raw?: unknown };
  if (typeof cooked !== 'string' || typeof raw !== 'string') return null;
  // The range takes in the delimiter before it, one character, and the one behind it.
  return { text: cooked, start: start + 1, end: start + 1 + raw.length };
}
