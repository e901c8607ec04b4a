// The real botframework-webchat 4.18.1 on our own page, in Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../clients/server.mjs';
import { faults } from './axe.mjs';
import { Customer, launch, messagesOf, phone } from './browser.mjs';

const briefSeconds = 6;

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

/** What somebody with weak eyes cannot read, by axe-core's opinion. */
async function unreadable(page) {
  return (await faults(page)).filter(line => line.startsWith('color-contrast'));
}

/** Of the ground that the element stands on: 0 is black, 1 is white. */
function paleness(locator) {
  return locator.evaluate(element => {
    let ground = element;
    while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') {
      ground = ground.parentElement;
    }
    const [red, green, blue] = getComputedStyle(ground).backgroundColor.match(/[\d.]+/g).map(Number);
    return (red + green + blue) / 3 / 255;
  });
}

/** A test as one customer; a screenshot is kept when it fails. */
function asCustomer(name, options, body) {
  test(name, async () => {
    const customer = await Customer.arrive(browser, options);
    try {
      await body(customer);
      assert.deepEqual(customer.unexpectedViolations(), [], 'the security policy stopped something');
      assert.deepEqual(customer.errors, [], 'a script failed');
    } catch (error) {
      await customer.look(`failed ${name}`);
      throw error;
    } finally {
      await customer.leave();
    }
  });
}

asCustomer('a customer asks in Polish, presses a suggestion, reloads and goes on', {}, async customer => {
  await customer.go(`${server.url}/chat/demo`);
  await customer.ready();

  await customer.ask('ile kosztuje kurier?');
  await customer.message('14,99').waitFor();

  const label = await customer.suggestions.first().innerText();
  const before = await customer.messages.count();
  await customer.suggestions.first().click();
  await customer.messages.nth(before + 1).waitFor();
  assert.ok(await customer.message(label).count() >= 1, 'the label stands as the customer\'s own words');

  const history = await customer.messages.count();
  await customer.reload();
  await customer.messages.nth(history - 1).waitFor();
  assert.equal(await customer.messages.count(), history);
  await customer.message('ile kosztuje kurier?').waitFor();

  await customer.ask('ile mam dni na zwrot?');
  await customer.message('14 dni').last().waitFor();
  assert.equal(await customer.messages.count(), history + 2);
});

asCustomer('in the dark the whole page is dark, and light again with the day', { colorScheme: 'dark' }, async customer => {
  await customer.go(`${server.url}/chat/volt`);
  await customer.ready();
  await customer.ask('ile kosztuje kurier?');
  const answer = customer.message('16,90');
  await answer.waitFor();

  assert.ok(await paleness(customer.page.locator('body')) < 0.2, 'the ground');
  assert.ok(await paleness(customer.box) < 0.2, 'the box');
  assert.ok(await paleness(customer.suggestions.first()) < 0.2, 'a suggestion');
  assert.deepEqual(await unreadable(customer.page), []);

  await customer.page.emulateMedia({ colorScheme: 'light' });

  // Web Chat draws itself anew, and then fades.
  await customer.until('the box is light', async () => await paleness(customer.box) >= 0.9);
  assert.ok(await paleness(customer.page.locator('body')) > 0.9, 'the ground');
  assert.deepEqual(await unreadable(customer.page), []);
});

asCustomer('the English page speaks English', { language: 'en-GB' }, async customer => {
  await customer.go(`${server.url}/chat/demo`);
  await customer.ready();

  await customer.ask('How much is a courier?');

  await customer.message('PLN 14.99').waitFor();
  await customer.page.getByRole('button', { name: 'Start over' }).waitFor();
});

asCustomer('the other language is one press away', {}, async customer => {
  await customer.go(`${server.url}/chat/demo?lang=pl`);
  await customer.ready();

  await customer.page.getByRole('link', { name: 'EN' }).click();

  await customer.page.getByRole('button', { name: 'Start over' }).waitFor();
  await customer.ready();
  assert.equal(await customer.messages.count(), 1, 'the same conversation, greeted once');
});

asCustomer('starting over begins a new conversation', {}, async customer => {
  await customer.go(`${server.url}/chat/demo`);
  await customer.ready();
  await customer.ask('ile kosztuje kurier?');

  await customer.page.getByRole('button', { name: 'Od nowa' }).click();
  await customer.page.waitForLoadState();
  await customer.ready();

  await customer.message('ile kosztuje kurier?').waitFor({ state: 'detached' });
  assert.equal(await customer.messages.count(), 1);
});

asCustomer('what cannot be done is not offered', {}, async customer => {
  await customer.go(`${server.url}/chat/demo`);
  await customer.ready();

  const buttons = await customer.page.getByRole('button').evaluateAll(all => all.map(button => button.title || button.textContent));

  assert.ok(!buttons.some(name => /mikrofon/i.test(name)), `no microphone: ${buttons}`);
});

