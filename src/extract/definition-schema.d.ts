/** What `.config/definition-schemas.mjs` makes of the schemas of definitions: validators by Ajv, and the words that they know. */

/** An error of Ajv in short. */
export interface SchemaError {
  /** JSON pointer in the projection. */
  readonly instancePath: string;
  readonly keyword: 'type' | 'required' | 'words' | 'range' | 'anyOf' | 'if' | 'const';
  /** type: its name or names; required: the member; words: number of the set; range: 'least,most'. */
  readonly said: string | number | readonly string[] | null;
  /** Of one of several alternatives, of which none holds. */
  readonly inner: boolean;
}

export interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}

/** Names of members that are not all lower case, as the schemas write them. */
export const spellings: readonly string[];
/** Sets of words, as the schemas write them. */
export const sets: readonly (readonly string[])[];
/** Members, in lower case, whose own members a schema looks at. */
export const deep: readonly string[];
/** Of these also the members of their members, which may have any name. */
export const maps: readonly string[];
/** Type of operation, as the schemas write it → its validator. */
export const validators: Readonly<Record<'trigger' | 'action', Readonly<Record<string, Validate>>>>;
export const definition: Validate;
/** For operations of a type that no schema describes. */
export const trigger: Validate;
export const action: Validate;
