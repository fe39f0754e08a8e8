/**
 * Encodings, JSON, URIs and the deterministic ids of the ARM language (facts/arm-templates.md §2.2, §2.5).
 */
import { Buffer } from 'node:buffer';
import type { HoleType, Json, Value } from '../../model.ts';
import { join, known, typeOf } from '../../value.ts';
import { callHole } from './apply.ts';
import { wants } from './functions-text.ts';
import { guidOf, uniqueStringOf } from './hash.ts';
import { readJson } from './json.ts';
import { Failure, type Fn } from './kinds.ts';
import { partsOf } from './text.ts';

const texts = { returns: 'string' } as const;

type Fold = (text: string) => Json | Failure | undefined;

function ofText(name: string, fold: Fold, returns: HoleType = 'string'): Fn {
  return {
    name,
    min: 1,
    max: 1,
    returns,
    fold: ([arg], frame) => {
      if (typeof arg !== 'string') return wants(name, 'a text');
      frame.charge(arg.length * 3);
      return fold(arg);
    },
  };
}

/** UTF-8 of lone surrogates is not what .NET writes. */
function isWhole(text: string): boolean {
  return !/[\ud800-\udfff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));
}

function base64(text: string): string | undefined {
  return isWhole(text) ? Buffer.from(text, 'utf8').toString('base64') : undefined;
}

/** What is not UTF-8 inside stays open. */
function fromBase64(text: string): string | Failure | undefined {
  const bare = text.replace(/[\r\n\t ]/g, '');
  if (bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(bare))
    return new Failure('failed', 'the text is not base64');
  const decoded = Buffer.from(bare, 'base64').toString('utf8');
  return decoded.includes('\ufffd') ? undefined : decoded;
}

function fromDataUri(text: string): string | Failure | undefined {
  const comma = text.indexOf(',');
  if (!text.toLowerCase().startsWith('data:') || comma < 0)
    return new Failure('failed', 'dataUriToString() takes a data: URI');
  const [, ...attributes] = text.slice(5, comma).toLowerCase().split(';');
  if (!attributes.includes('base64')) return undefined;
  const charset = attributes.find((attribute) => attribute.startsWith('charset='));
  return charset === undefined || /^charset=(?:utf-?8|us-ascii)$/.test(charset)
    ? fromBase64(text.slice(comma + 1))
    : undefined;
}

function parsed(text: string): Json | Failure | undefined {
  const read = readJson(text);
  if (read === 'open') return undefined;
  return read === 'broken' ? new Failure('failed', 'the text is not JSON') : read.value;
}

function parsedBase64(text: string): Json | Failure | undefined {
  const decoded = fromBase64(text);
  return typeof decoded === 'string' ? parsed(decoded) : decoded;
}

