// What a customer writes, chooses and presses: once, whole, and never lost.
import assert from 'node:assert/strict';
import { shopperTests } from './shopper.mjs';

const { asShopper, shop } = shopperTests();

asShopper('a suggestion that is pressed twice is sent once', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  const label = await shopper.suggestions.first().innerText();

  await shopper.suggestions.first().dblclick();
  await shopper.messages.nth(2).waitFor();
  await shopper.button('Od nowa').dblclick();
  await shopper.message('Zaczynamy od nowa').waitFor();
  await shopper.ask('ile kosztuje kurier?');

  const texts = await shopper.texts();
  assert.deepEqual([label, 'Od nowa'].map(said => texts.filter(text => text === said).length), [1, 1]);
});

asShopper('a press just after a reply does not press its button', {}, async shopper => {
  await shopper.slowMotion();
  await shopper.go(shop.url);
  await shopper.open();
  const said = await shopper.messages.count();
  await shopper.button('Od nowa').click();
  await shopper.message('Zaczynamy od nowa').waitFor();
  const { x, y } = await shopper.suggestions.first().boundingBox();

  await shopper.page.mouse.click(x + 10, y + 10);
  const label = await shopper.suggestions.first().innerText();
  await shopper.ask('ile kosztuje kurier?');
  assert.equal((await shopper.texts()).filter(text => text === label).length, 0, 'at once, it is not meant');
  const before = await shopper.messages.count();
  assert.equal(before, said + 4);
  await shopper.suggestions.first().click();

  await shopper.messages.nth(before + 1).waitFor();
});

asShopper('Enter while a photo is made smaller takes what is there, once, whatever happens meanwhile', {}, async shopper => {
  const shrinkAll = await shopper.slowPhotos();
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.picker.setInputFiles(await shopper.photo('but.png'));
  await shopper.panel.getByText('Zmniejszam').waitFor();

  await shopper.say('podeszwa pękła');
  assert.equal(await shopper.box.inputValue(), '');
  await shopper.box.fill('a tego jeszcze nie');
  await shopper.panel.getByLabel('Język').selectOption('en');
  shopper.speak('en');
  await shopper.button('Start over').waitFor();
  await shrinkAll();

  await shopper.log.getByRole('img').waitFor();
  assert.equal(await shopper.box.inputValue(), 'a tego jeszcze nie');
  await shopper.box.press('Enter');
  await shopper.message('a tego jeszcze nie').waitFor();
  assert.equal((await shopper.texts()).filter(text => text === 'podeszwa pękła').length, 1);
  assert.equal(await shopper.log.locator('.from-you').getByRole('img').count(), 1);
});

asShopper('a file that is not taken is told of when it is sent, though the one after it is taken', {}, async shopper => {
  const shrinkAll = await shopper.slowPhotos();
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.picker.setInputFiles(await shopper.photo('but.png'));
  await shopper.panel.getByText('Zmniejszam').waitFor();
  await shopper.picker.setInputFiles({ name: 'umowa.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await shopper.picker.setInputFiles(await shopper.photo('drugi but.png'));

  await shopper.say('podeszwa pękła');
  await shrinkAll();

  await shopper.panel.getByText('Tego pliku nie można wysłać.').waitFor();
  await shopper.log.locator('.from-you').getByRole('img').nth(1).waitFor();
});

asShopper('half an emoji and a NUL are left out of what is sent', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();

  await shopper.box.evaluate(box => {
    box.value = 'ile kosztuje\ud83d kurier\0?';
    box.dispatchEvent(new Event('input'));
  });
  await shopper.box.press('Enter');

  await shopper.message('14,99').waitFor();
  assert.ok((await shopper.texts()).includes('ile kosztuje kurier?'));
});

asShopper('words that went with a photo which did not arrive are in the box of the next page', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.page.route('**/upload', route => route.abort());
  await shopper.picker.setInputFiles({ name: 'but.png', mimeType: 'image/png', buffer: await shopper.page.screenshot() });
  await shopper.button('Usuń plik but.png').waitFor();
  await shopper.say('podeszwa pękła');
  await shopper.message('podeszwa pękła').waitFor();

  await shopper.page.unroute('**/upload');
  await shopper.reload();
  await shopper.open();

  await shopper.panel.getByText('Plik nie został wysłany. Wybierz go jeszcze raz.').waitFor();
  assert.equal(await shopper.box.inputValue(), 'podeszwa pękła');
  await shopper.reload();
  await shopper.open();
  assert.equal(await shopper.box.inputValue(), 'podeszwa pękła', 'also in the page after it');
  await shopper.box.press('Enter');
  await shopper.message('podeszwa pękła').waitFor();
});

