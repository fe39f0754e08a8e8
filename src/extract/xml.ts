/**
 * The door to the parser of XML, opened at the first policy of API Management only: few runs meet one. Strict: what is no
 * well-formed XML gives nothing, and no entity is defined by a text, so none can grow.
 */
import { createRequire } from 'node:module';
import type * as Library from '@rgrove/parse-xml';
import type { XmlElement, XmlNode, XmlText } from '@rgrove/parse-xml';

export type { XmlElement } from '@rgrove/parse-xml';

let door: typeof Library | undefined;

/** The outermost element; undefined where the text is no well-formed XML. Offsets of elements are those of the text. */
export function parseXmlText(text: string): XmlElement | undefined {
  door ??= createRequire(import.meta.url)('@rgrove/parse-xml') as typeof Library;
  try {
    return door.parseXml(text, { includeOffsets: true }).root ?? undefined;
  } catch {
    return undefined;
  }
}

export function elementsOf(parent: XmlElement): readonly XmlElement[] {
  return parent.children.filter(isElement);
}

function isElement(node: XmlNode): node is XmlElement {
  return node.type === 'element';
}

/** Text of its own, blanks aside. */
export function hasText({ children }: XmlElement): boolean {
  return children.some((node) => isText(node) && node.text.trim() !== '');
}

function isText(node: XmlNode): node is XmlText {
  return node.type === 'text' || node.type === 'cdata';
}

export function attributeOf({ attributes }: XmlElement, name: string): string | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
