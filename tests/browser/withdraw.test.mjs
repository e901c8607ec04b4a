// Withdrawing without chatting: the form, the statement, and what can be kept, in Chromium with and without JavaScript.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startServer } from '../clients/server.mjs';
import { faults, faultsWithoutScript } from './axe.mjs';
import { desktop, launch, phone } from './browser.mjs';

const mails = mkdtempSync(join(tmpdir(), 'faqbot-mails-'));
let server;
let browser;

before(async () => {
  server = await startServer({ Mail__Folder: mails });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(mails, { recursive: true, force: true });
});

/** One customer's page; `sound` says that axe-core finds nothing in it, and that it is as wide as the window. */
async function asCustomer(options, use) {
  const context = await browser.newContext({ locale: 'pl-PL', viewport: desktop, ...options });
  try {
    const page = await context.newPage();
    const { javaScriptEnabled = true, ...looks } = { viewport: desktop, ...options };
    await use(page, async where => {
      const found = javaScriptEnabled ? await faults(page) : await faultsWithoutScript(browser, page, looks);
      assert.deepEqual(found, [], where);
      const { width } = await page.locator('body').boundingBox();
      assert.ok(width <= page.viewportSize().width, `${where}: nothing is wider than the window`);
    });
  } finally {
    await context.close();
  }
}

async function fill(page) {
  await page.getByRole('textbox', { name: 'Których produktów z zamówienia to dotyczy?' }).fill('buty Granit <b>42</b>,\nkurtka Halny');
  await page.getByRole('textbox', { name: 'Jaki jest numer zamówienia?' }).fill('345678');
  await page.getByRole('radio', { name: 'Prywatny' }).check();
  await page.getByRole('textbox', { name: 'Na jakie imię i nazwisko było zamówienie?' }).fill('Jan Kot');
  await page.getByRole('textbox', { name: 'Na jaki e-mail lub telefon wysłać potwierdzenie?' }).fill('jan@klient.example');
}

for (const [device, options] of Object.entries({
  'on a desktop': {},
  'on a desktop in the dark': { colorScheme: 'dark' },
  'on a desktop without JavaScript': { javaScriptEnabled: false },
  'on a telephone': { viewport: phone, hasTouch: true, isMobile: true },
  'on a telephone without JavaScript': { viewport: phone, hasTouch: true, isMobile: true, javaScriptEnabled: false },
})) {
  test(`a contract is withdrawn from in two steps, and the confirmation kept, ${device}`, () => asCustomer(options, async (page, sound) => {
    const toReview = page.getByRole('button', { name: 'Odstąp od umowy tutaj' });
    const confirm = page.getByRole('button', { name: 'Potwierdź odstąpienie' });
    const whole = page.getByRole('checkbox', { name: 'Całe zamówienie' });
    await page.goto(`${server.url}/withdraw/demo?lang=pl`);
    await sound('the form');
    assert.equal(await confirm.count(), 0, 'nothing can be confirmed yet');

    await fill(page);
    await whole.check();
    await toReview.click();
    await page.getByRole('alert').waitFor();
    const products = page.getByRole('textbox', { name: 'Których produktów' });
    assert.equal(await products.getAttribute('aria-invalid'), 'true');
    await page.getByText('Tu wpisano jedno, a zaznaczono drugie.').waitFor();
    assert.equal(await products.inputValue(), 'buty Granit <b>42</b>,\nkurtka Halny', 'nothing that was typed is lost');
    await sound('what says two things');

    await whole.uncheck();
    await toReview.click();
    await page.getByText('Produkty: buty Granit <b>42</b>, kurtka Halny.').waitFor();
    await page.getByText('jan@klient.example').waitFor();
    await sound('the statement');

    await page.getByRole('button', { name: 'Popraw coś' }).click();
    await page.getByRole('textbox', { name: 'Jaki jest numer zamówienia?' }).fill('345679');
    await toReview.click();
    await page.getByText('Numer zamówienia: 345679.').waitFor();
    await confirm.click();

    await page.getByRole('heading', { name: 'Odstąpienie przyjęte' }).waitFor();
    const number = /GR-\d\d-\w{5}-\w/.exec(await page.getByRole('main').innerText())?.[0];
    assert.ok(number, 'the number is told');
    await page.getByText('Numer zamówienia: 345679.').waitFor();
    await sound('the confirmation');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Pobierz potwierdzenie' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), `${number}.html`);
    const kept = readFileSync(await download.path(), 'utf8');
    assert.match(kept, /Produkty: buty Granit &lt;b&gt;42&lt;\/b&gt;,(?:\s|&#xA;)+kurtka Halny\./);
    assert.ok(kept.includes(number));

    await page.reload();
    await page.getByText(number).first().waitFor();
  }));
}

test('what was confirmed in one window after it was changed in another is shown again', () => asCustomer({}, async (page, sound) => {
  await page.goto(`${server.url}/withdraw/demo?lang=pl`);
  await fill(page);
  await page.getByRole('button', { name: 'Odstąp od umowy tutaj' }).click();
  const order = page.locator('input[type=hidden][name="slot.order"]');
  await order.evaluate(field => { field.value = '999888'; });

  await page.getByRole('button', { name: 'Potwierdź odstąpienie' }).click();

  await page.getByRole('alert').filter({ hasText: 'nie było jeszcze pokazane' }).waitFor();
  await page.getByText('Numer zamówienia: 999888.').waitFor();
  await sound('shown again');
}));

for (const language of ['uk', 'ar']) {
  test(`the form is sound in ${language}`, () => asCustomer({ viewport: phone, locale: language }, async (page, sound) => {
    await page.goto(`${server.url}/withdraw/smak?lang=${language}`);
    await sound('the form');
    await page.locator('[name="slot.order"]').fill('x');
    await page.locator('button[value=review]').click();
    await page.getByRole('alert').waitFor();
    await sound('what cannot be read');
    await page.locator('[name="slot.order"]').fill('S-12345');
    await page.locator('[name="slot.contact"]').fill('olena@example.com');
    await page.locator('button[value=review]').click();
    await page.getByText('olena@example.com').waitFor();
    await sound('the statement');
  }));
}
