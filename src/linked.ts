/** Templates that other templates deploy. */
import type { DocumentKind, Facts, FileId } from './model.ts';

/** What is known of a document once it was judged, as far as it matters here. */
interface Deployed {
  readonly id: FileId;
  readonly kind: DocumentKind;
  readonly facts: Facts;
  readonly linked: readonly FileId[];
  readonly workflows: readonly string[];
  readonly deployed: { readonly findings: readonly unknown[]; readonly notices: readonly unknown[] };
}

/** A template that another one deploys is judged there, with the values that it is given there. */
export function withoutLinked<T extends Deployed>(documents: readonly T[]): readonly T[] {
  const linked = new Set(documents.flatMap((one) => one.linked));
  if (linked.size === 0) return documents;
  return documents.map((one) => {
    if (one.kind !== 'template' || !linked.has(one.id)) return one;
    const facts = {
      ...one.facts,
      workflows: [],
      senders: [],
      receivers: [],
      sites: [],
      gateways: [],
      connectors: [],
      flows: [],
    };
    return { ...one, facts, workflows: [], deployed: { findings: [], crashes: [], cut: [], notices: [] } };
  });
}
