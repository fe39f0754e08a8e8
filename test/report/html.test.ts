/** The report as a page: what stands on it, that no name becomes markup, and that it needs neither network nor script. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Picture } from '../../src/graph/picture.ts';
import type { Problem } from '../../src/model.ts';
import { html } from '../../src/report/html.ts';
import { folder, run } from '../cli/run.ts';
import { BAD } from '../cli/samples.ts';
import { CLEAN, finding, options, problemsOf, SAMPLE } from './sample.ts';

const HOSTILE = `<img src=x onerror=alert(1)>"'\`]]></script><script>alert(2)</script>\u202Eevil\u0007`;

/** The markup before the data and the script. */
const body = (page: string): string => /<body>([\s\S]*)<script type="application\/json"/.exec(page)?.[1] ?? '';

function picture(name: string): Picture {
  const spot = { file: `${name}.json`, range: null, excerpt: { firstLine: 1, lines: [name] } };
  const node = { label: name, group: name, spot, outside: false };
  const edge = { action: name, trigger: name, answer: name, carries: [name], because: [{ text: name, spot }] };
  return {
    title: name,
    nodes: [
      { id: 'a', ...node },
      { id: 'b', ...node },
    ],
    edges: [
      { id: 'e', from: 'a', to: 'b', ...edge, assumptions: [name], spot, outcome: 'refused', environments: [name] },
    ],
  };
}

describe('the page', () => {
  const page = html(SAMPLE, options());

  test('shows every finding once, in its group, with its answer and a link to it', () => {
    const [problem] = SAMPLE.problems as readonly [Problem];
    expect(page.match(/<details class="finding"/g)).toHaveLength(SAMPLE.problems.length);
    expect(page.match(/<section class="group"/g)).toHaveLength(new Set(SAMPLE.problems.map(({ rule }) => rule)).size);
    const name = `f-${problem.fingerprint}-1`;
    expect(page).toContain(`id="${name}"`);
    expect(page).toContain(`href="#${name}"`);
    expect(page).toContain(`<a href="${problem.docs}">`);
  });

  test('shows the lines of both ends, with the place marked', () => {
    const at = { file: 'a.json', pointer: '/b/c' };
    const other = { file: 'd.json', pointer: '/e' };
    const problems = problemsOf(
      [finding('audience-mismatch', at, 'Said.', { related: [{ at: other, message: 'accepts only this' }] })],
      { 'a.json': '{\n  "b": {\n    "c": "<sent>"\n  }\n}', 'd.json': '{ "e": "taken" }' },
    );
    const shown = html({ ...CLEAN, problems }, options());
    expect(shown).toContain('<span class="n">3</span>    &quot;c&quot;: <mark>&quot;&lt;sent&gt;&quot;</mark>');
    expect(shown).toContain('<mark>&quot;taken&quot;</mark>');
    expect(shown).toContain('d.json:1:8 <span class="says">accepts only this</span>');
  });

  test('ids are its own: no two findings share one', () => {
    const [problem] = SAMPLE.problems as readonly [Problem];
    const twice = html({ ...SAMPLE, problems: [problem, { ...problem }] }, options());
    expect(twice).toContain(`id="f-${problem.fingerprint}-1"`);
    expect(twice).toContain(`id="f-${problem.fingerprint}-2"`);
  });

  test('paths start at the root of the repository; a clean run says so; a crash is said', () => {
    expect(html(SAMPLE, options({ repositoryPath: 'sub' }))).toContain('data-file="sub/');
    expect(html(CLEAN, options())).toContain('<p>No problems.</p>');
    expect(html({ ...CLEAN, crashed: true }, options())).toContain('A rule failed');
  });

  test('draws the calls where there are any', () => {
    const drawn = html(SAMPLE, options({ picture: picture('orders') }));
    expect(drawn.match(/data-edge=/g)).toHaveLength(1);
    expect(drawn).toContain('data-outcome="refused"');
    expect(page).not.toContain('id="drawing"');
  });

  test('names what was held back and what was skipped', () => {
    const [problem] = SAMPLE.problems as readonly [Problem];
    const report = {
      ...CLEAN,
      held: [{ problem, kind: 'external' as const, reason: 'moves in spring' }],
      skipped: [{ file: 'x.json', reason: 'too large' }],
    };
    const shown = html(report, options());
    expect(shown).toContain('1 finding that somebody accepted');
    expect(shown).toContain('<td>moves in spring</td>');
    expect(shown).toContain('too large');
  });
});

describe('hostile names stay text', () => {
  const at = { file: `${HOSTILE}.json`, pointer: `/${HOSTILE}` };
  const found = finding('audience-mismatch', at, HOSTILE, {
    workflow: HOSTILE,
    operation: HOSTILE,
    related: [{ at, message: HOSTILE }],
    environments: [HOSTILE, 'prod'],
  });
  const problems = problemsOf([found], { [at.file]: JSON.stringify({ [HOSTILE]: HOSTILE }) }).map((one) => ({
    ...one,
    docs: `javascript:${HOSTILE}`,
  }));
  const held = problems.map((problem) => ({ problem, kind: 'inSource' as const, reason: HOSTILE }));
  const skipped = [{ file: HOSTILE, reason: HOSTILE }];
  const page = html({ ...SAMPLE, problems, held, skipped }, options({ picture: picture(HOSTILE) }));

  test('the page has its two script elements and no other markup of a stranger', () => {
    expect(problems).toHaveLength(1);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/[\u0007\u202E]/);
    expect(page).not.toContain('href="javascript:');
  });

  test('each tag holds attributes of ours alone', () => {
    const names = [...body(page).matchAll(/<[a-z][a-z0-9]*((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)].flatMap((tag) =>
      [...(tag[1] ?? '').matchAll(/\s([a-z-]+)(?==|\s|$)(?:="[^"]*")?/gi)].map((attribute) => attribute[1] ?? ''),
    );
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual([]);
  });

  test('the content policy admits the one script by its hash, and nothing else', () => {
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page).toContain(`script-src 'sha256-${hash}'`);
    expect(page).toContain("default-src 'none'");
    expect(script).not.toMatch(/innerHTML|insertAdjacent|document\.write|eval\(|fetch\(/);
  });
});

test('laudit --format html:FILE writes the page with the calls of the run', async () => {
  const cwd = folder(BAD);
  const { status } = await run(['--format', 'html:report.html', '--format', 'unix'], { cwd });
  expect(status).toBe(1);
  const page = readFileSync(join(cwd, 'report.html'), 'utf8');
  expect(page).toContain('<section class="calls"');
  expect(page).toMatch(/data-edge="e0"/);
  expect(page).toContain('<mark>');
});

test('the page speaks of the texts that a fix leaves', async () => {
  const tour = resolve(import.meta.dirname, '../../fixtures/tour/exported');
  const texts = Object.fromEntries(
    ['naughty.json', 'receiver.json', 'sender.json'].map((name) => [name, readFileSync(join(tour, name), 'utf8')]),
  );
  const cwd = folder(texts);
  await run(['--fix', '--format', 'html:report.html', '--fail-on', 'never'], { cwd });
  const page = readFileSync(join(cwd, 'report.html'), 'utf8');
  const [, file = '', line = ''] = /"file":"(naughty\.json)","range":\{"start":\{"line":(\d+)/.exec(page) ?? [];
  expect(readFileSync(join(cwd, file), 'utf8').split('\n')[Number(line) - 1]).toContain('"Send_order"');
});
