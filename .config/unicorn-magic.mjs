/**
 * Stands in for the package `unicorn-magic` in the bundle of the command line: globby wants one function of it, and the package
 * opens Node's `child_process` for the others.
 */
import { fileURLToPath } from 'node:url';

export function toPath(path) {
  return path instanceof URL ? fileURLToPath(path) : path;
}
