import type { ShopSettings } from './settings';

/** So long the chat may take to answer; then the customer is told. */
const patienceMs = 8_000;
/** So often a chat that is open and did not come is asked for again. */
const retryMs = 30_000;

export type FrameState = 'loading' | 'ready' | 'late';

interface FrameEvents {
  customer(): string | null;
  state(state: FrameState): void;
  close(): void;
  unread(count: number): void;
  language(language: string): void;
}

/**
 * The chat's page in a frame, and what is said between it and this page. Only it is listened to,
 * and only it hears us.
 */
export class Frame {
  readonly element = document.createElement('iframe');
  readonly #origin: string;
  readonly #events: FrameEvents;
  #state: FrameState = 'loading';
  #isShown = false;
  #patience: number | undefined;

  constructor(
    origin: string,
    shop: string,
    { language, texts }: ShopSettings,
    events: FrameEvents,
  ) {
    this.#origin = origin;
    this.#events = events;
    this.element.title = texts.chat_title ?? '';
    const page = `${origin}/panel/${encodeURIComponent(shop)}?lang=${encodeURIComponent(language)}`;
    this.element.src = `${page}#${encodeURIComponent(location.origin)}`;
    this.#expectReady();
    addEventListener('message', ({ data, source, origin: from }) => {
      if (source === this.element.contentWindow && from === origin) {
        this.#hear(data);
      }
    });
    addEventListener('online', () => this.load());
    // The shop's own policy does not name us; nothing will come.
    document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
      if (effectiveDirective === 'frame-src' && blockedURI.startsWith(origin)) {
        this.#enter('late');
      }
    });
  }

  /** Once more, if it has not come. */
  load(): void {
    if (this.#state === 'late') {
      // The same address again: what is in the frame is a page of the browser's own.
      this.element.src = this.element.src.replace(/#/, '&again=1#');
      this.#expectReady();
    }
  }

  shown(): void {
    this.#isShown = true;
    this.load();
    this.element.focus();
    this.#tell({ faqbot: 'shown' });
  }

  hidden(): void {
    this.#isShown = false;
    this.#tell({ faqbot: 'hidden' });
  }

  /** Where it is the page that has changed its language, the chat follows; or it has been first. */
  speak({ language, texts }: ShopSettings, isOfPage: boolean): void {
    this.element.title = texts.chat_title ?? '';
    if (isOfPage) {
      this.#tell({ faqbot: 'language', language });
    }
  }

  /** Taken out of the page and put back, it begins anew. */
  moved(): void {
    this.#expectReady();
  }

  setCustomer(customer: string | null): void {
    this.#tell({ faqbot: 'customer', customer });
  }

  #expectReady(): void {
    this.#enter('loading');
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#enter('late'), patienceMs);
  }

  #enter(state: FrameState): void {
    this.#state = state;
    this.#events.state(state);
    if (state === 'late') {
      setTimeout(() => this.#isShown && this.load(), retryMs);
    }
  }

  #hear(data: { faqbot?: string; count?: number; language?: string } | null): void {
    switch (data?.faqbot) {
      case 'ready':
        clearTimeout(this.#patience);
        this.#enter('ready');
        this.#tell({ faqbot: 'hello', customer: this.#events.customer() });
        if (this.#isShown) {
          this.shown();
        }
        break;
      case 'close':
        this.#events.close();
        break;
      case 'unread':
        this.#events.unread(Number(data.count));
        break;
      case 'language':
        this.#events.language(String(data.language));
        break;
      default:
        break;
    }
  }

  #tell(message: object): void {
    if (this.#state === 'ready') {
      this.element.contentWindow?.postMessage(message, this.#origin);
    }
  }
}
