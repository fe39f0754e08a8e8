/** Which actions run code, and in which language. Who asks more opens the room of code. */
import { Meanwhile, OF_WORKFLOW } from '../meanwhile.ts';
import type { Operation } from '../model.ts';
import type { Language as Scanned } from '../secret.ts';
import { asText, member } from '../value.ts';
import { type InlineCode, readCode } from './inline-code.ts';
import { isType } from './operations.ts';

export type Language = 'javascript' | Scanned;

/** Actions that run code, in both spellings (facts/workflow-language.md §8). */
const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['javascriptcode', 'javascript'],
  ['executejavascriptcode', 'javascript'],
  ['csharpscriptcode', 'csharp'],
  ['executecsharpscriptcode', 'csharp'],
  ['powershellcode', 'powershell'],
  ['executepowershellcode', 'powershell'],
]);

export function languageOf(type: string): Language | undefined {
  return LANGUAGES.get(type.toLowerCase());
}

const made = new Meanwhile<Operation, InlineCode | null>(OF_WORKFLOW);

/** null for other actions, and for code that holds expressions of the workflow or is not known. */
export function inlineCodeOf(operation: Operation): InlineCode | null {
  if (!isType(operation, 'javascriptcode')) return null;
  const before = made.get(operation);
  if (before !== undefined) return before;
  const code = asText(member(operation.inputs, 'code'));
  const found = code === undefined || code.startsWith('@') || code.includes('@{') ? null : readCode(code, operation);
  made.set(operation, found);
  return found;
}
