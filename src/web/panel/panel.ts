// The chat's window, as it stands in the frame that widget.js makes, or as a page of its own.
import { Conversation, subjectOf } from '../directline/conversation';
import type { Outgoing } from '../directline/outbox';
import { lastOf } from '../lastOf';
import { ChatWindow } from './chatWindow';
import { Draft } from './draft';
import { Host } from './host';
import { readInterface, requestInterface, type ShopInterface } from './interface';
import { ShopStorage } from './storage';

class Panel {
  #shop: ShopInterface;
  readonly #host: Host | null;
  readonly #storage: ShopStorage;
  /** Of the page around this one. */
  #pageLanguage: string;
  #customer: string | null = null;
  readonly #draft: Draft;
  #conversation: Conversation;
  #window: ChatWindow;
  #isStarted = false;
  /** By the page around this one; whether its tab is in front is another matter. */
  #isShown: boolean;
  #firstUnread: number | null = null;
  #drawing: number | undefined;
  #toldUnread = 0;

  constructor(shop: ShopInterface, host: Host | null) {
    this.#shop = shop;
    this.#host = host;
    this.#isShown = host === null;
    this.#pageLanguage = shop.language;
    this.#storage = new ShopStorage(shop.shop);
    this.#draft = new Draft(shop.uploads, (words, files) => this.#say(words, files));
    this.#conversation = this.#newConversation();
    this.#window = this.#draw();
    this.#watchPage();
    if (host === null) {
      this.#greet(null);
    } else {
      host.listen({
        hello: customer => this.#greet(customer),
        shown: () => this.#show(),
        hidden: () => this.#hide(),
        customer: customer => this.#become(customer),
        language: language => {
          this.#pageLanguage = language;
          this.#speak(language);
        },
      });
    }
    const chosen = this.#storage.languageOn(this.#pageLanguage);
    if (chosen !== null && shop.languages.some(({ tag }) => tag === chosen)) {
      this.#speak(chosen);
    }
  }

