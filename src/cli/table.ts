/** The options of every command as one table: the parser, the help text and the errors are made from it. */
import { FORMATS } from '../report/formats.ts';

export type Command =
  'baseline' | 'completion' | 'init' | 'lint' | 'trace' | 'graph' | 'lsp' | 'facts' | 'explain' | 'rules';

export interface Option {
  readonly kind: 'flag' | 'text' | 'list';
  readonly group: string;
  readonly says: string;
  /** What stands for the value in the help text. */
  readonly value?: string;
  readonly alias?: string;
  readonly choices?: readonly string[];
}

const WHAT = 'What to read:';
const HOW = 'How severe:';
const OUTPUT = 'Output:';
const ABOUT = 'About:';

export const LEVELS = ['error', 'warning', 'info', 'off'] as const;
export const FAIL_LEVELS = ['error', 'warning', 'info', 'never'] as const;

const READING: Readonly<Record<string, Option>> = {
  config: {
    kind: 'text',
    group: WHAT,
    value: 'FILE',
    says: 'settings file; default: laudit.config.json here or above, up to the repository root',
  },
  'no-config': { kind: 'flag', group: WHAT, says: 'use no settings file' },
  environment: {
    kind: 'list',
    group: WHAT,
    value: 'NAME=FILE',
    says: 'parameter file (or a glob) of an environment, for templates; repeatable; default: told from file names',
  },
  inventory: {
    kind: 'list',
    group: WHAT,
    value: 'FILE',
    says: 'directory inventory: output of `az ad sp list --all`, `az ad app list --all`, `az identity list`; repeatable',
  },
  facts: { kind: 'list', group: WHAT, value: 'FILE', says: 'facts of another repository (laudit facts); repeatable' },
};

const RUNNING: Readonly<Record<string, Option>> = {
  progress: {
    kind: 'flag',
    group: OUTPUT,
    says: 'a line that counts files in long runs, also where there is no terminal',
  },
  'no-progress': { kind: 'flag', group: OUTPUT, says: 'no such line' },
  threads: {
    kind: 'text',
    group: OUTPUT,
    value: 'N',
    says: 'judge documents in so many threads, or auto: as many as there are processors, in runs over many files; not with --cache',
  },
  timing: { kind: 'flag', group: OUTPUT, says: 'say how long each stage took' },
};

const CACHE: Readonly<Record<string, Option>> = {
  cache: {
    kind: 'flag',
    group: WHAT,
    says: 'judge again only what has changed, by content; nothing in the cache is older than this version',
  },
  'cache-location': {
    kind: 'text',
    group: WHAT,
    value: 'FOLDER',
    says: "where it lies; default: a folder of this working directory's own in the user's cache",
  },
};

const COLOUR: Readonly<Record<string, Option>> = {
  color: {
    kind: 'flag',
    group: OUTPUT,
    says: 'colours, also where the output is no terminal (beats NO_COLOR, which beats FORCE_COLOR)',
  },
  'no-color': { kind: 'flag', group: OUTPUT, says: 'no colours' },
};

const TALKING: Readonly<Record<string, Option>> = {
  quiet: { kind: 'flag', group: OUTPUT, says: 'errors alone, no summary, no notices' },
  verbose: { kind: 'flag', group: OUTPUT, says: 'also say what was passed over, and why' },
  ...COLOUR,
};

const HELP: Readonly<Record<string, Option>> = {
  help: { kind: 'flag', group: ABOUT, alias: 'h', says: 'this text' },
  version: { kind: 'flag', group: ABOUT, says: 'the version' },
};

const BASELINE: Option = {
  kind: 'text',
  group: WHAT,
  value: 'FILE',
  says: 'known findings; default: laudit-baseline.json here or above, up to the repository root',
};

const UNKNOWN: Option = {
  kind: 'flag',
  group: OUTPUT,
  says: 'list calls that could not be decided, with what is missing',
};

