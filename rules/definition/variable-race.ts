import { readerAfter, writesOf } from '../../src/extract/declared.ts';
import { gathered } from '../../src/extract/gathered.ts';
import { isType } from '../../src/extract/operations.ts';
import { enclosing, type Graph, graphOf } from '../../src/extract/references.ts';
import { plainNumber, plainText } from '../../src/extract/literals.ts';
import { defineRule } from '../../src/rule.ts';
import { path } from '../../src/value.ts';

/** Surely more than one pass at a time: nothing says otherwise (facts/workflow-language.md §8). */
function isParallel(graph: Graph, index: number): boolean {
  const loop = graph.operations[index];
  if (loop === undefined || !isType(loop, 'foreach')) return false;
  const options = path(loop.value, 'operationOptions');
  if (options !== null && (plainText(options)?.toLowerCase().includes('sequential') ?? true)) return false;
  const repetitions = path(loop.value, 'runtimeConfiguration', 'concurrency', 'repetitions');
  return repetitions === null || (plainNumber(repetitions) ?? 1) > 1;
}

export const variableRace = defineRule({
  meta: {
    id: 'variable-race',
    category: 'definition',
    severity: 'warning',
    title: 'A variable is set and read again inside a loop whose passes run side by side',
    why: 'A Foreach runs up to 20 passes at once, and variables belong to the whole run: what one pass sets, another one overwrites before the first reads it.',
    remedy:
      'Use Compose inside the loop, or let its passes run one after the other (operationOptions: Sequential, or concurrency.repetitions: 1).',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    race: (data: { place: string; name: string; loop: string; reader: string }) =>
      `'${data.place}' sets the variable '${data.name}' in '${data.loop}', whose passes run side by side, and '${data.reader}' reads it there: it may see the value of another pass.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    const reads = new Map<string, number[]>();
    for (const { kind, name, written } of graph.references) {
      if (kind !== 'variable' || name === undefined || written.operation < 0) continue;
      const same = reads.get(name.toLowerCase());
      if (same === undefined) reads.set(name.toLowerCase(), [written.operation]);
      else same.push(written.operation);
    }
    const found = writesOf(graph).flatMap(({ operation, name, at }) => {
      const writer = graph.operations[operation];
      const loop = enclosing(graph, operation).find((index) => isParallel(graph, index));
      if (writer === undefined || loop === undefined || !isType(writer, 'setvariable')) return [];
      const reader = readerAfter(graph, operation, loop, reads.get(name.toLowerCase()) ?? []);
      const around = graph.operations[loop]?.name ?? '';
      const key = `${String(loop)}/${name.toLowerCase()}`;
      return reader === undefined ? [] : [{ key, at, operation: writer.name, name, loop: around, reader }];
    });
    for (const { first, related } of gathered(found)) {
      const { operation, name, loop, reader } = first;
      say('race', first.at, { place: operation, name, loop, reader }, { operation, related });
    }
  },
});
