/**
 * What the code of an action reads from `workflowContext`: member chains, also through names given to parts of it and
 * through patterns (facts/workflow-language.md §10).
 */
import type { Anchor, Operation } from '../model.ts';
import { itemsOf, member } from '../value.ts';
import { faultOf, type Lacked, lackedIn, notContext, type Taken, type Use } from './inline-code-faults.ts';
import { isNode, type Node, nodesOf, parseCode } from './javascript.ts';
import { bindingsOf, keyOf, type Names, namesOf } from './javascript-names.ts';
import { plainText } from './literals.ts';

export interface CodeRead {
  /** The action's name; null where it is computed. */
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
  /** Something is read of it, and nowhere does the code ask whether it is there. */
  readonly followed: boolean;
}

export interface InlineCode {
  readonly fault: { readonly message: string; readonly start: number; readonly end: number } | null;
  /** Readings of `workflowContext.actions`. */
  readonly reads: readonly CodeRead[];
  /** What the runtime lacks. */
  readonly lacked: readonly Lacked[];
  /** Names in explicitDependencies; undefined where they are not all known. */
  readonly declared: readonly string[] | undefined;
  /** Those that are known, with their places. */
  readonly listed: readonly { readonly name: string; readonly at: Anchor | undefined }[];
}

/** Members in a chain that is followed; members and names on the way. */
const LONGEST_CHAIN = 8;
const MOST_STEPS = 40;

type Analysed = Omit<InlineCode, 'declared' | 'listed'>;

/** What was made of codes, by their text: each environment of a template has the same. */
const analysed = new Map<string, Analysed | null>();
/** Characters of them; of more, the oldest are forgotten. */
const KEPT = 1_000_000;
let held = 0;

/** Of the code of this operation; null where nothing can be said of it. */
export function readCode(code: string, operation: Operation): InlineCode | null {
  let found = analysed.get(code);
  if (found === undefined) {
    found = analysisOf(code);
    analysed.set(code, found);
    held += code.length;
    for (const old of analysed.keys()) {
      if (held <= KEPT) break;
      analysed.delete(old);
      held -= old.length;
    }
  }
  return found === null ? null : { ...found, ...dependenciesOf(operation) };
}

function analysisOf(code: string): Analysed | null {
  const parsed = parseCode(code);
  if (parsed === undefined) return null;
  const silent = { reads: [], lacked: [] };
  if (parsed.tree === null) {
    const start = Math.min(parsed.at, Math.max(0, code.length - 1));
    return { ...silent, fault: { message: parsed.message, start, end: Math.min(start + 1, code.length) } };
  }
  const nodes = nodesOf(parsed.tree);
  const names = namesOf(parsed.tree, nodes);
  const fault = faultOf(nodes, names);
  if (fault !== null) return { ...silent, fault };
  const uses = usesOf(nodes);
  const taken = nodes.flatMap((node) => takenOf(node, names, uses));
  const lacked = [...lackedIn(nodes, names), ...taken.flatMap((one) => (one.byName ? [] : notContext(one)))];
  return { fault, reads: readsOf(taken), lacked };
}

function dependenciesOf({ inputs }: Operation): Pick<InlineCode, 'declared' | 'listed'> {
  const list = member(member(inputs, 'explicitDependencies'), 'actions');
  const items = list === null ? [] : itemsOf(list);
  const listed = (items ?? []).flatMap((item) => {
    const name = plainText(item);
    return name === undefined ? [] : [{ name, at: item.from }];
  });
  return { declared: items?.length === listed.length ? listed.map(({ name }) => name) : undefined, listed };
}

/** How each part of a chain is used, by what stands around it. */
function usesOf(nodes: readonly Node[]): ReadonlyMap<Node, Use> {
  const uses = new Map<Node, Use>();
  const note = (node: unknown, use: Use): void => {
    if (isNode(node)) uses.set(node, use);
  };
  for (const { type, object, optional, callee, id, init } of nodes) {
    if (type === 'MemberExpression') note(object, optional === true ? 'optional' : 'followed');
    if (type === 'CallExpression') note(callee, 'followed');
    if (type === 'VariableDeclarator') note(init, isNode(id) && id.type === 'ObjectPattern' ? 'followed' : 'given');
  }
  return uses;
}

/** The parts of workflowContext that a node takes: one by a chain or a name, several by a pattern. */
function takenOf(node: Node, names: Names, uses: ReadonlyMap<Node, Use>): readonly Taken[] {
  if (node.type === 'MemberExpression' || names.constants.has(node)) {
    const path = pathOf(node, names);
    const use = node['optional'] === true ? 'optional' : (uses.get(node) ?? 'asked');
    return path === undefined ? [] : [{ path, at: node, use, byName: node.type === 'Identifier' }];
  }
  const { id, init } = node;
  if (node.type !== 'VariableDeclarator' || !isNode(id) || id.type !== 'ObjectPattern' || !isNode(init)) return [];
  const path = pathOf(init, names);
  if (path === undefined) return [];
  return bindingsOf(id).flatMap(({ name, at, keys }): readonly Taken[] => {
    const use = name.type === 'Identifier' ? 'given' : 'followed';
    return keys.length === 0 ? [] : [{ path: [...path, ...keys], at, use, byName: false }];
  });
}

function readsOf(taken: readonly Taken[]): readonly CodeRead[] {
  const actions = taken.filter(({ path }) => path.length === 2 && path[0] === 'actions');
  const named = (use: Use): ReadonlySet<string | null | undefined> =>
    new Set(actions.flatMap((one) => (one.use === use ? [one.path[1]] : [])));
  const [followed, asked] = [named('followed'), named('asked')];
  return actions.flatMap(({ path: [, name = null], at, use, byName }) => {
    // Where a name was given to it, that place is shown; what is read on with a question mark may be undefined.
    if (byName || use === 'optional') return [];
    const [start, end] = at.range;
    return [{ name, start, end, followed: followed.has(name) && !asked.has(name) }];
  });
}

/** The way below workflowContext that an expression takes, or undefined. */
function pathOf(node: Node, names: Names): Taken['path'] | undefined {
  let path: readonly (string | null)[] = [];
  let at: unknown = node;
  for (let steps = 0; isNode(at) && steps < MOST_STEPS && path.length <= LONGEST_CHAIN; steps++) {
    if (at.type === 'MemberExpression') {
      path = [keyOf(at, 'property'), ...path];
      at = at['object'];
    } else if (at.type === 'ChainExpression') at = at['expression'];
    else if (at.type !== 'Identifier') return undefined;
    else if (names.globals.has(at)) return at['name'] === 'workflowContext' ? path : undefined;
    else {
      const constant = names.constants.get(at);
      path = [...(constant?.keys ?? []), ...path];
      at = constant?.init;
    }
  }
  return undefined;
}
