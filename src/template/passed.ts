/** What a deployment passes to its template: `parameters` of the resource, or a linked parameter file (facts/arm-templates.md §3.6). */
import type { Anchor, Value } from '../model.ts';
import { below, path, isObject } from '../value.ts';
import { lookUp, lost, relativeTo, type Body } from './body.ts';
import { find, type Member } from './json.ts';
import { parseParameterFile, type Given } from './parameters.ts';
import type { Template } from './parse.ts';

export interface Passed {
  readonly given: (name: string) => Given | undefined;
  /** All that will ever be passed is known: what is not given has its default. */
  readonly closed: boolean;
}

/** `remote`: the template lies at an address, and the file at hand may be another version: names that it lacks are no fault. */
export function parametersOf(body: Body, template: Template, remote = false): Passed {
  const link = find(body.raw, 'parametersLink');
  if (link !== undefined) {
    const at = below(body.at, link.key);
    const file = lookUp(body, link.value, at);
    if (file !== undefined) {
      const set = parseParameterFile(file.value, file.file);
      return { given: (name) => set.values.get(name), closed: true };
    }
    lost(body, at, 'the linked parameter file is not among the files', relativeTo(body, link.value));
    return { given: () => undefined, closed: false };
  }
  const section = find(body.raw, 'parameters');
  if (section === undefined || section.value === null) return { given: () => undefined, closed: true };
  const at = below(body.at, section.key);
  if (isObject(section.value)) {
    const members = new Map<string, Member>();
    for (const [key, value] of Object.entries(section.value)) {
      if (!members.has(key.toLowerCase())) members.set(key.toLowerCase(), { key, value });
    }
    if (!remote) checkNames(body, members, template, at);
    return { given: (name) => givenBy(body, members.get(name), at), closed: true };
  }
  const whole = body.frame.evaluate(section.value, at, 'property', body.node.loops);
  return { given: (name) => givenAs(path(whole, name), name, at), closed: whole.kind === 'known' };
}

function givenBy(body: Body, found: Member | undefined, at: Anchor): Given | undefined {
  if (found === undefined) return undefined;
  const place = below(at, found.key);
  if (!isObject(found.value)) {
    return givenAs(body.frame.evaluate(found.value, place, 'property', body.node.loops), found.key, place);
  }
  if (find(found.value, 'reference') !== undefined) return { kind: 'secret', name: found.key, at: place };
  const value = find(found.value, 'value');
  if (value === undefined) return { kind: 'unknown', name: found.key, at: place };
  const valueAt = below(place, value.key);
  return {
    kind: 'value',
    name: found.key,
    at: valueAt,
    value: body.frame.evaluate(value.value, valueAt, 'property', body.node.loops),
  };
}

/** One `{value}` or `{reference}` that an expression gives. */
function givenAs(whole: Value | null | undefined, name: string, at: Anchor): Given | undefined {
  if (whole === null) return undefined;
  const value = path(whole, 'value');
  if (path(whole, 'reference') !== null)
    return { kind: path(whole, 'reference') === undefined ? 'unknown' : 'secret', name, at };
  return value === null || value === undefined ? { kind: 'unknown', name, at } : { kind: 'value', name, at, value };
}

function checkNames(body: Body, members: ReadonlyMap<string, Member>, template: Template, at: Anchor): void {
  for (const [lower, { key: name }] of members) {
    if (template.parameters.has(lower)) continue;
    const message = `the nested template declares no parameter '${name}'`;
    body.frame.run.faults.add({ kind: 'parameter-undeclared', at: below(at, name), message, name });
  }
  for (const [lower, declaration] of template.parameters) {
    if (declaration.default !== null || declaration.nullable || members.has(lower)) continue;
    const message = `the nested template needs a parameter '${declaration.name}'`;
    body.frame.run.faults.add({ kind: 'parameter-missing', at, message, name: declaration.name });
  }
}
