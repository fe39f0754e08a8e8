/**
 * The decision table of `docs/decision-table.md`, walked out of the code: each kind of caller against each kind of
 * door. Rows are made here, outcomes by `src/link`; sections name the fact sheets that an outcome rests on.
 */
import { answer } from '../src/link/answer.ts';
import { RESPONSES } from '../src/link/responses.ts';
import { answerApi } from '../src/link/gateway.ts';
import { answerSite } from '../src/link/site.ts';
import type { GatewayCheck, MetApi, Outcome, Policy, Reach, ReasonCode, SasState, Sender, Site } from '../src/model.ts';
import { hole, known } from '../src/value.ts';
import { moreRows } from './decision-callers.ts';
import * as parts from './link/parts.ts';

const {
  access,
  APP,
  at,
  bothVersions,
  claim,
  identity,
  OTHER_APP,
  OTHER_TENANT,
  policy,
  ranges,
  receiver,
  sender,
  site,
  siteAuth,
  TENANT,
  V1,
} = parts;

const OUTGOING = [known('198.51.100.7')];
type Named<T> = Readonly<Record<string, T>>;

export const CALLERS = {
  nothing: {},
  'a signature': { sas: 'yes' },
  'a token for the audience': { credential: identity(APP) },
  'a token for another audience': { credential: identity(OTHER_APP) },
  'a token, no audience asked for': { credential: identity(null) },
  'a token, audience not known': { credential: identity(hole('audience', 'string')) },
  'a token and a signature': { credential: identity(APP), sas: 'yes' },
  'a token, but the caller has no identity': { credential: identity(APP), identity: { kind: 'absent', at } },
  'another Authorization header': { authorizationHeader: 'yes' },
  'perhaps a signature': { sas: 'unknown' },
  'perhaps an Authorization header': { authorizationHeader: 'unknown' },
  'the Workflow action': { via: 'workflow-action' },
} as const satisfies Named<Partial<Sender>>;

export const SAS = {
  on: { kind: 'on', at: null },
  off: { kind: 'off', at },
  'not known': { kind: 'unknown' },
} as const satisfies Named<SasState>;

export const POLICIES: Named<readonly Policy[] | 'unknown'> = {
  none: [],
  'for the audience': bothVersions(APP),
  'for version 1 alone': [policy([claim('iss', V1), claim('aud', APP)])],
  'for PoP tokens': [policy([claim('iss', V1), claim('aud', APP)], 'pop', 'AADPOP')],
  'not known': 'unknown',
};

export const ADDRESSES = {
  any: { kind: 'any' },
  'the caller listed': ranges('198.51.100.0/24'),
  'the caller not listed': ranges('203.0.113.0/24'),
  'only other Logic Apps': { kind: 'nested-only', at },
  'not known': { kind: 'unknown' },
} as const satisfies Named<Reach>;

export const SITES: Named<Site> = {
  none: site('absent'),
  'answers 401 without a token': site(siteAuth()),
  'answers 403 without a token': site(siteAuth({ unauthenticated: '403' })),
  'lets through what has no token': site(siteAuth({ requires: 'no', unauthenticated: 'anonymous' })),
  'not known': site('unknown'),
};

const CHECK: GatewayCheck = {
  kind: 'validate-azure-ad-token',
  at,
  bearer: 'yes',
  status: 401,
  audiences: [known(APP)],
  issuers: [],
  tenant: known(TENANT),
  applications: [],
};

function api(checks: MetApi['checks']): MetApi {
  const names = { name: 'orders', api: known('orders'), path: known('orders'), workspace: null };
  const place = { id: 'api', file: 'b.json', project: '', environments: [], at, deployed: 'yes' as const };
  return { ...names, ...place, revision: null, current: 'yes', version: null, checks };
}

export const GATEWAYS: Named<MetApi> = {
  'for the audience': api([CHECK]),
  'for the audience, answered with 403': api([{ ...CHECK, status: 403 }]),
  'for another tenant': api([{ ...CHECK, tenant: known(OTHER_TENANT) }]),
  'for the issuer of version 1': api([{ ...CHECK, kind: 'validate-jwt', tenant: null, issuers: [known(V1)] }]),
  'for an audience that an expression gives': api([{ ...CHECK, audiences: [hole('expression', 'string')] }]),
  'of tokens in another place than the Authorization header': api([{ ...CHECK, bearer: 'unknown' }]),
  'not known': api('unknown'),
};

