/**
 * Templates inside templates: nested and linked deployments, and templates that a resource holds as data
 * (stacks, template specs, content templates, policies; facts/arm-templates.md §3.6, §3.7).
 */
import type { Anchor, Json, JsonObject, Value } from '../model.ts';
import type { DeploymentContext } from '../expression/arm/scope.ts';
import { asText, below, path } from '../value.ts';
import { suffix } from './copy.ts';
import { Frame } from './frame.ts';
import { targetOf } from './target.ts';
import { find, isArray, isObject } from './json.ts';
import { candidates, localPath } from './links.ts';
import { parseParameterFile, type Given } from './parameters.ts';
import { parseTemplate, type Template } from './parse.ts';
import type { Carrier, Node } from './resources.ts';
import { NESTING_CAP } from './run.ts';

export interface Inner {
  readonly frame: Frame;
  readonly carrier: Carrier;
}

interface Body {
  readonly frame: Frame;
  readonly node: Node;
  readonly raw: JsonObject;
  readonly at: Anchor;
}

/** The template instances that a resource brings with it; empty for most resources. */
export function innerFrames(frame: Frame, node: Node): readonly Inner[] {
  const found = find(node.declaration.raw, 'properties');
  if (found === undefined || !isObject(found.value)) return [];
  const body: Body = { frame, node, raw: found.value, at: below(node.draft.at, found.key) };
  const type = node.draft.typeName;
  if (type === 'microsoft.resources/deployments') return deployment(body);
  if (type === 'microsoft.resources/deploymentstacks') return stack(body);
  if (type === 'microsoft.authorization/policydefinitions') return policy(body);
  if (type === 'microsoft.resources/templatespecs/versions') return templateSpec(body);
  if (type.endsWith('/contenttemplates')) return embedded(body, find(body.raw, 'mainTemplate'), body.at, 'content-template');
  return [];
}

// ---------------------------------------------------------------- deployments

interface Found {
  readonly template: Template;
  readonly linked: boolean;
}

function deployment(body: Body): readonly Inner[] {
  const { frame, node } = body;
  const scope = evaluationScope(body);
  const found = templateOf(body);
  if (found === undefined) return [];
  if (scope === 'unknown') {
    lost(body, body.at, 'whether its expressions see the parent is not known');
    return [];
  }
  const outer = scope === 'outer' && !found.linked;
  const passed = outer ? { given: () => undefined, closed: true } : parametersOf(body, found.template);
  const inner = childFrame(body, found.template, {
    deployment: targetOf(frame, node.declaration.raw, node.draft.at, node.loops),
    ...passed,
    host: outer ? { frame, loops: node.loops } : null,
  });
  return inner === undefined ? [] : [{ frame: inner, carrier: 'deployment' }];
}

function evaluationScope(body: Body): 'inner' | 'outer' | 'unknown' {
  const options = find(body.raw, 'expressionEvaluationOptions');
  const fallback = body.frame.template.language2 ? 'inner' : 'outer';
  if (options === undefined) return fallback;
  const value = body.frame.evaluate(options.value, below(body.at, options.key), 'property', body.node.loops);
  const scope = path(value, 'scope');
  if (scope === null) return fallback;
  const text = asText(scope)?.toLowerCase();
  if (text === 'inner' || text === 'outer') return text;
  return text === 'notspecified' ? fallback : 'unknown';
}

function templateOf(body: Body): Found | undefined {
  const inline = find(body.raw, 'template');
  if (inline === undefined) return linkedTemplate(body);
  const at = below(body.at, inline.key);
  const template = inlineTemplate(body, inline.value, at);
  return template === undefined ? undefined : { template, linked: false };
}

/** The template object; one that an expression gives is used where it is wholly known. */
function inlineTemplate(body: Body, raw: Json, at: Anchor): Template | undefined {
  if (isObject(raw)) return parse(body, raw, at.file, at.pointer);
  const value = body.frame.evaluate(raw, at, 'property', body.node.loops);
  const place = value.from ?? at;
  if (value.kind === 'known' && isObject(value.value)) return parse(body, value.value, place.file, place.pointer);
  lost(body, at, 'the template is computed and not known here');
  return undefined;
}

function linkedTemplate(body: Body): Found | undefined {
  const link = find(body.raw, 'templateLink');
  if (link === undefined) return undefined;
  const at = below(body.at, link.key);
  const file = lookUp(body, link.value, at);
  if (file === undefined) {
    lost(body, at, 'the linked template is not among the files');
    return undefined;
  }
  return { template: parse(body, file.value, file.file, ''), linked: true };
}

function lookUp(body: Body, link: Json, at: Anchor): ReturnType<Frame['run']['linked']> {
  const { frame, node } = body;
  const value = frame.evaluate(link, at, 'property', node.loops);
  const named = localPath(path(value, 'relativePath') ?? path(value, 'uri') ?? value);
  if (named === undefined) return undefined;
  for (const candidate of candidates(named, frame.template.file, frame.run.rootFile)) {
    const file = frame.run.linked(candidate);
    if (file !== undefined) return file;
  }
  return undefined;
}

// ---------------------------------------------------------------- what is passed

interface Passed {
  readonly given: (name: string) => Given | undefined;
  readonly closed: boolean;
}

