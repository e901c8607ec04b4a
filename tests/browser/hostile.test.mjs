// What a customer, a shop's texts or a page around the chat must not be able to do.
import assert from 'node:assert/strict';
import { phone } from './browser.mjs';
import { shopperTests } from './shopper.mjs';

const hostileName = '</script><img src=x onerror="document.title=1"> \u202eikcarG';

const { asShopper, shop } = shopperTests();

const literal = [
  '<img src=x onerror=alert(1)><svg/onload=alert(1)>',
  '[kliknij](javascript:alert(1)) javascript:alert(1) java\tscript:alert(1) data:text/html,<script>alert(1)</script> vbscript:x',
  '**gruby** _krzywy_ `kod` # nagłówek\n- lista\n![obraz](https://zly.example/x.png)',
  '{{7*7}} {% raw %} ${7*7} {count}',
];

for (const text of literal) {
  asShopper(`stands as it was written: ${JSON.stringify(text.slice(0, 40))}`, {}, async shopper => {
    await shopper.go(shop.url);
    await shopper.open();

    await shopper.ask(text);

    const own = shopper.log.locator('.from-you').last();
    assert.equal(await own.locator('.words').evaluate(words => words.textContent), text.trim());
    assert.deepEqual(await own.locator('img, svg, script, strong, em, code, li').count(), 0);
    const links = await own.getByRole('link').evaluateAll(all => all.map(link => [link.href, link.rel, link.target]));
    assert.deepEqual(links, text.includes('https://') ? [['https://zly.example/x.png', 'noopener noreferrer nofollow', '_blank']] : []);
  });
}

asShopper('only what is an address becomes a link, and says where it leads', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();

  await shopper.ask([
    'https://sklep.example/zwroty.', '(http://sklep.example/a_(b))', 'pomoc@sklep.example,', 'https://sklep.example@zly.example/', 'https://bаnk.example/',
    'https://sklep.example/\u202egnp.exe', 'ftp://sklep.example', 'https://', 'a@b', '+48 22 123-45-67.', '22 123 45 67', '+48 12',
  ].join(' '));

  const links = await shopper.log.locator('.from-you').last().getByRole('link').evaluateAll(all => all.map(link => [link.href, link.textContent]));
  assert.deepEqual(links, [
    ['https://sklep.example/zwroty', 'https://sklep.example/zwroty'],
    ['http://sklep.example/a_(b)', 'http://sklep.example/a_(b)'],
    ['mailto:pomoc@sklep.example', 'pomoc@sklep.example'],
    ['https://xn--bnk-6cd.example/', 'https://bаnk.example/ (xn--bnk-6cd.example)'],
    ['https://sklep.example/', 'https://sklep.example/'],
    ['tel:+48221234567', '+48 22 123-45-67'],
  ]);
});

for (const [device, viewport] of Object.entries({ desktop: { width: 1280, height: 800 }, phone })) {
  asShopper(`ten thousand characters without a space fit into a ${device}`, { viewport }, async shopper => {
    await shopper.go(shop.url);
    await shopper.open();

    await shopper.ask('ż'.repeat(10_000));

    assert.equal(await shopper.panel.locator('.scroller').evaluate(element => element.scrollWidth - element.clientWidth), 0);
    const own = shopper.log.locator('.from-you .words').last();
    const cut = (await own.innerText()).length;
    await own.getByRole('button', { name: 'Pokaż całość' }).click();
    assert.ok(cut < 2_000 && (await own.innerText()).length > 10_000);
    await own.getByRole('button', { name: 'Zwiń' }).click();
    assert.equal((await own.innerText()).length, cut);
    await shopper.ask('ile kosztuje kurier?');
  });
}

asShopper('more than a page of writing is not sent, and not lost', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  const before = await shopper.messages.count();

  await shopper.say('a'.repeat(10_001));

  await shopper.panel.getByText('Wiadomość jest za długa').waitFor();
  assert.equal(await shopper.messages.count(), before);
  assert.equal((await shopper.box.inputValue()).length, 10_001);
});

asShopper('characters that turn text turn only their own message', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();

  await shopper.ask('\u202e\u2067\u2066abc');

  const widths = await shopper.log.locator('.words').evaluateAll(all => all.map(element => getComputedStyle(element).unicodeBidi));
  assert.ok(widths.every(bidi => bidi === 'isolate' || bidi === 'plaintext' || bidi === 'isolate-override'), String(widths));
  const status = await shopper.log.locator('.from-you .status').last().innerText();
  assert.match(status, /Wysłano$/);
});

