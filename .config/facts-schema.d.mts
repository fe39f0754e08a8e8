/** Absolute paths of what is made. */
export const schemaFile: string;
export const target: string;
/** The text of the schema. */
export function schema(): string;
/** The text of what is asked of each of the facts. */
export function asked(): string;
