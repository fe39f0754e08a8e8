/**
 * The command line: picks the command, runs it, turns what happened into an exit status. Whatever goes
 * wrong is one line on standard error; a crash of ours says where it happened and never quotes input.
 */
import { SettingsError } from './config.ts';
import { type Given, parse } from './cli/options.ts';
import { type Command, OPTIONS } from './cli/table.ts';
import { notice, print } from './cli/terminal.ts';
import { STATUS, type Status, UsageError } from './cli/usage.ts';
import { thisPackage } from './package.ts';

/** A command is opened when it is run. */
const COMMANDS: Readonly<Record<Command, () => Promise<(given: Given) => Promise<Status>>>> = {
  lint: () => import('./cli/lint.ts').then(({ lint }) => lint),
  trace: () => import('./cli/trace.ts').then(({ trace }) => trace),
  lsp: () => import('./cli/lsp.ts').then(({ lsp }) => lsp),
  graph: () => import('./cli/graph.ts').then(({ graph }) => graph),
  facts: () => import('./cli/facts.ts').then(({ facts }) => facts),
  baseline: () => import('./cli/baseline.ts').then(({ baseline }) => baseline),
  init: () => import('./cli/init.ts').then(({ init }) => init),
  completion: () => import('./cli/completion.ts').then(({ completion }) => completion),
  explain: () => import('./cli/explain.ts').then(({ explain }) => explain),
  rules: () => import('./cli/rules.ts').then(({ rules }) => rules),
};

async function main(args: readonly string[]): Promise<Status> {
  const [word] = args;
  if (word === '--judge-part') {
    (await import('./cli/part.ts')).judgePart();
    return STATUS.clean;
  }
  const command = isCommand(word) ? word : 'lint';
  const given = parse(command === word ? args.slice(1) : args, command);
  if (given.flag('help')) {
    const { helpText } = await import('./cli/help.ts');
    print(await helpText(command));
    return STATUS.clean;
  }
  if (given.flag('version')) {
    print(thisPackage().version);
    return STATUS.clean;
  }
  const run = await COMMANDS[command]();
  return run(given);
}

function isCommand(word: string | undefined): word is Command {
  return word !== undefined && Object.hasOwn(OPTIONS, word);
}

function statusOf(error: unknown): Status {
  if (error instanceof UsageError) {
    notice(error.message);
    return error.status;
  }
  if (error instanceof SettingsError) {
    for (const fault of error.faults) notice(fault);
    return STATUS.wrong;
  }
  notice(`internal error: ${whereOf(error)}. This is a bug of laudit; the input is not at fault.`);
  return STATUS.wrong;
}

/** Kind of the error and the innermost place in our code, without folders and without its message, which may quote input. */
function whereOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not an Error';
  const frame = /^[ \t]+at (?:[^\n]*[ (/\\])?([\w.-]+:\d+:\d+)\)?$/m.exec(
    (error.stack ?? '').slice(error.message.length, 20_000),
  );
  return `${error.constructor.name}${frame === null ? '' : ` at ${frame[1] ?? ''}`}`;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.exitCode = statusOf(error);
  },
);
