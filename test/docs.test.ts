/**
 * What the documentation says about itself is so: the index of the rules is what the code makes, every link between pages
 * leads to a file and to a heading of it, and from README every page is two steps away.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { page } from './rules-index.ts';

const pages = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...['docs', 'rules', 'bench'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => join(folder, name).replaceAll('\\', '/')),
  ),
];

/** Without code, in which brackets are no links. */
function prose(file: string): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
}

/** Of a page: what its links to other pages lead to. */
function linksOf(file: string): readonly { readonly path: string; readonly heading: string | undefined }[] {
  return [...prose(file).matchAll(/\]\(([^()\s]+(?:\([^()\s]*\))?[^()\s]*)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z][a-z+.-]*:/.test(link)) return [];
    const [path = '', heading] = link.split('#');
    return [{ path: path === '' ? file : posix.join(dirname(file), path), heading }];
  });
}

/** As repository hosts name them. */
function headingsOf(file: string): ReadonlySet<string> {
  const text = readFileSync(file, 'utf8').replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '');
  return new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
      words
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

test('rules/README.md is what `npm run docs` writes', () => {
  expect(readFileSync('rules/README.md', 'utf8')).toBe(page());
});

test('there are pages, and links on them', () => {
  expect(pages.length).toBeGreaterThan(100);
  expect(linksOf('README.md').length).toBeGreaterThan(10);
  expect(linksOf('docs/README.md').length).toBeGreaterThan(10);
});

test.each(pages)('%s: every link leads somewhere', (file) => {
  const broken = linksOf(file).flatMap(({ path, heading }) => {
    if (!existsSync(path)) return [`${path} is not there`];
    if (heading === undefined || statSync(path).isDirectory() || !path.endsWith('.md')) return [];
    return headingsOf(path).has(heading) ? [] : [`${path} has no heading '${heading}'`];
  });
  expect(broken).toEqual([]);
});

describe('a newcomer', () => {
  const next = (file: string): readonly string[] =>
    linksOf(file).map(({ path }) => (existsSync(path) && statSync(path).isDirectory() ? `${path}/README.md` : path));
  const first = new Set(next('README.md'));
  const near = new Set([...first, ...[...first].filter((file) => pages.includes(file)).flatMap(next)]);

  test.each([
    ['what does laudit check', 'rules/README.md'],
    ['what does it not know', 'docs/not-known.md'],
    ['how do I silence one finding', 'docs/silencing.md'],
    ['how do I check two repositories', 'docs/across-repositories.md'],
    ['how does it decide', 'docs/deciding.md'],
    ['what may an update change', 'docs/stability.md'],
  ])('%s: two steps from README', (_, answer) => {
    expect([...near]).toContain(answer);
  });

  test('every page of docs is two steps from README', () => {
    const far = pages.filter((file) => file.startsWith('docs/') && file !== 'docs/README.md' && !near.has(file));
    expect(far.filter((file) => !file.startsWith('docs/editors/') && !file.startsWith('docs/ci/'))).toEqual([]);
  });
});
