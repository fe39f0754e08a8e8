/** Stands in for the package `@sindresorhus/merge-streams` in the bundle of the command line: globby is asked for lists there, never for streams. */
export default function mergeStreams() {
  throw new Error('globby is asked for lists here, not for streams');
}
