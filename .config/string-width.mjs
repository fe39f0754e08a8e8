/**
 * Stands in for the package `string-width` in the bundle of the command line, where yargs asks for the width of its own
 * help text: ASCII, so length is width. The package makes an `Intl.Segmenter` when it is loaded, on every start.
 */
const ESCAPES = /\u001b\[[0-9;]*m/g;

export default function stringWidth(text) {
  return text.replace(ESCAPES, '').length;
}
