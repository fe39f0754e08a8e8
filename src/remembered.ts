/**
 * What is made of a text, kept: the same expressions, addresses and names stand in definitions again and again. Bounded by
 * the number of texts and their length: of what is full, only what was asked for lately is kept. For functions of the text
 * alone, whose results nobody changes.
 */

/** Texts of each of the two generations that are kept, and characters of each. */
const MANY = 5_000;
const SHORT = 400;

export function remembered<T>(make: (text: string) => T): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (text) => {
    if (text.length > SHORT) return make(text);
    const before = young.get(text);
    if (before !== undefined) return before;
    const made = old.get(text) ?? make(text);
    if (young.size >= MANY) {
      old = young;
      young = new Map();
    }
    young.set(text, made);
    return made;
  };
}
