/**
 * Functions that read the run: parameters and settings through the scope, the rest as holes. Two readings share a
 * name only where nothing can come between them: trigger and workflow always, actions that the scope calls stable.
 */
import type { Value } from '../../model.ts';
import { asText, hole } from '../../value.ts';
import type { Call } from './ast.ts';
import type { ActionAccessor, Site } from './scope.ts';
import { place } from './scope.ts';
import { isLarge } from './size.ts';
import type { FunctionSpec } from './spec.ts';
import { here, ofRun, typeOf } from './unknown.ts';

const ACCESSORS: ReadonlyMap<string, ActionAccessor> = new Map([
  ['actions', 'actions'],
  ['body', 'body'],
  ['outputs', 'outputs'],
  ['actionBody', 'body'],
  ['actionOutputs', 'outputs'],
]);

const PER_ACTION = new Set([...ACCESSORS.keys(), 'formDataValue', 'formDataMultiValues', 'multipartBody']);

const PER_RUN = new Set([
  'trigger',
  'triggerBody',
  'triggerOutputs',
  'triggerFormDataValue',
  'triggerFormDataMultiValues',
  'triggerMultipartBody',
  'workflow',
]);

export function readRun(site: Site, call: Call, spec: FunctionSpec, args: readonly Value[]): Value {
  const names = args.map((arg) =>
    arg.kind === 'known' ? (asText(arg) ?? JSON.stringify(arg.value)).slice(0, 200) : undefined,
  );
  const [name] = names;
  const local = (): Value =>
    here(site, call.start, spec.name, typeOf(spec), { call: { fn: `wdl:${spec.name}`, args } });
  if (!names.every((one) => one !== undefined)) return local();
  if (PER_RUN.has(spec.name)) return ofRun(site, spec, args, names);
  if (name === undefined) return local();
  if (spec.name === 'parameters') return parameter(site, call, name);
  if (spec.name === 'appsetting') return setting(site, spec, args, name);
  if (spec.name === 'variables') return through(site, site.scope.variable?.(name)) ?? local();
  if (!PER_ACTION.has(spec.name)) return local();
  const accessor = ACCESSORS.get(spec.name);
  const found = accessor === undefined ? undefined : site.scope.action?.(name, accessor);
  if (found !== undefined) return through(site, found) ?? local();
  // Names of actions are compared without letter case (facts/workflow-language.md §4), keys of forms are not.
  const canonical = [name.toLowerCase(), ...names.slice(1)];
  return site.scope.stable?.(name) === true ? ofRun(site, spec, args, canonical) : local();
}

/** A value that has its own way behind it: the steps go to the string that reads it. Large ones are not handed on. */
function through(site: Site, value: Value | undefined): Value | undefined {
  if (value === undefined || isLarge(value)) return undefined;
  site.steps.push(...(value.via ?? []));
  return value;
}

function parameter(site: Site, call: Call, name: string): Value {
  const value = site.scope.parameter(name);
  if (value !== undefined) return hop(site, `@parameters('${name}')`, value);
  site.scope.fault({
    kind: 'unknown-parameter',
    at: place(site, call.start, call.end),
    message: 'the workflow declares no such parameter',
    name,
  });
  return hole(`${site.scope.id}#parameters('${name.toLowerCase()}')`, 'any');
}

function setting(site: Site, spec: FunctionSpec, args: readonly Value[], name: string): Value {
  const value = site.scope.appSetting(name) ?? ofRun(site, spec, args, [name]);
  return hop(site, `@appsetting('${name}')`, value);
}

function hop(site: Site, label: string, value: Value): Value {
  site.steps.push({ label, at: value.from ?? null }, ...(value.via ?? []));
  return value;
}
