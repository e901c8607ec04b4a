// Who the customer is, as the shop vouches for them: their conversation, and what they were about to say.
import assert from 'node:assert/strict';
import { phone } from './browser.mjs';
import { customerToken } from './shop.mjs';
import { shopperTests } from './shopper.mjs';

const { asShopper, shop } = shopperTests();

/** The same customer, whom the shop vouches for there too. */
async function askByTelephone(shopper, customer, question) {
  const telephone = await shopper.anotherDevice({ viewport: phone });
  try {
    await telephone.go(shop.signedIn(customer));
    await telephone.open();
    await telephone.ask(question);
  } finally {
    await telephone.leave();
  }
}

asShopper('a customer whom the shop vouches for has one conversation on every device, and leaves none behind', {}, async laptop => {
  const telephone = await laptop.anotherDevice({ viewport: phone });
  try {
    await telephone.go(shop.signedIn('klient-7'));
    await telephone.open();
    await telephone.ask('ile kosztuje kurier?');

    await laptop.go(shop.signedIn('klient-7'));
    await laptop.open();
    await laptop.message('14,99').waitFor();
    await laptop.ask('ile mam dni na zwrot?');
    await telephone.message('14 dni').last().waitFor();
    assert.deepEqual(await telephone.texts(), await laptop.texts());

    await laptop.signIn(null);
    await laptop.message('14,99').waitFor({ state: 'detached' });
    await laptop.reload();
    await laptop.go(shop.url);
    await laptop.open();
    assert.equal(await laptop.message('14,99').count(), 0, 'signed out, nothing of it is left');
  } finally {
    await telephone.leave();
  }
});

asShopper('what one customer was about to say is not shown to the next', {}, async shopper => {
  await shopper.go(shop.signedIn('klient-10'));
  await shopper.open();
  await shopper.box.fill('mój PESEL to');
  await shopper.picker.setInputFiles({ name: 'umowa.png', mimeType: 'image/png', buffer: await shopper.page.screenshot() });
  await shopper.panel.getByText('umowa.png').waitFor();

  await shopper.signIn(customerToken('klient-11'));
  await shopper.panel.getByText('umowa.png').waitFor({ state: 'detached' });
  assert.equal(await shopper.box.inputValue(), '');
  await shopper.go(shop.url);
  await shopper.open();

  assert.equal(await shopper.box.inputValue(), '');
});

asShopper('a newer token of the same customer disturbs nothing', {}, async shopper => {
  await shopper.go(shop.signedIn('klient-12'));
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');
  await shopper.box.fill('a poza tym');
  const asked = [];
  shopper.page.on('request', request => { asked.push(request.url()); });

  await shopper.signIn(customerToken('klient-12'));
  await shopper.ask('ile mam dni na zwrot?');

  assert.ok(!asked.some(url => url.includes('chat-token')));
  await shopper.message('14,99').waitFor();
});

asShopper('what was said before signing in stays', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');

  await shopper.signIn(customerToken('klient-8'));
  await shopper.message('14,99').waitFor();
  await shopper.ask('ile mam dni na zwrot?');

  await shopper.message('14,99').waitFor();
});

asShopper('a page that is open for so long that nobody vouches for its customer any more says so', {}, async shopper => {
  await shopper.page.clock.install();
  await shopper.go(shop.signedIn('klient-9'));
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');
  await shopper.page.route('**/tokens/refresh', route => route.fulfill({ status: 403, body: '{"error":{"code":"TokenExpired","message":"old"}}' }));
  await shopper.page.route('**/chat-token', route => route.fulfill({ status: 401, body: '{"detail":"The customer token has expired."}' }));

  await shopper.page.clock.fastForward('25:00');
  await shopper.context.setOffline(true);
  await shopper.context.setOffline(false);
  await shopper.page.clock.runFor(20_000);

  await shopper.panel.getByText('Odśwież stronę, żeby wrócić do tej rozmowy.').waitFor();
  await shopper.message('14,99').waitFor();
  assert.equal(await shopper.box.count(), 0);
});

asShopper('a false token is told to the shop, and the customer chats as anybody', {}, async shopper => {
  const told = shopper.page.waitForEvent('console', message => message.type() === 'error' && message.text().startsWith('FaqBot:'));
  await shopper.go(shop.signedIn('klient-7', 'x'.repeat(40)));
  await shopper.open();
  await told;

  assert.equal(await shopper.message('14,99').count(), 0);
  await shopper.ask('ile kosztuje kurier?');
  await shopper.message('14,99').waitFor();
});

asShopper('words that one customer could not send are not sent by the next', {}, async shopper => {
  await shopper.page.route('**/chat-token', route => route.abort());
  await shopper.go(shop.signedIn('klient-20'));
  await shopper.launcher.click();
  await shopper.say('mój PESEL to 44051401359');
  await shopper.message('mój PESEL').waitFor();

  await shopper.page.unroute('**/chat-token');
  await shopper.go(shop.signedIn('klient-21'));
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');

  assert.equal(await shopper.message('PESEL').count(), 0);
  assert.doesNotMatch(await shopper.kept(), /PESEL/);
});

asShopper('words that were written before signing in are sent after it', {}, async shopper => {
  await shopper.page.route('**/chat-token', route => route.abort());
  await shopper.go(shop.url);
  await shopper.launcher.click();
  await shopper.say('ile kosztuje kurier?');
  await shopper.message('ile kosztuje kurier?').waitFor();
  await shopper.box.fill('a poza tym');

  await shopper.page.unroute('**/chat-token');
  await shopper.go(shop.signedIn('klient-22'));
  await shopper.open();

  await shopper.message('14,99').waitFor();
  assert.equal(await shopper.box.inputValue(), 'a poza tym');
});

