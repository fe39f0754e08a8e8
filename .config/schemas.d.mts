/** Absolute path of the validator. */
export const target: string;
/** The text of the validator. */
export function compile(): string;
