import { readerAfter, type Write, writesOf } from '../../src/extract/declared.ts';
import { gathered } from '../../src/extract/gathered.ts';
import { isType } from '../../src/extract/operations.ts';
import { enclosing, type Graph, graphOf } from '../../src/extract/references.ts';
import { plainNumber, plainText } from '../../src/extract/literals.ts';
import { defineRule } from '../../src/rule.ts';
import { member, path } from '../../src/value.ts';

/**
 * The loop around an action whose passes surely run side by side: the outermost one, since passes of a loop inside another
 * loop run one after the other (learn.microsoft.com/azure/logic-apps/logic-apps-control-flow-loops), where nothing says
 * otherwise (facts/workflow-language.md §8).
 */
function parallelLoop(graph: Graph, index: number): number | undefined {
  const isLoop = (at: number): boolean => {
    const operation = graph.operations[at];
    return operation !== undefined && isType(operation, 'foreach', 'until');
  };
  const outermost = enclosing(graph, index).findLast(isLoop);
  const loop = outermost === undefined ? undefined : graph.operations[outermost];
  if (loop === undefined || !isType(loop, 'foreach')) return undefined;
  const options = path(loop.value, 'operationOptions');
  if (options !== null && (plainText(options)?.toLowerCase().includes('sequential') ?? true)) return undefined;
  const repetitions = path(loop.value, 'runtimeConfiguration', 'concurrency', 'repetitions');
  return repetitions === null || (plainNumber(repetitions) ?? 1) > 1 ? outermost : undefined;
}

/** Where every pass writes the same: no pass can overwrite what another one set with anything else. */
function writesOneValue(graph: Graph, writes: readonly Write[]): boolean {
  const values = writes.map((write) => {
    const operation = graph.operations[write.operation];
    const value =
      operation !== undefined && isType(operation, 'setvariable') ? member(operation.inputs, 'value') : null;
    const scalar = value?.kind === 'known' && typeof value.value !== 'object' && typeof value.value !== 'string';
    return scalar ? JSON.stringify(value.value) : plainText(value);
  });
  return values.every((value) => value !== undefined && value === values[0]);
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
    sources: ['facts/workflow-language.md §5', 'learn.microsoft.com/azure/logic-apps/logic-apps-control-flow-loops'],
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
    const byLoop = new Map<string, (Write & { readonly loop: number })[]>();
    for (const write of writesOf(graph)) {
      const loop = parallelLoop(graph, write.operation);
      const key = `${String(loop)}/${write.name.toLowerCase()}`;
      const same = byLoop.get(key);
      if (loop === undefined) continue;
      if (same === undefined) byLoop.set(key, [{ ...write, loop }]);
      else same.push({ ...write, loop });
    }
    const racing = [...byLoop].filter(([, writes]) => !writesOneValue(graph, writes));
    const found = racing.flatMap(([key, writes]) =>
      writes.flatMap(({ operation, name, at, loop }) => {
        const writer = graph.operations[operation];
        if (writer === undefined || !isType(writer, 'setvariable')) return [];
        const reader = readerAfter(graph, operation, loop, reads.get(name.toLowerCase()) ?? []);
        const around = graph.operations[loop]?.name ?? '';
        return reader === undefined ? [] : [{ key, at, operation: writer.name, name, loop: around, reader }];
      }),
    );
    for (const { first, related } of gathered(found)) {
      const { operation, name, loop, reader } = first;
      say('race', first.at, { place: operation, name, loop, reader }, { operation, related });
    }
  },
});
