/**
 * Parameter files → parameter sets. Values in these files are literal: never evaluated, never unescaped
 * (facts/arm-templates.md §1.1 rule 8). Key Vault references and computed values are holes.
 */
import type { Anchor, FileId, Json, JsonObject, Value } from '../model.ts';
import { below, known, seenFrom, isObject } from '../value.ts';
import type { TemplateFault } from './faults.ts';
import { find, isArray } from './json.ts';
import { withTokens } from './placeholder.ts';

/** What a file says about one parameter. */
export type Given =
  | { readonly kind: 'value'; readonly name: string; readonly at: Anchor; readonly value: Value }
  /** A Key Vault reference: known to nobody here, and never printed. */
  | { readonly kind: 'secret'; readonly name: string; readonly at: Anchor }
  /** Computed when the file is used (`expression` with `externalInputDefinitions`), or not understood. */
  | { readonly kind: 'unknown'; readonly name: string; readonly at: Anchor };

export interface ParameterSet {
  readonly file: FileId;
  /** Keys are lower case. */
  readonly values: ReadonlyMap<string, Given>;
  readonly faults: readonly TemplateFault[];
  /** Bound by folder only, not by the template's name: names that the template lacks are no fault. */
  readonly loose?: true;
}

/** Reads a parameter file (shape: facts/arm-templates.md §3.2). Never throws. */
export function parseParameterFile(value: Json, file: FileId, pointer = ''): ParameterSet {
  const at: Anchor = { file, pointer };
  const faults: TemplateFault[] = [];
  const section = isObject(value) ? find(value, 'parameters') : undefined;
  const values = new Map<string, Given>();
  if (section === undefined || !isObject(section.value)) {
    faults.push({ kind: 'template-shape', at, message: `a parameter file has an object 'parameters'` });
    return { file, values, faults };
  }
  const place = below(at, section.key);
  for (const [name, raw] of Object.entries(section.value)) {
    const given = isObject(raw) ? giveOne(name, raw, below(place, name)) : undefined;
    if (given === undefined) {
      faults.push({
        kind: 'template-shape',
        at: below(place, name),
        message: 'a parameter is {value} or {reference}',
        name,
      });
    } else if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), given);
  }
  return { file, values, faults };
}

function giveOne(name: string, raw: JsonObject, at: Anchor): Given | undefined {
  if (find(raw, 'reference') !== undefined) return { kind: 'secret', name, at };
  if (find(raw, 'expression') !== undefined) return { kind: 'unknown', name, at };
  const value = find(raw, 'value');
  if (value === undefined) return undefined;
  const place = below(at, value.key);
  return { kind: 'value', name, at: place, value: literal(value.value, place, name) };
}

function literal(raw: Json, at: Anchor, name: string): Value {
  const label = `${at.file.split('/').pop() ?? at.file}: ${name}`;
  return seenFrom(tokens(raw, at), at, { label, at });
}

/** The literal with the tokens of delivery tools as holes. Depth is bounded by the reader (256). */
function tokens(raw: Json, at: Anchor): Value {
  if (typeof raw === 'string') {
    const value = withTokens(raw, at.file);
    return typeof value === 'string' ? known(value, at) : { ...value, from: at };
  }
  if (isArray(raw)) {
    const items = raw.map((item, index) => tokens(item, below(at, index)));
    return items.every((item) => item.kind === 'known') ? known(raw, at) : { kind: 'array', items, from: at };
  }
  if (isObject(raw)) {
    const entries = Object.entries(raw).map(([key, item]) => ({ key, value: tokens(item, below(at, key)) }));
    return entries.every((entry) => entry.value.kind === 'known')
      ? known(raw, at)
      : { kind: 'object', entries, from: at };
  }
  return known(raw, at);
}
