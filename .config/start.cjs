#!/usr/bin/env node
'use strict';
/**
 * Starts the command line (`main.cjs`). Where the build has left it compiled for this very Node, that is taken and not
 * compiled again, which halves the start; Node refuses what another version compiled, and compiles then.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const main = join(__dirname, 'main.cjs');

/** Undefined where there is none. Named for what makes it fit. */
function compiled() {
  try {
    return readFileSync(join(__dirname, 'compiled', `${process.version}-${process.platform}-${process.arch}`));
  } catch {
    return undefined;
  }
}

const cachedData = compiled();
if (cachedData === undefined) require('./main.cjs');
else {
  const { Script } = require('node:vm');
  // The bundler writes ASCII, which need not be decoded.
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(main, 'latin1')}\n})`;
  const run = new Script(source, { filename: main, cachedData }).runInThisContext();
  const own = new module.constructor(main, module);
  own.filename = main;
  own.paths = module.paths;
  require.cache[main] = own;
  const asked = (path) => own.require(path);
  asked.cache = require.cache;
  asked.resolve = require.resolve;
  run.call(own.exports, own.exports, asked, own, main, __dirname);
}
