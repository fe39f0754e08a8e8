/**
 * From a keystroke to the diagnostics that follow from it, as an editor sees it: a project of exported workflows on the
 * disk, the server as a process, its pipes. Each keystroke changes what is said, so that an answer to an older one does not
 * count. Two documents are typed in: a sender, about which something else is said then, and a receiver, which changes what
 * is said about its senders.
 *
 *   node bench/lsp.mjs [--workflows N] [--keys N] [--gate]
 *
 * --gate: exit 1 where the 95th percentile of either is over 50 ms.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { exported } from './inputs.mjs';

const { values: given } = parseArgs({
  options: {
    workflows: { type: 'string', default: '200' },
    keys: { type: 'string', default: '100' },
    gate: { type: 'boolean', default: false },
  },
});
const CLI = process.env.LAUDIT_PROGRAM ?? join(import.meta.dirname, '../dist/cli.cjs');
const GOAL = 50;
/** ms between two keystrokes, so that each is answered for itself. */
const BETWEEN = 120;

const folder = mkdtempSync(join(tmpdir(), 'laudit-bench-lsp-'));
mkdirSync(join(folder, '.git'));
const files = exported(Number(given.workflows));
for (const [name, text] of files) writeFileSync(join(folder, name), text);

const env = { PATH: process.env.PATH };
const child = spawn(process.execPath, [...(process.env.NODE_ARGS ?? '').split(' ').filter(Boolean), CLI, 'lsp'], {
  cwd: folder,
  env,
  stdio: ['pipe', 'pipe', 'inherit'],
});
let buffer = Buffer.alloc(0);
let listen = () => {};
child.stdout.on('data', (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const end = buffer.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, Math.max(0, end)).toString())?.[1]);
    if (end < 0 || buffer.length < end + 4 + length) return;
    const said = JSON.parse(buffer.subarray(end + 4, end + 4 + length).toString());
    buffer = buffer.subarray(end + 4 + length);
    listen(said);
  }
});
const send = (message) => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
};
/** Until the server says what is waited for. */
const heard = (wants) =>
  new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('no answer within a minute')), 60_000);
    listen = (said) => {
      if (!wants(said)) return;
      clearTimeout(timer);
      done(said);
    };
  });
const uriOf = (name) => pathToFileURL(join(folder, name)).href;
const shows = (name, text) => (said) =>
  said.method === 'textDocument/publishDiagnostics' &&
  said.params.uri === uriOf(name) &&
  said.params.diagnostics.some(({ message }) => message.includes(text));
const open = (name) =>
  send({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri: uriOf(name), languageId: 'json', version: 0, text: files.get(name) } },
  });
const quantile = (numbers, part) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
};

/** Types one letter after the other behind `old`, each over the last; what is typed is heard of in the diagnostics of `told`. */
async function type(typed, told, old) {
  const lines = files.get(typed).split('\n');
  const line = lines.findIndex((one) => one.includes(old));
  const start = { line, character: lines[line].indexOf(old) + old.length };
  const times = [];
  for (let key = 1; key <= Number(given.keys); key++) {
    await new Promise((done) => setTimeout(done, BETWEEN));
    const text = 'abcdefghij'[key % 10];
    const end = { line, character: start.character + (key === 1 ? 0 : 1) };
    const answer = heard(shows(told, old + text));
    const began = performance.now();
    send({
      method: 'textDocument/didChange',
      params: { textDocument: { uri: uriOf(typed), version: key }, contentChanges: [{ range: { start, end }, text }] },
    });
    await answer;
    times.push(performance.now() - began);
  }
  return times;
}

let over = false;
function report(what, times) {
  const [middle, high, most] = [0.5, 0.95, 1].map((part) => quantile(times, part));
  over ||= high > GOAL;
  console.log(
    `${what}: median ${middle.toFixed(0)} ms, 95 of 100 within ${high.toFixed(0)} ms, all within ${most.toFixed(0)} ms`,
  );
}

try {
  const ready = heard((said) => said.id === 1);
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  await ready;
  send({ method: 'initialized', params: {} });
  const start = performance.now();
  const shown = heard(shows('sender-1.json', 'other.example.com'));
  open('sender-1.json');
  await shown;
  console.log(`${files.size} workflows, first pass: ${(performance.now() - start).toFixed(0)} ms`);
  report('in the sender', await type('sender-1.json', 'sender-1.json', 'https://other.example.com'));
  open('receiver-1.json');
  const accepted = 'https://receiver-1.example.com';
  report('in the receiver, told at its sender', await type('receiver-1.json', 'sender-1.json', accepted));
} finally {
  const ended = new Promise((done) => child.on('close', done));
  send({ id: 2, method: 'shutdown' });
  send({ method: 'exit' });
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = given.gate && over ? 1 : 0;
