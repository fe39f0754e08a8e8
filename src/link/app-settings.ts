/**
 * `@appsetting('X')` in a sender of a Standard app gets the value that the app has, as a default beside the unknown: what
 * the site is deployed with, else what local.settings.json gives. Who takes it says so (`assumed.ts`).
 */
import type { App, AppSetting, Sender, Value } from '../model.ts';
import { same } from '../value.ts';
import { boundSender, withDefaults } from './bind.ts';

/** By `project|folder` of the app: lower-case name → value. */
export type Settings = ReadonlyMap<string, ReadonlyMap<string, Value | undefined>>;

export function settingsOf(apps: readonly App[]): Settings {
  return new Map(apps.map((app) => [app.id, valuesOf(app)]));
}

/** What is deployed decides, also where its value is not known. */
function valuesOf({ local, deployed }: App): ReadonlyMap<string, Value | undefined> {
  const values = new Map<string, Value | undefined>();
  for (const { name, value } of local ?? []) values.set(name.toLowerCase(), value);
  const given = new Map<string, AppSetting[]>();
  for (const setting of deployed ?? []) {
    const key = setting.name.toLowerCase();
    given.set(key, [...(given.get(key) ?? []), setting]);
  }
  for (const [name, all] of given) values.set(name, agreed(all));
  return values;
}

/** The one value that all environments give. */
function agreed([first, ...more]: readonly AppSetting[]): Value | undefined {
  const value = first?.value;
  if (value === undefined) return undefined;
  return more.every((one) => one.value !== undefined && same(one.value, value) === 'yes') ? value : undefined;
}

/** The sender with the values of its app's settings beside the unknowns. */
export function withSettings(sender: Sender, settings: Settings): Sender {
  const own = sender.app === null ? undefined : settings.get(`${sender.project}|${sender.app}`);
  if (own === undefined || own.size === 0) return sender;
  const valueOf = (name: string): Value | undefined => {
    const setting = /:@appsetting\('([^']*)'\)$/i.exec(name)?.[1];
    return setting === undefined ? undefined : own.get(setting.toLowerCase());
  };
  return boundSender(sender, (value) => withDefaults(value, valueOf));
}
