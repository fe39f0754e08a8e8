/**
 * One line a place, as compilers print: `file:line:column: severity: message [rule]`, the other end as `note`. Editors
 * read it with one regular expression (docs/editors/vscode-tasks.json), so its form is a contract.
 */
import type { Place } from '../model.ts';
import type { Reporter } from './reporter.ts';
import { visible } from './visible.ts';
import { said } from './words.ts';

/** Paths are relative to the run. With `quiet`, errors alone. */
export const unix: Reporter = ({ problems, skipped }, { quiet }) => {
  const lines = problems
    .filter(({ severity }) => !quiet || severity === 'error')
    .flatMap(({ place, severity, message, rule, related }) => [
      `${at(place)}: ${severity}: ${visible(message)} [${visible(rule)}]`,
      ...related.map((one) => `${at(one.place)}: note: ${visible(one.message)} [${visible(rule)}]`),
    ]);
  const unread = skipped.map(({ file, reason }) => `${visible(file)}:1:1: warning: skipped: ${said(reason)} [skipped]`);
  return [...lines, ...unread].map((line) => `${line}\n`).join('');
};

/** What has no line stands at the head of its file, what has no file at the head of the run. */
function at({ file, range }: Place): string {
  return `${file === '' ? '.' : visible(file)}:${range?.start.line ?? 1}:${range?.start.column ?? 1}`;
}
