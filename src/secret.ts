/**
 * What must not be shown. The door of `secret/`: shapes and positions of secrets (facts/security.md §4),
 * and what to do with them: list them, mask them in text, seal them in values.
 */
export { clip } from './secret/clip.ts';
export { mask, masked, maskedPointer, secretAt, secretsIn, secretsInRaw } from './secret/find.ts';
export { secretsInCode, type CodeText, type CodeTexts, type Piece } from './secret/code.ts';
export { commentsIn, textsOf } from './secret/code-tokens.ts';
export { type Language, languageOfFile } from './secret/language.ts';
export { evaluatedIn, secretsOfDocument, type Evaluated } from './secret/document.ts';
export { type Context, isSecretDue } from './secret/position.ts';
export { isDescription, isPlaceholder, isSentence } from './secret/placeholder.ts';
export { seal } from './secret/seal.ts';
export { sayKind } from './secret/words.ts';
