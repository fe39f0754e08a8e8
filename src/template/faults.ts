/**
 * What goes wrong while a template is read and deployed on paper: data, collected, never thrown.
 * One list serves a whole document, so that a loop of 800 instances says a thing once.
 */
import type { Anchor } from '../model.ts';
import type { ExpressionFault } from '../expression/arm/scope.ts';

export type TemplateFaultKind =
  | ExpressionFault['kind']
  /** A section or resource has the wrong JSON kind. */
  | 'template-shape'
  /** Variables or parameters that need each other. */
  | 'cycle'
  /** A child's name has not as many segments as its type. */
  | 'name-segments'
  /** `templateLink`, `parametersLink` or a computed template that is not at hand: its resources are not seen. */
  | 'template-not-found'
  /** The parameter file gives a name that the template does not declare. */
  | 'parameter-undeclared'
  /** No value, no default, not nullable, although a parameter file is bound. */
  | 'parameter-missing'
  /** The given value has another type than the declaration says. */
  | 'parameter-type'
  /** The given value is not one of `allowedValues`. */
  | 'parameter-not-allowed';

export interface TemplateFault {
  readonly kind: TemplateFaultKind;
  readonly at: Anchor;
  /** One clause for people; never a secret. */
  readonly message: string;
  /** The name that is meant, where there is one. */
  readonly name?: string;
}

/** So many faults of one document are enough for a person. */
const ENOUGH = 1000;

/** Collects faults, each (kind, place, name) once. */
export class Faults {
  readonly list: TemplateFault[] = [];
  readonly #seen = new Set<string>();

  add(fault: TemplateFault): void {
    if (this.list.length >= ENOUGH) return;
    const { file, pointer, slice } = fault.at;
    const key = JSON.stringify([fault.kind, file, pointer, slice ?? null, fault.name ?? fault.message]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push(fault);
  }
}
