/**
 * Looks at pages that laudit makes, in a real browser: errors of the console, faults that axe-core calls serious, pictures in
 * light and dark. Run by hand; what it needs stands in a folder of its own and not among the packages of the project:
 *
 *   npm install --prefix TOOLS playwright-core axe-core
 *   node .config/look.mjs TOOLS FOLDER_FOR_PICTURES report.html calls.html
 *
 * The browser is `chromium` of the path, or $CHROMIUM. Exits with 1 where a page is not as it should be.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [tools = '', pictures = '', ...pages] = process.argv.slice(2);
const need = createRequire(join(resolve(tools), 'package.json'));
const { chromium } = need('playwright-core');
const axe = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');
const SERIOUS = new Set(['serious', 'critical']);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
let wrong = 0;

function fault(page, text) {
  wrong += 1;
  console.log(`${page}: ${text}`);
}

/** The page as it is shown to somebody who likes it light or dark. */
async function look(path, colorScheme) {
  const name = `${basename(path, '.html')}-${colorScheme}`;
  // The policy of the page would keep out axe as well.
  const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && fault(name, `console: ${message.text()}`));
  page.on('pageerror', (error) => fault(name, `script: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) fault(name, `asks the network for ${request.url()}`);
  });
  await page.goto(pathToFileURL(resolve(path)).href);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
  for (const { id, impact, help, nodes } of violations) {
    const text = `${impact} ${id}: ${help} (${nodes.length}): ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`;
    if (SERIOUS.has(impact)) fault(name, text);
    else console.log(`${name}: ${text}`);
  }
  console.log(`${name}: ${passes.length} checks of axe-core passed, ${violations.length} did not`);
  await context.close();
}

/** The script runs under the page's own policy, and a click opens the reasons. */
async function use(path) {
  const page = await browser.newPage();
  page.on('console', (message) => message.type() === 'error' && fault(path, `console: ${message.text()}`));
  page.on('pageerror', (error) => fault(path, `script: ${error.message}`));
  await page.goto(pathToFileURL(resolve(path)).href);
  const edge = page.locator('[data-edge]').last();
  if ((await edge.count()) > 0) {
    await page.locator('#details').evaluate((details) => details.replaceChildren());
    await edge.focus();
    await page.keyboard.press('Enter');
    const hidden = await page.evaluate(() => {
      const canvas = document.getElementById('canvas').getBoundingClientRect();
      const frame = document.querySelector('.drawn').getBoundingClientRect();
      return canvas.bottom > frame.bottom + 1 || canvas.right > frame.right + 1;
    });
    if (hidden) fault(path, 'a part of the drawing cannot be scrolled to');
    const said = await page.locator('#details').innerText();
    if (!/THE CALL|The call/.test(said)) fault(path, `a call that is chosen says only: ${said.slice(0, 80)}`);
  }
  const findings = page.locator('.finding');
  if ((await findings.count()) > 0) {
    await page.fill('#search', 'no finding says this');
    if ((await page.locator('.finding:visible').count()) > 0) fault(path, 'the search hides nothing');
    await page.locator('#search').press('Escape');
    if ((await page.locator('.finding:visible').count()) !== (await findings.count()))
      fault(path, 'Escape does not bring the findings back');
    await page.selectOption('#order', 'file');
    if ((await page.locator('.group:visible').count()) === 0) fault(path, 'no groups by file');
    await page.locator('.finding summary').first().focus();
    await page.keyboard.press('ArrowDown');
  }
  await page.close();
}

for (const path of pages) {
  for (const scheme of ['light', 'dark']) await look(path, scheme);
  await use(path);
}
await browser.close();
process.exitCode = wrong === 0 ? 0 : 1;
