/** Values for people: literals as they are, what is not known by the name of what gives it. No secret is shown. */
import type { Hole, Value } from '../model.ts';
import { clip } from '../secret/clip.ts';

/** For people: literals as they are, holes as `{name}`, secrets as `***`. Never longer than `limit` characters. */
export function show(value: Value, limit = 120): string {
  const text = render(value);
  return text.length > limit ? clip(text, limit - 1, '…') : text;
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'known' && typeof value.value === 'string' ? value.value : undefined;
}

const DEEPEST_NAME = 6;

/**
 * A hole for people, without braces: the function that computes it and what is taken of its result
 * (`reference(orders-receiver).accessEndpoint`), else what gives it (`parameter url`).
 */
export function named(value: Hole, depth = DEEPEST_NAME): string {
  const { call, name } = value;
  if (call === undefined) return spoken(name);
  const [first, key] = call.args;
  if (call.fn !== 'get') return `${call.fn}(${first === undefined ? '' : argument(call.fn, first)})`;
  const member = textOf(key);
  if (first?.kind !== 'hole' || member === undefined || depth === 0)
    return `…${member === undefined ? '' : `.${member}`}`;
  return `${named(first, depth - 1)}.${member}`;
}

/** A resource is told by the last segments of its id that are known, whatever else is compared. */
function argument(fn: string, first: Value): string {
  if (fn !== 'reference' && fn.toLowerCase() !== 'listcallbackurl') return '…';
  const parts = first.kind === 'text' ? first.parts : [textOf(first) ?? ''];
  const tail = parts
    .map((part) =>
      typeof part === 'string'
        ? part
        : part.kind === 'hole' && part.call === undefined
          ? `{${spoken(part.name)}}`
          : '…',
    )
    .join('');
  const id = tail.replace(/\/triggers\/[^/]*$/, '');
  return id.slice(id.lastIndexOf('/') + 1) || '…';
}

const GIVERS: Readonly<Record<string, string>> = {
  parameters: 'parameter',
  variables: 'variable',
  appsetting: 'app setting',
};

/** A hole's name without the scope in front, which is for comparing and not for reading. */
function spoken(name: string): string {
  const text = /(?:^|[:#/])(@?[A-Za-z][\w.]*\(.*)$/s.exec(name)?.[1] ?? name;
  const [, fn = '', given] = /^@?(parameters|variables|appsetting)\('([^']*)'\)$/i.exec(text) ?? [];
  const giver = GIVERS[fn.toLowerCase()];
  return giver === undefined || given === undefined ? text : `${giver} ${given}`;
}

function render(value: Value): string {
  switch (value.kind) {
    case 'known':
      return typeof value.value === 'string' ? value.value : clip(JSON.stringify(value.value), 400);
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : render(part))).join('');
    case 'hole':
      return value.secure === true ? '***' : `{${named(value)}}`;
    case 'choice':
      return `(${render(value.then)} or ${render(value.else)})`;
    case 'object':
      return '{…}';
    case 'array':
      return '[…]';
  }
}
