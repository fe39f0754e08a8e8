/**
 * Puts the defaults of parameters in, where a value rests on parameters that the deployment may override, and
 * applies again what was computed from them. Bounded; values without such holes come back as they are.
 */
import type { Value } from '../../model.ts';
import { rests } from './rests.ts';
import { type Settled, settled } from './settler.ts';

export function settle(value: Value): Settled {
  return rests(value) ? settled(value) : { value, assumed: [] };
}
