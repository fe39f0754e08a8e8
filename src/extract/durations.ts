/** ISO 8601 durations as the workflow language takes them (`PT5S`, `P1D`). */

const DURATION =
  /^P(?=.)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/i;
const SECONDS = [31_536_000, 2_592_000, 604_800, 86_400, 3600, 60, 1];

/** Length in seconds, a year of 365 and a month of 30 days; undefined where it is no duration. */
export function secondsOf(text: string): number | undefined {
  const match = DURATION.exec(text.trim());
  if (match === null) return undefined;
  return SECONDS.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0);
}
