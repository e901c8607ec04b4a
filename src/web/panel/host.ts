// The page that the chat is part of. It may show and hide the chat and say who its customer is; it
// never learns what is said.

export interface HostEvents {
  /** The page is there; nothing is done before. */
  hello(customer: string | null): void;
  shown(): void;
  hidden(): void;
  customer(customer: string | null): void;
  /** The page has changed its own. */
  language(language: string): void;
}

export type ToHost =
  | { faqbot: 'ready' }
  | { faqbot: 'close' }
  | { faqbot: 'unread'; count: number }
  | { faqbot: 'language'; language: string };

export class Host {
  readonly #origin: string;

  private constructor(origin: string) {
    this.#origin = origin;
  }

  /**
   * The page around this one, if it is one of the shop's: it states its origin behind the `#` of
   * our address, and a message to it reaches no other. Null where this page stands alone.
   * @throws Error when the page is none of the shop's.
   */
  static find(origins: readonly string[]): Host | null {
    if (parent === window) {
      return null;
    }
    const origin = decodeURIComponent(location.hash.slice(1));
    if (origin !== location.origin && !origins.includes(origin)) {
      throw new Error(`FaqBot: "${origin}" is not among the origins in shop.yaml.`);
    }
    return new Host(origin);
  }

  listen(events: HostEvents): void {
    addEventListener('message', ({ data, source, origin }) => {
      if (
        source !== parent ||
        origin !== this.#origin ||
        typeof data !== 'object' ||
        data === null
      ) {
        return;
      }
      const customer =
        typeof data.customer === 'string' && data.customer !== ''
          ? (data.customer as string)
          : null;
      switch (data.faqbot) {
        case 'hello':
          events.hello(customer);
          break;
        case 'shown':
          events.shown();
          break;
        case 'hidden':
          events.hidden();
          break;
        case 'customer':
          events.customer(customer);
          break;
        case 'language':
          events.language(String(data.language));
          break;
        default:
          break;
      }
    });
    this.tell({ faqbot: 'ready' });
  }

  tell(message: ToHost): void {
    parent.postMessage(message, this.#origin);
  }
}