asShopper('a shop that calls itself names', {}, async shopper => {
  shop.edit('demo/shop.yaml', yaml => yaml.replace('name: Sklep Górski', `name: ${JSON.stringify(hostileName)}`));
  try {
    await shopper.until('the page names the shop anew', async () => {
      await shopper.go(shop.url);
      await shopper.open();
      return (await shopper.panel.getByRole('heading', { level: 1 }).innerText()).includes('onerror');
    });

    assert.equal(await shopper.panel.getByRole('heading', { level: 1 }).evaluate(heading => heading.textContent), hostileName);
    assert.equal(await shopper.panel.locator('img').count(), 0);
    await shopper.ask('ile kosztuje kurier?');
    await shopper.message('14,99').waitFor();
  } finally {
    shop.edit('demo/shop.yaml', yaml => yaml.replace(/^name: .*$/m, 'name: Sklep Górski'));
  }
});

asShopper('messages of strangers move neither the chat nor the page', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  const asked = [];
  shopper.page.on('request', request => { asked.push(request.url()); });

  const opened = shopper.page.waitForEvent('popup');
  await shopper.page.evaluate(url => { window.open(url); }, shop.foreignUrl);
  const stranger = await opened;
  await stranger.evaluate(() => {
    const frames = [window.opener, ...Array.from({ length: window.opener.frames.length }, (_, at) => window.opener.frames[at])];
    const commands = ['close', 'unread', 'hello', 'customer', 'hidden', 'language'].map(faqbot => ({ faqbot, count: 7, customer: 'x', language: 'en' }));
    for (const message of [...commands, null, 'x', 7, {}]) {
      frames.forEach(frame => frame.postMessage(message, '*'));
    }
  });

  await shopper.closer.waitFor();
  await shopper.ask('ile kosztuje kurier?');
  assert.deepEqual(asked.filter(url => url.includes('chat-token')), []);
});

asShopper('the page around the chat never sees its token or what is said', {}, async shopper => {
  await shopper.page.addInitScript(() => {
    window.heard = [];
    addEventListener('message', ({ data }) => window.heard.push(JSON.stringify(data)));
  });
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');
  await shopper.closer.click();
  await shopper.launcher.waitFor();

  const heard = await shopper.page.evaluate(() => window.heard);
  assert.deepEqual([...new Set(heard)].sort(), ['{"faqbot":"close"}', '{"faqbot":"ready"}']);
  assert.deepEqual(await shopper.page.evaluate(() => Object.keys(localStorage)), []);
});

asShopper('files that are none are refused with the reason; a photo is made smaller and arrives', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();

  await shopper.picker.setInputFiles({ name: 'umowa.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await shopper.panel.getByText('Tego pliku nie można wysłać.').waitFor();
  await shopper.picker.setInputFiles({ name: 'wirus.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ') });
  await shopper.box.fill('tak wygląda pęknięcie');
  await shopper.button('Wyślij').click();
  await shopper.panel.locator('.is-failed').getByText('Tego pliku nie można wysłać.').waitFor();
  await shopper.button('Usuń niewysłaną wiadomość').click();
  assert.equal(await shopper.box.inputValue(), 'tak wygląda pęknięcie', 'the words can go without it');
  await shopper.box.fill('');

  const photo = await shopper.page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2_400, height: 1_800 });
    const pen = canvas.getContext('2d');
    const noise = pen.createImageData(canvas.width, canvas.height);
    for (let i = 0; i < noise.data.length; i++) {
      noise.data[i] = i % 4 === 3 ? 255 : (i * 2_654_435_761 >>> 13) % 256;
    }
    pen.putImageData(noise, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  });
  await shopper.picker.setInputFiles({ name: 'IMG_2041.jpeg', mimeType: 'image/jpeg', buffer: Buffer.from(photo, 'base64') });
  await shopper.panel.getByText('IMG_2041.jpg').waitFor();
  await shopper.button('Wyślij').click();
  await shopper.message('Dziękuję, zapisałem to').waitFor();

  const picture = shopper.log.getByRole('img', { name: 'Zdjęcie: IMG_2041.jpg' });
  const size = await picture.evaluate(async image => {
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  });
  assert.deepEqual(size, [2_048, 1_536]);
});
