/**
 * Markdown lightly rendered for a terminal: headings bold, code in colour, paragraphs wrapped, link
 * targets kept. For our own pages; what it does not know stays as written.
 */
import { styleText } from 'node:util';
import { wrap } from '../report/visible.ts';

export interface Look {
  readonly color: boolean;
  readonly width: number;
}

type Style = Parameters<typeof styleText>[0];

export function renderMarkdown(page: string, { color, width }: Look): string {
  const paint = (style: Style, text: string): string => (color ? styleText(style, text, { validateStream: false }) : text);
  const out: string[] = [];
  let fenced = false;
  for (const block of blocksOf(page)) {
    if (block.startsWith('```')) {
      fenced = !fenced;
      continue;
    }
    if (fenced) out.push(`    ${paint('cyan', block)}`);
    else if (/^#{1,6} /.test(block)) out.push(paint(['bold', 'underline'], inline(block.replace(/^#+ /, ''), (_, text) => text)));
    else out.push(...wrapped(block, width).map((line) => inline(line, paint)));
  }
  return `${out.join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`;
}

/** Lines; those of one paragraph or list item joined, those of code and tables as they are. */
function blocksOf(page: string): string[] {
  const blocks: string[] = [];
  let fenced = false;
  for (const line of page.split(/\r?\n/)) {
    const last = blocks.at(-1) ?? '';
    const fence = line.startsWith('```');
    const starts = /^(?:#{1,6} |[-*] |\d+\. |\||>|\s*$)/.test(line);
    const joins = !fenced && !fence && !starts && last !== '' && !/^(?:#{1,6} |\||```)/.test(last);
    if (joins) blocks[blocks.length - 1] = `${last} ${line.trim()}`;
    else blocks.push(line);
    if (fence) fenced = !fenced;
  }
  return blocks;
}

/** Wraps a paragraph; the lines of a list item hang below its text. */
function wrapped(block: string, width: number): string[] {
  if (block.startsWith('|')) return [block];
  const mark = /^(?:[-*] |\d+\. |> )/.exec(block)?.[0] ?? '';
  const hang = ' '.repeat(mark.length);
  return wrap(block.slice(mark.length), Math.max(20, width - mark.length)).map((line, index) => `${index === 0 ? mark.replace('*', '-') : hang}${line}`);
}

function inline(line: string, paint: (style: Style, text: string) => string): string {
  return line
    .replace(/\[([^\]]*)\]\(([^)\s]*)\)/g, (_, text: string, target: string) => (text === target ? text : `${text} (${target})`))
    .replace(/\*\*([^*]+)\*\*/g, (_, text: string) => paint('bold', text))
    .replace(/`([^`]+)`/g, (_, text: string) => paint('cyan', text));
}
