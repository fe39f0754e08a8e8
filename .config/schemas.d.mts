/** Absolute path of the validator. */
export const target: string;
/** The text of the validator. */
export function compile(): string;
/** The text of the schema with these names of rules and categories, and these options. */
export function withRules(known: { readonly names: readonly string[]; readonly options: object }): string;
