/** Is this the operation that a call of an API asks for? By its method and its template (facts/doors.md §1.5). */
import type { Answer, GatewayApi, GatewayPolicy } from '../model.ts';
import { asText } from '../value.ts';
import { operationsAt } from './gateway-index.ts';
import type { Service } from './gateways.ts';

/** What a call asks of an API. */
export interface Asked {
  /** Upper case. */
  readonly method: string | undefined;
  /** Below the path of the API, without the query; undefined where it is not all known. */
  readonly path: string | undefined;
}

export function operationFits(service: Service, api: GatewayApi, policy: GatewayPolicy, asked: Asked): Answer {
  const [operation, ...more] = operationsAt(service, api, policy.path);
  if (operation === undefined || more.length > 0) return 'unknown';
  return both(methodFits(asText(operation.method), asked.method), templateFits(asText(operation.template), asked.path));
}

function both(a: Answer, b: Answer): Answer {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}

function methodFits(own: string | undefined, asked: string | undefined): Answer {
  const wanted = own?.toUpperCase() ?? '*';
  if (wanted === '*' || asked === undefined) return 'unknown';
  return wanted === asked ? 'yes' : 'no';
}

/** `{id}` stands for one segment. What a star or a query in the template takes in is not looked at. */
function templateFits(template: string | undefined, path: string | undefined): Answer {
  if (template === undefined || path === undefined || /[*?]/.test(template)) return 'unknown';
  const wanted = segmentsOf(template);
  const given = segmentsOf(path);
  if (wanted.length !== given.length) return 'no';
  const answers = wanted.map((segment, index): Answer => {
    if (/^\{[^{}]*\}$/.test(segment)) return 'yes';
    if (segment.includes('{')) return 'unknown';
    // A template in other letters is the nearest there is, whatever comes of it.
    return segment === given[index] ? 'yes' : 'no';
  });
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

function segmentsOf(path: string): readonly string[] {
  return path
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '');
}
