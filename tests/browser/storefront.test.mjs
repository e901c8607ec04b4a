// What a shop's page pays for the chat, how it greets; and the demonstration shops themselves.
import assert from 'node:assert/strict';
import { faults } from './axe.mjs';
import { phone } from './browser.mjs';
import { shopperTests } from './shopper.mjs';

const { asShopper, shop } = shopperTests();

asShopper('the button costs what it may, shifts nothing, and the chat is loaded on intent', {}, async shopper => {
  const devtools = await shopper.context.newCDPSession(shopper.page);
  await devtools.send('Network.enable');
  const bytes = new Map();
  const urls = new Map();
  devtools.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, new URL(response.url).pathname));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(urls.get(requestId), encodedDataLength));
  await shopper.page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });
  });
  await shopper.page.clock.install();

  await shopper.go(shop.url);
  await shopper.launcher.waitFor();
  assert.equal(await shopper.frame.count(), 0, 'nothing is loaded before there is a sign of interest');
  assert.ok(bytes.get('/widget.js') < 5 * 1024 + 600, `with its headers: ${bytes.get('/widget.js')}`);
  await shopper.launcher.hover();
  await shopper.frame.waitFor({ state: 'attached' });
  await shopper.launcher.click();
  await shopper.messages.first().waitFor();
  await shopper.closer.click();
  await shopper.launcher.waitFor();

  assert.equal(await shopper.page.evaluate(() => window.shift), 0);
});

asShopper('no rule of the page moves the chat, and the chat moves nothing of the page', {}, async shopper => {
  await shopper.page.addInitScript(() => {
    const rules = new CSSStyleSheet();
    rules.replaceSync(`
      body { display: flex; flex-direction: column; gap: 40px; min-height: 100vh; justify-content: space-between; }
      body > div { display: none; transform: translateX(90px); filter: blur(2px); opacity: 0; }
      button, iframe { display: none !important; }`);
    document.adoptedStyleSheets = [rules];
    window.shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });
  });
  await shopper.go(`${shop.url}/?body=<p>Solidne buty.</p>`);
  const before = await shopper.page.getByRole('heading').boundingBox();
  await shopper.open();

  const { x, width } = await shopper.frame.boundingBox();
  assert.equal(x + width, shopper.page.viewportSize().width - 20);
  assert.deepEqual(await shopper.page.getByRole('heading').boundingBox(), before);
  assert.equal(await shopper.page.evaluate(() => window.shift), 0);
});

asShopper('left alone, the page loads the chat when it has nothing else to do, and starts no conversation', {}, async shopper => {
  await shopper.page.clock.install();
  const asked = [];
  shopper.page.on('request', request => { asked.push(new URL(request.url()).pathname); });
  await shopper.go(shop.url);
  await shopper.launcher.waitFor();

  await shopper.page.clock.runFor(4_000);
  await shopper.frame.waitFor({ state: 'attached' });
  await shopper.panel.getByRole('textbox', { includeHidden: true }).waitFor({ state: 'attached' });

  assert.ok(!asked.some(path => path.includes('chat-token')), asked.join());
});

asShopper('the first greeting comes once a session', {}, async shopper => {
  await shopper.page.clock.install();
  const teaser = shopper.page.getByRole('button', { name: 'Masz pytanie?' });
  await shopper.go(shop.url);
  await shopper.launcher.waitFor();
  await shopper.page.clock.runFor(9_000);
  await teaser.waitFor();
  await shopper.page.getByRole('button', { name: 'Ukryj podpowiedź' }).click();
  assert.equal(await teaser.count(), 0);

  await shopper.go(`${shop.url}/koszyk`);
  await shopper.launcher.waitFor();
  await shopper.page.clock.runFor(60_000);

  assert.equal(await teaser.count(), 0);
});

asShopper('the first greeting opens the chat', {}, async shopper => {
  await shopper.page.clock.install();
  await shopper.go(shop.url);
  await shopper.launcher.waitFor();
  await shopper.page.clock.runFor(9_000);

  await shopper.page.getByRole('button', { name: 'Masz pytanie?' }).click();

  await shopper.messages.first().waitFor();
});

asShopper('the first greeting never covers what can be bought', { viewport: phone, hasTouch: true, isMobile: true }, async shopper => {
  await shopper.page.clock.install();
  await shopper.go(`${shop.url}/?body=<button>Kup teraz</button>`);
  const buy = shopper.page.getByRole('button', { name: 'Kup teraz' });
  await buy.evaluate(button => Object.assign(button.style, { position: 'fixed', insetInline: '0', bottom: '100px', height: '60px', width: '100%' }));
  await shopper.launcher.waitFor();

  await shopper.page.clock.runFor(20_000);
  assert.equal(await shopper.page.getByRole('button', { name: 'Masz pytanie?' }).count(), 0);
  await buy.evaluate(button => { button.style.bottom = '500px'; });
  await shopper.page.clock.runFor(3_000);

  await shopper.page.getByRole('button', { name: 'Masz pytanie?' }).waitFor();
});

