// widget.js: a button on the shop's page, and behind it the chat in a frame of our own origin. Shifts nothing, and loads the chat only when
// the customer is about to use it or the page has nothing else to do.
import { askShop, languageOf, type ShopSettings } from './settings';
import { Frame } from './frame';
import { Overlay } from './overlay';
import { scheduleTeaser } from './teaser';

/** After the page has loaded and the browser has time. */
const idleMs = 3_000;
/** Until the server is asked again, when it could not be reached. */
const askAgainMs = 30_000;

/** What the shop's own scripts may do. */
interface FaqBotApi {
  open(): void;
  close(): void;
  /** The signed token of the customer who has just signed in; null once they have signed out. */
  setCustomer(token: string | null): void;
}

declare global {
  interface Window {
    FaqBot?: FaqBotApi;
  }
}

class Launcher implements FaqBotApi {
  readonly #origin: string;
  readonly #shop: string;
  readonly #overlay: Overlay;
  #settings: ShopSettings;
  #customer: string | null;
  #frame: Frame | null = null;

  constructor(script: HTMLScriptElement, settings: ShopSettings) {
    const { shop = '', lang = '', customer = '' } = script.dataset;
    this.#origin = new URL(script.src).origin;
    this.#shop = shop;
    this.#customer = customer === '' ? null : customer;
    this.#settings = settings;
    this.#overlay = new Overlay(settings, { open: () => this.open(), close: () => this.close(), intent: () => this.#load() });
    this.#loadWhenIdle();
    scheduleTeaser(this.#overlay, () => this.#settings, shop, () => this.open());
    if (lang === '') {
      new MutationObserver(() => void this.#speak(document.documentElement.lang)).observe(document.documentElement, { attributeFilter: ['lang'] });
    }
  }

  open(): void {
    if (!this.#overlay.isOpen) {
      const frame = this.#load();
      this.#overlay.open();
      frame.shown();
    }
  }

  close(): void {
    if (this.#overlay.isOpen) {
      this.#overlay.close();
      this.#frame?.hidden();
    }
  }

  setCustomer(token: string | null): void {
    this.#customer = token;
    this.#frame?.setCustomer(token);
  }

  #load(): Frame {
    if (this.#frame === null) {
      this.#frame = new Frame(this.#origin, this.#shop, this.#settings, {
        customer: () => this.#customer,
        close: () => this.close(),
        unread: count => this.#overlay.showUnread(count),
        language: language => void this.#speak(language),
      });
      this.#overlay.hold(this.#frame.element);
    }
    return this.#frame;
  }

  /** Not where the customer pays for every byte: there it waits for a sign of interest. */
  #loadWhenIdle(): void {
    const { connection } = navigator as { connection?: { saveData: boolean } };
    if (connection?.saveData === true) {
      return;
    }
    const load = () => setTimeout(() => (window.requestIdleCallback ?? setTimeout)(() => this.#load()), idleMs);
    if (document.readyState === 'complete') {
      load();
    } else {
      addEventListener('load', load);
    }
  }

  /** The words around the chat; it has those inside itself. */
  async #speak(language: string): Promise<void> {
    if (language !== this.#settings.language) {
      this.#settings = await askShop(this.#origin, this.#shop, language);
      this.#overlay.speak(this.#settings);
      this.#frame?.speak(this.#settings);
    }
  }
}

async function begin(script: HTMLScriptElement): Promise<void> {
  const { shop, lang = '' } = script.dataset;
  if (shop === undefined || shop === '') {
    console.error('FaqBot: name the shop: <script src="https://.../widget.js" data-shop="..." async></script>');
    return;
  }
  if (window.FaqBot !== undefined) {
    console.warn('FaqBot: widget.js is on this page twice; the first one serves.');
    return;
  }
  const settings = await patiently(() => askShop(new URL(script.src).origin, shop, languageOf(lang)));
  if (settings !== null && window.FaqBot === undefined) {
    window.FaqBot = new Launcher(script, settings);
  }
}

/** Until the server can be reached. Null when it says no: the reason is on the console, for whoever put us on the page. */
async function patiently(ask: () => Promise<ShopSettings>): Promise<ShopSettings | null> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof TypeError)) {
        console.error(`FaqBot: ${String(error)}`);
        return null;
      }
      await new Promise<void>(resolve => {
        setTimeout(resolve, askAgainMs);
        addEventListener('online', () => resolve(), { once: true });
      });
    }
  }
}

const own = document.currentScript ?? document.querySelector('script[data-shop][src*="/widget.js"]');
if (own instanceof HTMLScriptElement) {
  void begin(own);
}
