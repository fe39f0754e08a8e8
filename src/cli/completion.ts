/** `laudit completion bash|zsh|fish`: a script for the shell, made from the table of options. */
import { rules } from '../../rules/index.ts';
import type { Given } from './options.ts';
import type { Option } from './option.ts';
import { type Command, OPTIONS } from './table.ts';
import { FORMATS } from '../report/formats.ts';
import { print } from './terminal.ts';
import { STATUS, type Status, UsageError } from './usage.ts';

const SHELLS = { bash, zsh, fish } as const;

export function completion({ words }: Given): Promise<Status> {
  const [shell = ''] = words;
  if (!isShell(shell) || words.length > 1)
    throw new UsageError(`'laudit completion' wants one of ${Object.keys(SHELLS).join(', ')}.`);
  print(SHELLS[shell]());
  return Promise.resolve(STATUS.clean);
}

function isShell(word: string): word is keyof typeof SHELLS {
  return Object.hasOwn(SHELLS, word);
}

const COMMANDS = Object.keys(OPTIONS) as Command[];

/** What may follow an option: words of ours, or null for a file. */
function valuesOf(name: string, { choices, kind }: Option): readonly string[] | null {
  if (kind === 'flag') return [];
  if (choices !== undefined) return choices;
  if (name === 'format') return Object.keys(FORMATS);
  if (name === 'only' || name === 'severity') return ruleIds();
  return null;
}

function ruleIds(): readonly string[] {
  return [...new Set(rules.flatMap(({ meta }) => [meta.id, meta.category]))].sort();
}

function optionsOf(command: Command): readonly [name: string, option: Option][] {
  return Object.entries(OPTIONS[command]);
}

/** Options that take one of our words, with the words; the same name means the same in every command here. */
function wordsByOption(): ReadonlyMap<string, readonly string[]> {
  const out = new Map<string, Set<string>>();
  for (const command of COMMANDS) {
    for (const [name, option] of optionsOf(command)) {
      for (const word of valuesOf(name, option) ?? []) out.set(name, (out.get(name) ?? new Set()).add(word));
    }
  }
  return new Map([...out].map(([name, words]) => [name, [...words]]));
}

function bash(): string {
  const cases = COMMANDS.map(
    (command) =>
      `    ${command}) options="${optionsOf(command)
        .map(([name]) => `--${name}`)
        .join(' ')}" ;;`,
  );
  const words = [...wordsByOption()].map(([name, list]) => `    --${name}) words="${list.join(' ')}" ;;`);
  return `# laudit completion bash >/etc/bash_completion.d/laudit, or: eval "$(laudit completion bash)"
_laudit() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} options words=
  COMPREPLY=()
  case \${COMP_WORDS[1]} in
${cases.join('\n')}
    *) options="${optionsOf('lint')
      .map(([name]) => `--${name}`)
      .join(' ')}" ;;
  esac
  case $before in
${words.join('\n')}
    explain) words="${ruleIds().join(' ')}" ;;
  esac
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); return; fi
  if [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$current")); return; fi
  if [ "$COMP_CWORD" = 1 ]; then COMPREPLY=($(compgen -W "${COMMANDS.join(' ')}" -- "$current")); fi
}
complete -o default -o bashdefault -F _laudit laudit
`;
}

/** zsh reads scripts for bash. */
function zsh(): string {
  return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bash()}`;
}

function fish(): string {
  const commands = `complete -c laudit -n __fish_use_subcommand -a '${COMMANDS.join(' ')}'`;
  const lines = COMMANDS.flatMap((command) =>
    optionsOf(command).map(([name, option]) => {
      const when =
        command === 'lint'
          ? "'__fish_use_subcommand; or __fish_seen_subcommand_from lint'"
          : `'__fish_seen_subcommand_from ${command}'`;
      const words = valuesOf(name, option);
      const value = option.kind === 'flag' ? '' : words === null ? ' -r' : ` -x -a '${words.join(' ')}'`;
      const short = option.alias === undefined ? '' : ` -s ${option.alias}`;
      return `complete -c laudit -n ${when} -l ${name}${short}${value} -d '${option.says.replaceAll("'", '’').replaceAll('\\', '')}'`;
    }),
  );
  const explain = `complete -c laudit -f -n '__fish_seen_subcommand_from explain' -a '${ruleIds().join(' ')}'`;
  return [commands, ...lines, explain, ''].join('\n');
}
