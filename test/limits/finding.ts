/** Caps on what is found on disk, linked, and written. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadConfig } from '../../src/config.ts';
import { pictureFor } from '../../src/cli/picture.ts';
import { artifactsBeside } from '../../src/find/artifacts.ts';
import { find } from '../../src/find.ts';
import { knownRules } from '../../src/gather.ts';
import { layout } from '../../src/graph/layout.ts';
import { page } from '../../src/graph/page.ts';
import { lintWithTexts } from '../../src/lint.ts';
import type { Source } from '../../src/model.ts';
import { didYouMean } from '../../src/nearest.ts';
import { html } from '../../src/report/html.ts';
import { markdown } from '../../src/report/markdown.ts';
import { SETTINGS } from '../fixtures.ts';
import { options, SAMPLE } from '../report/sample.ts';
import { type Proofs, times } from './proof.ts';

/** What `ask` makes of a folder of these files. */
async function onDisk(files: Iterable<readonly [string, string]>, ask: (folder: string) => unknown): Promise<string> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'limits-')));
  try {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return String(await ask(folder));
  } catch (error) {
    return String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const settings = (value: object): string => JSON.stringify(value);
/** A settings file of so many bytes. */
const filled = (n: number): string => `{${' '.repeat(n - 2)}}`;
const load = (cwd: string): Promise<unknown> => loadConfig({ cwd, known: knownRules() });
/** What is said of git's rules where a file lies in the deepest folder of these. */
const notAsked = (files: readonly (readonly [string, string])[]): Promise<string> =>
  onDisk([['.git/HEAD', ''], ...files, [`${dirname(files[files.length - 1]?.[0] ?? '')}/a.json`, '{}']], async (cwd) =>
    (await find(['.'], { cwd })).skipped
      .map(({ file, reason, optional }) => `${file}: ${reason} ${optional}`)
      .join('\n'),
  );
const many = (n: number): typeof SAMPLE => {
  const [problem] = SAMPLE.problems;
  if (problem === undefined) throw new Error('a sample without a problem');
  return { ...SAMPLE, problems: times(n, () => problem) };
};
/** So many workflows, each of which calls the next one. */
function ring(n: number): readonly Source[] {
  const id = (i: number): string =>
    `/subscriptions/0e6b3f1a-52d8-4c47-9b0e-3f6a1d8c7e25/resourceGroups/g/providers/Microsoft.Logic/workflows/w${i % n}`;
  const rows = times(n, (i) => ({
    id: id(i),
    name: `w${i}`,
    type: 'Microsoft.Logic/workflows',
    properties: {
      definition: {
        triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
        actions: {
          next: { type: 'Workflow', inputs: { host: { triggerName: 'manual', workflow: { id: id(i + 1) } } } },
        },
      },
    },
  }));
  return [{ id: 'l.json', bytes: new TextEncoder().encode(JSON.stringify({ value: rows })), project: '' }];
}

export const finding: Proofs = {
  'src/find/artifacts.ts MOST': {
    at: (n) => {
      const names = times(n - 1, (i) => [`app/Artifacts/Maps/${i}.xslt`, ''] as const);
      return onDisk([['app/host.json', '{}'], ...names], (folder) =>
        artifactsBeside(join(folder, 'app/host.json')).artifacts === undefined ? 'not known' : 'listed',
      );
    },
    beyond: /not known/,
  },
  'src/find/walk.ts LONGEST': {
    at: (n) =>
      onDisk(
        [['a.json', '{}']],
        async (cwd) => `${(await find([`[a${'b'.repeat(n - 8)}].json`], { cwd })).unmatched.length}`,
      ),
    beyond: /^1$/,
  },
  'src/find/ignored.ts MOST_BYTES': {
    at: (n) =>
      onDisk(
        [
          ['.git/HEAD', ''],
          ['.gitignore', `a.json\n${'#'.repeat(n - 7)}`],
          ['a.json', '{}'],
        ],
        async (cwd) => {
          const { sources, skipped } = await find(['.'], { cwd });
          return [...sources.map(({ id }) => id), ...skipped.map(({ reason }) => reason)].join();
        },
      ),
    beyond: /^a\.json,more than 1 MiB of rules: what git ignores by them is linted$/,
  },
  'src/find/ignored.ts MOST_RULES': {
    at: (n) =>
      notAsked([
        ['.gitignore', 'x\n'.repeat(1000)],
        ['d/.gitignore', 'y\n'.repeat(n - 1000)],
      ]),
    beyond: /d\/\.gitignore: more than 5000 rules of git/,
  },
  'src/find/ignored.ts MOST_FILES': {
    at: (n) => notAsked(times(n, (i) => [`${'d/'.repeat(i)}.gitignore`, 'x'])),
    beyond: /more than 5000 rules of git, or 100 files of them/,
  },
  'src/find/ignored.ts LONGEST': {
    at: (n) => notAsked([['.gitignore', 'a'.repeat(n)]]),
    beyond: /^\.gitignore: rules of more than 4096 characters/,
  },
  'src/glob.ts MOST_ALTERNATIVES': {
    at: (n) => onDisk([['laudit.config.json', settings({ ignores: [`{${times(n, String).join(',')}}.json`] })]], load),
    beyond: /stands for more than 256 patterns/,
  },
  'src/config/extend.ts MOST_FILES': {
    at: (n) =>
      onDisk(
        times(n, (i) => [
          i === 0 ? 'laudit.config.json' : `s${i}.json`,
          settings(i + 1 < n ? { extends: [`./s${i + 1}.json`] } : {}),
        ]),
        load,
      ),
    beyond: /more than 64 settings files extend each other/,
  },
  'src/config/file.ts MOST_BYTES': {
    at: (n) => onDisk([['laudit.config.json', filled(n)]], load),
    beyond: /laudit\.config\.json: more than 1 MiB/,
  },
  'src/config/file.ts MOST_FAULTS': {
    at: (n) => onDisk([['laudit.config.json', settings({ ignores: times(n, () => 1) })]], load),
    beyond: /ignores\[99\]: must be a text\nlaudit\.config\.json: 1 more is wrong$/,
  },
  // Of several files together: two objects, two lists and the name of the other file among them.
  'src/config/size.ts MOST_VALUES': {
    at: (n) =>
      onDisk(
        [
          ['laudit.config.json', settings({ extends: ['./team.json'], ignores: times(n - 105, () => 'a') })],
          ['team.json', settings({ files: [`{${times(99, String).join(',')}}`] })],
        ],
        load,
      ),
    beyond: /^SettingsError: team\.json: settings hold more than 20000 values/,
  },
  'src/config/size.ts LONGEST': {
    at: (n) =>
      onDisk(
        [
          [
            'laudit.config.json',
            settings({ bindings: { 'parameter:x': 'a'.repeat(n), [`parameter:${'y'.repeat(n - 10)}`]: '' } }),
          ],
        ],
        load,
      ),
    beyond:
      /bindings\.parameter:x: is longer than 4096 characters\n.*'parameter:y{30}…' is longer than 4096 characters$/,
  },
  'src/nearest.ts LONGEST': {
    at: (n) => didYouMean('x'.repeat(n), ['x'.repeat(n - 1)]) || 'no suggestion',
    beyond: /no suggestion/,
  },
  'src/nearest.ts MOST': {
    at: (n) => didYouMean('orders', [...times(n - 1, (i) => `${i}`), 'order']) || 'no suggestion',
    beyond: /no suggestion/,
  },
  'src/cli/picture.ts MOST': {
    at: (n) => {
      const linted = lintWithTexts({ sources: ring(n), settings: SETTINGS });
      const picture = pictureFor(linted, ring(n), false);
      const drawn = page(picture, layout(picture));
      return `${drawn.match(/data-edge=/g)?.length} ${/class="summary">([^<]*)/.exec(drawn)?.[1]}`;
    },
    beyond: /^2000 \d+ workflows, 2000 of 2001 calls are drawn/,
  },
  'src/report/html.ts MOST': {
    at: (n) => /… and [^<]*/.exec(html(many(n), options()))?.[0] ?? '',
    beyond: /and 1 more finding: the other formats show them all/,
  },
  'src/report/markdown.ts MOST': {
    at: (n) => markdown(many(n), options()).slice(-200),
    beyond: /… and 1 more\./,
  },
};
