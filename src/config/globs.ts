/** Globs seen from another folder: they are written relative to their settings file and matched against ids of a run. */
import { idOf } from '../find/tree.ts';
import { glob } from '../glob.ts';

/**
 * A glob relative to `folder` as globs relative to `root`. Where `folder` lies above, a glob that begins with the
 * names on the way down also has its short form: `a/*.json` above `a` is `../a/*.json` and `*.json`.
 */
export function rebased(pattern: string, folder: string, root: string): readonly string[] {
  const plain = pattern.replace(/^(?:\.\/)+/, '');
  const way = idOf(root, folder).split('/').filter(Boolean);
  const forms = [joined([...way, plain])];
  if (way.length === 0 || way.some((step) => step !== '..')) return forms;
  const segments = plain.split('/');
  for (const name of idOf(folder, root).split('/')) {
    const [segment] = segments;
    if (segment === '**') forms.push(segments.join('/'));
    if (segment === undefined || segment === '**' || !glob(segment)(name)) return forms;
    segments.shift();
    way.pop();
    forms.push([...way, ...segments].join('/'));
  }
  return forms;
}

/** `deploy` and `../x.json` is `x.json`: ids of files never step back inside. */
function joined(steps: readonly string[]): string {
  const out: string[] = [];
  for (const step of steps.join('/').split('/')) {
    if (step === '..' && out.length > 0 && !/^(?:\.\.|\*\*)$/.test(out[out.length - 1] ?? '')) out.pop();
    else out.push(step);
  }
  return out.join('/');
}

/** The same for many. */
export function rebasedAll(patterns: readonly string[], folder: string, root: string): readonly string[] {
  return patterns.flatMap((one) => rebased(one, folder, root));
}
