/** What an editor offers at a finding: its fix, and to accept it where it stands. */
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Edit, Problem } from '../model.ts';
import { visible } from '../report/visible.ts';
import { acceptances, type Offer } from './accept.ts';
import { diagnosticOf, rangeOf, uriOf } from './words.ts';
import type { Linted } from './workspace.ts';

type PathOf = Linted['pathOf'];

/** Findings of one question that something is offered for: more than a menu holds. Who chose a whole document asks for all of them. */
const MOST = 100;

/** For the problems of one document that meet the range; a fix that is surely safe is preferred. */
export function actionsOf(
  problems: readonly Problem[],
  range: Range,
  { only }: CodeActionContext,
  { texts, pathOf }: Linted,
): CodeAction[] {
  // `only` names kinds and those above them: '' is above all.
  if (only?.every((kind) => kind !== '' && kind !== CodeActionKind.QuickFix) === true) return [];
  const here = problems.filter((problem) => meets(rangeOf(problem.place.range), range)).slice(0, MOST);
  const [first] = here;
  const accepted = acceptances(here, first && texts(first.place.file));
  return here.flatMap((problem, index) =>
    [problem.fix, accepted[index]].flatMap((offer) =>
      offer === undefined || offer === null
        ? []
        : [actionOf(problem, offer, offer === problem.fix && problem.fix.safe, pathOf)],
    ),
  );
}

function actionOf(problem: Problem, { title, edits }: Offer, isPreferred: boolean, pathOf: PathOf): CodeAction {
  return {
    title: visible(title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(problem, pathOf)],
    edit: editOf(edits, pathOf),
    ...(isPreferred ? { isPreferred } : {}),
  };
}

function editOf(edits: readonly Edit[], pathOf: PathOf): WorkspaceEdit {
  const changes = new Map<string, TextEdit[]>();
  for (const { file, range, text } of edits) {
    const uri = uriOf(pathOf(file));
    changes.set(uri, [...(changes.get(uri) ?? []), { range: rangeOf(range), newText: text }]);
  }
  return { changes: Object.fromEntries(changes) };
}

function meets(one: Range, other: Range): boolean {
  return isBefore(one.start, other.end) && isBefore(other.start, one.end);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
