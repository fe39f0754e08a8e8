/**
 * Functions whose result only the deployment knows: reference, list*, new ids, zones (facts/arm-templates.md §2.7).
 * They become holes that say what computes them; where they may not stand is a `placement` fault.
 */
import type { HoleType, Value } from '../../model.ts';
import { asText, hole, known } from '../../value.ts';
import { callHole, errorIn } from './apply.ts';
import { Failure, type Fn, type Scene } from './kinds.ts';
import type { Node } from './nodes.ts';
import { clip } from '../../secret.ts';

type Where = 'resources' | 'default' | 'any';

/** reference and list* only in properties and outputs, newGuid and utcNow only in defaults (§2.4, §2.7). */
function misplaced(fn: string, where: Where, scene: Scene): Failure | undefined {
  const { position } = scene.scope;
  const allowed =
    where === 'any' ||
    (where === 'default' ? position === 'default' : position === 'property' || position === 'output');
  return allowed ? undefined : new Failure('placement', `${fn}() is not allowed ${PLACES[position]}`, fn);
}

const PLACES = {
  property: 'in a resource',
  output: 'in an output',
  default: 'in a parameter default',
  variable: 'in a variable',
  function: 'in a user function',
  name: 'in the name, type, API version or location of a resource',
  condition: 'in a condition',
  'copy-count': 'in the count of a loop',
} as const;

function runtime(
  name: string,
  min: number,
  max: number | null,
  returns: HoleType,
  where: Where,
  per: 'everywhere' | 'scope' | 'template',
): Fn {
  return {
    name,
    min,
    max,
    lazy: (nodes, scene) => {
      const wrong = misplaced(name, where, scene);
      if (wrong !== undefined) return scene.fail(wrong);
      const args = nodes.map((node) => scene.evaluate(node));
      const prefix =
        per === 'everywhere' ? '' : per === 'scope' ? `${scene.scope.deployment.scopeId}:` : `${scene.scope.id}:`;
      return errorIn(args) ?? callHole(name, returns, args, scene, undefined, prefix);
    },
  };
}

/** A target given by name or symbol only means something in its own template. */
function targetPrefix(target: Value | undefined, scene: Scene): string {
  const known = target?.kind === 'text' ? target.parts[0] : asText(target);
  return typeof known === 'string' && known.startsWith('/') ? '' : `${scene.scope.id}:`;
}

function reference(nodes: readonly Node[], scene: Scene): Value {
  const wrong = misplaced('reference', 'resources', scene);
  if (wrong !== undefined) return scene.fail(wrong);
  const args = nodes.map((node) => scene.evaluate(node));
  const failed = errorIn(args);
  const [target, version, how] = args;
  if (failed !== undefined || target === undefined) return failed ?? known(null);
  const full = asText(how)?.toLowerCase() === 'full';
  const found = scene.scope.reference(target, full);
  if (found !== undefined)
    return scene.through(found, { label: `reference(${quoted(target)})`, at: found.from ?? null });
  const canonical = full && version !== undefined ? [target, version, known('Full')] : args;
  return callHole(
    'reference',
    how === undefined || full ? 'object' : 'any',
    canonical,
    scene,
    undefined,
    targetPrefix(target, scene),
  );
}

function quoted(target: Value): string {
  const text = asText(target);
  return text === undefined ? '…' : `'${clip(text, 80)}'`;
}

/** Any function whose name starts with `list` is a POST action of a resource; what it answers is secret by default. */
export function listFunction(name: string): Fn {
  return {
    name,
    min: 1,
    max: 3,
    lazy: (nodes, scene) => {
      const wrong = misplaced(name, 'resources', scene);
      if (wrong !== undefined) return scene.fail(wrong);
      const args = nodes.map((node) => scene.evaluate(node));
      const failed = errorIn(args);
      return failed ?? { ...callHole(name, 'any', args, scene, undefined, targetPrefix(args[0], scene)), secure: true };
    },
  };
}

/** One value per place: two calls never give the same, one parameter keeps its own (§2.4). */
function once(name: 'newGuid' | 'utcNow', max: number): Fn {
  return {
    name,
    min: 0,
    max,
    lazy: (_, scene) => {
      const wrong = misplaced(name, 'default', scene);
      if (wrong !== undefined) return scene.fail(wrong);
      const shape = name === 'newGuid' ? { shape: { minLength: 36, maxLength: 36, alphabet: 'guid' as const } } : {};
      return hole(`${name.toLowerCase()}@${scene.site}`, 'string', shape);
    },
  };
}

/** The documented spelling of the list functions, for messages and `call.fn`. */
const LISTS = [
  'list',
  'listAccountSas',
  'listCallbackUrl',
  'listConnectionStrings',
  'listConsentLinks',
  'listContentCallbackUrl',
  'listKeys',
  'listKeyVaultKeys',
  'listOutputsWithSecureValues',
  'listSecrets',
  'listServiceSas',
  'listStatus',
  'listSwagger',
  'listSyncFunctionTriggerStatus',
  'listWsdlInterfaces',
];

export const RUNTIME: readonly Fn[] = [
  { name: 'reference', min: 1, max: 3, lazy: reference },
  runtime('references', 1, 2, 'array', 'resources', 'template'),
  ...LISTS.map(listFunction),
  once('newGuid', 0),
  once('utcNow', 1),
  runtime('providers', 1, 2, 'object', 'any', 'scope'),
  runtime('pickZones', 3, 5, 'array', 'any', 'scope'),
  runtime('toLogicalZone', 3, 3, 'string', 'any', 'everywhere'),
  runtime('toLogicalZones', 3, 3, 'array', 'any', 'everywhere'),
  runtime('toPhysicalZone', 3, 3, 'string', 'any', 'everywhere'),
  runtime('toPhysicalZones', 3, 3, 'array', 'any', 'everywhere'),
  runtime('deployer', 0, 0, 'object', 'any', 'template'),
  runtime('extensions', 1, 1, 'object', 'any', 'template'),
  runtime('externalInputs', 1, 1, 'any', 'any', 'template'),
  runtime('resourceInfo', 1, 1, 'object', 'any', 'template'),
  runtime('roleDefinitions', 1, 1, 'object', 'any', 'everywhere'),
];
