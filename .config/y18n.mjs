/**
 * Stands in for the package `y18n` in the bundle of the command line: yargs speaks English there. The package would look for
 * its texts on the disk, at a place that is outside of ours once yargs is bundled.
 */
const fill = (text, values) => values.reduce((filled, value) => filled.replace(/%[sd]/, () => String(value)), text);

export default function y18n() {
  return {
    __: (text, ...values) => fill(text, values),
    __n: (one, many, count, ...values) => fill(count === 1 ? one : many, values),
    getLocale: () => 'en',
    setLocale: () => undefined,
    updateLocale: () => undefined,
  };
}
