// The chat for everyone: what a screen reader is told, large letters, dark rooms, right to left, and axe-core's opinion.
import assert from 'node:assert/strict';
import { faults } from './axe.mjs';
import { phone } from './browser.mjs';
import { shopperTests } from './shopper.mjs';

const { asShopper, shop } = shopperTests();

/** Everything that the chat can show, at once. */
async function seeEverything(shopper) {
  const script = await shopper.script();
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.ask('na jaki adres wysłać zwrot i gdzie jest formularz?');
  await script.say({ sender: 'system', text: 'Rozmowę przejmuje człowiek.' });
  await script.say({ sender: 'person', name: 'Anna', text: 'Dzień dobry, tu Anna. Zobacz https://sklep.example/zwroty, proszę.' });
  await shopper.picker.setInputFiles({ name: 'but.png', mimeType: 'image/png', buffer: await shopper.page.screenshot() });
  await shopper.panel.getByText('but.png').waitFor();
  await shopper.suggestions.first().waitFor({ state: 'detached' });
  return script;
}

for (const [name, options] of Object.entries({
  'on a desktop': {},
  'in the dark': { colorScheme: 'dark' },
  'on a telephone': { viewport: phone, hasTouch: true, isMobile: true },
  'without motion': { reducedMotion: 'reduce' },
  'in forced colours': { forcedColors: 'active' },
})) {
  asShopper(`axe-core finds nothing ${name}`, options, async shopper => {
    await shopper.go(shop.url);
    await shopper.launcher.waitFor();
    assert.deepEqual(await faults(shopper.page), [], 'closed');
    await shopper.open();
    assert.deepEqual(await faults(shopper.page), [], 'greeted');
    await seeEverything(shopper);
    assert.deepEqual(await faults(shopper.page), [], 'everything');
    await shopper.button('Usuń plik but.png').click();
    await shopper.page.route('**/activities', route => route.fulfill({ status: 400, body: '{"error":{"code":"BadArgument","message":"no"}}' }));
    await shopper.say('nie przejdzie');
    await shopper.panel.getByText('Tej wiadomości nie da się wysłać.').waitFor();
    assert.deepEqual(await faults(shopper.page), [], 'refused');
  });
}

asShopper('a screen reader is told who speaks, and what is new', {}, async shopper => {
  await seeEverything(shopper);

  const tree = await shopper.panel.getByRole('main').ariaSnapshot();

  assert.match(tree, /heading "Sklep Górski" \[level=1\]/);
  assert.match(tree, /log "Rozmowa"/);
  assert.match(tree, /article:[\s\S]*Bot/);
  assert.match(tree, /Ty:/);
  assert.match(tree, /Anna/);
  assert.match(tree, /Informacja/);
  assert.match(tree, /textbox "Napisz wiadomość"/);
  for (const button of ['Wyślij', 'Porozmawiaj z człowiekiem', 'Od nowa', 'Zamknij czat']) {
    assert.match(tree, new RegExp(`button "${button}"`));
  }
  assert.equal(await shopper.log.getAttribute('aria-live'), 'polite');
});

asShopper('who speaks is told by more than colour', {}, async shopper => {
  await seeEverything(shopper);

  const senders = await shopper.log.locator('.from:visible').allInnerTexts();

  assert.ok(senders.some(sender => sender.startsWith('Bot')));
  assert.ok(senders.some(sender => sender.startsWith('Anna')));
  assert.ok(senders.some(sender => sender.startsWith('Informacja')));
});

asShopper('somebody who types is announced until they have written', {}, async shopper => {
  const script = await seeEverything(shopper);

  await script.type({ sender: 'person', name: 'Anna' });
  await shopper.panel.getByText('Anna pisze…').waitFor();
  await script.say({ sender: 'person', name: 'Anna', text: 'Już mam.' });

  await shopper.panel.getByText('Anna pisze…').waitFor({ state: 'detached' });
});

asShopper('at 200 % everything is still there', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');

  assert.equal(await shopper.panel.locator('html').evaluate(page => page.scrollWidth - page.clientWidth), 0);
  const screen = shopper.page.viewportSize();
  for (const control of [shopper.box, shopper.closer, shopper.button('Wyślij'), shopper.button('Od nowa'), shopper.messages.last()]) {
    await control.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await control.boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= screen.width && y + Math.min(height, 60) <= screen.height);
  }
});

asShopper('letters of twice the size are not cut', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.panel.locator('html').evaluate(page => { page.style.fontSize = '200%'; });
  await shopper.ask('ile kosztuje kurier?');

  const cut = await shopper.panel.locator('button:visible, .words:visible, .intro, .divider').evaluateAll(all =>
    all.filter(element => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1).map(element => element.textContent));
  assert.deepEqual(cut, []);
});

asShopper('at 400 % one sees what is said last and what one writes', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');
  await shopper.suggestions.first().waitFor();

  const box = await shopper.box.boundingBox();
  const log = await shopper.panel.locator('.scroller').boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 256, `the box: ${JSON.stringify(box)}`);
  assert.ok(log.y >= 0 && log.height >= 64 && log.y + log.height <= box.y, `what was said: ${JSON.stringify(log)}`);
  await shopper.message('14,99').scrollIntoViewIfNeeded();
  assert.equal(await shopper.panel.locator('html').evaluate(page => page.scrollWidth - page.clientWidth), 0);
});

for (const [device, viewport] of Object.entries({ desktop: { width: 1280, height: 800 }, phone })) {
  asShopper(`a hundred photos leave room for what one writes on a ${device}`, { viewport }, async shopper => {
    await shopper.go(shop.url);
    await shopper.open();
    await shopper.launcher.waitFor({ state: 'hidden' });
    const buffer = await shopper.page.screenshot({ scale: 'css', clip: { x: 0, y: 0, width: 8, height: 8 } });
    await shopper.picker.setInputFiles(Array.from({ length: 100 }, (_, at) => ({ name: `zdjecie ${at}.png`, mimeType: 'image/png', buffer })));
    await shopper.button('Usuń plik zdjecie 99.png').waitFor();

    const box = await shopper.box.boundingBox();
    assert.ok(box.y + box.height <= viewport.height, JSON.stringify(box));
    assert.ok((await shopper.panel.locator('.scroller').boundingBox()).height > 100);
  });
}
