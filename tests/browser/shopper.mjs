// A customer on a shop's page, and the chat as they find it there: by role and name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Customer, launch } from './browser.mjs';
import { startShop } from './shop.mjs';

/** What the chat's window says, as far as tests look for it. */
export const words = {
  pl: {
    open: 'Otwórz czat', close: 'Zamknij czat', chat: 'Czat', log: 'Rozmowa', box: 'Napisz wiadomość',
    suggestions: 'Podpowiedzi', attach: 'Dodaj zdjęcie lub film',
  },
  en: {
    open: 'Open chat', close: 'Close chat', chat: 'Chat', log: 'Conversation', box: 'Write a message',
    suggestions: 'Suggestions', attach: 'Add a photo or a video',
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

  /** Puts words into the conversation that nobody has said, as a person of the shop would. To be called before the page is opened. */
  async script() {
    let socket;
    let sequence = 0;
    await this.page.routeWebSocket(/\/stream/, route => {
      socket = route;
      const server = route.connectToServer();
      server.onMessage(frame => {
        for (const { id } of frame === '' ? [] : JSON.parse(frame).activities) {
          sequence = Math.max(sequence, Number(id.split('|')[1]));
        }
        route.send(frame);
      });
    });
    const send = activity => socket.send(JSON.stringify({ activities: [activity], watermark: String(sequence) }));
    const from = ({ sender, name }) => ({ from: { id: 'demo', role: 'bot', name }, channelData: { faqbot: { sender } } });
    return {
      type: async who => send({ type: 'typing', ...from(who) }),
      say: async ({ text, ...who }) => {
        sequence++;
        send({ type: 'message', id: `c|${String(sequence).padStart(7, '0')}`, timestamp: new Date().toISOString(), text, ...from(who) });
        await this.message(text.split('.')[0]).last().waitFor();
      },
    };
  }

  /** The same person with another browser; to be left by who asks for it. */
  async anotherDevice(options) {
    return Shopper.arrive(this.context.browser(), options);
  }

  /** The same browser, another tab. */
  async anotherTab() {
    const tab = Object.assign(new Shopper(), { context: this.context, said: this.said });
    await tab.watch(await this.context.newPage());
    return tab;
  }

  /** From the next page on, sockets do not open: they are refused at once, or never answered. */
  async blockSockets({ areSwallowed = false } = {}) {
    await this.page.addInitScript(isSilent => {
      window.WebSocket = class {
        static CONNECTING = 0;
        static OPEN = 1;
        readyState = 0;

        constructor() {
          if (!isSilent) {
            setTimeout(() => this.close());
          }
        }

        close() {
          this.readyState = 3;
          this.onclose?.(new CloseEvent('close'));
        }
      };
    }, areSwallowed);
  }

  /** A message in this conversation that this page has not sent, or its end. */
  async postAsAnotherDevice(text) {
    await this.postActivity({ type: 'message', text });
  }

  async endElsewhere() {
    await this.postActivity({ type: 'endOfConversation' });
  }

  async postActivity(activity) {
    const origin = new URL(await this.frame.getAttribute('src')).origin;
    const frame = this.page.frames().find(candidate => candidate.url().startsWith(`${origin}/panel/`));
    await frame.evaluate(async posted => {
      const post = (path, body, token) => fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...token && { authorization: `Bearer ${token}` } },
        body: JSON.stringify(body),
      }).then(response => response.json());
      const { token, conversationId } = await post('/api/shops/demo/chat-token', { resume: localStorage.getItem('faqbot.resume.demo') });
      await post(`/v3/directline/conversations/${conversationId}/activities`, posted, token);
    }, activity);
  }

  /** As the shop's page says it once somebody has signed in without a new page; null once they have signed out. */
  async signIn(token) {
    await this.page.evaluate(customer => window.FaqBot.setCustomer(customer), token);
  }

  /** Photos in the box take their time to be made smaller, until the answer is called. To be called before the page is opened. */
  async slowPhotos() {
    await this.page.addInitScript(() => {
      const until = new Promise(resolve => { window.shrinkAll = resolve; });
      const real = window.createImageBitmap;
      window.createImageBitmap = async file => {
        await until;
        return real(file);
      };
    });
    return () => this.panel.locator('html').evaluate(() => window.shrinkAll());
  }

  /** What lasts the blink of an eye lasts long enough for a test. To be called before the page is opened. */
  async slowMotion() {
    await this.page.addInitScript(() => {
      const rules = new CSSStyleSheet();
      rules.replaceSync('* { animation-duration: 8s !important; }');
      document.adoptedStyleSheets = [rules];
    });
  }

  /** From the next page on, it takes half a second to learn which words other pages are about to send. */
  async slowLocks() {
    await this.page.addInitScript(() => {
      const request = navigator.locks.request.bind(navigator.locks);
      navigator.locks.request = async (name, ...rest) => {
        if (name.startsWith('faqbot.unsent.')) {
          await new Promise(resolve => setTimeout(resolve, 500));
        }
        return request(name, ...rest);
      };
    });
  }

  /** Large enough to be made smaller. */
  async photo(name) {
    const bytes = await this.page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 700 });
      const pen = canvas.getContext('2d');
      const noise = pen.createImageData(canvas.width, canvas.height);
      for (let i = 0, random = 1; i < noise.data.length; i++) {
        random = (random * 48_271) % 2_147_483_647;
        noise.data[i] = i % 4 === 3 ? 255 : random % 256;
      }
      pen.putImageData(noise, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1];
    });
    return { name, mimeType: 'image/png', buffer: Buffer.from(bytes, 'base64') };
  }

  /** Everything that the chat keeps in this browser. */
  async kept() {
    return this.panel.locator('html').evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
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

/** Tests as one customer of a shop, which is made for a file of tests; a screenshot is kept when one fails. */
export function shopperTests(settings) {
  const shop = {};
  let browser;

  before(async () => {
    Object.assign(shop, await startShop(settings));
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await shop.stop?.();
  });

  /** What the security policy had to stop, or a script that failed, fails it. */
  const asShopper = (name, options, body) => test(name, async () => {
    const shopper = await Shopper.arrive(browser, options);
    try {
      await body(shopper);
      assert.deepEqual(shopper.violations, [], 'the security policy stopped something');
      assert.deepEqual(shopper.errors, [], 'a script failed');
    } catch (error) {
      await shopper.look(`failed ${name}`);
      throw error;
    } finally {
      await shopper.leave();
    }
  });
  return { asShopper, shop };
}
