/**
 * Vectors of kind `workflow-expression`: strings of the workflow definition language with the verdict and tree
 * that a strict parser gives. `kind`: template = a JSON string value, bare = the text behind `@`, scan = tokens.
 * Verdicts: `unsound` = a valid text was refused or read otherwise, `fail` = an invalid one was let through.
 */
import { readFileSync } from 'node:fs';
import { parseBare, parseTemplate } from '../../src/expression/workflow/parse.ts';
import { next, plain } from '../../src/expression/workflow/scan.ts';
import type { Expression, Literal } from '../../src/expression/workflow/ast.ts';

export interface Verdict {
  readonly id: string;
  readonly authority: string;
  readonly verdict: 'pass' | 'fail' | 'unsound';
  readonly note?: string;
}

type Tree = { readonly [key: string]: unknown };

interface Vector {
  readonly id: string;
  readonly authority: string;
  readonly input: string;
  readonly kind: 'template' | 'bare' | 'scan';
  readonly valid: boolean;
  readonly ast?: Tree;
  readonly tokens?: readonly (readonly [string, string])[];
}

/** A vector file is a list, or an object with the list under `vectors`. */
export function load(path: string): readonly unknown[] {
  const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (Array.isArray(data)) return data;
  if (isTree(data) && Array.isArray(data['vectors'])) return data['vectors'];
  throw new Error('no list of vectors');
}

export function run(vectors: readonly unknown[]): Verdict[] {
  return vectors.map((data) => {
    if (!isVector(data)) throw new Error('not a workflow-expression vector');
    const { id, authority } = data;
    const note = judge(data);
    if (note === null) return { id, authority, verdict: 'pass' };
    return { id, authority, verdict: data.valid ? 'unsound' : 'fail', note };
  });
}

function isTree(data: unknown): data is Tree {
  return typeof data === 'object' && data !== null;
}

function isVector(data: unknown): data is Vector & Tree {
  return (
    isTree(data) &&
    ['id', 'authority', 'input', 'kind'].every((key) => typeof data[key] === 'string') &&
    typeof data['valid'] === 'boolean'
  );
}

/** What is wrong, or null. */
function judge(vector: Vector): string | null {
  if (vector.kind === 'scan') return judgeTokens(vector);
  const read = vector.kind === 'bare' ? bare(vector.input) : whole(vector.input);
  if (!vector.valid) return read.faults > 0 ? null : 'accepted';
  if (read.faults > 0) return 'refused';
  if (vector.ast === undefined) return 'a valid vector without a tree proves nothing';
  const want = JSON.stringify(canonical(vector.ast));
  const have = JSON.stringify(canonical(read.tree));
  return want === have ? null : `tree ${have}`;
}

function bare(input: string): { tree: Tree; faults: number } {
  const { expression, faults } = parseBare(input);
  return { tree: tree(expression), faults: faults.length };
}

function whole(input: string): { tree: Tree; faults: number } {
  const { kind, segments, faults } = parseTemplate(input);
  const trees = segments.map(tree);
  const [first] = trees;
  return {
    tree: kind === 'interpolation' || first === undefined ? { t: 'interp', s: trees } : first,
    faults: faults.length,
  };
}

function tree(node: Expression | Literal): Tree {
  if (node.t === 'lit') return { t: 'str', v: node.v };
  if (node.t !== 'fn') return node.t === 'unknown' ? { t: 'unknown' } : { t: node.t, v: node.v };
  return { t: 'fn', n: node.n, a: node.a.map(tree), d: node.d.map(({ safe, e }) => ({ safe, e: tree(e) })) };
}

/** Neighbouring texts of an interpolation merged, empty `d` dropped, keys in one order. */
function canonical(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(canonical);
  if (!isTree(node)) return node;
  const { t, v, n, a, d, s, safe, e } = node;
  if (t === 'interp' && Array.isArray(s)) return { t, s: merged(s) };
  if (t === 'fn') return { t, n, a: canonical(a), d: canonical(d ?? []) };
  return t === undefined ? { safe, e: canonical(e) } : { t, v };
}

function merged(segments: readonly unknown[]): unknown[] {
  const out: { t: unknown; v?: unknown }[] = [];
  for (const segment of segments) {
    const node = canonical(segment) as { t: unknown; v?: unknown };
    const last = out.at(-1);
    if (last?.t === 'str' && node.t === 'str') last.v = `${String(last.v)}${String(node.v)}`;
    else out.push({ ...node });
  }
  return out;
}

const TOKENS: Readonly<Record<string, string>> = {
  '.': 'Dot',
  ',': 'Comma',
  '(': 'LeftParenthesis',
  ')': 'RightParenthesis',
  '[': 'LeftSquareBracket',
  ']': 'RightSquareBracket',
  '?': 'QuestionMark',
  identifier: 'Identifier',
  string: 'StringLiteral',
  integer: 'IntegerLiteral',
  float: 'FloatLiteral',
  end: 'EndOfData',
};

function judgeTokens(vector: Vector): string | null {
  const input = plain(vector.input);
  const have: [string, string][] = [];
  for (let from = 0; ;) {
    const token = next(input, from, vector.input.length);
    if (token.kind === 'bad') return vector.valid ? 'refused' : null;
    have.push([TOKENS[token.kind] ?? token.kind, token.value]);
    if (token.kind === 'end') break;
    from = token.end;
  }
  if (!vector.valid) return 'accepted';
  return JSON.stringify(have) === JSON.stringify(vector.tokens) ? null : `tokens ${JSON.stringify(have)}`;
}