for (const [what, body] of Object.entries({
  'a part of the page that is made by script': '<buy-button></buy-button>',
  'a part of the page that shows nobody what it holds': '<closed-button></closed-button>',
  'what only looks as if it can be pressed': '<div class="buy">Kup teraz</div>',
})) {
  asShopper(`the first greeting never covers ${what}`, {}, async shopper => {
    await shopper.page.clock.install();
    await shopper.page.addInitScript(() => {
      for (const mode of ['open', 'closed']) {
        customElements.define(mode === 'open' ? 'buy-button' : 'closed-button', class extends HTMLElement {
          constructor() {
            super();
            this.attachShadow({ mode }).append(Object.assign(document.createElement('button'), { textContent: 'Kup teraz' }));
          }
        });
      }
      const rules = new CSSStyleSheet();
      rules.replaceSync('buy-button, closed-button, .buy { position: fixed; right: 0; bottom: 80px; width: 400px; height: 100px } .buy { cursor: pointer }');
      const inner = new CSSStyleSheet();
      inner.replaceSync('button { width: 100%; height: 100% }');
      document.adoptedStyleSheets = [rules];
      addEventListener('DOMContentLoaded', () => {
        document.querySelector('buy-button')?.shadowRoot.adoptedStyleSheets.push(inner);
      });
    });
    await shopper.go(`${shop.url}/?body=${encodeURIComponent(body)}`);
    await shopper.launcher.waitFor();

    await shopper.page.clock.runFor(20_000);
    const teaser = shopper.page.getByRole('button', { name: 'Masz pytanie?' });
    assert.equal(await teaser.count(), 0);
    await shopper.page.locator('main > :last-child').evaluate(element => element.remove());
    await shopper.page.clock.runFor(3_000);

    await teaser.waitFor();
  });
}

asShopper('an element of the page around everything keeps no greeting away', {}, async shopper => {
  await shopper.page.clock.install();
  await shopper.page.addInitScript(() => {
    customElements.define('shop-app', class extends HTMLElement {
      constructor() {
        super();
        const rules = new CSSStyleSheet();
        rules.replaceSync(':host { display: block } div { height: 100vh }');
        const root = this.attachShadow({ mode: 'open' });
        root.adoptedStyleSheets = [rules];
        root.append(document.createElement('div'));
      }
    });
  });
  await shopper.go(`${shop.url}/?body=<shop-app></shop-app>`);
  await shopper.launcher.waitFor();

  await shopper.page.clock.runFor(9_000);

  await shopper.page.getByRole('button', { name: 'Masz pytanie?' }).waitFor();
});

for (const [id, question, answer] of [['demo', 'ile kosztuje kurier?', '14,99'], ['volt', 'ile kosztuje kurier?', 'zł']]) {
  asShopper(`the storefront of ${id} has its products and its chat`, {}, async shopper => {
    await shopper.go(`${shop.chat.url}/`);
    await shopper.page.locator(`a[href^="/shops/${id}"]`).first().click();
    assert.deepEqual(await faults(shopper.page), []);
    const basket = await shopper.page.getByRole('button', { name: 'Do koszyka' }).count();
    assert.ok(basket > 3, 'products to buy');

    await shopper.open();
    await shopper.ask(question);

    await shopper.message(answer).last().waitFor();
  });
}

for (const [language, direction, question] of [['uk', 'ltr', 'скільки коштує доставка?'], ['ar', 'rtl', 'كم سعر التوصيل؟']]) {
  asShopper(`a shop in a language that the program does not know: ${language}`, { language }, async shopper => {
    await shopper.go(`${shop.chat.url}/shops/smak?lang=${language}`);
    assert.deepEqual(await faults(shopper.page), []);
    const frame = shopper.page.locator('iframe');
    await shopper.page.locator('body > div').getByRole('button').first().click();
    const panel = frame.contentFrame();
    await panel.getByRole('article').first().waitFor();
    assert.equal(await panel.locator('html').getAttribute('dir'), direction);
    assert.equal(await panel.locator('html').getAttribute('lang'), language);

    const before = await panel.getByRole('article').count();
    await panel.getByRole('textbox').fill(question);
    await panel.getByRole('textbox').press('Enter');
    await panel.getByRole('article').nth(before + 1).waitFor();

    assert.match(await panel.getByRole('article').last().innerText(), /\d/);
    const words = await panel.getByRole('main').innerText();
    assert.doesNotMatch(words, /[ąćęłńśźż]|\b(the|you|send|hours|every day|closed|Mon|Fri)\b/i, 'nothing of another language in it');
    assert.deepEqual(await faults(shopper.page), []);
    await shopper.look(`shop-smak-${language}`);
  });
}
