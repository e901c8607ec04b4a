// The button on pages that make it hard: that forbid it, replace themselves, or have made all objects their own.
import assert from 'node:assert/strict';
import { customerToken } from './shop.mjs';
import { shopperTests } from './shopper.mjs';

const { asShopper, shop } = shopperTests();

/** A link of the shop's own, as the documentation has it. */
async function follow(shopper) {
  const link = shopper.page.getByRole('link', { name: 'Zapytaj nas' });
  await link.evaluate(element => element.addEventListener('click', event => {
    if (window.FaqBot) {
      event.preventDefault();
      window.FaqBot.open();
    }
  }));
  await link.click();
}

asShopper('where the settings are refused, a link of the shop leads to the chat on its own page', {}, async shopper => {
  const refused = shopper.page.waitForEvent('console', message => message.text().includes('origins'));
  await shopper.go(`${shop.foreignUrl}/?body=<a href="/x">Zapytaj nas</a>`);
  await refused;

  await follow(shopper);

  await shopper.page.waitForURL(`${shop.chat.url}/chat/demo`);
});

asShopper('a link that is pressed before the settings are refused leads there too', {}, async shopper => {
  let refuse;
  const asked = new Promise(resolve => {
    refuse = resolve;
  });
  await shopper.page.route('**/api/shops/demo/interface**', async route => {
    await asked;
    await route.abort();
  });
  await shopper.go(`${shop.url}/?body=<a href="/x">Zapytaj nas</a>`);
  await shopper.page.waitForFunction(() => window.FaqBot !== undefined);

  await follow(shopper);
  refuse();

  await shopper.page.waitForURL(`${shop.chat.url}/chat/demo`);
});

asShopper('a shop whose policy forbids our frame is told so, and links to the chat on its own page', {}, async shopper => {
  await shopper.go(`${shop.url}/?frames=none`);
  await shopper.launcher.click();

  await shopper.page.getByText('Nie można teraz połączyć się z czatem.').waitFor({ timeout: 4_000 });
  await shopper.page.getByRole('link', { name: 'Otwórz czat na całej stronie' }).click();

  await shopper.page.waitForURL(`${shop.chat.url}/chat/demo`);
  // It is the shop's policy that is the matter here, and then that of the page it leads to.
  shopper.violations = [];
});

asShopper('a page that replaces its body keeps the chat, open as it was', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');

  await shopper.page.evaluate(() => {
    const body = document.createElement('body');
    body.textContent = 'Koszyk';
    document.body.replaceWith(body);
  });
  await shopper.message('14,99').waitFor();
  await shopper.ask('ile mam dni na zwrot?');
  await shopper.page.evaluate(() => document.body.replaceChildren('Zamówienie'));
  await shopper.message('14 dni').last().waitFor();
  await shopper.closer.click();

  await shopper.launcher.waitFor();
  assert.equal(await shopper.launcher.count(), 1);
});

asShopper('a page that replaces its body and runs the script again says who its customer is now', {}, async shopper => {
  await shopper.go(`${shop.url}/?at=body`);
  await shopper.open();
  const asked = shopper.page.waitForRequest(request => request.url().endsWith('/chat-token') && request.postData().includes('customer'));

  await shopper.page.evaluate(customer => {
    const before = document.querySelector('script');
    const script = document.createElement('script');
    Object.assign(script, { src: before.src, async: true });
    Object.assign(script.dataset, { shop: 'demo', customer });
    const body = document.createElement('body');
    body.append('Koszyk', script);
    document.body.replaceWith(body);
  }, customerToken('klient-30'));

  await asked;
  await shopper.ask('ile kosztuje kurier?');
  assert.ok(!shopper.console.some(text => text.includes('twice')));
});

asShopper('a language that is flipped to and fro is loaded once at a time, and the last wins', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  let asked = 0;
  await shopper.page.route('**/interface?**', async route => {
    asked++;
    await new Promise(resolve => setTimeout(resolve, 100));
    await route.continue();
  });

  await shopper.page.evaluate(async () => {
    for (let flip = 0; flip < 101; flip++) {
      document.documentElement.lang = flip % 2 === 0 ? 'en' : 'pl';
      await new Promise(resolve => setTimeout(resolve, 2));
    }
  });
  shopper.speak('en');
  await shopper.button('Start over').waitFor();
  await shopper.ask('How much is a courier?');

  assert.ok(asked < 20, `${asked} requests`);
  assert.equal(await shopper.button('Start over').count(), 1);
});

asShopper('a button that cannot be drawn is an error, and a link of the shop leads to the chat on its own page', {}, async shopper => {
  await shopper.page.addInitScript(() => {
    Element.prototype.attachShadow = undefined;
  });
  const failed = shopper.page.waitForEvent('pageerror');
  await shopper.go(`${shop.url}/?body=<a href="/x">Zapytaj nas</a>`);

  assert.match(String(await failed), /attachShadow/);
  await follow(shopper);
  await shopper.page.waitForURL(`${shop.chat.url}/chat/demo`);
  shopper.errors = [];
});

asShopper('what a page has given to all objects is no setting of ours', {}, async shopper => {
  await shopper.page.addInitScript(() => {
    Object.assign(Object.prototype, { customer: 'nobody', lang: 'en' });
  });
  await shopper.go(`${shop.url}/?lang=pl`);
  const asked = shopper.page.waitForRequest('**/chat-token');
  await shopper.open();

  assert.doesNotMatch((await asked).postData(), /customer/);
});
