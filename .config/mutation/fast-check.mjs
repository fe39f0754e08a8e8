/** Stands in for `fast-check` where mutants run: the same laws, always over the same few cases. */
import { createRequire } from 'node:module';

const ROUNDS = 25;
const real = createRequire(import.meta.url)('fast-check');

export default {
  ...real,
  assert: (property, options) => real.assert(property, { ...options, seed: 1, numRuns: ROUNDS, endOnFailure: true }),
  sample: (arbitrary, options) => real.sample(arbitrary, { seed: 1, ...options }),
};