export const OPTIONS: Readonly<Record<Command, Readonly<Record<string, Option>>>> = {
  lint: {
    ...READING,
    ...CACHE,
    'print-config': {
      kind: 'flag',
      group: ABOUT,
      says: 'print the settings that would be used, with what they extend',
    },
    'no-ignores': {
      kind: 'flag',
      group: WHAT,
      says: 'findings that settings or documents suppress are reported: for code of strangers',
    },
    baseline: BASELINE,
    'no-baseline': { kind: 'flag', group: WHAT, says: 'use no baseline: report known findings too' },
    'report-unused-ignores': {
      kind: 'flag',
      group: OUTPUT,
      says: 'say which suppressions and ignores hold nothing back',
    },
    stdin: {
      kind: 'flag',
      group: WHAT,
      says: 'lint the text on standard input in the place of --stdin-filename, linked with the rest of the project',
    },
    'stdin-filename': { kind: 'text', group: WHAT, value: 'FILE', says: 'the file that standard input stands for' },
    fix: { kind: 'flag', group: WHAT, says: 'apply safe fixes to the files, report what is left' },
    'fix-dry-run': { kind: 'flag', group: WHAT, says: 'show what --fix would change, as a difference; write nothing' },
    'changed-only': {
      kind: 'flag',
      group: WHAT,
      says: 'read everything, report what touches changed files: staged, in the work tree, or since --since REV',
    },
    since: {
      kind: 'text',
      group: WHAT,
      value: 'REV',
      says: 'commit to compare with, from where the branches part: origin/main',
    },
    'pass-when-empty': { kind: 'flag', group: WHAT, says: 'exit 0 where there is nothing to lint: for hooks' },
    severity: {
      kind: 'list',
      group: HOW,
      value: 'RULE=LEVEL',
      says: 'error, warning, info or off; RULE is an id or a category; repeatable',
    },
    only: { kind: 'list', group: HOW, value: 'RULE', says: 'run these rules or categories alone; repeatable' },
    'fail-on': {
      kind: 'text',
      group: HOW,
      value: 'LEVEL',
      choices: FAIL_LEVELS,
      says: 'exit 1 from this level on: error (default), warning, info, never',
    },
    'max-warnings': { kind: 'text', group: HOW, value: 'N', says: 'exit 1 on more warnings than this' },
    format: {
      kind: 'list',
      group: OUTPUT,
      alias: 'f',
      value: 'FORMAT[:FILE]',
      says: `${Object.keys(FORMATS).join(', ')}; with FILE written there; repeatable. Default: text; in GitHub Actions github, in Azure Pipelines azure`,
    },
    'show-unknown': UNKNOWN,
    ...RUNNING,
    ...TALKING,
    ...HELP,
  },
  trace: {
    ...READING,
    from: {
      kind: 'text',
      group: 'Which calls:',
      value: 'NAME',
      says: 'calls of this workflow, or WORKFLOW/ACTION; `*` stands for anything',
    },
    to: { kind: 'text', group: 'Which calls:', value: 'NAME', says: 'calls to this workflow, or WORKFLOW/TRIGGER' },
    format: {
      kind: 'text',
      group: OUTPUT,
      alias: 'f',
      value: 'FORMAT',
      choices: ['text', 'json'],
      says: 'text (default) or json',
    },
    'show-unknown': UNKNOWN,
    ...TALKING,
    ...HELP,
  },
  lsp: {
    stdio: { kind: 'flag', group: ABOUT, says: 'accepted for editors that pass it; there is no other way' },
    ...HELP,
  },
  graph: {
    ...READING,
    format: {
      kind: 'text',
      group: OUTPUT,
      alias: 'f',
      value: 'FORMAT',
      choices: ['html', 'svg', 'mermaid', 'dot'],
      says: 'html, svg, mermaid or dot; default: told by the name of --output, else mermaid',
    },
    output: { kind: 'text', group: OUTPUT, value: 'FILE', says: 'write there; default: standard output' },
    'show-unknown': { ...UNKNOWN, says: 'also draw calls whose receiver was not read' },
    ...HELP,
  },
  facts: {
    config: READING['config'] ?? UNKNOWN,
    'no-config': READING['no-config'] ?? UNKNOWN,
    repository: {
      kind: 'text',
      group: WHAT,
      value: 'NAME',
      says: 'name of this repository in the messages of others; default: the name of its folder',
    },
    output: { kind: 'text', group: OUTPUT, value: 'FILE', says: 'write there; default: standard output' },
    ...HELP,
  },
  baseline: {
    ...READING,
    baseline: BASELINE,
    prune: { kind: 'flag', group: WHAT, says: 'only drop what is gone; add nothing' },
    ...HELP,
  },
  init: {
    yes: { kind: 'flag', group: WHAT, alias: 'y', says: 'write everything that is missing, ask nothing' },
    ...HELP,
  },
  completion: { ...HELP },
  explain: { ...COLOUR, ...HELP },
  rules: {
    format: {
      kind: 'text',
      group: OUTPUT,
      alias: 'f',
      value: 'FORMAT',
      choices: ['text', 'json', 'markdown'],
      says: 'text (default), json or markdown',
    },
    ...HELP,
  },
};
