// What this browser keeps of a shop's chat. None of it is the truth, which the server has; a
// browser that keeps nothing can chat all the same.
import type { ResumeStore } from '../directline/access';
import { object, text, type Fields } from '../directline/activity';
import type { UnsentStore } from '../directline/outbox';
import { browser, remove, tab } from './webStorage';

/** Sooner or later nobody comes back to send it. */
const unsentLifeMs = 24 * 60 * 60 * 1_000;
/**
 * Of words that no conversation was known for; whoever opens the chat in this tab later may be
 * somebody else.
 */
const looseLifeMs = 10 * 60 * 1_000;

/** Conversations whose last read place is known: one for each tab that is open, say. */
const placesMax = 8;

export class ShopStorage {
  readonly #shop: string;
  /** Whose words are kept: the shop's customer, or empty for whoever sits here. */
  #owner = '';
  /** The unsent messages that are this page's, and how to let each go. */
  readonly #held = new Map<string, () => void>();
  /** No two are kept at one time, which is what tells the order of sending. */
  #keptAt = 0;

  constructor(shop: string) {
    this.#shop = shop;
  }

  /**
   * Who sits here now; empty for nobody in particular. True when somebody else who was known sat in
   * this tab before, whether or not the server believed it. What others who were known were about to
   * say is erased, unless a page of theirs is still about to send it; what was written in this tab
   * before signing in is theirs who signed in.
   */
  become(subject: string): boolean {
    const before = tab.read(this.#customerKey) ?? '';
    this.#owner = subject === '' ? '' : fingerprint(subject);
    tab.write(this.#customerKey, this.#owner);
    const isOthers = ({ owner }: Fields) => text(owner) !== '' && owner !== this.#owner;
    if (isOthers(parse(tab.read(this.#typedKey)))) {
      tab.remove(this.#typedKey);
    }
    this.#unsentKeys()
      .filter(key => isOthers(parse(tab.read(key) ?? browser.read(key))))
      .forEach(async key => {
        if (await this.#hold(key)) {
          this.#forget(key);
        }
      });
    if (this.#owner !== '') {
      tab
        .keys()
        .filter(key => key === this.#typedKey || key.startsWith(this.#unsentPrefix))
        .forEach(key =>
          tab.write(key, JSON.stringify({ ...parse(tab.read(key)), owner: this.#owner })),
        );
    }
    return before !== '' && before !== this.#owner;
  }

  /**
   * The one thing that leads back to the conversation. Where it cannot be kept, it lasts as long as
   * the page.
   */
  get resume(): ResumeStore {
    const key = `faqbot.resume.${this.#shop}`;
    let own: string | null = null;
    return {
      read: () => (own ??= browser.read(key)),
      write: resume => {
        if (resume !== own) {
          own = resume;
          browser.write(key, resume);
        }
      },
      forget: () => {
        own = null;
        browser.remove(key);
      },
    };
  }

  /** Words wait for their conversation, or in this tab for the one that is not known yet. */
  get unsent(): UnsentStore {
    const prefix = this.#unsentPrefix;
    return {
      takeUp: async () => {
        const kept = this.#unsentKeys().map(unsentOf);
        const isOld = ({ conversation, at }: (typeof kept)[number]) =>
          !(at > Date.now() - (conversation === '' ? looseLifeMs : unsentLifeMs));
        kept.filter(isOld).forEach(({ key }) => this.#forget(key));
        const free = await Promise.all(
          kept.map(async message =>
            !isOld(message) && (await this.#hold(message.key)) ? [message] : [],
          ),
        );
        return free.flat().sort((one, other) => one.at - other.at);
      },
      keep: (conversation, clientId, json) => {
        const key = prefix + clientId;
        const at = (this.#keptAt = Math.max(Date.now(), this.#keptAt + 1));
        remove(key);
        (conversation === '' ? tab : browser).write(
          key,
          JSON.stringify({ owner: this.#owner, conversation, json, at }),
        );
        void this.#hold(key);
      },
      forget: clientId => this.#forget(prefix + clientId),
    };
  }

  /** The last that the customer has seen of a conversation; null for nothing. */
  lastRead(conversation: string): number | null {
    return this.#places().find(({ id }) => id === conversation)?.sequence ?? null;
  }

  /** Whether anything was ever read here. */
  get hasRead(): boolean {
    return browser.read(this.#readKey) !== null;
  }

  markRead(conversation: string, sequence: number): void {
    const others = this.#places().filter(({ id }) => id !== conversation);
    const places = [...others, { id: conversation, sequence }].slice(-placesMax);
    browser.write(this.#readKey, JSON.stringify({ places }));
  }

  /** Another tab has shown something of it. */
  onReadElsewhere(react: () => void): void {
    addEventListener('storage', ({ key }) => {
      if (key === this.#readKey) {
        react();
      }
    });
  }

  /** What the customer chose on pages in that language; null for nothing. */
  languageOn(page: string): string | null {
    return browser.read(this.#languageKey(page));
  }

  chooseLanguage(page: string, language: string): void {
    browser.write(this.#languageKey(page), language);
  }

  /** What was written in the box and not sent, while this tab lives. */
  get typed(): string {
    return text(parse(tab.read(this.#typedKey)).words);
  }

  keepTyped(words: string): void {
    if (words === '') {
      tab.remove(this.#typedKey);
    } else {
      tab.write(this.#typedKey, JSON.stringify({ owner: this.#owner, words }));
    }
  }

  /**
   * Whether an unsent message is this page's to send. It is until it is forgotten or the page goes
   * away; what another page holds is left to it.
   */
  #hold(key: string): Promise<boolean> {
    // Not there on pages without HTTPS, and refused where storage is.
    const locks = navigator.locks as LockManager | undefined;
    if (locks === undefined || this.#held.has(key)) {
      return Promise.resolve(true);
    }
    return new Promise(resolve => {
      locks
        .request(key, { ifAvailable: true }, lock => {
          resolve(lock !== null);
          return lock === null || !this.#unsentKeys().includes(key)
            ? undefined
            : new Promise<void>(release => this.#held.set(key, release));
        })
        .catch(() => resolve(true));
    });
  }

  #forget(key: string): void {
    remove(key);
    this.#held.get(key)?.();
    this.#held.delete(key);
  }

  #places(): readonly { id: string; sequence: number }[] {
    const { places } = parse(browser.read(this.#readKey));
    return Array.isArray(places)
      ? places.map(object).map(({ id, sequence }) => ({ id: text(id), sequence: Number(sequence) }))
      : [];
  }

  #unsentKeys(): readonly string[] {
    return [...tab.keys(), ...browser.keys()].filter(key => key.startsWith(this.#unsentPrefix));
  }

  get #unsentPrefix(): string {
    return `faqbot.unsent.${this.#shop}.`;
  }

  #languageKey(page: string): string {
    return `faqbot.language.${this.#shop}.${page}`;
  }

  /** Who sat here before, in this tab. */
  get #customerKey(): string {
    return `faqbot.customer.${this.#shop}`;
  }

  get #readKey(): string {
    return `faqbot.read.${this.#shop}`;
  }

  get #typedKey(): string {
    return `faqbot.typed.${this.#shop}`;
  }
}

function unsentOf(key: string) {
  const { conversation, json, at } = parse(tab.read(key) ?? browser.read(key));
  return { key, conversation: text(conversation), json: text(json), at: Number(at) };
}

function parse(json: string | null): Fields {
  try {
    return object(JSON.parse(json ?? ''));
  } catch {
    return {};
  }
}

/** Tells two customers apart without naming one (FNV-1a, 32 bits). */
function fingerprint(subject: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(subject)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
