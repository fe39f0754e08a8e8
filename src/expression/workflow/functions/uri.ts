/** Parts of addresses. Computed for plain addresses alone: no user name, no escapes, no dot segments. */
import { fn, isText } from '../spec.ts';
import type { Exact, FunctionSpec } from '../spec.ts';

interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly query: string;
}

const PLAIN = /^(https?):\/\/([A-Za-z0-9.-]+)(?::(\d{1,5}))?(\/[A-Za-z0-9/_.~-]*)?(\?[A-Za-z0-9_.~=&/-]*)?$/;

function address(text: string): Address | undefined {
  const match = PLAIN.exec(text);
  if (match === null) return undefined;
  const [, scheme = '', host = '', port, path = '/', query = ''] = match;
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return undefined;
  const usual = scheme === 'https' ? 443 : 80;
  return { scheme, host: host.toLowerCase(), port: port === undefined ? usual : Number(port), path, query };
}

function part(pick: (address: Address) => string | number): Exact {
  return ([text]) => {
    const parsed = isText(text) ? address(text) : undefined;
    return parsed === undefined ? undefined : pick(parsed);
  };
}

export const URI: readonly FunctionSpec[] = [
  fn(
    'uri',
    'uriHost',
    'uri: string',
    'string',
    part((uri) => uri.host),
  ),
  fn(
    'uri',
    'uriPath',
    'uri: string',
    'string',
    part((uri) => uri.path),
  ),
  fn(
    'uri',
    'uriPathAndQuery',
    'uri: string',
    'string',
    part((uri) => uri.path + uri.query),
  ),
  fn(
    'uri',
    'uriPort',
    'uri: string',
    'integer',
    part((uri) => uri.port),
  ),
  fn(
    'uri',
    'uriQuery',
    'uri: string',
    'string',
    part((uri) => uri.query),
  ),
  fn(
    'uri',
    'uriScheme',
    'uri: string',
    'string',
    part((uri) => uri.scheme),
  ),
];
