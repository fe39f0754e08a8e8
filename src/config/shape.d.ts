/** What the generated validator gives: Ajv's error objects, with `verbose`. */
export interface ShapeError {
  readonly keyword: string;
  /** JSON pointer of the value. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  /** Set where a name was judged, not a value. */
  readonly propertyName?: string;
  readonly parentSchema: {
    readonly properties?: object;
    readonly examples?: readonly string[];
    readonly propertyNames?: { readonly examples?: readonly string[] };
  };
}

export const validate: { (value: unknown): boolean; errors?: readonly ShapeError[] | null };
