/**
 * Variables that passes of one loop overwrite for each other: set in a loop whose passes run side by side, and read again
 * there. Appending and counting lose nothing but their order, and are none.
 */
import type { Anchor } from '../model.ts';
import { member, path } from '../value.ts';
import { readerAfter, type Write, writesOf } from './declared.ts';
import { plainNumber, plainText } from './literals.ts';
import { isType } from './operations.ts';
import { enclosing, type Graph } from './references.ts';

export interface Race {
  /** Loop and variable: what several places share. */
  readonly key: string;
  readonly at: Anchor;
  /** Name of the action that sets the variable. */
  readonly operation: string;
  readonly name: string;
  readonly loop: string;
  /** Name of an action of the loop that reads it afterwards. */
  readonly reader: string;
}

/** At each place that sets the variable. */
export function racesIn(graph: Graph): readonly Race[] {
  const reads = readsOf(graph);
  return [...writesByLoop(graph)].flatMap(([key, writes]) => {
    if (writesOneValue(graph, writes)) return [];
    return writes.flatMap(({ operation, name, at, loop }): Race[] => {
      const writer = graph.operations[operation];
      if (writer === undefined || !isType(writer, 'setvariable')) return [];
      const reader = readerAfter(graph, operation, loop, reads.get(name.toLowerCase()) ?? []);
      const around = graph.operations[loop]?.name ?? '';
      return reader === undefined ? [] : [{ key, at, operation: writer.name, name, loop: around, reader }];
    });
  });
}

/** Lower-case name of a variable → the operations that read it. */
function readsOf(graph: Graph): ReadonlyMap<string, readonly number[]> {
  const reads = new Map<string, number[]>();
  for (const { kind, name, written } of graph.references) {
    if (kind !== 'variable' || name === undefined || written.operation < 0) continue;
    const same = reads.get(name.toLowerCase());
    if (same === undefined) reads.set(name.toLowerCase(), [written.operation]);
    else same.push(written.operation);
  }
  return reads;
}

interface WriteInLoop extends Write {
  readonly loop: number;
}

function writesByLoop(graph: Graph): ReadonlyMap<string, readonly WriteInLoop[]> {
  const byLoop = new Map<string, WriteInLoop[]>();
  for (const write of writesOf(graph)) {
    const loop = parallelLoop(graph, write.operation);
    if (loop === undefined) continue;
    const key = `${String(loop)}/${write.name.toLowerCase()}`;
    const same = byLoop.get(key);
    if (same === undefined) byLoop.set(key, [{ ...write, loop }]);
    else same.push({ ...write, loop });
  }
  return byLoop;
}

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
