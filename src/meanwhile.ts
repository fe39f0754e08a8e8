/**
 * What is found out about something while it is judged, kept by the thing itself and forgotten when its turn is over.
 *
 * A WeakMap for the life of the process would say the same, at a price: where Node collects young objects alone, it keeps
 * all that an old map holds, whether the keys are gone or not. So what is known of each document would be carried to the
 * old objects, which are collected when the heap has grown to a multiple.
 */

/** What ends together. */
export interface Turn {
  readonly known: { forget(): void }[];
}

/** Of one document, its values and all that was made of them. */
export const OF_DOCUMENT: Turn = { known: [] };
/** Of one workflow, its operations and its graph. */
export const OF_WORKFLOW: Turn = { known: [] };

export class Meanwhile<K extends object, V> {
  #known: WeakMap<K, V> | undefined;

  constructor(turn: Turn) {
    turn.known.push(this);
  }

  get(key: K): V | undefined {
    return this.#known?.get(key);
  }

  set(key: K, value: V): void {
    (this.#known ??= new WeakMap()).set(key, value);
  }

  forget(): void {
    this.#known = undefined;
  }
}

/** Its turn is over: nobody asks about it any more. */
export function forget(turn: Turn): void {
  for (const one of turn.known) one.forget();
}
