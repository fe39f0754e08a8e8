/** File names as other systems want them: from the repository's root, and as relative URIs. */
import type { FileId } from '../model.ts';

interface Run {
  /** Folder of the run seen from the repository's root; '' or absent = the root. */
  readonly repositoryPath?: string | undefined;
}

/** `deploy/x.json` for file `x.json` of a run in `deploy`; `..` steps are resolved where they can be. */
export function fromRepository(file: FileId, { repositoryPath = '' }: Run): string {
  const out: string[] = [];
  for (const step of `${repositoryPath}/${file}`.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && out.length > 0 && out[out.length - 1] !== '..') out.pop();
    else out.push(step);
  }
  return out.join('/');
}

/** A relative reference (RFC 3986 §4.2): every segment percent-encoded, so that no name can be a scheme, query or fragment. */
export function uriOf(path: string): string {
  return path
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
