/**
 * The right word for a wrong one: Levenshtein distance over a short list of choices, for errors of the
 * command line, of the settings file and of findings. Words longer than 80 letters are nobody's typing mistake.
 */
const LONGEST = 80;
/** Choices that are looked at: a workflow may have 500 actions, and every wrong name asks. */
const MOST = 500;

/** Up to `most` choices within typing distance of `word`, nearest first. Letter case does not count. */
export function nearest(word: string, choices: Iterable<string>, most = 1): string[] {
  if (word.length > LONGEST) return [];
  const wanted = word.toLowerCase();
  const far = Math.max(2, Math.ceil(word.length * 0.4));
  const near: { choice: string; away: number }[] = [];
  let looked = 0;
  for (const choice of choices) {
    if (++looked > MOST) break;
    const other = choice.toLowerCase();
    // So many letters too many or too few cost as much already.
    if (Math.abs(other.length - wanted.length) > far && !other.startsWith(wanted)) continue;
    const away = wanted.length > 2 && other.startsWith(wanted) ? 1 : distance(wanted, other, far);
    if (away <= far && away < Math.max(word.length, 2)) near.push({ choice, away });
  }
  near.sort((a, b) => a.away - b.away || (a.choice < b.choice ? -1 : 1));
  return near.slice(0, most).map(({ choice }) => choice);
}

/** ` Did you mean 'x'?`, or nothing. */
export function didYouMean(word: string, choices: Iterable<string>): string {
  const [choice] = nearest(word, choices);
  return choice === undefined ? '' : ` Did you mean '${choice}'?`;
}

/** Wrong names of one place that get a suggestion: more are not shown, and each looks at all choices. */
const ASKED = 1_000;

/** The same for many words and one list of choices. */
export function suggesting(choices: Iterable<string>): (word: string) => string {
  let asked = 0;
  return (word) => (++asked > ASKED ? '' : didYouMean(word, choices));
}

/** Levenshtein distance: insertions, deletions and changes of one letter each cost 1. @param far more is not counted to its end */
export function distance(a: string, b: string, far = Infinity): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const change = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const cost = Math.min(change, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1);
      line.push(cost);
      if (cost < least) least = cost;
    }
    if (least > far) return least;
    above = line;
  }
  return above[b.length] ?? 0;
}
