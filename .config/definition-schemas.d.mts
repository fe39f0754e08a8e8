/** Absolute path of each module that is made of the schemas → its text. */
export function modules(): Readonly<Record<string, string>>;
/** Path below `schemas/` → schema: the definition and its operations. */
export function readSchemas(): Readonly<Record<string, object>>;
