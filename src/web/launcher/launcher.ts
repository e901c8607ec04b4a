// widget.js: a button on the shop's page, and behind it the chat in a frame of our own origin.
// Shifts nothing, and loads the chat only when the customer is about to use it or the page has
// nothing else to do.
import { lastOf } from '../lastOf';
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
  /** For widget.js itself, when a page that is made anew in place runs it once more. */
  again(script: HTMLScriptElement): void;
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
  #script: HTMLScriptElement;
  #customer: string | null;
  #overlay: Overlay | null = null;
  #frame: Frame | null = null;
  #language = '';
  #isWanted = false;
  /** The settings were refused, the server is away, or it was tried and failed. */
  #cannotDraw = false;

  constructor(script: HTMLScriptElement) {
    this.#script = script;
    this.#origin = new URL(script.src).origin;
    this.#shop = stated(script, 'shop');
    this.#fixedLanguage = stated(script, 'lang');
    this.#customer = stated(script, 'customer') || null;
  }

  /**
   * Until the server can be reached. When it says no, the reason is on the console, for whoever put
   * us on the page.
   */
  async begin(): Promise<void> {
    for (;;) {
      let settings: ShopSettings;
      try {
        settings = await askShop(this.#origin, this.#shop, languageOf(this.#fixedLanguage));
      } catch (error) {
        this.#cannotDraw = true;
        if (this.#isWanted) {
          this.open();
        }
        if (!(error instanceof TypeError)) {
          console.error(`FaqBot: ${String(error)}`);
          return;
        }
        await new Promise<void>(resolve => {
          setTimeout(resolve, askAgainMs);
          addEventListener('online', () => resolve(), { once: true });
        });
        continue;
      }
      await bodyOf(document);
      this.#draw(settings);
      return;
    }
  }

  open(): void {
    this.#isWanted = true;
    if (this.#cannotDraw) {
      location.assign(this.#ownPage);
    } else if (this.#overlay?.isOpen === false) {
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

  again(script: HTMLScriptElement): void {
    if (this.#script.isConnected || stated(script, 'shop') !== this.#shop) {
      console.warn('FaqBot: widget.js is on this page twice.');
      return;
    }
    this.#script = script;
    const customer = stated(script, 'customer') || null;
    if (customer !== this.#customer) {
      this.setCustomer(customer);
    }
  }

  /** The chat on a page of its own, where it needs nobody's leave. */
  get #ownPage(): string {
    return `${this.#origin}/chat/${encodeURIComponent(this.#shop)}`;
  }

  #draw(settings: ShopSettings): void {
    this.#cannotDraw = true;
    this.#language = settings.language;
    const overlay = (this.#overlay = new Overlay(settings, this.#ownPage, {
      moved: () => this.#frame?.moved(),
      open: () => this.open(),
      close: () => this.close(),
      intent: () => this.#load(overlay),
      retry: () => this.#frame?.load(),
    }));
    this.#cannotDraw = false;
    this.#loadWhenIdle(overlay);
    scheduleTeaser(overlay, this.#shop, () => this.open());
    if (this.#fixedLanguage === '') {
      const { documentElement: page } = document;
      const follow = () => this.#speak({ language: page.lang, isOfPage: true });
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
        language: language => this.#speak({ language, isOfPage: false }),
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

  readonly #speak = lastOf(
    async ({ language }: { language: string; isOfPage: boolean }) =>
      language === this.#language
        ? null
        : askShop(this.#origin, this.#shop, language).catch((error: unknown) => {
            console.error(`FaqBot: ${String(error)}`);
            return null;
          }),
    (settings, { isOfPage }) => {
      if (settings !== null) {
        this.#language = settings.language;
        this.#overlay?.speak(settings);
        this.#frame?.speak(settings, isOfPage);
      }
    },
  );
}

/** Of the script's own attributes; what else the page may have made of all objects is none. */
function stated(script: HTMLScriptElement, name: string): string {
  return script.getAttribute(`data-${name}`) ?? '';
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
  if (stated(script, 'shop') === '') {
    console.error('FaqBot: widget.js needs data-shop="...", the id of the shop.');
  } else if (window.FaqBot !== undefined) {
    window.FaqBot.again(script);
  } else {
    const launcher = new Launcher(script);
    window.FaqBot = launcher;
    void launcher.begin();
    dispatchEvent(new Event('faqbot'));
  }
}

const own =
  document.currentScript ?? document.querySelector('script[src*="/widget.js"]');
if (own instanceof HTMLScriptElement) {
  begin(own);
}