export interface Row {
  readonly plan: 'Consumption' | 'Standard' | 'API Management' | 'Named callers' | 'Methods' | 'Connectors';
  readonly caller: string;
  /** What `HEADS` says of the plan. */
  readonly door: readonly string[];
  /** What `COLUMNS` says of the plan. */
  readonly column: string;
  readonly outcome: Outcome;
}

/** Every combination, in a fixed order. */
export function rows(): readonly Row[] {
  const crossed = Object.entries<Partial<Sender>>(CALLERS).flatMap(([caller, carried]) => {
    const from = sender({ outgoing: OUTGOING, ...carried });
    return [
      ...consumption(caller, from),
      ...(from.via === 'http' ? [...standard(caller, from), ...gateway(caller, from)] : []),
    ];
  });
  return [...crossed, ...moreRows()];
}

function consumption(caller: string, from: Sender): readonly Row[] {
  return Object.entries<SasState>(SAS).flatMap(([sasName, sas]) =>
    Object.entries(POLICIES).flatMap(([policyName, policies]) =>
      Object.entries<Reach>(ADDRESSES).map(([addresses, reach]): Row => {
        const outcome = answer(from, receiver(access({ sas, policies, reach })), from.sas, null);
        return { plan: 'Consumption', caller, door: [sasName, policyName], column: addresses, outcome };
      }),
    ),
  );
}

function standard(caller: string, from: Sender): readonly Row[] {
  const behind = receiver(null, { plan: 'standard', view: 'project', app: 'app' });
  const path = { text: '/api/take-order/triggers/manual/invoke', whole: true };
  return Object.entries(SITES).flatMap(([name, door]) =>
    Object.entries<Reach>(ADDRESSES)
      // Only other Logic Apps is a choice of Consumption.
      .filter(([, reach]) => reach.kind !== 'nested-only')
      .map(([addresses, reach]): Row => {
        const outcome = answerSite(from, { site: { ...door, reach }, receiver: behind, path }, null);
        return { plan: 'Standard', caller, door: [name], column: addresses, outcome };
      }),
  );
}

/** What lies behind it is not known: no call is surely accepted. */
function gateway(caller: string, from: Sender): readonly Row[] {
  return Object.entries(GATEWAYS).map(([name, door]): Row => {
    return { plan: 'API Management', caller, door: [name], column: 'any', outcome: answerApi(from, door, null) };
  });
}

// ---------------------------------------------------------------- as a page

/** Where it stands that such a cause refuses. */
const SECTIONS: { readonly [C in ReasonCode]: string } = {
  'audience-missing': '§3.3',
  'audience-mismatch': '§6.1',
  'issuer-mismatch': '§6',
  'claim-mismatch': '§1.4',
  'audience-unknown': '§5',
  'sas-and-authorization': '§5',
  'sas-off': '§1.5',
  'no-credentials': '§5',
  'no-policy': '§5',
  'wrong-scheme': '§1.4',
  address: '§1.3',
  'nested-only': '§1.3',
  'identity-absent': '§3.3',
  'identity-not-attached': '§3.3',
  disabled: '[receiver-disabled](../rules/trust/receiver-disabled.md)',
  method: '[method-mismatch](../rules/trust/method-mismatch.md)',
};

function sectionsOf({ plan, caller, outcome }: Row): readonly string[] {
  if ((plan === 'Consumption' || plan === 'Standard') && outcome.verdict === 'refused')
    return outcome.because.map(({ code }) => SECTIONS[code]);
  if (caller === 'the Workflow action') return ['§3.4'];
  if (plan === 'API Management') return outcome.verdict === 'refused' ? ['§1.2', '§1.3'] : [];
  if (plan === 'Methods') return outcome.verdict === 'refused' ? [SECTIONS.method] : [];
  if (plan === 'Named callers') return ['§1.4', '§6'];
  if (plan === 'Connectors') return ['§3.5'];
  if (plan === 'Standard') return outcome.verdict === 'accepted' ? ['§2.1', '§2.2'] : ['§2.1'];
  return outcome.verdict === 'accepted' ? [caller.includes('signature') ? '§1.5' : '§1.4'] : [];
}