asShopper('what a customer was about to say is erased by a page that is not theirs', {}, async shopper => {
  await shopper.go(shop.signedIn('klient-23'));
  await shopper.open();
  await shopper.page.route('**/activities', route => route.abort());
  await shopper.say('mój PESEL to 44051401359');
  await shopper.message('mój PESEL').waitFor();
  await shopper.box.fill('a PESEL żony to');
  assert.match(await shopper.kept(), /PESEL/);

  await shopper.go(shop.url);
  await shopper.open();

  assert.doesNotMatch(await shopper.kept(), /PESEL/);
  assert.equal(await shopper.box.inputValue(), '');
});

asShopper('what was written before signing in is the customer\'s, and gone when they sign out', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.box.fill('mój PESEL to');

  await shopper.go(shop.signedIn('klient-27'));
  await shopper.open();
  assert.equal(await shopper.box.inputValue(), 'mój PESEL to');
  await shopper.go(shop.url);
  await shopper.open();

  assert.equal(await shopper.box.inputValue(), '');
  assert.doesNotMatch(await shopper.kept(), /PESEL/);
});

asShopper('what was written before signing in is gone when they sign out, also when it is one page', {}, async shopper => {
  await shopper.go(shop.url);
  await shopper.open();
  await shopper.box.fill('mój PESEL to');

  await shopper.signIn(customerToken('klient-28'));
  await shopper.until('the words are kept as the customer\'s', async () => /owner\\":\\"\w[^}]*PESEL/.test(await shopper.kept()));
  await shopper.signIn(null);
  await shopper.until('they are not kept any more', async () => !/PESEL/.test(await shopper.kept()));
  await shopper.reload();
  await shopper.open();

  assert.equal(await shopper.box.inputValue(), '');
});

asShopper('photos that are still made smaller when their customer signs out are nobody else\'s', {}, async shopper => {
  const shrinkAll = await shopper.slowPhotos();
  await shopper.go(shop.signedIn('klient-24'));
  await shopper.open();
  await shopper.picker.setInputFiles(await shopper.photo('dowod.png'));
  await shopper.panel.getByText('Zmniejszam').waitFor();
  await shopper.say('to mój dowód');
  await shopper.picker.setInputFiles(await shopper.photo('umowa.png'));

  await shopper.signIn(null);
  await shopper.panel.getByText('Zmniejszam').waitFor({ state: 'detached' });
  await shrinkAll();
  await shopper.ask('ile kosztuje kurier?');

  assert.doesNotMatch(await shopper.panel.getByRole('main').innerText(), /dow[oó]d|umowa/);
});

asShopper('a token that had ended is replaced by a fresh one of the same customer, who keeps what they write', {}, async shopper => {
  await askByTelephone(shopper, 'klient-25', 'ile kosztuje kurier?');
  await shopper.go(shop.signedIn('klient-25', 'x'.repeat(40)));
  await shopper.open();
  await shopper.box.fill('a poza tym');

  await shopper.signIn(customerToken('klient-25'));

  await shopper.message('14,99').waitFor();
  assert.equal(await shopper.box.inputValue(), 'a poza tym');
});

asShopper('tabs in different conversations count each its own', {}, async shopper => {
  await shopper.go(shop.signedIn('klient-26'));
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');
  await shopper.closer.click();
  const tab = await shopper.anotherTab();
  await tab.go(shop.url);
  await tab.open();
  await tab.ask('czy mogę zapłacić blikiem?');
  await askByTelephone(shopper, 'klient-26', 'ile mam dni na zwrot?');

  await shopper.page.getByRole('button', { name: 'Otwórz czat. Nieprzeczytane wiadomości: 1' }).waitFor();
});

for (const next of ['klient-28', null]) {
  asShopper(`what a customer said whom the shop vouched for wrongly is not shown to ${next ?? 'nobody in particular'}`, {}, async shopper => {
    await shopper.go(shop.signedIn('klient-27', 'x'.repeat(40)));
    await shopper.open();
    await shopper.ask('ile kosztuje kurier?');

    await shopper.signIn(next === null ? null : customerToken(next));
    await shopper.message('14,99').waitFor({ state: 'detached' });
    await shopper.ask('czy mogę zapłacić blikiem?');
    assert.equal(await shopper.message('14,99').count(), 0);

    await shopper.go(next === null ? shop.url : shop.signedIn(next));
    await shopper.open();
    await shopper.message('blikiem').first().waitFor();
    assert.equal(await shopper.message('14,99').count(), 0);
  });
}

asShopper('a page of the next customer in the same tab leads to nothing that was said before them', {}, async shopper => {
  await shopper.go(shop.signedIn('klient-29', 'x'.repeat(40)));
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');

  await shopper.go(shop.url);
  await shopper.open();
  await shopper.ask('czy mogę zapłacić blikiem?');

  assert.equal(await shopper.message('14,99').count(), 0);
});

asShopper('what a customer has not read is not counted for the next', {}, async shopper => {
  await shopper.go(shop.signedIn('klient-30'));
  await shopper.open();
  await shopper.ask('ile kosztuje kurier?');
  await shopper.closer.click();
  await askByTelephone(shopper, 'klient-30', 'ile mam dni na zwrot?');
  await shopper.page.getByRole('button', { name: 'Otwórz czat. Nieprzeczytane wiadomości: 1' }).waitFor();

  await shopper.signIn(null);

  await shopper.page.getByRole('button', { name: 'Otwórz czat', exact: true }).waitFor();
});
