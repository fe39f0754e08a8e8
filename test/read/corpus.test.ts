import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read } from '../../src/read/read.ts';
import { corpus } from '../shared.ts';

interface Entry {
  readonly file: string;
  readonly oddities: readonly string[];
  readonly duplicateKeys: readonly string[];
}

const root = corpus() ?? '';
const index = join(root, 'index.jsonl');

/** The words of the corpus's index, which another reader wrote, for what this one says. */
const WORDS: readonly (readonly [word: string, ...oddities: readonly string[]])[] = [
  ['comment', 'line-comment', 'block-comment'],
  ['trailing-comma', 'trailing-comma'],
  ['raw-newline', 'raw-newline-in-string'],
  ['duplicate-key', 'duplicate-keys'],
  ['no value', 'syntax-error'],
  ['utf-8-bom', 'utf8-bom'],
  ['utf-16le', 'utf16-le-bom'],
];

test.skipIf(root === '' || !existsSync(index))(
  'faults of all real files are those of the index (skipped where there is no corpus)',
  () => {
    const entries = readFileSync(index, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
    const disagreed: string[] = [];
    let files = 0;
    for (const { file, oddities, duplicateKeys } of entries) {
      if (!existsSync(join(root, file))) continue;
      files++;
      const { encoding, value, faults } = read({ id: file, project: '', bytes: readFileSync(join(root, file)) });
      const said = new Set<string>([
        encoding,
        ...faults.map(({ kind }) => kind),
        ...(value === undefined ? ['no value'] : []),
      ]);
      for (const [word, ...names] of WORDS)
        if (said.has(word) !== names.some((name) => oddities.includes(name))) disagreed.push(`${file}: ${word}`);
      const keys = faults
        .filter(({ kind }) => kind === 'duplicate-key')
        .map(({ pointer, key }) => `${pointer ?? ''}/${key ?? ''}`);
      if (keys.sort().join() !== [...duplicateKeys].sort().join()) disagreed.push(`${file}: ${keys.join()}`);
    }
    expect(files).toBeGreaterThan(0);
    expect(disagreed).toEqual([]);
  },
);
