/** `laudit --print-config`: the settings that a run would use, as a settings file. Reads no input. */
import { dirname } from 'node:path';
import { rules } from '../../rules/index.ts';
import { loadConfig, type Config } from '../config.ts';
import { idOf } from '../find/tree.ts';
import { type GatherOptions, knownRules } from '../gather.ts';
import type { Level, OptionValues } from '../model.ts';
import { optionsOf } from '../options.ts';
import { chosen, levelOf } from '../quiet.ts';
import { fitJson } from '../report/visible.ts';
import { masked } from '../secret.ts';
import { notice, print } from './terminal.ts';
import { STATUS, type Status } from './usage.ts';

/** Prints JSON; where it comes from goes to standard error. Throws SettingsError. */
export async function printConfig(options: GatherOptions & { readonly cwd: string }): Promise<Status> {
  const { cwd } = options;
  const config = await loadConfig({ cwd, file: options.config, known: knownRules() });
  notice(originOf(config, cwd));
  print(fitJson(masked(JSON.stringify(asFile(config, options), null, 2))));
  return STATUS.clean;
}

function originOf({ file, extended }: Config, cwd: string): string {
  if (file === null) return 'no settings file: these are the defaults';
  const others = [...new Set(extended)].map((path) => idOf(cwd, path));
  return `settings of ${idOf(cwd, file)}${others.length === 0 ? '' : `, which extends ${others.join(', ')}`}`;
}

/** What could be written into a settings file beside the one at hand, with the level and the options of every rule. */
function asFile(
  config: Config,
  { severities = {}, only = [], suppressions, environments = {} }: GatherOptions,
): object {
  const folder = config.file === null ? config.folder : dirname(config.file);
  return {
    ...(config.files === null ? {} : { files: config.files }),
    ignores: config.ignores,
    rules: levels(config, severities, only),
    overrides: config.overrides.map(({ files, severities, options = {} }) => ({
      files,
      rules: Object.fromEntries(Object.entries(severities).map(([id, level]) => [id, withOptions(level, options[id])])),
    })),
    environments: Object.keys(environments).length > 0 ? environments : config.environments,
    ...(config.cloud === null ? {} : { cloud: config.cloud }),
    bindings: config.bindings,
    endpoints: config.endpoints,
    ...(config.tenant === null ? {} : { tenant: config.tenant }),
    inventory: config.inventory.map((path) => idOf(folder, path)),
    suppressions: suppressions === false ? [] : config.suppressions.map(withoutNull),
  };
}

function levels(
  config: Config,
  typed: Readonly<Record<string, Level>>,
  only: readonly string[],
): Readonly<Record<string, Level | readonly [Level, OptionValues]>> {
  const optionsFor = optionsOf({ options: config.options });
  return Object.fromEntries(
    rules.map(({ meta }) => {
      const severities = chosen(typed, meta) === undefined ? config.severities : typed;
      const level = levelOf(meta, { severities, only });
      const everywhere = optionsFor(meta);
      return [meta.id, withOptions(level, meta.options === undefined ? undefined : everywhere(''))];
    }),
  );
}

function withOptions(level: Level, options: OptionValues | undefined): Level | readonly [Level, OptionValues] {
  return options === undefined ? level : [level, options];
}

/** A settings file leaves out what it does not say. */
function withoutNull(one: object): object {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null && !isEmptyList(value)));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