function parametersOf(body: Body, template: Template): Passed {
  const link = find(body.raw, 'parametersLink');
  if (link !== undefined) {
    const at = below(body.at, link.key);
    const file = lookUp(body, link.value, at);
    if (file !== undefined) {
      const set = parseParameterFile(file.value, file.file);
      return { given: (name) => set.values.get(name), closed: true };
    }
    lost(body, at, 'the linked parameter file is not among the files');
    return { given: () => undefined, closed: false };
  }
  const section = find(body.raw, 'parameters');
  if (section === undefined || section.value === null) return { given: () => undefined, closed: true };
  const at = below(body.at, section.key);
  if (isObject(section.value)) {
    const raw = section.value;
    checkNames(body, raw, template, at);
    return { given: (name) => givenBy(body, raw, name, at), closed: true };
  }
  const whole = body.frame.evaluate(section.value, at, 'property', body.node.loops);
  return { given: (name) => givenAs(path(whole, name), name, at), closed: whole.kind === 'known' };
}

function givenBy(body: Body, raw: JsonObject, name: string, at: Anchor): Given | undefined {
  const found = find(raw, name);
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
  if (path(whole, 'reference') !== null) return { kind: path(whole, 'reference') === undefined ? 'unknown' : 'secret', name, at };
  return value === null || value === undefined ? { kind: 'unknown', name, at } : { kind: 'value', name, at, value };
}

function checkNames(body: Body, raw: JsonObject, template: Template, at: Anchor): void {
  for (const name of Object.keys(raw)) {
    if (template.parameters.has(name.toLowerCase())) continue;
    const message = `the nested template declares no parameter '${name}'`;
    body.frame.run.faults.add({ kind: 'parameter-undeclared', at: below(at, name), message, name });
  }
  for (const declaration of template.parameters.values()) {
    if (declaration.default !== null || declaration.nullable || find(raw, declaration.name) !== undefined) continue;
    const message = `the nested template needs a parameter '${declaration.name}'`;
    body.frame.run.faults.add({ kind: 'parameter-missing', at, message, name: declaration.name });
  }
}

// ---------------------------------------------------------------- templates held as data

/** The outer pass goes over them like over any property; they are deployed later, with parameters that nobody knows yet. */
function embedded(
  body: Body,
  found: { readonly key: string; readonly value: Json } | undefined,
  at: Anchor,
  carrier: Carrier,
  passed: Passed = { given: () => undefined, closed: false },
): readonly Inner[] {
  if (found === undefined || found.value === null) return [];
  const template = inlineTemplate(body, found.value, below(at, found.key));
  if (template === undefined) return [];
  const place = `${body.frame.id}#${template.at.pointer}${suffix(body.node.loops)}`;
  const host = { frame: body.frame, loops: body.node.loops };
  const frame = childFrame(body, template, { deployment: { kind: template.kind, scopeId: place }, ...passed, host });
  return frame === undefined ? [] : [{ frame, carrier }];
}

function templateSpec(body: Body): readonly Inner[] {
  const main = embedded(body, find(body.raw, 'mainTemplate') ?? find(body.raw, 'template'), body.at, 'template-spec');
  const linked = find(body.raw, 'linkedTemplates');
  if (linked === undefined || !isArray(linked.value)) return main;
  const place = below(body.at, linked.key);
  const others = linked.value.flatMap((item, index) =>
    isObject(item) ? embedded(body, find(item, 'template'), below(place, index), 'template-spec') : [],
  );
  return [...main, ...others];
}

function stack(body: Body): readonly Inner[] {
  const inline = find(body.raw, 'template');
  if (inline === undefined) {
    const found = linkedTemplate(body);
    if (found === undefined) return [];
    const deployment = targetOf(body.frame, body.node.declaration.raw, body.node.draft.at, body.node.loops);
    const frame = childFrame(body, found.template, { deployment, ...parametersOf(body, found.template), host: null });
    return frame === undefined ? [] : [{ frame, carrier: 'stack' }];
  }
  const template = isObject(inline.value) ? parseTemplate(inline.value, body.at.file, `${body.at.pointer}/${inline.key}`) : undefined;
  return embedded(body, inline, body.at, 'stack', template === undefined ? undefined : parametersOf(body, template));
}

/** deployIfNotExists: values are policy expressions (`field('location')`), which are no deployment functions (§2.11). */
function policy(body: Body): readonly Inner[] {
  let raw: JsonObject = body.raw;
  let at = body.at;
  for (const name of ['policyRule', 'then', 'details', 'deployment', 'properties']) {
    const found = find(raw, name);
    if (found === undefined || !isObject(found.value)) return [];
    raw = found.value;
    at = below(at, found.key);
  }
  const section = find(raw, 'parameters')?.value;
  const given = (name: string): Given | undefined =>
    isObject(section) && find(section, name) !== undefined ? { kind: 'unknown', name, at } : undefined;
  return embedded(body, find(raw, 'template'), at, 'policy', { given, closed: false });
}

// ---------------------------------------------------------------- frames

interface ChildInput extends Passed {
  readonly deployment: DeploymentContext;
  readonly host: ConstructorParameters<typeof Frame>[0]['host'];
}

function childFrame(body: Body, template: Template, input: ChildInput): Frame | undefined {
  const { frame, node } = body;
  if (frame.depth >= NESTING_CAP) {
    frame.run.limit(body.at, `deployments nested deeper than ${NESTING_CAP} are not looked at`, 'nesting');
    return undefined;
  }
  const link = template.file === node.draft.file ? '' : `>${template.file}`;
  const id = `${frame.id}#${template.file === node.draft.file ? template.at.pointer : node.draft.at.pointer}${suffix(node.loops)}${link}`;
  return new Frame({ id, run: frame.run, template, depth: frame.depth + 1, ...input });
}

function parse(body: Body, raw: Json, file: string, pointer: string): Template {
  const template = parseTemplate(raw, file, pointer);
  template.faults.forEach((fault) => body.frame.run.faults.add(fault));
  return template;
}

function lost(body: Body, at: Anchor, message: string): void {
  body.frame.run.faults.add({ kind: 'template-not-found', at, message });
}
