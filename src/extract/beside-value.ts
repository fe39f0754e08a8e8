/** A secret in a file that another one gives away: where it stands, and who says what it is. */
import type { Anchor, SecretSpan, SecretUse } from '../model.ts';
import { isDescription, masked } from '../secret.ts';
import { type Reader, spansFed } from './fed.ts';

export interface Beside {
  readonly secretSpans: readonly SecretSpan[];
  readonly secrets: readonly SecretUse[];
}

export const NOTHING: Beside = { secretSpans: [], secrets: [] };

export function together(all: readonly Beside[]): Beside {
  return { secretSpans: all.flatMap((one) => one.secretSpans), secrets: all.flatMap((one) => one.secrets) };
}

/** @param at of the value; @param by the file of its reader */
export function valueOf(name: string, text: string, at: Anchor, reader: Reader, by: string): Beside {
  const spans = spansFed({ pointer: at.pointer, text, reader, sure: true }, at.file, by);
  return {
    secretSpans: spans.map(({ at: place, kind, length }) => ({ at: place, kind, length })),
    secrets: spans.flatMap((span) =>
      isDescription(text.slice(...(span.at.slice ?? []))) ? [] : [useOf(name, span, { kind: 'read', at: span.read })],
    ),
  };
}

/** The value belongs to no workflow: several may read it. */
export function useOf(name: string, { at, kind, length }: SecretSpan, because: SecretUse['because']): SecretUse {
  const id = `${at.file}#${at.pointer}:${String(at.slice?.[0] ?? 0)}`;
  const owner = { workflow: null, operation: null, place: 'parameter-file', url: null } as const;
  return { id, at, kind, length, ...owner, name: masked(name.slice(0, 80)), because };
}
