/**
 * What goes wrong while a template is read and deployed on paper: data, collected, never thrown.
 * One list serves a whole document, so that a loop of 800 instances says a thing once.
 */
import type { TemplateFault } from '../model.ts';

export type { TemplateFault } from '../model.ts';

/** So many faults of one document are enough for a person; one more says so. */
const ENOUGH = 1000;

/** Collects faults, each (kind, place, name) once. */
export class Faults {
  readonly list: TemplateFault[] = [];
  readonly #seen = new Set<string>();

  add(fault: TemplateFault): void {
    if (this.list.length > ENOUGH) return;
    const { file, pointer, slice } = fault.at;
    const key = JSON.stringify([fault.kind, file, pointer, slice ?? null, fault.name ?? fault.message]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const message = `more than ${ENOUGH} things are wrong with it: the rest is not told`;
    this.list.push(this.list.length < ENOUGH ? fault : { kind: 'limit', at: fault.at, message });
  }
}
