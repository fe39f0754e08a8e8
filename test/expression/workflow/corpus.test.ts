/**
 * Every string of the corpus: it parses, or is a literal, or its fault is of the few that were looked at by hand
 * (docs/vectors.md). Evaluation takes all of them too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateWorkflow } from '../../../src/expression/workflow/evaluate.ts';
import { functionNamed } from '../../../src/expression/workflow/functions.ts';
import { parseTemplate } from '../../../src/expression/workflow/parse.ts';
import { callsOf } from '../../../src/expression/workflow/print.ts';
import { hole, known } from '../../../src/value.ts';
import { corpus, corpusFiles } from '../../shared.ts';

const folder = corpus();

/** Strings with an at sign inside workflow definitions (objects with triggers and actions), ARM expressions left out. */
function stringsOf(node: unknown, inside: boolean, out: Set<string>, key = ''): void {
  if (typeof node === 'string') {
    const isArm = node.startsWith('[') && node.endsWith(']');
    if (inside && !isArm && key !== 'description' && node.includes('@')) out.add(node);
  } else if (Array.isArray(node))
    node.forEach((item) => {
      stringsOf(item, inside, out, key);
    });
  else if (typeof node === 'object' && node !== null) {
    const within = inside || ('triggers' in node && 'actions' in node);
    for (const [name, item] of Object.entries(node)) if (name !== 'schema') stringsOf(item, within, out, name);
  }
}

function collect(): Set<string> {
  const out = new Set<string>();
  for (const file of corpusFiles()) {
    const text = readFileSync(join(folder ?? '', file), 'utf8').replace(/^\uFEFF/, '');
    try {
      stringsOf(JSON.parse(text), false, out);
    } catch {
      // Files that are no JSON are a matter of `read`.
    }
  }
  return out;
}

describe.skipIf(folder === undefined)('corpus', () => {
  const strings = [...collect()];
  it('parses, but for a few real faults', () => {
    expect(strings.length).toBeGreaterThan(1000);
    const faulty = strings.filter((text) => parseTemplate(text).faults.length > 0);
    const report = { strings: strings.length, faulty };
    if (process.env['LAUDIT_SHOW'] !== undefined) console.log(JSON.stringify(report, null, 1));
    // Share of the distinct strings; measured in docs/vectors.md. A parser that refuses more is wrong.
    expect(faulty.length / strings.length).toBeLessThan(0.005);
  });

  it('names functions that exist', () => {
    const unknown = new Map<string, number>();
    for (const text of strings) {
      for (const { n } of callsOf(parseTemplate(text)))
        if (functionNamed(n) === undefined) unknown.set(n, (unknown.get(n) ?? 0) + 1);
    }
    if (process.env['LAUDIT_SHOW'] !== undefined) console.log([...unknown]);
    expect(unknown.size).toBeLessThan(5);
  });

  it('evaluates without an exception, once as always', () => {
    const faults: string[] = [];
    const scope = {
      id: 'W',
      parameter: (name: string) => hole(`p:${name}`, 'any'),
      appSetting: () => undefined,
      fault: (fault: { kind: string; message: string; name?: string }) =>
        faults.push(`${fault.kind} ${fault.name ?? ''} ${fault.message}`),
    };
    for (const text of strings) {
      const value = known(text, { file: 'f', pointer: '/x' });
      expect(evaluateWorkflow(value, scope)).toEqual(evaluateWorkflow(value, scope));
    }
    if (process.env['LAUDIT_SHOW'] !== undefined) console.log(faults.filter((_, index) => index % 2 === 0));
  });
});
