/**
 * Templates inside templates: nested and linked deployments, and templates that a resource holds as data
 * (stacks, template specs, content templates, policies; facts/arm-templates.md §3.6, §3.7).
 */
import type { Anchor, Json, JsonObject } from '../model.ts';
import type { DeploymentContext } from '../expression/arm/scope.ts';
import { asText, below, path, isObject } from '../value.ts';
import { lookUp, lost, parse, relativeTo, type Body } from './body.ts';
import { suffix } from './copy.ts';
import { Frame } from './frame.ts';
import { find, isArray, type Member } from './json.ts';
import type { Given } from './parameters.ts';
import { parametersOf, type Passed } from './passed.ts';
import type { Template } from './parse.ts';
import type { Carrier } from './carriers.ts';
import type { Node } from './resources.ts';
import { NESTING_CAP } from './run.ts';
import { specLinked } from './specs.ts';
import type { Loops } from './stage.ts';
import { targetOf } from './target.ts';

export interface Inner {
  readonly frame: Frame;
  readonly carrier: Carrier;
  /** The main template of a template spec. */
  readonly main?: true;
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
  if (type.endsWith('/contenttemplates'))
    return embedded(body, find(body.raw, 'mainTemplate'), body.at, 'content-template');
  return [];
}

// ---------------------------------------------------------------- deployments

interface Found {
  readonly template: Template;
  readonly linked: boolean;
  readonly remote?: boolean;
  /** A template spec of the same template: the deployment of that one goes over its text first. */
  readonly host?: { readonly frame: Frame; readonly loops: Loops };
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
  const passed = outer ? { given: () => undefined, closed: true } : parametersOf(body, found.template, found.remote);
  const inner = childFrame(body, found.template, {
    deployment: targetOf(frame, node.declaration.raw, node.draft.at, node.loops),
    ...passed,
    host: outer ? { frame, loops: node.loops } : (found.host ?? null),
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
  if (isObject(raw)) return parse(body, raw, at);
  const value = body.frame.evaluate(raw, at, 'property', body.node.loops);
  const place = value.from ?? at;
  if (value.kind === 'known' && isObject(value.value)) return parse(body, value.value, place);
  lost(body, at, 'the template is computed and not known here');
  return undefined;
}

function linkedTemplate(body: Body): Found | undefined {
  const link = find(body.raw, 'templateLink');
  if (link === undefined) return undefined;
  const at = below(body.at, link.key);
  const spec = specOf(body, link.value, at);
  if (spec === 'not-here') {
    lost(body, at, 'the template spec is not among the files');
    return undefined;
  }
  if (spec !== undefined) return spec;
  const file = lookUp(body, link.value, at);
  if (file === undefined || !isObject(file.value)) {
    lost(body, at, 'the linked template is not among the files', relativeTo(body, link.value));
    return undefined;
  }
  return { template: parse(body, file.value, { file: file.file, pointer: '' }), linked: true, remote: file.remote };
}

/** `templateLink.id` is that of a template spec version (facts/arm-templates.md §3.6 "Linked"). */
function specOf(body: Body, link: Json, at: Anchor): Found | 'not-here' | undefined {
  const spec = specLinked(body, link, at);
  if (spec === undefined || spec === 'not-here') return spec;
  const { frame, node } = spec;
  const properties = find(node.declaration.raw, 'properties');
  if (properties === undefined || !isObject(properties.value)) return 'not-here';
  const main = mainTemplateIn(properties.value);
  if (main === undefined || !isObject(main.value)) return 'not-here';
  node.used = true;
  const place = below(below(node.draft.at, properties.key), main.key);
  return { template: parse(body, main.value, place), linked: true, host: { frame, loops: node.loops } };
}

function mainTemplateIn(properties: JsonObject): Member | undefined {
  return find(properties, 'mainTemplate') ?? find(properties, 'template');
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
  const main = embedded(body, mainTemplateIn(body.raw), body.at, 'template-spec').map((inner): Inner => ({
    ...inner,
    main: true,
  }));
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
    const frame = childFrame(body, found.template, {
      deployment,
      ...parametersOf(body, found.template, found.remote),
      host: null,
    });
    return frame === undefined ? [] : [{ frame, carrier: 'stack' }];
  }
  const template = inlineTemplate(body, inline.value, below(body.at, inline.key));
  return template === undefined ? [] : embedded(body, inline, body.at, 'stack', parametersOf(body, template));
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
  const here = template.file === node.draft.file;
  // A template spec stands elsewhere in the file, and may be deployed more than once.
  const inside = here && template.at.pointer.startsWith(`${node.draft.at.pointer}/`);
  const link = here ? '' : `>${template.file}`;
  const id = `${frame.id}#${inside ? template.at.pointer : node.draft.at.pointer}${suffix(node.loops)}${link}`;
  return new Frame({ id, run: frame.run, template, depth: frame.depth + 1, ...input });
}
