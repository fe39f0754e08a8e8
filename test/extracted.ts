/** What one source says by itself, for tests of extraction. */
import { extract, type Extracted } from '../src/extract/document.ts';
import type { Source, Workflow } from '../src/model.ts';
import { projects } from '../src/project.ts';
import { read } from '../src/read/read.ts';
import { recognise } from '../src/recognise.ts';

export function extracted(source: Source): Extracted & { readonly workflows: readonly Workflow[] } {
  const document = read(source);
  const { kind } = recognise(document);
  const cards = [{ ...document, kind }];
  const { context } = projects({ cards, document: () => document, print: () => '', environments: {} })(source.project);
  const workflows: Workflow[] = [];
  return { ...extract(document, kind, context, (one) => workflows.push(one)), workflows };
}
