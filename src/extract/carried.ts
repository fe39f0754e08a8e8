/**
 * What the result of an ARM expression surely holds in clear: the parameters and the keys (`listKeys()` and its kin) that it
 * is put together from. Functions that only look at a text (length, equals, uniqueString) hand nothing on.
 */
import type { Node } from '../expression/arm/nodes.ts';
import { classify, parse } from '../expression/arm/parse.ts';
import { remembered } from '../remembered.ts';

export interface Carried {
  /** Names as written; `member`: what is taken of an object, lower case. */
  readonly parameters: readonly { readonly name: string; readonly member: string | null }[];
  /** Calls that answer with secrets: lower-case function name, and the text of the first argument. */
  readonly keys: readonly { readonly fn: string; readonly of: string }[];
}

/** Functions whose result holds the text of their arguments. */
const HANDS_ON = new Set([
  'concat', 'format', 'string', 'base64', 'uri', 'uricomponent', 'base64tostring', 'replace', 'trim', 'tolower', 'toupper', 'coalesce', 'json',
  'createobject', 'createarray', 'array', 'union', 'first', 'last', 'join', 'padleft', 'datauri', 'any', 'null', 'substring',
]); // prettier-ignore

/** Actions of resource providers that answer with keys, signatures or passwords (facts/security.md §4.2). */
const KEYS = /^list(?:[a-z]{0,40}?(?:keys?|secrets?|credentials?|sas|connectionstrings|callbackurl)|value)$/;
/** Members of such answers that open nothing. `value` of `listCallbackUrl()` does, `basePath` does not (facts/security.md §4.2). */
const HARMLESS = new Set(['basepath', 'relativepath', 'relativepathparameters', 'method', 'keyname', 'name', 'permissions', 'username', 'api-version', 'sp', 'sv', 'se', 'creationtime']); // prettier-ignore

/** undefined where the text is no expression, or cannot be read. */
export const carriedBy = remembered((text): Carried | undefined => {
  if (classify(text) !== 'expression') return undefined;
  const { node } = parse(text);
  if (node === undefined) return undefined;
  const found: { parameters: { name: string; member: string | null }[]; keys: { fn: string; of: string }[] } = {
    parameters: [],
    keys: [],
  };
  const open: Node[] = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const call = at.kind === 'access' ? at.base : at;
    const last = at.kind === 'access' ? at.keys[at.keys.length - 1] : undefined;
    if (call.kind !== 'call') continue;
    const name = call.name.toLowerCase();
    const [first] = call.args;
    if (name === 'parameters' && first?.kind === 'text')
      found.parameters.push({ name: first.value, member: last?.kind === 'text' ? last.value.toLowerCase() : null });
    else if (KEYS.test(name) && first !== undefined) {
      const member = last?.kind === 'text' ? last.value.toLowerCase() : '';
      if (!HARMLESS.has(member)) found.keys.push({ fn: name, of: text.slice(first.start, first.end) });
    } else if (name === 'if') open.push(...call.args.slice(1));
    else if (HANDS_ON.has(name)) open.push(...call.args);
  }
  return found;
});
