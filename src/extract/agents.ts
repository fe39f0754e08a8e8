/** The tools of Agent actions and what they promise each other (facts/workflow-language.md §5, §8). */
import type { Anchor, Operation, Value } from '../model.ts';
import { asText, member } from '../value.ts';
import { allEntries, keyPlace } from './literals.ts';
import { isType } from './operations.ts';
import type { Graph } from './references.ts';

export interface Tool {
  readonly agent: Operation;
  readonly name: string;
  readonly value: Value;
  readonly at: Anchor;
}

export function toolsOf(agent: Operation): readonly Tool[] {
  const tools = isType(agent, 'agent') ? member(agent.value, 'tools') : null;
  if (tools === null || tools === undefined) return [];
  return (allEntries(tools) ?? []).map((entry) => ({
    agent,
    name: entry.key,
    value: entry.value,
    at: keyPlace(tools, entry, agent.at),
  }));
}

/** The tool around an action; undefined outside of agents, or where it is not known. */
export function toolAround(graph: Graph, index: number): Tool | undefined {
  for (let at = index; at >= 0;) {
    const one: Operation | undefined = graph.operations[at];
    const holder = graph.operations[one?.parent ?? -1];
    if (one !== undefined && holder !== undefined && one.branch.startsWith('tools/'))
      return toolsOf(holder).find(({ name }) => `tools/${name}` === one.branch);
    at = one?.parent ?? -1;
  }
  return undefined;
}

/** Names (lower case) of a tool's parameters; undefined where they are not all known. */
export function toolParameters(tool: Tool): ReadonlySet<string> | undefined {
  const schema = member(tool.value, 'agentParameterSchema');
  if (schema === null) return new Set();
  const properties = member(schema, 'properties');
  if (properties === null) return new Set();
  const entries = allEntries(properties);
  return entries && new Set(entries.map(({ key }) => key.toLowerCase()));
}

/** The agent that a handoff names. */
export function handoffTarget(operation: Operation): Value | undefined {
  if (!isType(operation, 'agenthandoff')) return undefined;
  const name = member(operation.inputs, 'name');
  return asText(name) === undefined ? undefined : (name ?? undefined);
}
