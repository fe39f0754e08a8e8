'use strict';
/**
 * Runs the command line once and keeps what Node compiled meanwhile of each of its files that was opened, unless it is kept
 * already: `node compile.cjs CLI FOLDER WORDS...`. Functions that this run has used are among it, which is most of what a
 * start costs.
 */
const { existsSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const vm = require('node:vm');
const [, , cli, folder, ...words] = process.argv;

const scripts = new Map();
vm.Script = class extends vm.Script {
  constructor(source, { filename }) {
    super(source, { filename: nameAlone(filename) });
    scripts.set(basename(filename), this);
  }
};
/**
 * No path of this machine: what starts the program says where it lies. A copy, since a part of a longer text brings all of
 * it along where V8 writes it down.
 */
function nameAlone(path) {
  return Buffer.from(basename(path)).toString();
}

process.on('exit', () => {
  for (const [name, script] of scripts)
    if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), script.createCachedData());
});
process.argv = [process.execPath, cli, ...words];
require(cli);
