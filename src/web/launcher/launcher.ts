// widget.js: a button on the shop's page, and behind it the chat in a frame of our own origin.
// Shifts nothing, and loads the chat only when
// the customer is about to use it or the page has nothing else to do.
import { Frame } from './frame';
import { Overlay } from './overlay';
import { askShop, languageOf, type ShopSettings } from './settings';
import { scheduleTeaser } from './teaser';

/** After the page has loaded and the browser has time. */
const idleMs = 3_000;
/** Until the server is asked again, when it could not be reached. */
const askAgainMs = 30_000;

/** What the shop's own scripts may do. */
interface FaqBotApi {
  open(): void;
  close(): void;
  /** The signed token of the customer who is signed in; null once they have signed out. */
  setCustomer(token: string | null): void;
}

declare global {
  interface Window {
    FaqBot?: FaqBotApi;
  }
}

/**
 * There as soon as the script has run; what is asked of it before the button can be drawn is done
 * then.
 */
class Launcher implements FaqBotApi {
  readonly #origin: string;
  readonly #shop: string;
  readonly #fixedLanguage: string;
  #customer: string | null;
  #overlay: Overlay | null = null;
  #frame: Frame | null = null;
  #language = '';
  #isWanted = false;

  constructor(script: HTMLScriptElement) {
    const { shop = '', lang = '', customer = '' } = script.dataset;
    this.#origin = new URL(script.src).origin;
    this.#shop = shop;
    this.#fixedLanguage = lang;
    this.#customer = customer === '' ? null : customer;
  }

  /**
   * Until the server can be reached. When it says no, the reason is on the console, for whoever put
   * us on the page.
   */
  async begin(): Promise<void> {
    for (;;) {
      try {
        const settings = await askShop(this.#origin, this.#shop, languageOf(this.#fixedLanguage));
        await bodyOf(document);
        this.#draw(settings);
        return;
      } catch (error) {
        if (!(error instanceof TypeError)) {
          console.error(`FaqBot: ${String(error)}`);
          return;
        }
        await new Promise<void>(resolve => {
          setTimeout(resolve, askAgainMs);
          addEventListener('online', () => resolve(), { once: true });
        });
      }
    }
  }

  open(): void {
    this.#isWanted = true;
    if (this.#overlay?.isOpen === false) {
      const frame = this.#load(this.#overlay);
      this.#overlay.open();
      frame.shown();
    }
  }

  close(): void {
    this.#isWanted = false;
    if (this.#overlay?.isOpen === true) {
      this.#overlay.close();
      this.#frame?.hidden();
    }
  }

  setCustomer(token: string | null): void {
    this.#customer = token;
    this.#frame?.setCustomer(token);
  }

  #draw(settings: ShopSettings): void {
    this.#language = settings.language;
    const overlay = (this.#overlay = new Overlay(settings, {
      open: () => this.open(),
      close: () => this.close(),
      intent: () => this.#load(overlay),
      retry: () => this.#frame?.load(),
    }));
    this.#loadWhenIdle(overlay);
    scheduleTeaser(overlay, this.#shop, () => this.open());
    if (this.#fixedLanguage === '') {
      const { documentElement: page } = document;
      const follow = () => void this.#speak(page.lang, spoken => this.#frame?.speak(spoken));
      new MutationObserver(follow).observe(page, { attributeFilter: ['lang'] });
    }
    if (this.#isWanted) {
      this.open();
    }
  }

  #load(overlay: Overlay): Frame {
    if (this.#frame === null) {
      this.#frame = new Frame(this.#origin, this.#shop, overlay.settings, {
        customer: () => this.#customer,
        state: state => overlay.showState(state),
        close: () => this.close(),
        unread: count => overlay.showUnread(count),
        // The chat has its words already; these are the ones around it.
        language: language => void this.#speak(language, spoken => this.#frame?.rename(spoken)),
      });
      overlay.hold(this.#frame.element);
    }
    return this.#frame;
  }

  /** Not where the customer pays for every byte: there it waits for a sign of interest. */
  #loadWhenIdle(overlay: Overlay): void {
    const { connection } = navigator as { connection?: { saveData: boolean } };
    if (connection?.saveData === true) {
      return;
    }
    const load = () =>
      setTimeout(
        () => (window.requestIdleCallback ?? setTimeout)(() => this.#load(overlay)),
        idleMs,
      );
    if (document.readyState === 'complete') {
      load();
    } else {
      addEventListener('load', load);
    }
  }

  async #speak(language: string, tell: (settings: ShopSettings) => void): Promise<void> {
    if (language === this.#language) {
      return;
    }
    this.#language = language;
    const settings = await askShop(this.#origin, this.#shop, language).catch((error: unknown) => {
      console.error(`FaqBot: ${String(error)}`);
      return null;
    });
    // Meanwhile another one may have been chosen.
    if (settings !== null && this.#language === language) {
      this.#language = settings.language;
      this.#overlay?.speak(settings);
      tell(settings);
    }
  }
}

/** Scripts in the head may hold up the rest of a page. */
function bodyOf(page: Document): Promise<void> {
  return new Promise(resolve => {
    if (page.body !== null) {
      resolve();
    } else {
      page.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
    }
  });
}

function begin(script: HTMLScriptElement): void {
  if ((script.dataset.shop ?? '') === '') {
    console.error(
      'FaqBot: name the shop: <script src="https://.../widget.js" data-shop="..." async></script>',
    );
  } else if (window.FaqBot !== undefined) {
    console.warn('FaqBot: widget.js is on this page twice; the first one serves.');
  } else {
    const launcher = new Launcher(script);
    window.FaqBot = launcher;
    void launcher.begin();
    dispatchEvent(new Event('faqbot'));
  }
}

const own =
  document.currentScript ?? document.querySelector('script[data-shop][src*="/widget.js"]');
if (own instanceof HTMLScriptElement) {
  begin(own);
}
