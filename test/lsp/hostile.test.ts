/** What an editor is told of names that are strangers' text: in messages, hovers, lenses, titles and logs. */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NAMES, renamed, SECRET, UNFIT } from '../cli/hostile-names.ts';
import { folder } from '../cli/run.ts';
import { OTHER, receiver, sender } from '../cli/samples.ts';
import { Client, type Said } from './client.ts';

/** Every text in an answer, but for edits, which hold what the file holds, and addresses of files. */
function textsIn(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'string') return name === 'newText' || name === 'uri' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item, key)]);
}

test.each(NAMES.map((name) => [JSON.stringify(name).slice(0, 40), name] as const))('the name %s', async (_, name) => {
  const text = renamed(sender(OTHER), name);
  const cwd = folder({ 'take.json': renamed(receiver(), name), 'send.json': text });
  const uri = pathToFileURL(join(cwd, 'send.json')).href;
  const client = await Client.start(cwd);
  const told: Said[] = [];
  const heard = client.diagnostics(uri);
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'json', version: 1, text } });
  const diagnostics = await heard;
  expect(diagnostics.length).toBeGreaterThan(0);
  const textDocument = { uri };
  for (const { range } of diagnostics) {
    told.push(await client.request('textDocument/hover', { textDocument, position: range.start }));
    told.push(await client.request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }));
  }
  told.push(await client.request('textDocument/codeLens', { textDocument }));
  told.push(await client.request('textDocument/documentLink', { textDocument }));
  expect(await client.stop()).toBe(0);
  const texts = textsIn([diagnostics, told]);
  expect(texts.length).toBeGreaterThan(20);
  for (const one of texts) {
    expect(one).not.toMatch(UNFIT);
    expect(one).not.toContain(SECRET);
  }
});
