import { expect, test } from 'vitest';
import { renderMarkdown } from '../../src/cli/markdown.ts';

const PAGE = `# title

One *paragraph* that is
written on two lines with \`code\` and **weight**.

- an item that is long enough to be
  wrapped twice
- see [the page](https://example.com/x)

\`\`\`json
{ "a":   [1] }
\`\`\`

| a | b |
|---|---|
`;

test('plain: headings, joined paragraphs, hanging items, code as it is', () => {
  expect(renderMarkdown(PAGE, { color: false, width: 30 })).toBe(`title

One *paragraph* that is
written on two lines with code
and weight.

- an item that is long enough
  to be wrapped twice
- see the page
  (https://example.com/x)

    { "a":   [1] }

| a | b |
|---|---|
`);
});

test('coloured: the same words', () => {
  const painted = renderMarkdown(PAGE, { color: true, width: 80 });
  expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(renderMarkdown(PAGE, { color: false, width: 80 }));
  expect(painted).toContain('\u001b[36mcode\u001b[39m');
});
