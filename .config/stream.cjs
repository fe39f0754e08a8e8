/** Stands in for Node's streams in the bundle of the command line: opened where somebody wants one, which finding files does not. */
const { getBuiltinModule } = process;

module.exports = {
  get PassThrough() {
    return getBuiltinModule('node:stream').PassThrough;
  },
  get Readable() {
    return getBuiltinModule('node:stream').Readable;
  },
};
