/**
 * What is made of a text, kept: the same expressions and names stand in a definition again and again. Bounded by the number
 * of texts and their length; full, it begins anew. For functions of the text alone, whose results nobody changes.
 */

/** Texts that are kept, and characters of each. */
const MANY = 5_000;
const SHORT = 400;

export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    if (text.length > SHORT) return make(text);
    const before = kept.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (kept.size >= MANY) kept.clear();
    kept.set(text, made);
    return made;
  };
}
