/**
 * Vectors of kind `arm-template`: a template, a question (`ask`), the answer. Verdicts: `unsound` = something is said
 * that is not so (a wrong value, or a value where nothing can be known), `fail` = nothing is said where it could be.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject, Value } from '../../src/model.ts';
import { hole, known, path } from '../../src/value.ts';
import { settle } from '../../src/expression/arm/settle.ts';
import { deploy, type Deployed, type Resource } from '../../src/template/deploy.ts';
import { parseParameterFile } from '../../src/template/parameters.ts';
import { parseTemplate } from '../../src/template/parse.ts';

export interface Verdict {
  readonly id: string;
  readonly authority: string;
  readonly verdict: 'pass' | 'fail' | 'unsound';
  readonly note?: string;
}

interface Ask {
  readonly kind: string;
  readonly name?: string;
  readonly deployment?: string;
  readonly output?: string;
  readonly path?: string;
  readonly scope?: { readonly subscriptionId?: string; readonly resourceGroup?: string };
  readonly parameterFile?: Json;
}

interface Vector {
  readonly id: string;
  readonly authority: string;
  readonly template: JsonObject;
  readonly ask: Ask;
  readonly expected: Json;
}

export function run(vectors: readonly unknown[]): Verdict[] {
  return vectors.map((data) => {
    if (!isVector(data)) throw new Error('not an arm-template vector');
    const said = answer(data);
    const base = { id: data.id, authority: data.authority };
    return said === null ? { ...base, verdict: 'pass' as const } : { ...base, ...said };
  });
}

function isVector(data: unknown): data is Vector {
  if (typeof data !== 'object' || data === null) return false;
  return ['id', 'authority', 'template', 'ask', 'expected'].every((key) => key in data);
}

type Wrong = { readonly verdict: 'fail' | 'unsound'; readonly note: string };

const FILE = 'main.json';

/** What is wrong, or null. */
function answer(vector: Vector): Wrong | null {
  const { ask, expected } = vector;
  switch (ask.kind) {
    case 'output':
      return compare(outputOf(deployed(vector), ask.name ?? ''), expected);
    case 'nestedOutput':
      return compare(nestedOutput(vector), expected);
    case 'valueAt':
      return compare(valueAt(deployed(vector), ask.path ?? ''), expected);
    case 'resources':
      return compareResources(listed(deployed(vector)), expected);
    case 'embeddedResources':
      return compareResources(embedded(deployed(vector)), expected);
    case 'validate':
      return validate(deployed(vector), expected);
    case 'localTemplatePath':
      return localTemplatePath(vector);
    case 'deploymentScope':
      return compare(known(parseTemplate(vector.template, FILE).kind), expected);
    case 'isBicepGenerated':
      return compare(known(parseTemplate(vector.template, FILE).bicep), expected);
    default:
      return { verdict: 'fail', note: `no such question: ${ask.kind}` };
  }
}

function deployed(vector: Vector, asked?: string[]): Deployed {
  const { scope, parameterFile } = vector.ask;
  return deploy({
    file: FILE,
    template: parseTemplate(vector.template, FILE),
    parameters: parameterFile === undefined ? null : parseParameterFile(parameterFile, 'main.parameters.json'),
    environment: 'test',
    linked: (path) => {
      asked?.push(path);
      return undefined;
    },
    deployment: {
      ...(scope?.subscriptionId === undefined ? {} : { subscriptionId: known(scope.subscriptionId) }),
      ...(scope?.resourceGroup === undefined ? {} : { resourceGroupName: known(scope.resourceGroup) }),
    },
  });
}

function outputOf(result: Deployed, name: string): Value {
  return result.outputs.find((output) => output.name === name)?.value ?? hole('no such output', 'any');
}

/** Asked as a person would: with `reference()` in an output of the parent. */
function nestedOutput(vector: Vector): Value {
  const { deployment = '', output = '' } = vector.ask;
  const value = `[reference('${deployment}').outputs.${output}.value]`;
  const template = { ...vector.template, outputs: { asked: { type: 'string', value } } };
  return outputOf(deployed({ ...vector, template }), 'asked');
}

function valueAt(result: Deployed, where: string): Value {
  const match = /^resources\[(\d+)\]\.(.+)$/.exec(where);
  const resource = result.resources[Number(match?.[1])];
  return path(resource?.value, ...(match?.[2] ?? '').split('.')) ?? hole('nothing there', 'any');
}

/** What is deployed in the end: not looked up, not a deployment of something else. */
function listed(result: Deployed): readonly Resource[] {
  return result.resources.filter((each) => !each.existing && each.typeName !== 'microsoft.resources/deployments');
}

function embedded(result: Deployed): readonly Resource[] {
  return result.resources.filter((each) => each.within === 0);
}

function validate(result: Deployed, expected: Json): Wrong | null {
  const wanted = isObject(expected) ? expected['reason'] : undefined;
  const reason = typeof wanted === 'string' ? wanted : 'no reason is asked for';
  const found = result.faults.some((fault) => fault.message.includes(reason));
  return found ? null : { verdict: 'fail', note: `no fault says '${reason}'` };
}

function localTemplatePath(vector: Vector): Wrong | null {
  const asked: string[] = [];
  deployed(vector, asked);
  return compare(asked[0] === undefined ? hole('nothing asked', 'string') : known(asked[0]), vector.expected);
}

function compareResources(found: readonly Resource[], expected: Json): Wrong | null {
  const list = Array.isArray(expected) ? (expected as readonly Json[]) : [];
  if (list.length !== found.length)
    return { verdict: 'unsound', note: `${found.length} resources instead of ${list.length}` };
  for (const [index, want] of list.entries()) {
    const resource = found[index];
    if (!isObject(want) || resource === undefined) continue;
    for (const [field, value] of Object.entries(want)) {
      const wrong = compareField(resource, field, value);
      if (wrong !== null) return { ...wrong, note: `resources[${index}].${field}: ${wrong.note}` };
    }
  }
  return null;
}

function compareField(resource: Resource, field: string, expected: Json): Wrong | null {
  if (field === 'repeat')
    return resource.symbolic ? null : { verdict: 'unsound', note: 'the count is taken for known' };
  if (field === 'condition') {
    return resource.condition === 'unknown' ? null : { verdict: 'unsound', note: 'the condition is taken for known' };
  }
  if (field === 'type') return compare(resource.type, expected);
  if (field === 'name') return compare(settleIfEmbedded(resource), expected);
  return compare(path(resource.value, field) ?? hole('absent', 'any'), expected);
}

/** Templates held as data are asked about under the assumption that defaults hold. */
function settleIfEmbedded(resource: Resource): Value {
  return resource.carrier === 'content-template' ? settle(resource.name).value : resource.name;
}

/** Against `{status: value, value}`, `{status: unknown}` or the plain value. */
function compare(found: Value, expected: Json): Wrong | null {
  const status = isObject(expected) ? expected['status'] : undefined;
  if (status === 'unknown') {
    return found.kind === 'known' ? { verdict: 'unsound', note: `said ${JSON.stringify(found.value)}` } : null;
  }
  const want = status === 'value' && isObject(expected) ? expected['value'] : expected;
  if (found.kind !== 'known') return { verdict: 'fail', note: `not known: ${JSON.stringify(found).slice(0, 200)}` };
  if (isDeepStrictEqual(found.value, want)) return null;
  return { verdict: 'unsound', note: `said ${JSON.stringify(found.value)}` };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