/** Only `A-Za-z0-9-_.~` stay (BIC-BP). */
function uriComponent(text: string): string | undefined {
  if (!isWhole(text)) return undefined;
  return encodeURIComponent(text).replace(/[!'()*]/g, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`);
}

function uriComponentToString(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** RFC 3986 resolution of plain addresses; what .NET would rewrite on the way (capitals in hosts, ports, escapes) stays open. */
function uri([base, relative]: readonly Json[]): Json | Failure | undefined {
  if (typeof base !== 'string' || typeof relative !== 'string') return wants('uri', 'two texts');
  const match = /^(https?:\/\/[a-z0-9.-]+)(\/[^?#]*)?$/.exec(base);
  const safe = /^[A-Za-z0-9\-._~/:@!$&'()*+,;=?]*$/;
  if (match === null || !safe.test(base) || !safe.test(relative) || relative === '') return undefined;
  if (/^https?:\/\//.test(relative)) return /^https?:\/\/[a-z0-9.-]+\//.test(relative) ? relative : undefined;
  if (relative.startsWith('//') || relative.startsWith('?') || /^[^/]*:/.test(relative)) return undefined;
  const [, origin = '', path = '/'] = match;
  const [target = '', ...query] = relative.split('?');
  const whole = target.startsWith('/') ? target : path.slice(0, path.lastIndexOf('/') + 1) + target;
  return origin + withoutDots(whole) + (query.length === 0 ? '' : `?${query.join('?')}`);
}

function withoutDots(path: string): string {
  const out: string[] = [];
  const segments = path.split('/').slice(1);
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === '..') out.pop();
    if (segment !== '.' && segment !== '..') out.push(segment);
    else if (last) out.push('');
  });
  return `/${out.join('/')}`;
}

/** Arguments join with `-` before they are hashed, so `f('a','b')` is `f('a-b')` (§2.5). Only texts are documented. */
function hashed(name: 'guid' | 'uniqueString', compute: (text: string) => string): Fn {
  const shape =
    name === 'guid'
      ? ({ alphabet: 'guid', minLength: 36, maxLength: 36 } as const)
      : ({ alphabet: 'base32', minLength: 13, maxLength: 13 } as const);
  const apply: NonNullable<Fn['apply']> = (args, frame) => {
    const parts: (string | Value)[] = [];
    for (const [index, arg] of args.entries()) {
      const own = typeOf(arg) === 'string' ? partsOf(arg) : undefined;
      if (own === undefined) return undefined;
      parts.push(...(index === 0 ? [] : ['-']), ...own);
    }
    const text = join(parts);
    if (text.kind !== 'known' || typeof text.value !== 'string') return callHole(name, 'string', [text], frame, shape);
    frame.charge(text.value.length * 2);
    return isWhole(text.value) ? known(compute(text.value)) : undefined;
  };
  return { name, min: 1, max: null, ...texts, shape, apply };
}

/** Absent members may come as null or empty: only whole addresses are folded. */
function parseUri(text: string): Json | undefined {
  const match = /^(https?):\/\/([a-z0-9.-]+):(\d{1,5})(\/[^?#]*)$/.exec(text);
  if (match === null) return undefined;
  const [, scheme = '', host = '', port = '', path = ''] = match;
  return { scheme, host, port: Number(port), path };
}

function buildUri([parts]: readonly Json[]): Json | Failure | undefined {
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts)) return wants('buildUri', 'an object');
  const own = new Map(Object.entries(parts));
  const [scheme, host, port, path] = ['scheme', 'host', 'port', 'path'].map((key) => own.get(key));
  if (own.size !== ['scheme', 'host', 'port', 'path'].filter((key) => own.has(key)).length) return undefined;
  if (typeof scheme !== 'string' || typeof host !== 'string' || !/^https?$/.test(scheme) || !/^[a-z0-9.-]+$/.test(host))
    return undefined;
  if (port !== undefined && typeof port !== 'number') return undefined;
  if (path !== undefined && (typeof path !== 'string' || !/^\/[A-Za-z0-9\-._~/]*$/.test(path))) return undefined;
  const usual = port === undefined || port === (scheme === 'https' ? 443 : 80);
  return `${scheme}://${host}${usual ? '' : `:${port}`}${path ?? '/'}`;
}

export const ENCODINGS: readonly Fn[] = [
  ofText('base64', base64),
  ofText('base64ToString', fromBase64),
  ofText('base64ToJson', parsedBase64, 'any'),
  // Docs print charset=utf8, the engine utf-8 (§2.2): the engine's word counts.
  ofText('dataUri', (text) =>
    isWhole(text) ? `data:text/plain;charset=utf-8;base64,${base64(text) ?? ''}` : undefined,
  ),
  ofText('dataUriToString', fromDataUri),
  ofText('json', parsed, 'any'),
  ofText('uriComponent', uriComponent),
  ofText('uriComponentToString', uriComponentToString),
  { name: 'uri', min: 2, max: 2, ...texts, fold: (args) => uri(args) },
  ofText('parseUri', parseUri, 'object'),
  { name: 'buildUri', min: 1, max: 1, ...texts, fold: (args) => buildUri(args) },
  hashed('guid', guidOf),
  hashed('uniqueString', uniqueStringOf),
];
