// Pictures of the chat on a shop's page in every state, for people to look at: artifacts/look/widget-*.png.
import { launch, phone } from './browser.mjs';
import { startShop } from './shop.mjs';
import { Shopper } from './shopper.mjs';

const kinds = {
  desktop: {},
  dark: { colorScheme: 'dark' },
  phone: { viewport: phone, hasTouch: true, isMobile: true },
  'phone-dark': { viewport: phone, hasTouch: true, isMobile: true, colorScheme: 'dark' },
  zoomed: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
};

const shop = await startShop();
const browser = await launch();
try {
  for (const [kind, options] of Object.entries(kinds)) {
    const shopper = await Shopper.arrive(browser, options);
    const look = state => shopper.look(`widget-${kind}-${state}`);
    const script = await shopper.script();
    await shopper.go(`${shop.url}/?body=<p>Solidne+buty.</p>`);
    await shopper.launcher.waitFor();
    await look('01-closed');
    await shopper.page.getByText('Masz pytanie?').waitFor({ timeout: 12_000 });
    await look('02-teaser');
    await shopper.open();
    await look('03-greeting');
    await shopper.ask('za ile przyjdzie paczka kurierem?');
    await shopper.ask('buty przyszły w złym kolorze');
    await look('04-answers');
    await shopper.picker.setInputFiles({ name: 'but z boku.png', mimeType: 'image/png', buffer: await shopper.page.screenshot() });
    await shopper.panel.getByText('but z boku').waitFor();
    await look('05-photo-chosen');
    await shopper.button('Wyślij').click();
    await shopper.message('Dziękuję, zapisałem to').waitFor();
    await look('06-photo-sent');
    await script.say({ sender: 'system', text: 'Rozmowę przejmuje człowiek.' });
    await script.say({ sender: 'person', name: 'Anna Nowak', text: 'Dzień dobry, tu Anna. Już czytam, co się stało.' });
    await script.type({ sender: 'person', name: 'Anna Nowak' });
    await shopper.panel.getByText('Anna Nowak pisze').waitFor();
    await look('07-person');
    await shopper.panel.locator('.scroller').evaluate(element => { element.scrollTop = 0; });
    await script.say({ sender: 'person', name: 'Anna Nowak', text: 'Jest Pan tam?' });
    await look('08-scrolled-up');
    await shopper.context.setOffline(true);
    await shopper.panel.getByText('Brak połączenia').waitFor();
    await shopper.say('jestem, jestem');
    await shopper.button('Nie wysłano. Dotknij, aby ponowić.').waitFor();
    await look('09-offline');
    await shopper.context.setOffline(false);
    await shopper.closer.click();
    await shopper.postAsAnotherDevice('ile mam dni na zwrot?');
    await shopper.page.getByRole('button', { name: /Nieprzeczytane/ }).waitFor();
    await look('10-unread');
    await shopper.launcher.click();
    await look('11-new-messages');
    await shopper.picker.setInputFiles({ name: 'umowa.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
    await shopper.panel.getByText('Tego pliku nie można wysłać.').waitFor();
    await look('12-file-refused');
    await shopper.ask(`${'Bardzo długa historia o butach. '.repeat(60)}https://sklep.example/zwroty`);
    await look('13-long');
    await shopper.panel.getByLabel('Język').selectOption('en');
    await shopper.page.locator('iframe[title="Chat"]').waitFor();
    await look('14-english');
    shopper.speak('en');
    await shopper.endElsewhere();
    await shopper.button('Start a new conversation').waitFor();
    await look('15-ended');
    await shopper.leave();
    await lookUnreachable(kind, options);
    for (const path of ['', 'shops/demo', 'shops/volt', 'shops/smak?lang=uk', 'shops/smak?lang=ar', 'shops/nowhere', 'chat/smak?lang=ar']) {
      await lookPage(kind, options, path);
    }
  }
} finally {
  await browser.close();
  await shop.stop();
}

/** The button is there, and then the server is not. */
async function lookUnreachable(kind, options) {
  const shopper = await Shopper.arrive(browser, options);
  await shopper.page.route('**/panel/**', route => route.abort());
  await shopper.go(shop.url);
  await shopper.launcher.click();
  await shopper.page.getByText('Nie można teraz połączyć się z czatem.').waitFor();
  await shopper.look(`widget-${kind}-16-unreachable`);
  await shopper.leave();
}

async function lookPage(kind, options, path) {
  const shopper = await Shopper.arrive(browser, { ...options, javaScriptEnabled: !path.startsWith('chat') });
  await shopper.go(`${shop.chat.url}/${path}`);
  await shopper.look(`page-${kind}-${path.replace(/\W+/g, '-') || 'shops'}`);
  await shopper.leave();
}
