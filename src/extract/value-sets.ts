/** Words of a definition compare without letter case, and without blanks around them (facts/workflow-language.md §8). */

export function has(words: readonly string[], word: string): boolean {
  const lower = word.trim().toLowerCase();
  return words.some((one) => one.toLowerCase() === lower);
}
