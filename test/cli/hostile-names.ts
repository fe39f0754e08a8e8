/** Names that a stranger may give to workflows, actions and triggers, and what none of them may become in what is put out. */
export const SECRET = 'Zk3vQ8mXw2LpT7nRb4YcHs9dFe6uJa1gOi5tKx0WzVM';
export const SIGNED = `https://prod-00.westeurope.logic.azure.com/workflows/a/triggers/manual/paths/invoke?sp=run&sv=1.0&sig=${SECRET}`;
export const NAMES = [
  '\u001b[31mred\u001b[0m',
  '\u202eover\u2066',
  '##vso[task.planted]x',
  'a\r\n::planted file=x::y',
  '\u0000\u0085\u2028',
  '<script>planted()</script>',
  ']]><planted/>',
  '"><planted attribute="',
  SIGNED,
];
/** What would act on a terminal, in a build's log or in a page. Tab and line feed are ours. */
export const UNFIT =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|##vso\[task\.planted|^::planted/m;

/** The sample with the name inside those of its workflow, action and trigger. */
export function renamed(value: object, name: string): string {
  // Raw control characters cannot stand in JSON; their escapes can.
  const inside = JSON.stringify(name).slice(1, -1);
  return JSON.stringify(value, null, 2)
    .replaceAll('take-orders', () => `take ${inside}`)
    .replaceAll('send-orders', () => `send ${inside}`)
    .replaceAll('"Send"', () => `"Send ${inside}"`)
    .replaceAll('"daily"', () => `"daily ${inside}"`);
}