asShopper('a photo that did arrive, though nobody heard of it, is not asked for again', {}, async shopper => {
  await shopper.blockSockets();
  await shopper.go(shop.url);
  await shopper.open();
  let arrived;
  const arrival = new Promise(resolve => {
    arrived = resolve;
  });
  await shopper.page.route(/\/activities\?/, route => route.abort());
  await shopper.page.route('**/upload', async route => {
    await route.fetch();
    arrived();
    await route.abort();
  });
  await shopper.picker.setInputFiles({ name: 'but.png', mimeType: 'image/png', buffer: await shopper.page.screenshot() });
  await shopper.button('Usuń plik but.png').waitFor();
  await shopper.say('podeszwa pękła');
  await arrival;

  await shopper.page.unrouteAll({ behavior: 'ignoreErrors' });
  await shopper.slowLocks();
  await shopper.reload();
  await shopper.open();

  await shopper.message('podeszwa pękła').waitFor();
  await shopper.ask('ile kosztuje kurier?');
  assert.equal(await shopper.box.inputValue(), '');
  assert.equal(await shopper.message('podeszwa pękła').count(), 1);
});

asShopper('words that wait for their photo are not lost with the page, and gone once they are sent', {}, async shopper => {
  const shrinkAll = await shopper.slowPhotos();
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.picker.setInputFiles(await shopper.photo('but.png'));
  await shopper.panel.getByText('Zmniejszam').waitFor();
  await shopper.say('podeszwa pękła');
  await shopper.box.fill('po tygodniu');

  await shopper.reload();
  await shopper.open();
  assert.equal(await shopper.box.inputValue(), 'podeszwa pękła\npo tygodniu');
  await shopper.picker.setInputFiles(await shopper.photo('but.png'));
  await shopper.panel.getByText('Zmniejszam').waitFor();
  await shopper.box.press('Enter');
  await shrinkAll();
  await shopper.messages.nth(2).waitFor();
  await shopper.reload();
  await shopper.open();

  assert.equal(await shopper.box.inputValue(), '');
});

asShopper('messages that wait for the network keep their order, however often the page is loaded', {}, async shopper => {
  const asked = ['pierwsze', 'drugie', 'trzecie', 'czwarte', 'piąte'].map(which => `${which} pytanie`);
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.page.route('**/activities', route => route.abort());
  for (const text of asked) {
    await shopper.say(text);
    await shopper.message(text).waitFor();
  }

  for (let load = 0; load < 2; load++) {
    await shopper.reload();
    await shopper.open();
    await shopper.message(asked.at(-1)).waitFor();
  }
  await shopper.page.unroute('**/activities');
  await shopper.reload();
  await shopper.open();
  await shopper.messages.nth(2 * asked.length).waitFor();

  assert.deepEqual((await shopper.texts()).filter(text => asked.includes(text)), asked);
});

asShopper('what was not sent before a conversation ended is in the box of the next one, also after a reload', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.page.route('**/activities', route => (route.request().postData()?.includes('endOf') ? route.continue() : route.abort()));
  await shopper.say('a ile trwa zwrot?');
  await shopper.message('a ile trwa zwrot?').waitFor();
  await shopper.box.fill('bo nie wiem');
  await shopper.endElsewhere();
  await shopper.panel.getByText('Ta rozmowa jest zakończona.').waitFor();

  await shopper.page.unroute('**/activities');
  await shopper.reload();
  await shopper.open();

  await shopper.until('both are in the box', async () => await shopper.box.inputValue() === 'a ile trwa zwrot?\nbo nie wiem');
  await shopper.box.press('Enter');
  await shopper.messages.nth(2).waitFor();
});

asShopper('a second tab leaves what the first one is sending to it', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.page.route('**/upload', route => route.abort());
  await shopper.picker.setInputFiles({ name: 'but.png', mimeType: 'image/png', buffer: await shopper.page.screenshot() });
  await shopper.button('Usuń plik but.png').waitFor();
  await shopper.say('podeszwa pękła');
  await shopper.say('ile mam dni na zwrot?');
  await shopper.button('Nie wysłano. Dotknij, aby ponowić.').first().waitFor();

  const tab = await shopper.anotherTab();
  await tab.go(shop.url);
  await tab.open();
  await tab.ask('ile kosztuje kurier?');
  assert.equal(await tab.message('ile mam dni na zwrot?').count(), 0);
  assert.equal(await tab.box.inputValue(), '');
  await shopper.page.unroute('**/upload');
  await shopper.button('Nie wysłano. Dotknij, aby ponowić.').first().click();

  await tab.message('14 dni').last().waitFor();
  const texts = await tab.texts();
  assert.ok(texts.indexOf('podeszwa pękła') < texts.indexOf('ile mam dni na zwrot?'), texts.join('\n'));
});

asShopper('words that the server will only take later say that they wait', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  let refusals = 1;
  const crowded = { status: 429, headers: { 'retry-after': '2' }, body: '{"error":{"code":"TooManyRequests","message":"later"}}' };
  await shopper.page.route('**/activities', route => (refusals-- > 0 ? route.fulfill(crowded) : route.continue()));

  await shopper.say('ile kosztuje kurier?');
  await shopper.say('ile mam dni na zwrot?');

  await shopper.panel.getByText('Czeka na wysłanie').last().waitFor();
  await shopper.message('14 dni').last().waitFor();
  assert.equal(await shopper.panel.getByText('Czeka na wysłanie').count(), 0);
});
