#!/usr/bin/env node
'use strict';
/**
 * Starts the command line (`main.cjs`), which opens files below `lazy/` on demand. What the build has left compiled of them
 * for this very engine is taken and not compiled again, which halves the start; it refuses what another version compiled,
 * and compiles then.
 */
const { readFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { Script } = require('node:vm');
/** Named for what makes it fit: versions of Node share their engine. */
const folder = join(__dirname, 'compiled', `${process.versions.v8}-${process.platform}-${process.arch}`);

/** Undefined where there is none. */
function compiled(path) {
  try {
    return readFileSync(join(folder, basename(path)));
  } catch {
    return undefined;
  }
}

/** As `require` does, with what is compiled. */
function open(path) {
  const before = require.cache[path];
  if (before !== undefined) return before.exports;
  // The bundler writes ASCII, which need not be decoded.
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(path, 'latin1')}\n})`;
  const run = new Script(source, { filename: path, cachedData: compiled(path) }).runInThisContext();
  const own = new module.constructor(path, module);
  own.filename = path;
  own.paths = module.paths;
  require.cache[path] = own;
  const asked = (name) => (/^\.\.?\//.test(name) ? open(join(dirname(path), name)) : own.require(name));
  asked.cache = require.cache;
  asked.resolve = require.resolve;
  run.call(own.exports, own.exports, asked, own, path, dirname(path));
  return own.exports;
}

open(join(__dirname, 'main.cjs'));