function cell({ outcome }: Row): string {
  if (outcome.verdict === 'accepted') return 'yes';
  if (outcome.verdict === 'unknown') return '?';
  return outcome.responses
    .map(({ status, code, by }) =>
      by === 'App Service authentication' || by === 'API Management' ? `${String(status)} by ${by}` : code,
    )
    .join(' or ');
}

const HEAD = `# What is answered

Each kind of caller against each kind of door, as laudit predicts it: \`yes\` is accepted, \`?\` is not known before deployment or documented nowhere, anything else is the code of the refusal. Where several causes refuse, all codes are named, since the order of the checks is not documented. \`npm run docs\` writes this page from the code; sections are those of \`facts/security.md\`, for API Management of \`facts/doors.md\`.
`;

/** Lines that say the same of several doors are one. */
export function page(all: readonly Row[] = rows()): string {
  const parts = [HEAD, responses()];
  for (const plan of PLANS) {
    parts.push(`## ${plan}\n`);
    for (const caller of new Set(all.filter((row) => row.plan === plan).map((row) => row.caller))) {
      const own = all.filter((row) => row.plan === plan && row.caller === caller);
      if (own.length > 0) parts.push(`### The call carries ${caller}\n`, table(own));
    }
  }
  return `${parts.join('\n').trimEnd()}\n`;
}

function responses(): string {
  const lines = Object.entries(RESPONSES).map(
    ([cause, { status, code }]) =>
      `| ${cause} | ${code} | ${status === null ? 'not certain' : String(status)} | ${SECTIONS[cause as ReasonCode]} |`,
  );
  return ['## Causes\n', '| cause | code | status | source |', '|---|---|---|---|', ...lines, ''].join('\n');
}

const HEADS: { readonly [P in Row['plan']]: readonly string[] } = {
  Consumption: ['SAS', 'policies'],
  Standard: ['App Service authentication'],
  'API Management': ['check of its policies'],
  'Named callers': ['policies ask for'],
  Methods: ['plan', 'method of the trigger'],
  Connectors: ['connector'],
};

const COLUMNS: { readonly [P in Row['plan']]: string } = {
  Consumption: 'addresses',
  Standard: 'addresses',
  'API Management': 'addresses',
  'Named callers': 'addresses',
  Methods: 'method sent',
  Connectors: 'SAS',
};

const PLANS = Object.keys(HEADS) as readonly Row['plan'][];

function table(own: readonly Row[]): string {
  const columns = [...new Set(own.map(({ column }) => column))];
  const byDoor = new Map<string, Row[]>();
  for (const row of own) byDoor.set(row.door.join(' | '), [...(byDoor.get(row.door.join(' | ')) ?? []), row]);
  const plan = own[0]?.plan ?? 'Consumption';
  const heads = HEADS[plan];
  const lines = [...byDoor].map(([door, group]) => {
    const sections = [...new Set(group.flatMap(sectionsOf))].sort();
    return `| ${door} | ${group.map(cell).join(' | ')} | ${sections.join(' ')} |`;
  });
  return [
    `| ${[...heads, ...columns.map((one) => `${COLUMNS[plan]}: ${one}`), 'source'].join(' | ')} |`,
    `|${'---|'.repeat(heads.length + columns.length + 1)}`,
    ...merged(lines, heads.length),
    '',
  ].join('\n');
}

/** Neighbours that differ in the last word of the door alone. */
function merged(lines: readonly string[], heads: number): readonly string[] {
  const out: { door: string[]; rest: string }[] = [];
  for (const line of lines) {
    const cells = line.slice(2, -2).split(' | ');
    const door = cells.slice(0, heads);
    const rest = cells.slice(heads).join(' | ');
    const last = out.at(-1);
    const isSame = last?.rest === rest && last.door.slice(0, -1).join() === door.slice(0, -1).join();
    if (last !== undefined && isSame)
      last.door = [...last.door.slice(0, -1), `${last.door.at(-1) ?? ''}, ${door.at(-1) ?? ''}`];
    else out.push({ door, rest });
  }
  return out.map(({ door, rest }) => `| ${door.join(' | ')} | ${rest} |`);
}
