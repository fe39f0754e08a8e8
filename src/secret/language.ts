/** Languages of code whose files lie beside a workflow, and which file is in which. */

export type Language = 'csharp' | 'powershell';

/** Files of code beside a workflow (facts/workflow-language.md §8): told by their names, since code has no structure of its own. */
export function languageOfFile(name: string): Language | undefined {
  const ending = name.slice(-4).toLowerCase();
  return ending === '.csx' ? 'csharp' : ending === '.ps1' ? 'powershell' : undefined;
}
