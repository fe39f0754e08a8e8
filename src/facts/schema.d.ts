/** What `.config/facts-schema.mjs` makes of the types of facts: a part of JSON Schema. */
export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  /** Of each item, or of the first, the second … */
  readonly items?: Schema | readonly Schema[];
}

/** All of the facts. */
export const facts: Schema;
export const definitions: Readonly<Record<string, Schema>>;
