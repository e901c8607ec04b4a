// What this browser keeps of a shop's chat. None of it is the truth, which the server has; a browser that keeps nothing can chat all the same.
import type { ResumeStore } from '../directline/access';
import { object, text } from '../directline/activity';
import type { DraftStore } from '../directline/outbox';

/** Private windows refuse, and a full one throws. */
function attempt<T>(deed: () => T, otherwise: T): T {
  try {
    return deed();
  } catch {
    return otherwise;
  }
}

export class ShopStorage {
  readonly #shop: string;

  constructor(shop: string) {
    this.#shop = shop;
  }

  /** The one thing that leads back to the conversation. Where it cannot be kept, it lasts as long as the page. */
  get resume(): ResumeStore {
    const key = `faqbot.resume.${this.#shop}`;
    let own = read(key);
    return {
      read: () => own ??= read(key),
      write: resume => {
        if (resume !== own) {
          own = resume;
          write(key, resume);
        }
      },
      forget: () => {
        own = null;
        remove(key);
      },
    };
  }

  get drafts(): DraftStore {
    const prefix = `faqbot.draft.${this.#shop}.`;
    return {
      read: conversation => attempt(() => Object.keys(localStorage), [])
        .filter(key => key.startsWith(prefix))
        .map(key => object(attempt<unknown>(() => JSON.parse(read(key) ?? ''), null)))
        .filter(kept => kept.conversation === conversation)
        .sort((a, b) => Number(a.at) - Number(b.at))
        .map(kept => text(kept.draft)),
      keep: (conversation, clientId, draft) => write(prefix + clientId, JSON.stringify({ conversation, draft, at: Date.now() })),
      forget: clientId => remove(prefix + clientId),
    };
  }

  /** The last that the customer has seen of a conversation; null for nothing. */
  lastRead(conversation: string): number | null {
    const kept = object(attempt<unknown>(() => JSON.parse(read(this.#readKey) ?? ''), null));
    return kept.conversation === conversation && typeof kept.sequence === 'number' ? kept.sequence : null;
  }

  /** Whether anything was ever read here. */
  get hasRead(): boolean {
    return read(this.#readKey) !== null;
  }

  markRead(conversation: string, sequence: number): void {
    write(this.#readKey, JSON.stringify({ conversation, sequence }));
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
    return read(this.#languageKey(page));
  }

  chooseLanguage(page: string, language: string): void {
    write(this.#languageKey(page), language);
  }

  /** What is written in the box and not sent, while this tab lives. */
  get typed(): string {
    return attempt(() => sessionStorage.getItem(this.#typedKey), null) ?? '';
  }

  set typed(words: string) {
    attempt(() => sessionStorage.setItem(this.#typedKey, words), undefined);
  }

  #languageKey(page: string): string {
    return `faqbot.language.${this.#shop}.${page}`;
  }

  get #readKey(): string {
    return `faqbot.read.${this.#shop}`;
  }

  get #typedKey(): string {
    return `faqbot.typed.${this.#shop}`;
  }
}

function read(key: string): string | null {
  return attempt(() => localStorage.getItem(key), null);
}

function write(key: string, value: string): void {
  attempt(() => localStorage.setItem(key, value), undefined);
}

function remove(key: string): void {
  attempt(() => localStorage.removeItem(key), undefined);
}
