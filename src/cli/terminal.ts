/**
 * What may be written to the two streams: results on standard output, everything else on standard error. Names of files and
 * keys come from strangers: control characters never reach a terminal.
 */
import { visible } from '../report/visible.ts';
import { masked } from '../secret.ts';
import type { Given } from './options.ts';
import { ERR, OUT } from './streams.ts';

/** Writes results. */
export function print(text: string): void {
  if (text !== '') OUT.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Writes a line for people. */
export function notice(text: string): void {
  ERR.write(`laudit: ${visible(masked(text))}\n`);
}

/** Whether standard output gets colours: the command line, then NO_COLOR, then FORCE_COLOR, then the terminal. */
export function wantsColor(given: Pick<Given, 'flag'>): boolean {
  const { NO_COLOR: no = '', FORCE_COLOR: force = '', TERM: term } = process.env;
  if (given.flag('no-color')) return false;
  if (given.flag('color')) return true;
  if (no !== '') return false;
  if (force !== '') return force !== '0' && force !== 'false';
  return OUT.isTerminal && term !== 'dumb';
}

/** Whether the terminal is known to make links of OSC 8 sequences; FORCE_HYPERLINK decides it by hand. Never without colours. */
export function wantsLinks(given: Pick<Given, 'flag'>): boolean {
  const { FORCE_HYPERLINK: force = '', TERM_PROGRAM: name = '', VTE_VERSION: vte = '', TERM: term = '' } = process.env;
  if (!OUT.isTerminal && force === '') return false;
  if (!wantsColor(given)) return false;
  if (force !== '') return force !== '0';
  if (process.env['CI'] !== undefined) return false;
  const known =
    ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper'].includes(name) || process.env['WT_SESSION'] !== undefined;
  return known || Number(vte) >= 5000 || /^(?:xterm-kitty|alacritty|foot)/.test(term);
}

/** Columns of the terminal, at most 120. */
export function columns(): number {
  return Math.min(OUT.columns || 100, 120);
}
