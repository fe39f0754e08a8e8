/**
 * Maps and schemas that actions take from the app itself: `inputs.map` or `inputs.schema` with a literal name and
 * source LogicApp (facts/data/operations.json). Where the source is left out, or is an integration account, nothing is said.
 */
import type { Anchor, Operation, Workflow } from '../model.ts';
import { member } from '../value.ts';
import { meantText, plainText } from './literals.ts';
import { isType } from './operations.ts';

export interface ArtifactUse {
  readonly operation: Operation;
  readonly what: 'map' | 'schema';
  readonly name: string;
  readonly at: Anchor;
}

const TYPES = ['xslt', 'liquid', 'xmlvalidation', 'xmlparse', 'xmlcompose', 'flatfileencoding', 'flatfiledecoding'];

export function artifactUses({ operations }: Workflow): readonly ArtifactUse[] {
  return operations.flatMap((operation) => {
    if (!isType(operation, ...TYPES)) return [];
    return (['map', 'schema'] as const).flatMap((what): ArtifactUse[] => {
      const artifact = member(operation.inputs, what);
      const written = member(artifact, 'name');
      const name = meantText(written);
      const source = plainText(member(artifact, 'source'))?.toLowerCase();
      if (source !== 'logicapp' || name === undefined || name === '') return [];
      return [{ operation, what, name, at: written?.from ?? operation.at }];
    });
  });
}
