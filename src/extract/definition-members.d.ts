/** What `.config/definition-schemas.mjs` makes of the schemas of definitions: the names of members. */

/** Part of a definition (`action`, `recurrence`; `action http` = inputs of that type) → the members it may have. */
export const members: Readonly<Record<string, readonly string[]>>;
