// The chat on a shop's page, in Chromium.
import assert from 'node:assert/strict';
import { phone } from './browser.mjs';
import { shopperTests } from './shopper.mjs';

const { asShopper, shop } = shopperTests();

asShopper('a customer opens the chat, is told who answers and when, and asks', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();

  const before = await shopper.panel.getByRole('main').innerText();
  assert.match(before, /Jestem botem/);
  assert.match(before, /czacie codziennie 8:00–23:00|czacie .*8:00/);
  assert.match(before, /Telefon.*\+48 22 123 45 67/);
  assert.equal(await shopper.panel.getByRole('link', { name: 'Prywatność' }).getAttribute('href'), 'https://sklep.example/prywatnosc');
  assert.equal(await shopper.panel.getByRole('textbox').count(), 1, 'nothing else is asked for');

  await shopper.ask('za ile przyjdzie paczka kurierem?');
  await shopper.message('1-2 dni').waitFor();
});

asShopper('a suggestion is pressed or typed', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();

  const [first, second] = await shopper.suggestions.allInnerTexts();
  await shopper.suggestions.first().click();
  await shopper.message(first).waitFor();
  await shopper.messages.nth(2).waitFor();
  await shopper.button('Od nowa').click();
  await shopper.message('Zaczynamy od nowa').waitFor();
  const count = await shopper.messages.count();
  await shopper.ask(second.toUpperCase());

  assert.equal(await shopper.messages.count(), count + 2);
  assert.ok(!(await shopper.texts()).at(-1).includes('nie wiem'), 'typed, it is the same button');
});

asShopper('a person and a new start are one press away', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();

  await shopper.button('Porozmawiaj z człowiekiem').click();
  await shopper.message('Rozumiem, wolisz porozmawiać z człowiekiem').waitFor();
  await shopper.button('Od nowa').click();

  await shopper.message('Zaczynamy od nowa').waitFor();
});

asShopper('the conversation goes on after a reload, on another page and in another tab', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');
  const said = await shopper.texts();

  await shopper.reload();
  await shopper.open();
  await shopper.messages.nth(said.length - 1).waitFor();
  assert.deepEqual(await shopper.texts(), said);

  const tab = await shopper.anotherTab();
  await tab.go(`${shop.url}/koszyk`);
  await tab.open();
  await tab.ask('ile mam dni na zwrot?');
  await shopper.message('ile mam dni na zwrot?').waitFor();
  await shopper.message('14 dni').last().waitFor();
  assert.deepEqual(await shopper.texts(), await tab.texts());
});

asShopper('two tabs that are opened together are one conversation', {}, async shopper => {
  const tab = await shopper.anotherTab();
  await Promise.all([shopper.go(shop.url), tab.go(shop.url)]);
  await Promise.all([shopper.open(), tab.open()]);

  await shopper.ask('ile kosztuje kurier?');

  await tab.message('14,99').waitFor();
  assert.deepEqual(await tab.texts(), await shopper.texts());
});

asShopper('the language is switched, and the thread and the draft stay', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');
  const said = await shopper.texts();
  await shopper.box.fill('How much');

  await shopper.panel.getByLabel('Język').selectOption('en');
  shopper.speak('en');

  await shopper.button('Talk to a person').waitFor();
  assert.deepEqual(await shopper.texts(), said);
  assert.equal(await shopper.box.inputValue(), 'How much');
  await shopper.ask('How much is a courier?');
  await shopper.message('PLN 14.99').waitFor();

  await shopper.closer.click();
  await shopper.reload();
  await shopper.open();
  await shopper.message('PLN 14.99').waitFor();
});

asShopper('a language that is chosen and taken back stays taken back', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.panel.getByLabel('Język').selectOption('en');
  await shopper.page.locator('iframe[title="Chat"]').waitFor();
  shopper.speak('en');
  await shopper.panel.getByLabel('Language').selectOption('pl');
  await shopper.page.locator('iframe[title="Czat"]').waitFor();
  shopper.speak('pl');
  await shopper.button('Od nowa').waitFor();

  await shopper.reload();
  await shopper.open();
  await shopper.button('Od nowa').waitFor();

  await shopper.go(`${shop.url}/?lang=en`);
  shopper.speak('en');
  await shopper.open();
  await shopper.button('Start over').waitFor();
});

asShopper('a page that changes its language takes the chat and its draft with it', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.box.fill('How much');
  await shopper.page.evaluate(() => { document.documentElement.lang = 'en'; });
  shopper.speak('en');

  await shopper.button('Start over').waitFor();
  assert.equal(await shopper.box.inputValue(), 'How much');
  await shopper.focused(shopper.box);
});

asShopper('a link of the shop opens the chat and has the focus back', {}, async shopper => {
  await shopper.go(`${shop.url}/?body=<a href="/x">Zapytaj nas</a>`);
  const link = shopper.page.getByRole('link', { name: 'Zapytaj nas' });
  await link.evaluate(element => element.addEventListener('click', event => {
    event.preventDefault();
    window.FaqBot.open();
  }));
  await link.focus();
  await shopper.page.keyboard.press('Enter');
  await shopper.messages.first().waitFor();
  await shopper.focused(shopper.box);

  await shopper.page.keyboard.press('Escape');

  await shopper.launcher.waitFor();
  assert.ok(await link.evaluate(element => document.activeElement === element));
});

