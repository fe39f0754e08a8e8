/** A made-up run with one problem of every sort, made by `locate` from small texts as a real run is. */
import { locate, type LocatedText } from '../../src/locate.ts';
import type { Anchor, FileId, Finding, Json, Problem, Report, Settings } from '../../src/model.ts';
import type { ReportOptions } from '../../src/report/reporter.ts';
import type { AnyRule, RuleMeta } from '../../src/rule.ts';
import { secretsOfDocument } from '../../src/secret.ts';
import { noise, URL64 } from '../secret/samples.ts';

export const SIG = noise(43, URL64, 5);
const HOMEPAGE = 'https://example.org/laudit';
const SETTINGS: Settings = { severities: {}, only: [], suppressions: [], today: '2026-01-01', docs: HOMEPAGE };

const rule = (meta: Omit<RuleMeta, 'why' | 'sources'>): AnyRule => ({
  meta: { why: 'The receiver refuses the call at run time.', sources: ['facts'], ...meta },
  judges: 'call',
  messages: { said: ({ text }: { text: string }) => text },
  check: () => undefined,
});

const RULES: ReadonlyMap<string, AnyRule> = new Map(
  [
    rule({
      id: 'audience-mismatch',
      category: 'trust',
      severity: 'error',
      title: 'audience is none that the receiver accepts',
      remedy: 'Use one audience on both sides.',
      cwe: [287],
      securitySeverity: 7.5,
    }),
    rule({
      id: 'sas-url',
      category: 'secrets',
      severity: 'warning',
      title: 'signature in a URL',
      remedy: 'Use a managed identity.',
      cwe: [798],
      securitySeverity: 8,
    }),
    rule({
      id: 'run-after',
      category: 'definition',
      severity: 'info',
      title: 'runAfter names nothing',
      remedy: 'Name an action.',
    }),
    rule({ id: 'opt-in', category: 'template', severity: 'off', title: 'opt-in rule', remedy: 'Nothing.' }),
  ].map((one) => [one.meta.id, one]),
);

export const NAUGHTY = `{
  "definition": {
    "actions": {
      "HTTP": {
        "type": "Http",
        "inputs": {
          "uri": "https://prod-07.westeurope.logic.azure.com/workflows/x?sv=1.0&sig=${SIG}",
          "authentication": {
            "type": "ManagedServiceIdentity",
            "audience": "https://management.azure.com/"
          }
        }
      }
    }
  }
}
`;

const RECEIVER = `{
\t"accessControl": {
\t\t"claims": [
\t\t\t{ "name": "aud", "value": "api://受信/orders" }
\t\t]
\t}
}`;

function document(text: string, file: FileId): LocatedText {
  let value: Json = null;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    // Not strict JSON: shapes alone.
  }
  return { text, secrets: secretsOfDocument(value, file) };
}

export function finding(id: string, at: Anchor, text: string, more: Partial<Finding> = {}): Finding {
  return {
    rule: id,
    message: 'said',
    data: { text },
    at,
    related: [],
    subject: 's',
    workflow: 'orders',
    operation: 'HTTP',
    outcome: null,
    environments: [],
    softened: false,
    ...more,
  };
}

const HTTP = '/definition/actions/HTTP';
const CLAIM: Anchor = { file: 'receiver.json', pointer: '/accessControl/claims/0/value' };
const MISMATCH = finding(
  'audience-mismatch',
  { file: 'naughty.json', pointer: `${HTTP}/inputs/authentication/audience` },
  "The token is for 'https://management.azure.com/', which workflow 'orders' does not accept.",
  {
    related: [
      { at: CLAIM, message: 'accepts only this audience' },
      { at: { file: 'elsewhere/facts.json', pointer: '/receivers/0' }, message: 'and so does this one' },
    ],
    outcome: {
      verdict: 'refused',
      responses: [
        { status: 401, code: 'MisMatchingOAuthClaims' },
        { status: 403, code: 'MisMatchingOAuthClaims' },
        { status: null, code: 'DirectApiAuthorizationRequired' },
      ],
      because: [{ code: 'audience-mismatch', data: {}, at: CLAIM }],
    },
    environments: ['dev', 'prod'],
  },
);
const SAS = finding(
  'sas-url',
  { file: 'naughty.json', pointer: `${HTTP}/inputs/uri` },
  'A signature stands in the URL.',
);
const MINIFIED = finding('sas-url', { file: 'minified.json', pointer: '/uri' }, 'A signature stands in the URL.', {
  workflow: null,
  operation: null,
});
const RUN_AFTER = finding('run-after', { file: 'naughty.json', pointer: HTTP }, 'HTTP is left alone.', {
  outcome: { verdict: 'unknown', missing: ["parameter 'url'"], suspects: [] },
  environments: ['defaults'],
});

export function problemsOf(findings: readonly Finding[], texts: Readonly<Record<FileId, string>>): Problem[] {
  const documents = new Map(Object.entries(texts).map(([file, text]) => [file, document(text, file)]));
  return locate(findings, (file) => documents.get(file), RULES, SETTINGS);
}

export const SAMPLE: Report = {
  problems: problemsOf([MISMATCH, SAS, MINIFIED, RUN_AFTER], {
    'naughty.json': NAUGHTY,
    'receiver.json': RECEIVER,
    'minified.json': JSON.stringify({
      before: 'x'.repeat(300),
      uri: `https://h.example.org/?sv=1.0&sig=${SIG}`,
      after: 'y'.repeat(5_000),
    }),
  }),
  skipped: [{ file: 'broken.json', reason: 'not UTF-8' }],
  notices: [{ file: null, text: 'an export hides values', verbose: true }],
  summary: {
    files: 12,
    workflows: 5,
    senders: 4,
    receivers: 2,
    calls: 3,
    unknown: 1,
    passedOver: 3,
    errors: 1,
    warnings: 2,
    infos: 1,
    suppressed: 1,
  },
  crashed: false,
  calls: [],
};

export const CLEAN: Report = {
  ...SAMPLE,
  problems: [],
  skipped: [],
  summary: { ...SAMPLE.summary, errors: 0, warnings: 0, infos: 0 },
};

export function options(more: Partial<ReportOptions> = {}): ReportOptions {
  return {
    color: false,
    width: 100,
    rules: RULES,
    toolVersion: '0.1.0',
    verbose: false,
    quiet: false,
    homepage: HOMEPAGE,
    ...more,
  };
}
