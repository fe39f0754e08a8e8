/** `laudit lsp`: the language server on standard input and output; ends when the editor closes them. */
import { serve } from '../lsp/server.ts';
import { OUT } from './streams.ts';
import { STATUS, type Status } from './usage.ts';

export function lsp(): Promise<Status> {
  serve(process.stdin, OUT.stream);
  return Promise.resolve(STATUS.clean);
}
