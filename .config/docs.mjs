/** Writes the pages that repeat what the code says: `npm run docs`. Tests hold them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** What makes a page → the page. */
const PAGES = {
  'test/decision-table.ts': 'docs/decision-table.md',
  'test/rules-index.ts': 'rules/README.md',
};

const root = fileURLToPath(new URL('..', import.meta.url));
// Below the project, so that what is opened late finds its packages.
const folder = mkdtempSync(join(root, 'node_modules', '.laudit-docs-'));
try {
  for (const [index, [source, target]] of Object.entries(PAGES).entries()) {
    const outfile = join(folder, `${index}.mjs`);
    const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' };
    await build({ ...options, absWorkingDir: root, entryPoints: [join(root, source)], outfile });
    const { page } = await import(pathToFileURL(outfile).href);
    writeFileSync(join(root, target), page());
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
