/**
 * Positions where a literal is a secret whatever it looks like: the member `password`, the header
 * `Authorization`, the query `sig` (facts/security.md §3.2, §4.2, §4.4). Judges a name and its parents.
 */
import type { SecretKind } from '../model.ts';
import { remembered } from '../remembered.ts';
import { isExpression, isPlaceholder, isReference } from './placeholder.ts';

/** The member's name and the names around it, outermost first; the last few are enough. */
export interface Context {
  readonly key: string;
  readonly parents: readonly string[];
  /** Declared `securestring` or `secureobject`. */
  readonly secure?: boolean;
}

type Sort = { readonly kind: SecretKind; readonly accepts: (text: string) => boolean };

const any = (): boolean => true;
/** A key is long and has no blanks; `"primaryKey": "Id"` is the column of a table. */
const keyLike = (text: string): boolean => text.length >= 16 && !/\s/.test(text);
/** A connection string that logs in with something; one with managed identity holds no secret. */
const withCredential = (text: string): boolean => /(?:key|password|pwd|secret|sig|signature|token)\s{0,4}=/i.test(text);
/** A header value: `Basic …`, `Bearer …`, or a key alone. */
const headerLike = (text: string): boolean => text.replace(SCHEME, '').trim().length >= 6;

const PASSWORD: Sort = { kind: 'password', accepts: any };
const CLIENT_SECRET: Sort = { kind: 'client-secret', accepts: any };
const CERTIFICATE: Sort = { kind: 'certificate', accepts: keyLike };
const API_KEY: Sort = { kind: 'api-key', accepts: (text) => text.length >= 8 && !/\s/.test(text) };
const KEY: Sort = { kind: 'account-key', accepts: keyLike };
const FUNCTION_KEY: Sort = { kind: 'function-key', accepts: keyLike };
const CONNECTION: Sort = { kind: 'connection-string', accepts: withCredential };
const HEADER: Sort = { kind: 'authorization-header', accepts: headerLike };
const SIGNATURE: Sort = { kind: 'sas-signature', accepts: keyLike };
const TOKEN: Sort = { kind: 'token', accepts: keyLike };

/** Names without case, `-`, `_` and blanks. */
const NAMES: ReadonlyMap<string, Sort> = new Map([
  ['password', PASSWORD],
  ['passwd', PASSWORD],
  ['pwd', PASSWORD],
  ['passphrase', PASSWORD],
  ['secret', CLIENT_SECRET],
  ['clientsecret', CLIENT_SECRET],
  ['pfx', CERTIFICATE],
  ['privatekey', CERTIFICATE],
  ['apikey', API_KEY],
  ['xapikey', API_KEY],
  ['subscriptionkey', API_KEY],
  ['ocpapimsubscriptionkey', API_KEY],
  ['aegsaskey', API_KEY],
  ['aegsastoken', TOKEN],
  ['xfunctionskey', FUNCTION_KEY],
  ['functionkey', FUNCTION_KEY],
  ['accountkey', KEY],
  ['accesskey', KEY],
  ['storagekey', KEY],
  ['sharedkey', KEY],
  ['sharedaccesskey', KEY],
  ['primarykey', KEY],
  ['secondarykey', KEY],
  ['masterkey', KEY],
  ['connectionstring', CONNECTION],
  ['primaryconnectionstring', CONNECTION],
  ['secondaryconnectionstring', CONNECTION],
  ['authorization', HEADER],
  ['sig', SIGNATURE],
  ['accesstoken', TOKEN],
  ['refreshtoken', TOKEN],
  ['sastoken', TOKEN],
]);

/** Endings that make a longer name a secret's: `sqlPassword`, `storageAccountKey`. */
const SUFFIXES = [
  'password', 'clientsecret', 'apikey', 'accountkey', 'accesskey', 'sharedaccesskey', 'connectionstring',
  'subscriptionkey', 'functionkey', 'sastoken', 'privatekey',
] as const; // prettier-ignore

const SCHEME = /^\s{0,8}(?:Basic|Bearer|SharedAccessSignature|SharedKey|Token|ApiKey|PoP)\s{1,8}/i;
/** Under these a name is a description, not a place for a value. */
const WRAPPERS: ReadonlySet<string> = new Set(['value', 'defaultvalue']);

/** The span of a secret that only its position gives away, or null. A scheme before it stays readable. */
export function isSecretPosition(
  text: string,
  context: Context,
): { start: number; end: number; kind: SecretKind } | null {
  const sort = sortOf(context);
  if (sort === null || isExpression(text) || isPlaceholder(text) || isReference(text) || !sort.accepts(text))
    return null;
  // `"clientSecret": "clientSecret"`: a sample that repeats its own name.
  const said = bare(text);
  if (said === bare(context.key) || said === bare(context.parents[context.parents.length - 1] ?? '')) return null;
  const start = sort === HEADER ? (SCHEME.exec(text)?.[0].length ?? 0) : 0;
  return isPlaceholder(text.slice(start)) ? null : { start, end: text.length, kind: sort.kind };
}

/** Is a secret due here, whatever stands here now (an expression, say)? */
export function isSecretDue(context: Context): boolean {
  return sortOf(context) !== null;
}

/** Can a member of this name be a secret by its position, whatever stands around it? No for most. */
export const isNameOfSecret = remembered((key): boolean => {
  const name = bare(key);
  return WRAPPERS.has(name) || name === 'code' || byName(name) !== null;
});

function sortOf({ key, parents, secure }: Context): Sort | null {
  if (secure === true) return PASSWORD;
  const parent = parents[parents.length - 1] ?? '';
  const name = bare(key);
  if (WRAPPERS.has(name)) {
    // Authentication of type Raw keeps its header in `value`: facts/security.md §3.2.
    if (name === 'value' && bare(parent) === 'authentication') return HEADER;
    return byName(bare(parent));
  }
  // The key of a function travels as the query `code`; elsewhere the word says nothing.
  if (name === 'code' && bare(parent) === 'queries') return FUNCTION_KEY;
  return byName(name);
}

function byName(name: string): Sort | null {
  const exact = NAMES.get(name);
  if (exact !== undefined) return exact;
  const suffix = SUFFIXES.find((ending) => name.endsWith(ending));
  return suffix === undefined ? null : (NAMES.get(suffix) ?? null);
}

function bare(name: string): string {
  return name.length > 100 ? '' : name.toLowerCase().replace(/[-_\s]/g, '');
}
