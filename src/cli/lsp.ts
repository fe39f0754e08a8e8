/** `laudit lsp`: the language server on standard input and output; ends when the editor closes them. */
import { serve } from '../lsp/server.ts';
import { STATUS, type Status } from './usage.ts';

export function lsp(): Promise<Status> {
  serve();
  return Promise.resolve(STATUS.clean);
}
