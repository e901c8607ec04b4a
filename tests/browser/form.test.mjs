// A customer without JavaScript: the form on the chat's page, in Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../clients/server.mjs';
import { faultsWithoutScript } from './axe.mjs';
import { desktop, launch, phone } from './browser.mjs';

let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const [device, options] of Object.entries({
  'on a desktop': { viewport: desktop },
  'in the dark': { viewport: desktop, colorScheme: 'dark' },
  'on a telephone': { viewport: phone, hasTouch: true, isMobile: true },
  'on a telephone in the dark': { viewport: phone, colorScheme: 'dark', hasTouch: true, isMobile: true },
})) {
  test(`without JavaScript a question is answered and the next one goes on, ${device}`, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'pl-PL', ...options });
    try {
      const page = await context.newPage();
      await page.goto(`${server.url}/chat/demo`);
      const question = page.getByRole('textbox', { name: 'Twoje pytanie' });
      const send = page.getByRole('button', { name: 'Wyślij pytanie' });
      assert.deepEqual(await faultsWithoutScript(browser, page, options), [], 'the form');
      await question.fill('ile kosztuje kurier? <b>pilne</b>');
      await page.getByRole('textbox', { name: 'E-mail lub telefon (nieobowiązkowo)' }).fill('jan@example.com');
      await send.click();

      await page.getByText('14,99 zł').first().waitFor();
      await page.getByText('<b>pilne</b>').waitFor();
      await page.getByText('jan@example.com').first().waitFor();
      assert.deepEqual(await faultsWithoutScript(browser, page, options), [], 'the answer');

      await question.fill('a ile mam dni na zwrot?');
      await send.click();

      await page.getByText('14 dni').first().waitFor();
      assert.equal(await page.getByText('14,99 zł').count(), 0, 'only the last answer is shown');
      await question.fill(' ');
      await send.click();

      await page.getByRole('alert').waitFor();
      assert.deepEqual(await faultsWithoutScript(browser, page, options), [], 'a question without words');
      const wider = (await page.locator('body').boundingBox()).width > options.viewport.width;
      assert.ok(!wider, 'nothing is wider than the window');
    } finally {
      await context.close();
    }
  });
}
