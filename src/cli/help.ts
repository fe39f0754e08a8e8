/** Help texts: the one place that opens yargs in full. */
import yargs from 'yargs';
import type { Option } from './option.ts';
import { type Command, OPTIONS } from './table.ts';
import { columns } from './terminal.ts';

interface About {
  readonly usage: string;
  readonly examples: readonly (readonly [command: string, says: string])[];
  readonly epilogue: string;
}

const LINT_USAGE = `$0 [paths..]
$0 trace [paths..]     every call found: what it carries, what the receiver answers and why
$0 baseline [paths..]  writes today's findings down, so that only new ones are reported
$0 init                settings, pre-commit hook and CI step for this project
$0 completion <shell>  completion for bash, zsh or fish
$0 explain <rule>      the page of a rule
$0 rules               every rule

Static linter for Azure Logic Apps: says before deployment whether the call that one
workflow makes is admitted by the workflow that it calls. Paths are files, folders or
globs; without one the project around the working directory is read. Nothing is sent anywhere.`;

const ABOUT: Readonly<Record<Command, About>> = {
  lint: {
    usage: LINT_USAGE,
    examples: [
      ['$0', 'the project around the working directory'],
      ["$0 'deploy/**/*.json' --fail-on warning", 'some files, warnings fail too'],
      ['$0 --format text --format sarif:laudit.sarif', 'for people and for code scanning, in one run'],
      ['$0 --severity secrets=off', 'RULE is an id or a category'],
      ['$0 --stdin --stdin-filename=a.json < draft.json', 'a draft, linked with the project'],
      ['$0 lint ./rules', 'a folder that is called like a command'],
    ],
    epilogue: `Exit status:
  0  nothing at or above --fail-on
  1  findings
  2  wrong usage or settings, input that cannot be read, a crash
  3  a named path or glob matches nothing, or there is nothing to lint`,
  },
  lsp: {
    usage: '$0 lsp\n\nThe language server, on standard input and output: see docs/editors.',
    examples: [['$0 lsp', 'started by an editor']],
    epilogue: '',
  },
  graph: {
    usage: '$0 graph [paths..]\n\nWho calls whom and how it ends, as a picture.',
    examples: [
      ['$0 graph --output calls.html', 'one page, works without a network'],
      ['$0 graph --format mermaid', 'for Markdown'],
    ],
    epilogue: 'Exit status: 0 drawn, 2 wrong usage or unreadable input, 3 nothing found.',
  },
  facts: {
    usage:
      '$0 facts [paths..]\n\nWhat this repository says about its workflows, for linking in another one. No text of files, no secret.',
    examples: [
      ['$0 facts --repository orders --output laudit-facts.json', 'the receivers publish'],
      ['$0 --facts ../orders/laudit-facts.json', 'the senders check'],
    ],
    epilogue: 'Exit status: 0 written, 2 wrong usage or unreadable input, 3 nothing to publish.',
  },
  trace: {
    usage:
      '$0 trace [paths..]\n\nEvery call found: sender and receiver, what travels, what the receiver answers and why.',
    examples: [
      ['$0 trace --to orders', 'who calls orders'],
      ["$0 trace --from 'send-*' --show-unknown", 'also calls whose receiver is not known'],
      ['$0 trace --format json', 'for machines: schemas/trace.schema.json'],
    ],
    epilogue: 'Exit status: 0 · 2 wrong usage or settings, unreadable input · 3 nothing found under that name or path.',
  },
  baseline: {
    usage:
      "$0 baseline [paths..]\n\nWrites today's findings into laudit-baseline.json, so that only new ones are reported from then on. Commit the file.",
    examples: [
      ['$0 baseline', 'the whole project'],
      ['$0 baseline legacy/', 'what this folder holds; the rest of the baseline stays'],
      ['$0 baseline --prune', 'drop what is fixed'],
    ],
    epilogue: 'Exit status: 0 · 2 wrong usage or settings, unreadable input · 3 nothing found under that name or path.',
  },
  init: {
    usage: '$0 init\n\nWrites laudit.config.json and offers the pre-commit hook and the CI step. Never overwrites.',
    examples: [['$0 init --yes', 'without questions']],
    epilogue: '',
  },
  completion: {
    usage: '$0 completion <bash|zsh|fish>\n\nPrints a completion script.',
    examples: [['eval "$($0 completion bash)"', 'for this shell']],
    epilogue: '',
  },
  explain: {
    usage: '$0 explain <rule>\n\nThe page of a rule: what it reports, why, an example, what to do.',
    examples: [['$0 explain audience-mismatch', '']],
    epilogue: '',
  },
  rules: {
    usage: '$0 rules\n\nEvery rule: id, default severity, what it reports.',
    examples: [['$0 rules --format markdown', 'a table']],
    epilogue: '',
  },
};

export function helpText(command: Command): Promise<string> {
  const { usage, examples, epilogue } = ABOUT[command];
  const options = Object.entries(OPTIONS[command]).map(([name, option]) => [name, forYargs(option)] as const);
  const help = yargs([])
    .scriptName('laudit')
    .detectLocale(false)
    .help(false)
    .version(false)
    .exitProcess(false)
    .usage(usage)
    .wrap(columns());
  for (const [example, says] of examples) help.example(example, says);
  if (epilogue !== '') help.epilogue(epilogue);
  return help.options(Object.fromEntries(options)).getHelp();
}

/** No type: the placeholder of the value says more than yargs' `[string]`. */
function forYargs({ group, says, alias, value }: Option): {
  readonly group: string;
  readonly describe: string;
  readonly alias?: string;
} {
  const describe = value === undefined ? says : `${value}: ${says}`;
  return alias === undefined ? { group, describe } : { group, describe, alias };
}
