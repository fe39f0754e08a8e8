/** What an option is, and those that several commands share. */

export interface Option {
  readonly kind: 'flag' | 'text' | 'list';
  readonly group: string;
  readonly says: string;
  /** What stands for the value in the help text. */
  readonly value?: string;
  readonly alias?: string;
  readonly choices?: readonly string[];
}

export const WHAT = 'What to read:';
export const HOW = 'How severe:';
export const OUTPUT = 'Output:';
export const ABOUT = 'About:';

export const LEVELS = ['error', 'warning', 'info', 'off'] as const;
export const FAIL_LEVELS = ['error', 'warning', 'info', 'never'] as const;

export const READING: Readonly<Record<string, Option>> = {
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

export const RUNNING: Readonly<Record<string, Option>> = {
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
    says: 'judge documents in so many threads, or auto: half as many as there are processors, in runs over many files; not with --cache',
  },
  timing: { kind: 'flag', group: OUTPUT, says: 'say how long each stage took' },
};

export const CACHE: Readonly<Record<string, Option>> = {
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

export const COLOUR: Readonly<Record<string, Option>> = {
  color: {
    kind: 'flag',
    group: OUTPUT,
    says: 'colours, also where the output is no terminal (beats NO_COLOR, which beats FORCE_COLOR)',
  },
  'no-color': { kind: 'flag', group: OUTPUT, says: 'no colours' },
};

export const TALKING: Readonly<Record<string, Option>> = {
  quiet: { kind: 'flag', group: OUTPUT, says: 'errors alone, no summary, no notices' },
  verbose: { kind: 'flag', group: OUTPUT, says: 'also say what was passed over, and why' },
  ...COLOUR,
};

export const HELP: Readonly<Record<string, Option>> = {
  help: { kind: 'flag', group: ABOUT, alias: 'h', says: 'this text' },
  version: { kind: 'flag', group: ABOUT, says: 'the version' },
};

export const BASELINE: Option = {
  kind: 'text',
  group: WHAT,
  value: 'FILE',
  says: 'known findings; default: laudit-baseline.json here or above, up to the repository root',
};

export const UNKNOWN: Option = {
  kind: 'flag',
  group: OUTPUT,
  says: 'list calls that could not be decided, with what is missing',
};
