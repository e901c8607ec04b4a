import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong in a page and in the chat's frame on it; one line each. */
export async function faults(page) {
  const lines = [];
  for (const frame of page.frames()) {
    await frame.evaluate(source);
    lines.push(...await frame.evaluate(async () => {
      const { violations } = await window.axe.run(document, { iframes: false });
      return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`));
    }));
  }
  return lines;
}

/** The same of what a customer without JavaScript sees: axe-core needs some itself, so it is shown the same page with it. */
export async function faultsWithoutScript(browser, page, options) {
  const html = (await page.content()).replace(/<script.*?<\/script>|<\/?noscript>/gs, '');
  const context = await browser.newContext(options);
  try {
    const copy = await context.newPage();
    await copy.route(page.url(), route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    await copy.goto(page.url());
    return await faults(copy);
  } finally {
    await context.close();
  }
}
