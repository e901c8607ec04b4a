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
