/** Stands in for `node:fs/promises` in the bundle of globby, which reads nothing without waiting for it: Node opens 8 files of its own for it. */
export default {};