  /**
   * A conversation that is under way is followed from the start; a new one begins when the customer
   * looks.
   */
  #greet(customer: string | null): void {
    this.#become(customer);
    this.#draft.write(this.#draft.words || this.#storage.typed);
    const mayBeUnderWay =
      this.#storage.resume.read() !== null || (customer !== null && this.#storage.hasRead);
    if (mayBeUnderWay || this.#isShown) {
      this.#start();
    }
  }

  #start(): void {
    if (this.#isShown) {
      this.#conversation.want();
    }
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.#conversation.start();
    }
  }

  #show(): void {
    this.#isShown = true;
    this.#firstUnread = this.#unread[0]?.sequence ?? null;
    this.#start();
    this.#redrawSoon();
    this.#window.toEnd();
    this.#window.focus();
  }

  #hide(): void {
    this.#isShown = false;
    this.#firstUnread = null;
  }

  /**
   * The customer has signed in or out at the shop. What somebody who was known was about to say is
   * nobody else's.
   */
  #become(customer: string | null): void {
    this.#customer = customer;
    const isStranger = this.#storage.become(customer === null ? '' : subjectOf(customer));
    if (isStranger) {
      this.#draft.clear();
      this.#conversation.leave();
      this.#changeConversation([]);
    } else if (!this.#conversation.isOf(customer)) {
      this.#changeConversation(this.#conversation.close());
    }
  }

  #say(words: string, files: readonly File[]): void {
    this.#conversation.send(words, { files });
    this.#storage.keepTyped(this.#draft.unsentWords);
    this.#window.toEnd();
  }

  /** Nothing leads back to the old one. What it could not send stands in the box again. */
  #startNew(): void {
    this.#recover(this.#conversation.leave());
    this.#changeConversation([]);
    this.#window.focus();
  }

  /** Into the box, before what is being written there. */
  #recover(unsent: readonly Outgoing[]): void {
    if (unsent.length === 0) {
      return;
    }
    // Buttons are there to be pressed again.
    const written = unsent.filter(({ value }) => value === undefined).map(({ text }) => text);
    const words = [...written, this.#draft.words].filter(text => text !== '').join('\n');
    this.#draft.write(words);
    this.#storage.keepTyped(this.#draft.unsentWords);
    this.#draft.add(unsent.flatMap(({ files }) => files));
    if (unsent.some(({ hasLostFiles }) => hasLostFiles)) {
      this.#draft.missFiles();
    }
  }

  #changeConversation(unsent: readonly Outgoing[]): void {
    const wasStarted = this.#isStarted;
    this.#conversation = this.#newConversation();
    this.#conversation.take(unsent);
    this.#isStarted = false;
    this.#firstUnread = null;
    this.#tellUnread(0);
    this.#redraw();
    if (wasStarted) {
      this.#start();
    }
  }

  #newConversation(): Conversation {
    const conversation = new Conversation({
      origin: location.origin,
      shop: this.#shop.shop,
      language: this.#shop.language,
      resume: this.#storage.resume,
      unsent: this.#storage.unsent,
      customer: this.#customer,
    });
    conversation.onChange = () => this.#redrawSoon();
    return conversation;
  }

  #draw(): ChatWindow {
    const { language, direction, theme } = this.#shop;
    const page = document.documentElement;
    page.lang = language;
    page.dir = direction;
    page.style.setProperty('--accent', theme.color);
    page.style.setProperty('--on-accent', theme.onColor);
    page.style.setProperty('--accent-text-light', theme.textColor);
    page.style.setProperty('--accent-text-dark', theme.textColorDark);
    const window = new ChatWindow(this.#shop, this.#conversation, this.#draft, {
      close: this.#host === null ? null : () => this.#close(),
      chooseLanguage: chosen => {
        this.#storage.chooseLanguage(this.#pageLanguage, chosen);
        this.#speak(chosen);
      },
      startNew: () => this.#startNew(),
      typed: () => this.#storage.keepTyped(this.#draft.unsentWords),
    });
    document.body.replaceChildren(window.element);
    return window;
  }

  /**
   * In other words, or of another conversation; what is being written stays, and so does the place
   * of the focus.
   */
  #redraw(): void {
    const before = this.#window;
    const focus = before.focusedPart;
    this.#window = this.#draw();
    this.#window.composer.place = before.composer.place;
    this.#update();
    this.#window.toEnd();
    this.#window.focusPart(focus);
  }

  /** Once for all that comes at once. Not by animation frames, which do not run in a hidden tab. */
  #redrawSoon(): void {
    this.#drawing ??= setTimeout(() => {
      this.#drawing = undefined;
      this.#update();
    });
  }

  #update(): void {
    this.#recover(this.#conversation.takeStranded());
    if (this.#conversation.isCaughtUp) {
      this.#read();
    }
    this.#window.show(this.#firstUnread);
  }

  /** What is in sight is read; the page around is told how much is not. */
  #read(): void {
    const { id, said } = this.#conversation;
    const last = said.at(-1)?.sequence ?? 0;
    const lastRead = this.#storage.lastRead(id);
    // Here for the first time, what was said elsewhere is no news.
    const isSeen = this.#isShown ? !document.hidden : lastRead === null;
    if (isSeen && (lastRead ?? -1) < last) {
      this.#storage.markRead(id, last);
    }
    this.#tellUnread(this.#isShown ? 0 : this.#unread.length);
  }

  #tellUnread(count: number): void {
    if (count !== this.#toldUnread) {
      this.#toldUnread = count;
      this.#host?.tell({ faqbot: 'unread', count });
    }
  }

  get #unread() {
    const lastRead = this.#storage.lastRead(this.#conversation.id) ?? Infinity;
    return this.#conversation.said.filter(
      ({ sender, sequence }) => sender !== 'you' && sequence > lastRead,
    );
  }

  #close(): void {
    this.#host?.tell({ faqbot: 'close' });
  }

  /** The same conversation and the same draft, in other words around them. */
  readonly #speak = lastOf(
    async (language: string) =>
      language === this.#shop.language
        ? null
        : requestInterface(this.#shop.shop, language).catch((error: unknown) => {
            console.error(error);
            return null;
          }),
    spoken => {
      if (spoken !== null) {
        this.#shop = spoken;
        this.#conversation.language = spoken.language;
        this.#redraw();
        this.#host?.tell({ faqbot: 'language', language: spoken.language });
      }
    },
  );

  #watchPage(): void {
    const refresh = () => {
      if (!document.hidden) {
        this.#conversation.refresh();
        this.#redrawSoon();
      }
    };
    document.addEventListener('visibilitychange', refresh);
    for (const sign of ['online', 'pageshow', 'focus']) {
      addEventListener(sign, refresh);
    }
    for (const sign of ['offline', 'pagehide']) {
      addEventListener(sign, () => this.#conversation.suspect());
    }
    addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.isComposing) {
        this.#close();
      }
    });
    this.#storage.onReadElsewhere(() => this.#redrawSoon());
  }
}

const page = document.getElementById('interface');
const shop = readInterface(page?.textContent ?? '{}');
try {
  const origins: unknown = JSON.parse(page?.dataset.origins ?? '[]');
  new Panel(shop, Host.find(Array.isArray(origins) ? origins : []));
} catch (error) {
  console.error(error);
}