asShopper('an English page speaks English', { language: 'en-GB' }, async shopper => {
  await shopper.go(`${shop.url}/?lang=en`);
  await shopper.open();

  await shopper.ask('How much is a courier?');

  await shopper.message('PLN 14.99').waitFor();
});

asShopper('keyboard alone is enough', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.launcher.focus();
  await shopper.page.keyboard.press('Enter');
  await shopper.messages.first().waitFor();
  await shopper.focused(shopper.box);

  await shopper.page.keyboard.type('ile kosztuje kurier?');
  await shopper.page.keyboard.press('Enter');
  await shopper.message('14,99').waitFor();
  await shopper.focused(shopper.box);
  await shopper.page.keyboard.press('Shift+Tab');
  await shopper.page.keyboard.press('Shift+Tab');
  await shopper.focused(shopper.button('Od nowa'));
  await shopper.page.keyboard.press('Escape');

  await shopper.launcher.waitFor();
  assert.ok(await shopper.launcher.evaluate(button => button.getRootNode().activeElement === button), 'the focus is back on the button');
});

asShopper('what comes while the chat is closed is counted on the button, in every tab, until it is read', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');
  await shopper.closer.click();
  const tab = await shopper.anotherTab();
  await tab.go(shop.url);
  await tab.open();

  await tab.closer.click();
  await shopper.postAsAnotherDevice('ile mam dni na zwrot?');

  const counted = page => page.page.getByRole('button', { name: 'Otwórz czat. Nieprzeczytane wiadomości: 1' });
  await counted(shopper).waitFor();
  await counted(tab).waitFor();
  await tab.launcher.click();
  await tab.panel.getByText('Nowe wiadomości').waitFor();
  await shopper.page.getByRole('button', { name: 'Otwórz czat', exact: true }).waitFor();
});

asShopper('a log that is at its end stays there when it becomes shorter and at once longer again', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();

  const pixelsToEnd = await shopper.messages.last().evaluate(async message => {
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
    const scroller = message.closest('.scroller');
    message.style.minHeight = '600px';
    await frame();
    await frame();
    message.style.minHeight = '';
    await frame();
    await new Promise(resolve => setTimeout(resolve));
    message.style.minHeight = '600px';
    await frame();
    await frame();
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  });

  assert.ok(pixelsToEnd < 5, `${pixelsToEnd} pixels`);
});

asShopper('a phone shows the chat on its whole screen and stays where it was', { viewport: phone, hasTouch: true, isMobile: true }, async shopper => {
  await shopper.go(shop.url);
  await shopper.page.evaluate(() => scrollTo(0, 150));
  await shopper.launcher.tap();
  await shopper.messages.first().waitFor();

  const box = await shopper.frame.boundingBox();
  assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, phone.width, phone.height]);
  const field = await shopper.box.boundingBox();
  assert.ok(field.y + field.height <= phone.height, 'the box to write in is in view');
  const sizes = await shopper.panel.locator('button:visible, select:visible, textarea:visible').evaluateAll(all =>
    all.map(element => ({ name: element.ariaLabel ?? element.textContent, width: element.offsetWidth, height: element.offsetHeight })));
  assert.deepEqual(sizes.filter(({ width, height }) => width < 44 || height < 44), [], 'large enough for a finger');
  await shopper.closer.tap();
  assert.equal(await shopper.page.evaluate(() => scrollY), 150);
});

asShopper('the keyboard does not lead behind a chat that fills the screen', { viewport: phone }, async shopper => {
  await shopper.go(`${shop.url}/?body=<a href="/x">Kup teraz</a>`);
  await shopper.open();
  const link = shopper.page.getByText('Kup teraz');
  const isReached = async () => {
    for (let i = 0; i < 25; i++) {
      await shopper.page.keyboard.press('Tab');
      if (await link.evaluate(element => element === document.activeElement)) {
        return true;
      }
    }
    return false;
  };

  assert.equal(await isReached(), false);
  await shopper.closer.click();
  assert.equal(await isReached(), true, 'afterwards it does');
});

asShopper('a page that the shop does not list shows no chat, and its author is told why', {}, async shopper => {
  const refused = shopper.page.waitForEvent('console', message => message.type() === 'error' && message.text().includes('origins'));
  await shopper.go(shop.foreignUrl);
  await refused;

  assert.equal(await shopper.page.locator('button, iframe').count(), 0);
});

asShopper('a page that the shop does not list cannot frame the chat either', {}, async shopper => {
  await shopper.go(shop.foreignUrl);
  const refused = shopper.page.waitForEvent('console', message => message.text().includes('frame-ancestors'));
  await shopper.page.evaluate(url => {
    const frame = document.createElement('iframe');
    frame.src = `${url}/panel/demo#${encodeURIComponent(location.origin)}`;
    document.body.append(frame);
  }, shop.chat.url);

  await refused;
});
