/** What the script of every page begins with: the data, an element with a text, the choice of dark or light. */
const COMMON = `
  const data = JSON.parse(document.getElementById('data').textContent);
  const make = (tag, text, name) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const inEnvironment = (names) => {
    const asked = document.getElementById('environment');
    return !asked || asked.value === '' || names.length === 0 || names.includes(asked.value);
  };
  document.getElementById('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });
`;

/** The parts in one function, each with names of its own; the text is the same on every page of its kind, and so is its hash. */
export function scriptOf(...parts: readonly string[]): string {
  return `\n'use strict';\n(() => {${COMMON}${parts.map((part) => `  {${part}  }\n`).join('')}})();\n`;
}
