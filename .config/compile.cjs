'use strict';
/**
 * Runs the command line once and keeps what Node compiled meanwhile: `node compile.cjs MAIN TARGET WORDS...`. Functions that
 * this run has used are among it, which is most of what a start costs.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { Script } = require('node:vm');
const [, , main, target, ...words] = process.argv;

const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(main, 'latin1')}\n})`;
// No path of this machine: what starts the program says where it lies.
const script = new Script(source, { filename: 'main.cjs' });
const own = new module.constructor(main, module);
own.filename = main;
own.paths = module.constructor._nodeModulePaths(dirname(main));
process.argv = [process.execPath, main, ...words];
process.on('exit', () => writeFileSync(target, script.createCachedData()));
const asked = (path) => own.require(path);
asked.cache = require.cache;
asked.resolve = require.resolve;
script.runInThisContext().call(own.exports, own.exports, asked, own, main, dirname(main));
