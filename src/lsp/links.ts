/** Links from where a document or the settings name a rule to the rule's page. */
import type { DocumentLink } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rules } from '../../rules/index.ts';
import { thisPackage } from '../package.ts';

const PAGES: ReadonlyMap<string, string> = new Map(
  rules.map(({ meta: { id, category } }) => [id, `rules/${category}/${id}.md`]),
);
/** A file that names this many rules is a list of findings. */
const MOST = 1_000;

export function linksIn(document: TextDocument): DocumentLink[] {
  const text = document.getText();
  if (!text.includes('laudit') && !/laudit[^/]*$/.test(document.uri)) return [];
  const base = thisPackage().homepage.split(/[#?]/, 1)[0]?.replace(/\/$/, '');
  const links: DocumentLink[] = [];
  for (const { 1: id = '', index } of text.matchAll(/"([a-z][a-z0-9-]{2,60})"/g)) {
    const page = PAGES.get(id);
    if (page === undefined || links.length === MOST) continue;
    const start = document.positionAt(index + 1);
    const end = { line: start.line, character: start.character + id.length };
    links.push({ range: { start, end }, target: `${base}/${page}`, tooltip: `The page of ${id}` });
  }
  return links;
}
