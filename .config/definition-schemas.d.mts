/** Absolute path of the validators. */
export const target: string;
/** Their text. */
export function compile(): string;
/** Path below `schemas/` → schema: the definition and its operations. */
export function readSchemas(): Readonly<Record<string, object>>;
