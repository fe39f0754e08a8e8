/** Caps on what is read. */
import { capped, Tally } from '../../src/cap.ts';
import { Bounds } from '../../src/extract/bounds.ts';
import { textsOf } from '../../src/secret/code-tokens.ts';
import { parseCode } from '../../src/extract/javascript.ts';
import { read } from '../../src/read/read.ts';
import { isPolicyText } from '../../src/recognise.ts';
import type { WorkflowParts } from '../../src/extract/workflow.ts';
import { known } from '../../src/value.ts';
import type { Json } from '../../src/model.ts';
import { compose, definition, type Proofs, saidOf, times } from './proof.ts';

const faultsOf = (text: string): string =>
  read({ id: 'a.json', project: '', bytes: new TextEncoder().encode(text) })
    .faults.map(({ kind }) => kind)
    .join(' ');

export const reading: Proofs = {
  'src/read/limits.ts MAX_BYTES': {
    at: (n) => saidOf({ 'w.json': new Uint8Array(n) }),
    beyond: /json-syntax: .*more than 64 MiB/,
  },
  'src/read/limits.ts MAX_DEPTH': {
    // The document, its actions, the action and its inputs are four.
    at: (n) => saidOf({ 'w.json': `{"definition":${deep(n - 1)}}` }),
    beyond: /json-syntax: .*more than 256 objects and arrays in each other/,
  },
  'src/read/limits.ts MAX_VALUES': {
    at: (n) => faultsOf(`[${'0,'.repeat(n - 2)}0]`),
    beyond: /size/,
  },
  'src/read/limits.ts MAX_WAYS': {
    // A name of 2,000 characters and its slash above one text for each 1,001 of them, and one name that makes up the rest.
    at: (n) => {
      const [count, rest] = [Math.floor(n / 1001), n % 1001];
      const texts = '1,'.repeat(count - 2);
      return faultsOf(`{"${'x'.repeat(2000)}":[${texts}1],"${'y'.repeat(999 + rest)}":1}`);
    },
    beyond: /size/,
  },
  'src/read/limits.ts MAX_FAULTS': {
    at: (n) =>
      String(
        n -
          faultsOf(`[${'/**/1,'.repeat(n)}1]`)
            .split(' ')
            .filter((kind) => kind === 'comment').length,
      ),
    beyond: /^1$/,
  },
  'src/read/xml-root.ts MOST': {
    at: (n) => String(isPolicyText(`${'<!-- x -->'.repeat(n - 1)}<policies/>`)),
    beyond: /^false$/,
  },
  'src/extract/bounds.ts MAX_CHARACTERS': {
    // The name of the member and the quotes and signs around both are seven.
    at: (n) => {
      const bounds = new Bounds('w.json', ' '.repeat(5_000_000), false);
      const definition = known({ a: 'x'.repeat(n - 7) }, { file: 'w.json', pointer: '' });
      return `${bounds.within({ ...PARTS, definition }).definition?.kind ?? ''} ${bounds.said.join()}`;
    },
    beyond: /^hole a definition is longer than 4000000 characters$/,
  },
  'src/extract/bounds.ts MAX_OPERATIONS': {
    at: (n) =>
      saidOf({ 'w.json': { definition: definition(Object.fromEntries(times(n - 1, (i) => [`A${i}`, IDLE]))) } }),
    beyond: /not read to the end: more than 20000 operations/,
  },
  'src/extract/bounds.ts MAX_CODE': {
    at: (n) => {
      const code = (i: number, length: number): string => `//${i}${'x'.repeat(length - 3)}`;
      const pieces = [code(1, 200_000), code(2, 200_000), code(3, n - 400_000)];
      const actions = pieces.map((text, i): [string, Json] => [
        `A${i}`,
        { type: 'JavaScriptCode', inputs: { code: text } },
      ]);
      return saidOf({ 'w.json': { definition: definition(Object.fromEntries(actions)) } });
    },
    beyond: /not read to the end: more than 500000 characters of inline JavaScript/,
  },
  'src/extract/bounds.ts MAX_SHARED': {
    at: (n) =>
      saidOf({
        'app/host.json': { version: '2.0' },
        'app/parameters.json': Object.fromEntries(times(n, (i) => [`p${i}`, { type: 'String', value: 'x' }])),
      }),
    beyond: /not read to the end: more than 5000 members/,
  },
  'src/extract/bounds.ts MAX_CALLS': {
    at: (n) => {
      const bounds = new Bounds('w.json', '', false);
      bounds.calls(n);
      return `${bounds.within(PARTS).definition?.kind ?? ''} ${bounds.said.join()}`;
    },
    beyond: /^hole more than 50000 calls$/,
  },
  'src/extract/bounds.ts MAX_COPIED': {
    at: (n) => {
      const bounds = new Bounds('t.json', '', true);
      bounds.within({ ...PARTS, characters: n - 1 });
      return `${bounds.within({ ...PARTS, characters: 1 }).definition?.kind ?? ''} ${bounds.said.join()}`;
    },
    beyond: /^hole copies of more than 20000000 characters$/,
  },
  'src/cap.ts MAX_HELD': {
    at: (n) => {
      const tally = new Tally();
      for (let at = 0; at < n; at += 1) tally.takes('r', 'a.json');
      return JSON.stringify(tally.cut());
    },
    beyond: /^\[\{"file":"a\.json","rule":"r","count":1\}\]$/,
  },
  'src/cap.ts MAX_PER_RULE': {
    at: (n) => saidOf({ 'w.json': { definition: definition(Object.fromEntries(times(n, (i) => [`A${i}`, plain]))) } }),
    beyond: /1 more finding of plaintext-http is not listed/,
  },
  'src/cap.ts MAX_PER_FILE': {
    at: (n) => JSON.stringify(capped(times(n, (i) => finding(`r${Math.floor(i / 200)}`))).cut),
    beyond: /"rule":null,"count":1/,
  },
  'src/extract/ignores.ts MOST': {
    at: (n) => {
      const ignore = times(n, () => ({ rule: 'sas-url', reason: 'known' }));
      return saidOf({ 'w.json': { definition: definition({}, { metadata: { laudit: { ignore } } }) } });
    },
    beyond: /an ignore of 'sas-url' does not count: a document may have 1000 of them/,
  },
  'src/secret/code-tokens.ts LONGEST': {
    at: (n) => (textsOf(' '.repeat(n), 'csharp') === undefined ? 'not read' : 'read'),
    beyond: /not read/,
  },
  'src/extract/javascript.ts LONGEST': {
    at: (n) => String(parseCode(' '.repeat(n))?.tree?.type),
    beyond: /undefined/,
  },
};

const IDLE = compose('x');
const PARTS: WorkflowParts = {
  file: 'w.json',
  project: '',
  environments: [],
  view: 'export',
  plan: 'consumption',
  complete: true,
  deployed: 'yes',
  at: { file: 'w.json', pointer: '' },
  name: known('w'),
  resourceId: null,
  definition: known({}),
  properties: null,
  identity: null,
  parameters: null,
  app: null,
};
const plain = { type: 'Http', runAfter: {}, inputs: { method: 'GET', uri: 'http://service.example.com/' } };

/** `n` objects in each other in all: inputs of an action hold the rest. */
function deep(n: number): string {
  const actions = JSON.stringify(definition({ A: compose('HERE') }));
  return actions.replace('"HERE"', `${'['.repeat(n - 3)}${']'.repeat(n - 3)}`);
}

const finding = (rule: string) =>
  ({
    rule,
    message: '',
    data: {},
    at: { file: 'a.json', pointer: '' },
    related: [],
    subject: '',
    workflow: null,
    operation: null,
    outcome: null,
    environments: [],
    softened: false,
    severity: 'error',
  }) as const;
