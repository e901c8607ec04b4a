import type { ShopSettings } from './settings';

interface FrameEvents {
  customer(): string | null;
  close(): void;
  unread(count: number): void;
  language(language: string): void;
}

/** The chat's page in a frame, and what is said between it and this page. Only it is listened to, and only it hears us. */
export class Frame {
  readonly element = document.createElement('iframe');
  readonly #origin: string;
  #isReady = false;
  #isShown = false;

  constructor(origin: string, shop: string, settings: ShopSettings, events: FrameEvents) {
    this.#origin = origin;
    this.element.title = settings.texts.chat_title ?? '';
    this.element.src = `${origin}/panel/${encodeURIComponent(shop)}?lang=${encodeURIComponent(settings.language)}#${encodeURIComponent(location.origin)}`;
    addEventListener('message', ({ data, source, origin: from }) => {
      if (source === this.element.contentWindow && from === origin) {
        this.#hear(data, events);
      }
    });
  }

  shown(): void {
    this.#isShown = true;
    this.element.focus();
    this.#tell({ faqbot: 'shown' });
  }

  hidden(): void {
    this.#isShown = false;
    this.#tell({ faqbot: 'hidden' });
  }

  /** The page, or the customer in the chat, has changed its language. */
  speak({ language, texts }: ShopSettings): void {
    this.element.title = texts.chat_title ?? '';
    this.#tell({ faqbot: 'language', language });
  }

  setCustomer(customer: string | null): void {
    this.#tell({ faqbot: 'customer', customer });
  }

  #hear(data: { faqbot?: string; count?: number; language?: string }, events: FrameEvents): void {
    switch (data?.faqbot) {
      case 'ready':
        this.#isReady = true;
        this.#tell({ faqbot: 'hello', customer: events.customer() });
        if (this.#isShown) {
          this.#tell({ faqbot: 'shown' });
        }
        break;
      case 'close':
        events.close();
        break;
      case 'unread':
        events.unread(Number(data.count));
        break;
      case 'language':
        events.language(String(data.language));
        break;
      default:
        break;
    }
  }

  #tell(message: object): void {
    if (this.#isReady) {
      this.element.contentWindow?.postMessage(message, this.#origin);
    }
  }
}
