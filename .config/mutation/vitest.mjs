/**
 * Stands in for `vitest` where mutants run: takes down the tests of a file instead of running them, so that the same
 * tests can be run again and again in one process. `expect` is vitest's own. What the chosen tests do not use is missing.
 */
import { ASYMMETRIC_MATCHERS_OBJECT, chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect = Object.assign(
  (value, message) => chai.expect(value, message),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
);

/** Tests by id: the file, the names around it, and a number where a name comes twice. */
const tests = new Map();
let around = [];

/** The tests of one more file, which `load` imports. */
export async function collect(file, load) {
  around = [file];
  await load();
  around = [];
}

export function collected() {
  return tests;
}

function takeDown(name, run) {
  const path = [...around, name].join(' › ');
  let id = path;
  for (let count = 2; tests.has(id); count += 1) id = `${path} (${count})`;
  tests.set(id, run);
}

function within(name, body) {
  around.push(name);
  body();
  around.pop();
}

function skipped() {}

/** `test` or `describe` with what hangs on them. */
function word(plain) {
  const each = (rows) => (name, body) =>
    rows.forEach((row, index) => {
      const given = Array.isArray(row) ? row : [row];
      plain(`${name} #${index}`, () => body(...given));
    });
  const made = (name, ...rest) =>
    plain(
      name,
      rest.find((one) => typeof one === 'function'),
    );
  return Object.assign(made, {
    each,
    skipIf: (condition) => (condition ? Object.assign(skipped, { each: () => skipped }) : made),
  });
}

export const test = word(takeDown);
export const it = word(takeDown);
export const describe = word(within);
