/** The doors of the formats. Only the one that is asked for is opened. */
import type { Reporter } from './reporter.ts';

export const FORMATS = {
  text: () => import('./text.ts').then(({ text }) => text),
  unix: () => import('./unix.ts').then(({ unix }) => unix),
  json: () => import('./json.ts').then(({ json }) => json),
  sarif: () => import('./sarif.ts').then(({ sarif }) => sarif),
  github: () => import('./github.ts').then(({ github }) => github),
  gitlab: () => import('./gitlab.ts').then(({ gitlab }) => gitlab),
  azure: () => import('./azure.ts').then(({ azure }) => azure),
  junit: () => import('./junit.ts').then(({ junit }) => junit),
  checkstyle: () => import('./checkstyle.ts').then(({ checkstyle }) => checkstyle),
  rdjson: () => import('./rdjson.ts').then(({ rdjson }) => rdjson),
  markdown: () => import('./markdown.ts').then(({ markdown }) => markdown),
  html: () => import('./html.ts').then(({ html }) => html),
} as const satisfies Readonly<Record<string, () => Promise<Reporter>>>;

export type Format = keyof typeof FORMATS;

/** Is this the name of a format? */
export function isFormat(name: string): name is Format {
  return Object.hasOwn(FORMATS, name);
}