asCustomer('two tabs of one browser are one conversation', {}, async customer => {
  await customer.go(`${server.url}/chat/demo`);
  await customer.ready();
  const tab = await customer.context.newPage();
  await tab.goto(`${server.url}/chat/demo`);
  await messagesOf(tab).first().waitFor();

  await customer.ask('ile kosztuje kurier?');

  await messagesOf(tab).filter({ hasText: '14,99' }).waitFor();
});

asCustomer('a phone shows it all without scrolling sideways', { viewport: phone }, async customer => {
  const overflow = () => customer.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  for (const path of ['/', '/chat/nowhere']) {
    await customer.go(`${server.url}${path}`);
    assert.equal(await overflow(), 0, path);
  }
  await customer.go(`${server.url}/chat/demo`);
  await customer.ready();
  await customer.ask('ile kosztuje kurier?');
  await customer.suggestions.first().waitFor();
  assert.equal(await overflow(), 0, 'the chat with an answer and its buttons');
  const box = await customer.box.boundingBox();
  assert.ok(box.y + box.height <= phone.height, 'the box to write in is in view');
});

asCustomer('a page that stays awake is not connected anew', {}, async customer => {
  let tokens = 0;
  customer.page.on('request', request => { tokens += request.url().endsWith('/chat-token') ? 1 : 0; });
  await customer.page.clock.install();
  await customer.go(`${server.url}/chat/demo`);
  await customer.ready();
  // Of one and the same second, the refreshed token would be no other.
  await customer.page.waitForTimeout(1_100);

  const refreshed = customer.page.waitForResponse(response => response.url().endsWith('/tokens/refresh'));
  await customer.page.clock.fastForward('16:00');
  await refreshed;
  await customer.page.clock.fastForward('12:00');
  await customer.box.click();
  await customer.ask('ile kosztuje kurier?');

  await customer.message('14,99').waitFor();
  assert.equal(tokens, 1);
});

asCustomer('the list of shops leads into a chat', {}, async customer => {
  await customer.go(`${server.url}/`);

  await customer.page.getByRole('link', { name: 'Otwórz czat Sklep Górski' }).click();

  await customer.ready();
  assert.equal(await customer.page.getByRole('heading', { level: 1 }).innerText(), 'Sklep Górski');
});

/** A customer of a server whose tokens soon run out. */
function withBriefTokens(name, body) {
  test(name, async () => {
    const brief = await startServer({ DirectLine__TokenSeconds: String(briefSeconds) });
    const customer = await Customer.arrive(browser);
    try {
      await body(customer, `${brief.url}/chat/demo`);
    } catch (error) {
      await customer.look(`failed ${name}`);
      throw error;
    } finally {
      await customer.leave();
      await brief.stop();
    }
  });
}

/** Until the token has run out; then the customer comes back to the page. */
async function sleepAndReturn(customer) {
  await customer.page.waitForTimeout(briefSeconds * 1_000 + 500);
  const renewal = customer.page.waitForResponse(response => response.url().includes('watermark='));
  await customer.box.click();
  await renewal;
}

withBriefTokens('a customer whose computer slept writes on as if nothing had been', async (customer, url) => {
  await customer.go(url);
  await customer.ready();

  await sleepAndReturn(customer);
  await customer.ask('ile kosztuje kurier?');

  await customer.message('14,99').waitFor();
  assert.equal(await customer.messages.count(), 3);
});

withBriefTokens('a browser that keeps nothing still keeps the conversation of its page', async (customer, url) => {
  await customer.page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('refused', 'SecurityError'); } });
  });
  await customer.go(url);
  await customer.ready();
  await customer.ask('ile kosztuje kurier?');
  await customer.message('14,99').waitFor();

  await sleepAndReturn(customer);
  await customer.ask('ile mam dni na zwrot?');

  await customer.message('14 dni').last().waitFor();
  assert.equal(await customer.messages.count(), 5);
});

withBriefTokens('starting over in another tab leaves this one its conversation', async (customer, url) => {
  await customer.go(url);
  await customer.ready();
  await customer.ask('ile kosztuje kurier?');
  const tab = await customer.context.newPage();
  await tab.goto(url);
  await messagesOf(tab).nth(2).waitFor();
  await tab.getByRole('button', { name: 'Od nowa' }).click();
  await messagesOf(tab).nth(2).waitFor({ state: 'detached' });
  await customer.page.bringToFront();

  await sleepAndReturn(customer);
  await customer.ask('ile mam dni na zwrot?');

  await customer.message('ile kosztuje kurier?').waitFor();
  assert.equal(await customer.messages.count(), 5);
});

withBriefTokens('a conversation that cannot be gone on with stays readable', async (customer, url) => {
  await customer.go(url);
  await customer.ready();
  await customer.ask('ile kosztuje kurier?');
  await customer.box.fill('niewysłane');
  await customer.page.route('**/chat-token', async route => route.continue({ postData: JSON.stringify({ language: 'pl' }) }));
  await customer.page.waitForTimeout(briefSeconds * 1_000 + 500);

  await customer.box.click();

  await customer.page.getByText('Rozmowa została zakończona.').waitFor();
  await customer.message('14,99').waitFor();
  assert.equal(await customer.box.inputValue(), 'niewysłane');
});
