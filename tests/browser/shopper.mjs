// A customer on a shop's page, and the chat as they find it there: by role and name.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { Customer } from './browser.mjs';

/** What the chat's window says, as far as tests look for it. */
export const words = {
  pl: {
    open: 'Otwórz czat', close: 'Zamknij czat', chat: 'Czat', log: 'Rozmowa', box: 'Napisz wiadomość', send: 'Wyślij', person: 'Porozmawiaj z człowiekiem',
    startOver: 'Od nowa', language: 'Język', suggestions: 'Podpowiedzi', attach: 'Dodaj zdjęcie lub film', sent: 'Wysłano', failed: 'Nie wysłano. Dotknij, aby ponowić.',
    offline: 'Brak połączenia',
  },
  en: {
    open: 'Open chat', close: 'Close chat', chat: 'Chat', log: 'Conversation', box: 'Write a message', send: 'Send', person: 'Talk to a person',
    startOver: 'Start over', language: 'Language', suggestions: 'Suggestions', attach: 'Add a photo or a video', sent: 'Sent', failed: 'Not sent. Tap to try again.',
    offline: 'No connection',
  },
};

export class Shopper extends Customer {
  said = words.pl;

  static async arrive(browser, options = {}) {
    const shopper = await Customer.arrive(browser, options, new Shopper());
    shopper.said = options.language?.startsWith('en') ? words.en : words.pl;
    return shopper;
  }

  get launcher() {
    return this.page.getByRole('button', { name: this.said.open });
  }

  get closer() {
    return this.panel.getByRole('button', { name: this.said.close });
  }

  get frame() {
    return this.page.locator(`iframe[title="${this.said.chat}"]`);
  }

  get panel() {
    return this.frame.contentFrame();
  }

  get log() {
    return this.panel.getByRole('log', { name: this.said.log });
  }

  get box() {
    return this.panel.getByRole('textbox', { name: this.said.box });
  }

  get messages() {
    return this.log.getByRole('article');
  }

  get suggestions() {
    return this.panel.getByRole('group', { name: this.said.suggestions }).getByRole('button');
  }

  get picker() {
    return this.panel.getByLabel(this.said.attach);
  }

  button(name) {
    return this.panel.getByRole('button', { name });
  }

  speak(language) {
    this.said = words[language];
  }

  /** Waits until it has the focus. */
  async focused(locator) {
    await locator.evaluate(element => new Promise(resolve => {
      if (element === document.activeElement) {
        resolve();
      }
      element.addEventListener('focus', resolve, { once: true });
    }));
  }

  /** The same browser, another tab. */
  async anotherTab() {
    const tab = Object.assign(new Shopper(), { context: this.context, said: this.said });
    await tab.watch(await this.context.newPage());
    return tab;
  }

  /** A message in this conversation that this page has not sent. */
  async postAsAnotherDevice(text) {
    const origin = new URL(await this.frame.getAttribute('src')).origin;
    const frame = this.page.frames().find(({ url }) => url().startsWith(`${origin}/panel/`));
    await frame.evaluate(async message => {
      const post = (path, body, token) => fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...token && { authorization: `Bearer ${token}` } },
        body: JSON.stringify(body),
      }).then(response => response.json());
      const { token, conversationId } = await post('/api/shops/demo/chat-token', { resume: localStorage.getItem('faqbot.resume.demo') });
      await post(`/v3/directline/conversations/${conversationId}/activities`, { type: 'message', text: message }, token);
    }, text);
  }

  /** Opens the chat and waits for the greeting. */
  async open() {
    await this.launcher.click();
    await this.messages.first().waitFor();
  }

  async texts() {
    return (await this.messages.locator('.words').allInnerTexts()).map(text => text.trim());
  }
}

/** A shop's own page on an origin of its own, as strict as shops may be about what runs on it. */
export async function serveShopPage(chat, { attributes = '', body = '', language = 'pl', policy } = {}) {
  const strict = `default-src 'none'; script-src ${chat}/widget.js; connect-src ${chat}; frame-src ${chat}`;
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy ?? strict });
    response.end(`<!doctype html><html lang="${language}"><head><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sklep</title>
      <script src="${chat}/widget.js" data-shop="demo" ${attributes} async></script></head>
      <body><h1>Buty trekkingowe</h1>${body || '<p>Opis.</p>'.repeat(60)}</body></html>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
