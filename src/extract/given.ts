/** What a definition writes into its variables, and what its Compose actions give, as it is written. */
import type { Json, JsonObject, Pointer } from '../model.ts';
import { field } from '../recognise.ts';
import { evaluatedIn, type Evaluated } from '../secret.ts';
import { keyLike } from '../keys.ts';
import { escapeToken, isObject } from '../value.ts';
import { Meanwhile, OF_DOCUMENT } from '../meanwhile.ts';

export interface Write {
  /** As written: of the variable, or of the action. */
  readonly name: string;
  readonly pointer: Pointer;
  /** Null for a value that is no text, and for what is appended to one. */
  readonly text: string | null;
}

/** By lower-case name. */
export interface Given {
  readonly variables: ReadonlyMap<string, readonly Write[]>;
  readonly outputs: ReadonlyMap<string, readonly Write[]>;
}

interface Made {
  readonly variables: Map<string, Write[]>;
  readonly outputs: Map<string, Write[]>;
}

const NOTHING: Given = { variables: new Map(), outputs: new Map() };
const made = new Meanwhile<object, ReadonlyMap<JsonObject, Made>>(OF_DOCUMENT);

/** Of one definition of the document; all of them are read in one walk. */
export function givenIn(root: object, definition: JsonObject): Given {
  let all = made.get(root);
  if (all === undefined) {
    all = read(root as Json);
    made.set(root, all);
  }
  return all.get(definition) ?? NOTHING;
}

function read(root: Json): ReadonlyMap<JsonObject, Made> {
  const out = new Map<JsonObject, Made>();
  const names = evaluatedIn(root, 'given');
  for (const one of names) {
    const definition = one.around.findLast(isDefinition);
    if (definition === undefined) continue;
    const own = out.get(definition) ?? { variables: new Map<string, Write[]>(), outputs: new Map<string, Write[]>() };
    out.set(definition, own);
    if (one.tokens.at(-1) === 'inputs') note(own.outputs, composed(one));
    else note(own.variables, written(one));
  }
  return out;
}

export function isDefinition(value: Json): value is JsonObject {
  if (!isObject(value) || !isObject(field(value, 'actions'))) return false;
  return isObject(field(value, 'triggers')) || isObject(field(value, 'parameters'));
}

function note(into: Map<string, Write[]>, write: Write | null): void {
  if (write === null) return;
  const key = write.name.toLowerCase();
  const before = into.get(key);
  if (before === undefined) into.set(key, [write]);
  else before.push(write);
}

/** `actions/<name>/inputs` of Compose. */
function composed({ around, pointer, text, tokens }: Evaluated): Write | null {
  return typeOf(around.at(-1)) === 'compose' ? { name: tokens.at(-2) ?? '', pointer, text } : null;
}

/** `inputs/variables/0/name` of InitializeVariable, `inputs/name` of the others. */
function written({ around, tokens, pointer, text: name }: Evaluated): Write | null {
  const holder = around.at(-1);
  if (!isObject(holder)) return null;
  const initializes = tokens.at(-3) === 'variables' && typeOf(around.at(-4)) === 'initializevariable';
  const type = initializes ? 'setvariable' : tokens.at(-2) === 'inputs' ? typeOf(around.at(-2)) : '';
  if (!/^(?:setvariable|(?:append|increment|decrement).{0,20}variable)$/.test(type)) return null;
  const key = keyLike(holder, 'value');
  const value = key === undefined ? undefined : holder[key];
  if (value === undefined || key === undefined) return initializes ? null : { name, pointer, text: null };
  const at = `${pointer.slice(0, pointer.lastIndexOf('/'))}/${escapeToken(key)}`;
  return { name, pointer: at, text: typeof value === 'string' && type === 'setvariable' ? value : null };
}

function typeOf(action: Json | undefined): string {
  const type = isObject(action) ? field(action, 'type') : undefined;
  return typeof type === 'string' ? type.toLowerCase() : '';
}
