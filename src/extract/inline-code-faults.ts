/**
 * What the code of an action cannot hold and what its runtime lacks: code runs as JavaScript of Node.js, with
 * `workflowContext` beside the built-in objects (facts/workflow-language.md §10;
 * https://learn.microsoft.com/azure/logic-apps/add-run-javascript).
 */
import { didYouMean } from '../nearest.ts';
import { isNode, type Node } from './javascript.ts';
import type { Names } from './javascript-names.ts';

/** `asked`: nothing is read of it, and no name given to it. */
export type Use = 'followed' | 'optional' | 'given' | 'asked';

/** A part of workflowContext that the code takes. */
export interface Taken {
  /** null stands for a computed name. */
  readonly path: readonly (string | null)[];
  readonly at: Node;
  readonly use: Use;
  /** By a name that was given to it elsewhere. */
  readonly byName: boolean;
}

export interface Lacked {
  readonly what: string;
  readonly kind: 'module' | 'language' | 'browser' | 'context';
  /** ` Did you mean 'x'?`, or nothing. */
  readonly near: string;
  readonly start: number;
  readonly end: number;
}

/** The members of workflowContext, all of them objects. */
const CONTEXT: ReadonlySet<string> = new Set(['actions', 'trigger', 'workflow']);

/** Functions of the workflow language that read a run; no function of JavaScript has these names. */
const OF_THE_LANGUAGE: ReadonlySet<unknown> = new Set(
  'action actions appsetting body formDataValue item items iterationIndexes listCallbackUrl outputs parameters result trigger triggerBody triggerFormDataValue triggerOutputs variables workflow'.split(
    ' ',
  ),
);

/** What browsers have and no version of Node.js. */
const OF_BROWSERS: ReadonlySet<unknown> = new Set(
  'window document XMLHttpRequest DOMParser FileReader alert confirm prompt'.split(' '),
);

/** Syntax that the parser reads and JavaScript refuses, and names that are declared twice. */
export function faultOf(
  nodes: readonly Node[],
  { redeclared }: Names,
): { readonly message: string; readonly start: number; readonly end: number } | null {
  const typed = nodes.find(({ type }) => type.startsWith('TS'));
  if (typed !== undefined)
    return { message: 'This is TypeScript, not JavaScript.', start: typed.range[0], end: typed.range[1] };
  const [twice] = redeclared;
  if (twice === undefined) return null;
  return { message: `'${String(twice['name'])}' is declared twice.`, start: twice.range[0], end: twice.range[1] };
}

/** Modules, functions of the workflow language, and objects of browsers. */
export function lackedIn(nodes: readonly Node[], { globals }: Names): readonly Lacked[] {
  const asked = new Set(nodes.map((node) => (node['operator'] === 'typeof' ? node['argument'] : undefined)));
  return nodes.flatMap((node): readonly Lacked[] => {
    const { type, callee, name } = node;
    if (type === 'ImportDeclaration' || type === 'ImportExpression') return [lacked('module', 'import', node)];
    if (OF_BROWSERS.has(name) && globals.has(node))
      return asked.has(node) ? [] : [lacked('browser', String(name), node)];
    if (type !== 'CallExpression' || !isNode(callee) || !globals.has(callee)) return [];
    const called = callee['name'];
    if (called === 'require') return [lacked('module', 'require()', node)];
    return OF_THE_LANGUAGE.has(called) ? [lacked('language', `${String(called)}()`, node)] : [];
  });
}

/** A member that workflowContext does not have; those of every object are its own. */
export function notContext({ path, at, use }: Taken): readonly Lacked[] {
  const [name] = path;
  if (path.length !== 1 || typeof name !== 'string' || use === 'optional') return [];
  if (CONTEXT.has(name) || name in Object.prototype) return [];
  return [lacked('context', `workflowContext.${name}`, at, didYouMean(name, CONTEXT))];
}

function lacked(kind: Lacked['kind'], what: string, { range: [start, end] }: Node, near = ''): Lacked {
  return { kind, what, near, start, end };
}
