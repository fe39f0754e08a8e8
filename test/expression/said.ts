/** Values in one line, for tables of tests. */
import { callName } from '../../src/compare/canon.ts';
import type { Hole, Value } from '../../src/model.ts';

/** `"a-" + p`, `f ? 1 : n:int`, `toLower(p)`, `{ "k": p, … }`. */
export function said(value: Value): string {
  switch (value.kind) {
    case 'known':
      return JSON.stringify(value.value);
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : said(part))).join(' + ');
    case 'array':
      return `[${[...value.items.map(said), ...(value.open === true ? ['…'] : [])].join(', ')}]`;
    case 'object': {
      const members = value.entries.map(
        ({ key, name, value: inner }) =>
          `${name === undefined ? JSON.stringify(key) : `(${said(name)})`}: ${said(inner)}`,
      );
      return `{${[...members, ...(value.open === true ? ['…'] : [])].join(', ')}}`;
    }
    case 'choice':
      return `(${value.condition} ? ${said(value.then)} : ${said(value.else)})`;
    case 'hole':
      return saidHole(value);
  }
}

/** Its name or call, its type where it is no text, its shape, whether it is secret, and its default. */
function saidHole({ name, type, shape, secure, call, error, default: usual }: Hole): string {
  if (error !== undefined) return `error(${error})`;
  const computed = call !== undefined && name.endsWith(callName(call.fn, call.args));
  const scope = computed ? name.slice(0, -callName(call.fn, call.args).length) : '';
  const stem = computed ? `${scope}${call.fn}(${call.args.map(said).join(', ')})` : name;
  const length = [shape?.minLength ?? '', shape?.maxLength ?? ''].join('..');
  const known = [...(length === '..' ? [] : [length]), ...(shape?.alphabet === undefined ? [] : [shape.alphabet])];
  return [
    stem,
    type === 'string' ? '' : `:${type}`,
    known.length === 0 ? '' : `<${known.join(' ')}>`,
    secure === true ? ' secret' : '',
    usual === undefined ? '' : ` = ${said(usual)}`,
  ].join('');
}
