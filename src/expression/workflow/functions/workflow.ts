/** What a run, its trigger and its actions hold. None can be computed; run.ts names the holes. */
import { fn } from '../spec.ts';
import type { Context, FunctionSpec, More } from '../spec.ts';

const run = (...contexts: Context[]): More => ({ purity: 'run', contexts });
/** Not in the functions reference; seen in published workflows, examples or other pages (facts/workflow-language.md §3). */
const unlisted = (more: More): More => ({ ...more, doc: null, purity: 'run' });

export const WORKFLOW: readonly FunctionSpec[] = [
  fn('workflow', 'action', '', 'object', null, run('webhook-unsubscribe', 'trackedProperties', 'until-expression')),
  fn('workflow', 'actionBody', 'actionName: string', 'any', null, unlisted({ instead: 'body' })),
  fn('workflow', 'actionOutputs', 'actionName: string', 'any', null, unlisted({ instead: 'outputs' })),
  fn('workflow', 'actions', 'actionName: string', 'object', null, run()),
  fn(
    'workflow',
    'agentParameters',
    'parameterName: string',
    'any',
    null,
    unlisted({ contexts: ['agent-tool-actions'] }),
  ),
  fn(
    'workflow',
    'appsetting',
    'settingName: string',
    'string',
    null,
    unlisted({ standardOnly: true, contexts: ['standard-files'] }),
  ),
  fn('workflow', 'assistantMessage', '', 'any', null, unlisted({ standardOnly: true, contexts: ['agent-channels'] })),
  fn('workflow', 'body', 'actionName: string', 'any', null, run()),
  fn('workflow', 'channelTriggerBody', '', 'any', null, unlisted({ standardOnly: true, contexts: ['agent-channels'] })),
  fn('workflow', 'formDataMultiValues', 'actionName: string, key: string', 'array', null, run()),
  fn('workflow', 'formDataValue', 'actionName: string, key: string', 'string', null, run()),
  fn('workflow', 'items', 'loopName: string', 'any', null, run('foreach-body')),
  fn('workflow', 'iterationIndexes', 'loopName: string', 'integer', null, run('until-body')),
  fn('workflow', 'listCallbackUrl', '', 'string', null, run('webhook')),
  fn('workflow', 'multipartBody', 'actionName: string, index: integer', 'any', null, run()),
  fn('workflow', 'outputs', 'actionName: string', 'any', null, run()),
  fn('workflow', 'parameters', 'parameterName: string', 'any', null, run()),
  fn('workflow', 'result', 'scopedActionName: string', 'array', null, run('after-scoped-action')),
  fn('workflow', 'trigger', '', 'object', null, run()),
  fn('workflow', 'triggerBody', '', 'any', null, run()),
  fn('workflow', 'triggerFormDataMultiValues', 'key: string', 'array', null, run()),
  fn('workflow', 'triggerFormDataValue', 'key: string', 'string', null, run()),
  fn('workflow', 'triggerMultipartBody', 'index: integer', 'any', null, run()),
  fn('workflow', 'triggerOutputs', '', 'object', null, run()),
  fn('workflow', 'triggers', '', 'object', null, unlisted({ contexts: ['trigger-conditions'] })),
  fn('workflow', 'variables', 'variableName: string', 'any', null, run()),
  fn('workflow', 'workflow', '', 'object', null, run()),
];
