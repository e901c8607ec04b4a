import type { FrameState } from './frame';
import { rules } from './rules';
import type { ShopSettings } from './settings';

export interface OverlayEvents {
  open(): void;
  close(): void;
  /** The customer seems to be about to open it. */
  intent(): void;
  /** The chat did not come, and the customer asks for it again. */
  retry(): void;
}

const bubble =
  'M12 3.500c5 0 9 3.300 9 7.500s-4 7.500-9 7.500c-1 0-2-.1-2.900-.4L4.500 20.500l1-3.800C3.900 15.300 3 13.200 3 11c0-4.200 4-7.500 9-7.500z';
const cross = 'M6 6l12 12M18 6L6 18';

/**
 * What lies over the shop's page, in a tree of its own: no rule of the page reaches it, and none of
 * its rules reaches the page. Its styles
 * are made by script, which a policy against inline styles does not stop.
 */
export class Overlay {
  readonly #host = document.createElement('div');
  readonly #root = this.#host.attachShadow({ mode: 'open' });
  readonly #panel = document.createElement('div');
  readonly #button = document.createElement('button');
  readonly #line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  readonly #badge = document.createElement('span');
  /** Says aloud what the badge shows. */
  readonly #news = document.createElement('span');
  /** Instead of a chat that does not come. */
  readonly #late = document.createElement('div');
  #settings: ShopSettings;
  #state: FrameState = 'loading';
  #unread = 0;
  #isOpen = false;
  #onOpen: () => void = () => {};
  /** Where the focus goes back to. */
  #opener: Element | null = null;
  /** As it was before the chat filled the screen. */
  #pageOverflow: string | null = null;

  constructor(settings: ShopSettings, events: OverlayEvents) {
    this.#settings = settings;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    this.#root.adoptedStyleSheets = [sheet];
    this.#panel.className = 'panel';
    this.#panel.setAttribute('role', 'dialog');
    this.#panel.inert = true;
    this.#buildButton(events);
    this.#buildLate(events);
    this.#news.className = 'unseen';
    this.#news.setAttribute('role', 'status');
    this.#root.append(this.#panel, this.#button, this.#news);
    this.speak(settings);
    document.body.append(this.#host);
    for (const sign of ['resize', 'scroll']) {
      visualViewport?.addEventListener(sign, () => this.#fit());
    }
  }

  get settings(): ShopSettings {
    return this.#settings;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Beside the button. */
  add(element: HTMLElement): void {
    this.#root.append(element);
  }

  /** Once. */
  onOpen(react: () => void): void {
    this.#onOpen = react;
  }

  hold(frame: HTMLElement): void {
    this.#panel.append(frame);
  }

  showState(state: FrameState): void {
    this.#state = state;
    this.#show();
    this.#fit();
  }

  open(): void {
    this.#isOpen = true;
    this.#opener = document.activeElement === this.#host ? this.#button : document.activeElement;
    this.#onOpen();
    this.#show();
    this.#fit();
  }

  close(): void {
    const hasFocus = document.activeElement === this.#host;
    this.#isOpen = false;
    this.#show();
    this.#fit();
    if (hasFocus) {
      const isThere = this.#opener?.isConnected === true && this.#opener !== document.body;
      const target = isThere && this.#opener instanceof HTMLElement ? this.#opener : this.#button;
      target.focus({ preventScroll: true });
    }
  }

  showUnread(count: number): void {
    const isMore = count > this.#unread;
    this.#unread = count;
    this.#show();
    if (isMore) {
      this.#news.textContent = this.#unreadWords();
    }
  }

  speak(settings: ShopSettings): void {
    this.#settings = settings;
    const { theme, direction, language, texts } = settings;
    this.#host.lang = language;
    this.#host.dir = direction;
    this.#host.style.setProperty('--accent', theme.color);
    this.#host.style.setProperty('--on-accent', theme.onColor);
    this.#panel.ariaLabel = texts.chat_title ?? '';
    const [words, retry] = this.#late.children;
    words?.replaceChildren(texts.chat_unreachable ?? '');
    retry?.replaceChildren(texts.chat_try_again ?? '');
    this.#show();
  }

  #buildLate({ retry }: OverlayEvents): void {
    const again = document.createElement('button');
    again.type = 'button';
    again.addEventListener('click', retry);
    this.#late.className = 'late';
    this.#late.setAttribute('role', 'status');
    this.#late.append(document.createElement('p'), again);
    this.#panel.append(this.#late);
  }

  #buildButton({ open, close, intent }: OverlayEvents): void {
    const icon = document.createElementNS(this.#line.namespaceURI, 'svg');
    icon.setAttribute('viewBox', '0 0 24 24');
    icon.setAttribute('aria-hidden', 'true');
    icon.append(this.#line);
    this.#badge.className = 'badge';
    this.#badge.ariaHidden = 'true';
    this.#button.type = 'button';
    this.#button.className = 'launcher';
    this.#button.append(icon, this.#badge);
    this.#button.addEventListener('click', () => {
      if (this.#isOpen) {
        close();
      } else {
        open();
      }
    });
    for (const sign of ['pointerenter', 'pointerdown', 'focus']) {
      this.#button.addEventListener(sign, intent);
    }
    this.#button.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && this.#isOpen) {
        close();
      }
    });
  }

  #show(): void {
    const { texts, theme } = this.#settings;
    this.#host.className = `${theme.side === 'left' ? 'left' : 'right'}${this.#isOpen ? ' open' : ''} ${this.#state}`;
    this.#panel.inert = !this.#isOpen;
    this.#late.hidden = this.#state !== 'late';
    const hasNews = this.#unread > 0 && !this.#isOpen;
    const name = (this.#isOpen ? texts.chat_close : texts.chat_open) ?? '';
    this.#button.ariaLabel = hasNews ? `${name}. ${this.#unreadWords()}` : name;
    this.#button.ariaExpanded = String(this.#isOpen);
    this.#line.setAttribute('d', this.#isOpen ? cross : bubble);
    this.#badge.hidden = !hasNews;
    this.#badge.textContent = this.#unread > 99 ? '99+' : String(this.#unread);
  }

  #unreadWords(): string {
    return (this.#settings.texts.chat_unread ?? '').replace('{count}', String(this.#unread));
  }

  /**
   * Where the chat fills the screen, it fills what the keyboard leaves of it, and the page behind
   * does not scroll away under it.
   */
  #fit(): void {
    const page = document.documentElement.style;
    const fillsScreen =
      this.#isOpen && getComputedStyle(this.#panel).getPropertyValue('--fills-screen') === '1';
    this.#panel.ariaModal = fillsScreen ? 'true' : null;
    if (fillsScreen && this.#pageOverflow === null) {
      this.#pageOverflow = page.overflow;
      page.overflow = 'hidden';
    } else if (!fillsScreen && this.#pageOverflow !== null) {
      page.overflow = this.#pageOverflow;
      this.#pageOverflow = null;
    }
    // Pinched to be read larger, the page's own measures hold.
    const seen =
      fillsScreen && visualViewport !== null && visualViewport.scale < 1.01 ? visualViewport : null;
    this.#panel.style.height = seen === null ? '' : `${seen.height}px`;
    this.#panel.style.translate = seen === null ? '' : `0 ${seen.offsetTop}px`;
  }
}
