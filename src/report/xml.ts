/** XML for reports: elements and escapes. Control characters, which XML cannot hold at all, are visible escapes by now. */
import { visible } from './visible.ts';

/** A text inside an element or an attribute: fit, without markup, and without the two code points that XML forbids. */
export function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}

/** One element; `inside` is markup by now, `indent` stands in front of its lines. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inside: readonly string[] = [],
): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const open = `<${name}${said.join('')}`;
  if (inside.length === 0) return `${open}/>`;
  return `${open}>\n${inside.map((one) => one.replace(/^(?=.)/gm, '  ')).join('\n')}\n</${name}>`;
}

export function document(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}
