/** Lists of names in the options of rules: letter case does not count, and a star stands for anything on its side. */

/** How a host is written there. */
export const HOST_FORM = '^(\\*\\.)?[A-Za-z0-9.-]+$';

/** Is the host in the list? `*.` in front stands for every name below. */
export function isHostIn(list: readonly string[], host: string): boolean {
  const name = host.toLowerCase();
  return list.some((one) => {
    const allowed = one.toLowerCase();
    return allowed.startsWith('*.') ? name.endsWith(allowed.slice(1)) : name === allowed;
  });
}

/** The option of rules about parameters that nothing reads. */
export const UNREAD = {
  kind: 'texts',
  about:
    'Parameters that may go unread, as those that a pipeline gives to every deployment; `*` at the end stands for any rest.',
  form: '\\S',
  example: 'environmentName',
} as const;

/** Is the name in the list? `*` at the end stands for any rest. */
export function isNameIn(list: readonly string[], name: string): boolean {
  const own = name.toLowerCase();
  return list.some((one) => {
    const allowed = one.toLowerCase();
    return allowed.endsWith('*') ? own.startsWith(allowed.slice(0, -1)) : own === allowed;
  });
}
