// A complaint on the shop's page, from "it broke" to a case with a number, a date and a receipt.
import assert from 'node:assert/strict';
import { phone } from './browser.mjs';
import { shopperTests } from './shopper.mjs';

const { asShopper, shop } = shopperTests();

/** Says it, and waits for what the bot must say then. */
async function tell(shopper, text, reply) {
  await shopper.say(text);
  await shopper.message(reply).last().waitFor();
}

/** Presses a suggestion, and waits for what the bot must say then. A press right after a reply is not meant. */
async function press(shopper, label, reply) {
  await shopper.until(`${label} leads on`, async () => {
    const button = shopper.suggestions.filter({ hasText: label });
    if (await button.count() > 0) {
      await button.first().click();
    }
    return await shopper.message(reply).count() > 0;
  });
}

/** As far as the question for a photo. */
async function complain(shopper) {
  await shopper.go(shop.url);
  await shopper.open();
  await tell(shopper, 'podeszwa w butach Granit odkleja się od tygodnia', 'numer zamówienia');
  await tell(shopper, '123456', 'Kiedy paczka');
  await tell(shopper, 'tydzień temu', 'poza tym wszystko');
  await press(shopper, 'Tak', 'Zdjęcie albo krótki film');
}

/** From the photo to the summary. */
async function finish(shopper) {
  await shopper.picker.setInputFiles(await shopper.photo('podeszwa.png'));
  await shopper.button('Wyślij').click();
  await shopper.message('Czego oczekujesz').waitFor();
  await press(shopper, 'Wymiana', 'prywatny, czy na firmę');
  await press(shopper, 'Prywatny', 'Gdzie mamy odpowiedzieć');
  await tell(shopper, 'anna@poczta.example', 'Czy mam to wysłać');
}

for (const [kind, options] of Object.entries({ desktop: {}, phone: { viewport: phone, hasTouch: true, isMobile: true } })) {
  asShopper(`a complaint ends in a case with a number, a date and a receipt to keep (${kind})`, options, async shopper => {
    await complain(shopper);
    await shopper.look(`complaint-${kind}-question`);
    await finish(shopper);
    await shopper.look(`complaint-${kind}-summary`);
    await press(shopper, 'Tak, wyślij', 'zapisana pod numerem');
    await shopper.look(`complaint-${kind}-filed`);
    const { whole, seen } = await shopper.log.evaluate(() => ({ whole: document.querySelector('.window').scrollHeight, seen: innerHeight }));
    assert.ok(whole <= seen, `a long talk makes the window taller (${whole}) than its frame (${seen})`);

    const filed = (await shopper.texts()).find(text => text.includes('zapisana pod numerem'));
    const [number] = filed.match(/GR-\d\d-[0-9A-Z]{5}-[0-9A-Z]/);
    assert.match(filed, /najpóźniej \d+ \S+ \d{4}/);
    const receipt = shopper.log.getByRole('link', { name: number });
    const [download] = await Promise.all([shopper.page.waitForEvent('download'), receipt.click()]);
    assert.equal(download.suggestedFilename(), `${number}.html`);
    const stream = await download.createReadStream();
    const page = Buffer.concat(await stream.toArray()).toString('utf8');
    for (const kept of [number, 'Buty trekkingowe Granit', '123456', 'anna@poczta.example', 'podeszwa']) {
      assert.ok(page.includes(kept), `the receipt lacks ${kept}`);
    }
    const sheet = await shopper.context.newPage();
    await sheet.setContent(page);
    await sheet.screenshot({ path: `../../artifacts/look/complaint-${kind}-receipt.png`, fullPage: true });
    await sheet.close();
  });
}

asShopper('a reload and another tab go on with the same question', {}, async shopper => {
  await complain(shopper);

  await shopper.page.reload();
  await shopper.open();
  const tab = await shopper.anotherTab();
  await tab.go(shop.url);
  await tab.open();
  await tab.message('Zdjęcie albo krótki film').waitFor();
  await press(tab, 'Nie mam zdjęcia', 'Czego oczekujesz');
  await press(shopper, 'Wymiana', 'prywatny, czy na firmę');

  assert.equal((await shopper.texts()).filter(text => text.includes('numer zamówienia?')).length, 1);
});

asShopper('a picture that is none is refused at the question for a photo, which stays open', {}, async shopper => {
  await complain(shopper);

  for (const file of [
    { name: 'but.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>') },
    { name: '../../but.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  ]) {
    await shopper.picker.setInputFiles(file);
    await shopper.until('it is told', async () => await shopper.panel.getByText(/nie można wysłać|Nie wysłano|nie da się wysłać/).count() > 0
      || await shopper.button('Wyślij').click().then(() => false, () => false));
    await shopper.page.reload();
    await shopper.open();
  }
  await finish(shopper);

  assert.equal((await shopper.texts()).filter(text => text.includes('zapisana pod numerem')).length, 0, 'nothing is filed without a yes');
});
