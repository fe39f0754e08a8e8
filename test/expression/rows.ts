/** Reads `fixtures/vectors/*-functions.txt`: sections of lines, each an expression and what is said of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Row {
  readonly text: string;
  readonly expected: string;
  /** What stands behind the last `@ ` of the section, '' without one. */
  readonly around: string;
}

const FOLDER = join(import.meta.dirname, '../../fixtures/vectors');

/** By heading. */
export function sectionsOf(name: string): readonly (readonly [string, readonly Row[]])[] {
  const sections: [string, Row[]][] = [];
  let around = '';
  for (const line of readFileSync(join(FOLDER, name), 'utf8').split('\n')) {
    const [text = '', expected, more] = line.split('  =>  ');
    if (line === '' || line.startsWith('// ')) continue;
    if (line.startsWith('# ')) {
      around = '';
      sections.push([line.slice(2), []]);
    } else if (line.startsWith('@ {')) around = line.slice(2);
    else if (expected === undefined || more !== undefined) throw new Error(`not a row: ${line}`);
    else sections.at(-1)?.[1].push({ text, expected, around });
  }
  return sections;
}
