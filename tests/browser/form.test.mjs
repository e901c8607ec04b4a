// A customer without JavaScript: the form on the chat's page, in Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../clients/server.mjs';
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

for (const [device, viewport] of Object.entries({ desktop, phone })) {
  test(`without JavaScript a question is answered and the next one goes on (${device})`, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'pl-PL', viewport });
    try {
      const page = await context.newPage();
      await page.goto(`${server.url}/chat/demo`);
      const question = page.getByRole('textbox', { name: 'Twoje pytanie' });
      await question.fill('ile kosztuje kurier? <b>pilne</b>');
      await page.getByRole('textbox', { name: 'E-mail lub telefon (nieobowiązkowo)' }).fill('jan@example.com');
      await page.getByRole('button', { name: 'Wyślij pytanie' }).click();

      await page.getByText('14,99 zł').first().waitFor();
      await page.getByText('<b>pilne</b>').waitFor();
      await page.getByText('jan@example.com').first().waitFor();

      await question.fill('a ile mam dni na zwrot?');
      await page.getByRole('button', { name: 'Wyślij pytanie' }).click();

      await page.getByText('14 dni').first().waitFor();
      assert.equal(await page.getByText('14,99 zł').count(), 0, 'only the last answer is shown');
      const wider = (await page.locator('body').boundingBox()).width > viewport.width;
      assert.ok(!wider, 'nothing is wider than the window');
    } finally {
      await context.close();
    }
  });
}
