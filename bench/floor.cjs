/** The floor that runs are compared with: reads and parses the same files, loads a package if asked to, and does nothing with them. */
const { readFileSync } = require('node:fs');

const list = process.argv[2] === '--list' ? JSON.parse(readFileSync(process.argv[3], 'utf8')) : process.argv.slice(2);
if (process.argv[4] === '--load') require(process.argv[5]);
for (const file of list) {
  try {
    JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Not strict JSON: it was read all the same.
  }
}
