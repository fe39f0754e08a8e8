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

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

export function renderMarkdown(page: string, { color, width }: Look): string {
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const out: string[] = [];
  let fenced = false;
  for (const block of blocksOf(page)) {
    if (block.startsWith('```')) {
      fenced = !fenced;
      continue;
    }
    if (fenced) out.push(`    ${paint('cyan', block)}`);
    else if (/^#{1,6} /.test(block))
      out.push(
        paint(
          ['bold', 'underline'],
          painted(marked(block.replace(/^#+ /, '')), (_, text) => text),
        ),
      );
    else out.push(...wrapped(block, width, paint));
  }
  return `${out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
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
function wrapped(block: string, width: number, paint: Paint): string[] {
  if (block.startsWith('|')) return [painted(marked(block), paint)];
  const mark = /^(?:[-*] |\d+\. |> )/.exec(block)?.[0] ?? '';
  const hang = ' '.repeat(mark.length);
  const lines = wrap(marked(block.slice(mark.length)), Math.max(20, width - mark.length));
  return lines.map((line, index) => `${index === 0 ? mark.replace('*', '-') : hang}${painted(line, paint)}`);
}

/** Marks of no width (variation selectors), one pair around each word, so that wrapping cannot part a pair. */
const CODE = ['\ufe00', '\ufe01'] as const;
const BOLD = ['\ufe02', '\ufe03'] as const;

function marked(block: string): string {
  const each = (text: string, [open, close]: readonly [string, string]): string =>
    text.replace(/[^ ]+/g, (word) => `${open}${word}${close}`);
  return block
    .replace(/\[([^[\]]*)\]\(([^)\s]*)\)/g, (_, text: string, target: string) =>
      text === target ? text : `${text} (${target})`,
    )
    .replace(/`([^`]+)`/g, (_, text: string) => each(text, CODE))
    .replace(/\*\*([^*]+)\*\*/g, (_, text: string) => each(text, BOLD));
}

function painted(line: string, paint: Paint): string {
  return line
    .replace(/\ufe00([^\ufe00\ufe01]*)\ufe01/g, (_, text: string) => paint('cyan', text))
    .replace(/\ufe02([^\ufe02\ufe03]*)\ufe03/g, (_, text: string) => paint('bold', text));
}
