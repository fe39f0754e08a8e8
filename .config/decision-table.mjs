/** Writes `docs/decision-table.md` from the code: `npm run docs`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'laudit-table-'));
try {
  const outfile = join(folder, 'table.mjs');
  const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' };
  await build({ ...options, absWorkingDir: root, entryPoints: [join(root, 'test/decision-table.ts')], outfile });
  const { page } = await import(pathToFileURL(outfile).href);
  writeFileSync(join(root, 'docs/decision-table.md'), page());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
