import { handoffTarget, toolAround, toolParameters, toolsOf } from '../../src/extract/agents.ts';
import { plainText } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import { graphOf, isPlainName, spotOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

export const agentShape = defineRule({
  meta: {
    id: 'agent-shape',
    category: 'definition',
    severity: 'error',
    title: 'An agent names a tool parameter or another agent that does not exist',
    why: 'A handoff goes to an agent of the same workflow, and agentParameters() reads what the schema of its tool declares. What is not there is refused, or fails when the agent runs.',
    remedy: 'Name an agent of this workflow, or declare the parameter in agentParameterSchema of the tool.',
    sources: ['facts/workflow-language.md §3', 'facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    handoff: (data: { operation: string; name: string }) =>
      `'${data.operation}' hands over to the agent '${data.name}', but the workflow has no agent of that name.`,
    parameter: (data: { place: string; name: string; tool: string }) =>
      `'${data.place}' reads agentParameters('${data.name}'), but the schema of its tool '${data.tool}' declares no such property.`,
    name: (data: { tool: string; agent: string }) =>
      `The tool '${data.tool}' of '${data.agent}' has a name that the designer refuses: a letter or underscore, then up to 47 letters, digits and underscores.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    const agents = new Set(
      workflow.operations.filter((one) => isType(one, 'agent')).map((one) => one.name.toLowerCase()),
    );
    for (const operation of workflow.operations) {
      const target = handoffTarget(operation);
      const name = plainText(target);
      if (name !== undefined && isPlainName(name) && workflow.closed && !agents.has(name.toLowerCase()))
        say(
          'handoff',
          target?.from ?? operation.at,
          { operation: operation.name, name },
          { operation: operation.name },
        );
      for (const { name: tool, at } of toolsOf(operation)) {
        if (!/^[A-Za-z_]\w{0,47}$/.test(tool) && isPlainName(tool))
          say('name', at, { tool, agent: operation.name }, { operation: operation.name, severity: 'warning' });
      }
    }
    for (const reference of graph.references) {
      const { kind, name } = reference;
      const tool = kind === 'agent-parameter' ? toolAround(graph, reference.written.operation) : undefined;
      if (tool === undefined || name === undefined || (toolParameters(tool)?.has(name.toLowerCase()) ?? true)) continue;
      const { at, place, more } = spotOf(graph, reference);
      say('parameter', at, { place, name, tool: tool.name }, more);
    }
  },
});
