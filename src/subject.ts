/** Nouns → what findings about them share: their name, their workflow and operation, the environments that they are in. */
import type { Anchor, Condition } from './model.ts';
import type { Noun, Nouns } from './rule.ts';

/** Who a noun is: what findings about it share. */
export interface Subject {
  readonly subject: string;
  readonly workflow: string | null;
  readonly operation: string | null;
  readonly environments: readonly string[];
  readonly conditions?: readonly Condition[] | undefined;
  readonly at: Anchor;
}

export const SUBJECTS: { readonly [N in Noun]: (noun: Nouns[N]) => Subject } = {
  document: ({ id }) => ({
    subject: id,
    workflow: null,
    operation: null,
    environments: [],
    at: { file: id, pointer: '' },
  }),
  template: ({ id, environments, at }) => ({ subject: id, workflow: null, operation: null, environments, at }),
  workflow: ({ id, name, environments, conditions, at }) => ({
    subject: id,
    workflow: name,
    operation: null,
    environments,
    conditions,
    at,
  }),
  secret: ({ id, workflow, operation, at }) => ({
    subject: id,
    workflow: workflow?.name ?? null,
    operation,
    environments: [],
    at,
  }),
  sender: ({ id, workflow, operation, environments, at }) => ({
    subject: id,
    workflow: workflow.name,
    operation,
    environments,
    conditions: workflow.conditions,
    at,
  }),
  receiver: ({ id, workflow, trigger, environments, at }) => ({
    subject: id,
    workflow: workflow.name,
    operation: trigger,
    environments,
    conditions: workflow.conditions,
    at,
  }),
  call: ({ id, sender, environments }) => ({
    subject: id,
    workflow: sender.workflow.name,
    operation: sender.operation,
    environments,
    conditions: sender.workflow.conditions,
    at: sender.at,
  }),
  site: ({ id, environments, conditions, at }) => ({
    subject: id,
    workflow: null,
    operation: null,
    environments,
    conditions,
    at,
  }),
  app: ({ id, at }) => ({ subject: id, workflow: null, operation: null, environments: [], at }),
  flow: ({ workflow, source, environments }) => ({
    subject: workflow.id,
    workflow: workflow.name,
    operation: source.operation,
    environments,
    conditions: workflow.conditions,
    at: source.at,
  }),
  program: () => ({
    subject: 'program',
    workflow: null,
    operation: null,
    environments: [],
    at: { file: '', pointer: '' },
  }),
};

export const NOBODY: Subject = {
  subject: '',
  workflow: null,
  operation: null,
  environments: [],
  at: { file: '', pointer: '' },
};
