/**
 * The table of `docs/limits.md` says what the code does: each cap with its number, and each is taken to its number and one
 * beyond it here (`test/limits/`). A number in the code that is in no list is found by its name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deploying } from './limits/deploying.ts';
import { finding } from './limits/finding.ts';
import { MEASURES } from './limits/measures.ts';
import type { Proofs } from './limits/proof.ts';
import { reading } from './limits/reading.ts';

const PROOFS: Proofs = { ...reading, ...deploying, ...finding };

interface Row {
  readonly what: string;
  readonly cap: number;
  /** `src/x.ts NAME` */
  readonly constant: string;
}

/** Rows of a table of the page, below its heading. */
function rowsBelow(heading: string): readonly Row[] {
  const page = readFileSync('docs/limits.md', 'utf8');
  const [, section = ''] = page.split(`${heading}\n`);
  return (section.split('\n## ')[0] ?? '')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .flatMap((cells) => {
      const [, file, name] = /^`([^`]+)` `([^`]+)`$/.exec(cells.at(-2) ?? '') ?? [];
      const [, what = '', cap = ''] = cells;
      return file === undefined || name === undefined
        ? []
        : [{ what, cap: numberOf(cap), constant: `${file} ${name}` }];
    });
}

/** `64 MiB` → 67108864, `4,000,000` → 4000000. */
function numberOf(cap: string): number {
  const number = Number(cap.replaceAll(',', '').replace(/ MiB$/, ''));
  return cap.endsWith('MiB') ? number * 1024 * 1024 : number;
}

/** Numbers with a name in capitals at the top of a file: caps, measures of layout and time, versions. */
const constants: ReadonlyMap<string, number> = new Map(
  ['src', 'rules'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /(?<!\.d)\.ts$/.test(file))
      .flatMap((file) =>
        Array.from(
          readFileSync(file, 'utf8').matchAll(/^(?:export )?const ([A-Z][A-Z_]+) = ([\d_. *]+);/gm),
          ([, name = '', product = '']) => [`${file} ${name}`, valueOf(product)] as const,
        ),
      ),
  ),
);

function valueOf(product: string): number {
  return product.split('*').reduce((all, factor) => all * Number(factor.replaceAll('_', '')), 1);
}

const caps = rowsBelow('# How far laudit goes');
const followed = rowsBelow('## How far something is followed');

test('every number of the code is a cap with a proof, a distance, or no bound on input at all', () => {
  const listed = [...caps, ...followed].map(({ constant }) => constant).concat(Object.keys(MEASURES));
  const unlisted = [...constants.keys()].filter((constant) => !listed.includes(constant));
  expect(unlisted, 'belongs into a table of docs/limits.md, or into test/limits/measures.ts').toEqual([]);
  expect(listed.filter((constant) => !constants.has(constant))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
  expect(Object.keys(PROOFS).sort()).toEqual(caps.map(({ constant }) => constant).sort());
});

test.each([...caps, ...followed])('$constant is $cap', ({ cap, constant }) => {
  expect(cap).toBeGreaterThan(0);
  expect(constants.get(constant)).toBe(cap);
});

describe.each(caps)('$what: $cap', ({ cap, constant }) => {
  test(constant, async () => {
    const proof = PROOFS[constant];
    if (proof === undefined) throw new Error('a cap without a proof');
    expect((await proof.at(cap)).slice(0, 100_000)).not.toMatch(proof.beyond);
    expect((await proof.at(cap + 1)).slice(0, 100_000)).toMatch(proof.beyond);
  });
});
