/**
 * How much of one text this room is willing to hold. The limits keep time and memory bounded on hostile input and
 * lie far above what the platform accepts: a template may have 4 MB (facts/arm-templates.md §1.5), and the deepest of
 * the real files measured has 41 levels (facts/dependencies-performance.md §2).
 */

/** Bytes of one file: 64 MiB. Beyond it the fault is `size`. */
export const MAX_BYTES = 64 * 1024 * 1024;

/** Objects and arrays in each other: beyond it the fault is `depth`. Makes every recursion over a Document's value safe. */
export const MAX_DEPTH = 256;

/**
 * Values in one text: beyond it the fault is `size`. Real files have one for each 20 bytes and more, hostile ones
 * (`[{},{},…`) one for each 3, which at `MAX_BYTES` would take more than the heap that Node has by default.
 */
export const MAX_VALUES = 4_000_000;

/** Faults of one kind that are recorded for one text; those after it are not, and reading goes on. */
export const MAX_FAULTS = 10_000;

/**
 * Names on the way to a value, characters: what is longer than LONG_WAY counts for each value behind it, and beyond
 * MAX_WAYS of them the fault is `size`. A name of 100 KB above 50,000 values makes pointers of 5 GB; real ways have some 200.
 */
export const LONG_WAY = 1_000;
export const MAX_WAYS = 20_000_000;
