import type { FrameState } from './frame';
import { make, makeButton } from './parts';
import rules from './rules.css';
import type { ShopSettings } from './settings';

export interface OverlayEvents {
  /** The page was made anew around us, and what we hold begins again. */
  moved(): void;
  open(): void;
  close(): void;
  /** The customer seems to be about to open it. */
  intent(): void;
  /** The chat did not come, and the customer asks for it again. */
  retry(): void;
}

const bubble = 'M3 4h18v13H10l-5 4v-4H3z';
const cross = 'M6 6l12 12M18 6L6 18';

/**
 * What lies over the shop's page, in a tree of its own: no rule of the page reaches it, and none of
 * its rules reaches the page. Its styles are made by script, which a policy against inline styles
 * does not stop.
 */
export class Overlay {
  readonly #host = make('div');
  readonly #root = this.#host.attachShadow({ mode: 'open' });
  readonly #panel = make('div', 'panel');
  readonly #button: HTMLButtonElement;
  readonly #line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  readonly #badge = make('span', 'badge');
  /** Says aloud what the badge shows. */
  readonly #news = make('span', 'unseen');
  /** Instead of a chat that does not come. */
  readonly #late = make('div', 'late');
  #settings: ShopSettings;
  #state: FrameState = 'loading';
  #unread = 0;
  #isOpen = false;
  #onOpen: () => void = () => {};
  /** Where the focus goes back to. */
  #opener: Element | null = null;
  /** As it was before the chat filled the screen. */
  #pageOverflow: string | null = null;
  /** What it lies over then: nobody is led there unseen. */
  #behind: HTMLElement[] = [];

  /** `ownPage` is the address of the chat on a page of its own. */
  constructor(settings: ShopSettings, ownPage: string, events: OverlayEvents) {
    this.#settings = settings;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    this.#root.adoptedStyleSheets = [sheet];
    this.#panel.role = 'dialog';
    this.#panel.inert = true;
    this.#button = this.#buildButton(events);
    this.#buildLate(ownPage, events);
    this.#news.role = 'status';
    this.#root.append(this.#panel, this.#button, this.#news);
    this.speak(settings);
    this.#stay(events);
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
  }

  open(): void {
    this.#isOpen = true;
    this.#opener = document.activeElement === this.#host ? this.#button : document.activeElement;
    this.#onOpen();
    this.#show();
  }

  close(): void {
    const hasFocus = document.activeElement === this.#host;
    this.#isOpen = false;
    this.#show();
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
    const { theme, direction, language } = settings;
    this.#host.lang = language;
    this.#host.dir = direction;
    this.#host.style.setProperty('--accent', theme.color);
    this.#host.style.setProperty('--on-accent', theme.onColor);
    this.#panel.ariaLabel = this.#say('chat_title');
    ['chat_unreachable', 'chat_try_again', 'chat_full_page'].forEach((id, at) => {
      this.#late.children[at]?.replaceChildren(this.#say(id));
    });
    this.#show();
  }

  /** Also on pages that replace their body, or all that is in it, instead of loading anew. */
  #stay({ moved }: OverlayEvents): void {
    document.body.append(this.#host);
    const watch = new MutationObserver(() => {
      if (document.body !== null) {
        watch.observe(document.body, { childList: true });
        if (!this.#host.isConnected) {
          document.body.append(this.#host);
          moved();
        }
      }
    });
    watch.observe(document.documentElement, { childList: true });
    watch.observe(document.body, { childList: true });
  }

  #buildLate(ownPage: string, { retry }: OverlayEvents): void {
    const link = make('a');
    link.href = ownPage;
    this.#late.role = 'status';
    this.#late.append(make('p'), makeButton('', retry), link);
    this.#panel.append(this.#late);
  }

  #buildButton({ open, close, intent }: OverlayEvents): HTMLButtonElement {
    const icon = document.createElementNS(this.#line.namespaceURI, 'svg');
    icon.setAttribute('viewBox', '0 0 24 24');
    icon.ariaHidden = 'true';
    icon.append(this.#line);
    this.#badge.ariaHidden = 'true';
    const button = makeButton('launcher', () => (this.#isOpen ? close() : open()));
    button.append(icon, this.#badge);
    for (const sign of ['pointerenter', 'pointerdown', 'focus']) {
      button.addEventListener(sign, intent);
    }
    button.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && this.#isOpen) {
        close();
      }
    });
    return button;
  }

  #show(): void {
    const { side } = this.#settings.theme;
    this.#host.className = `${side}${this.#isOpen ? ' open' : ''} ${this.#state}`;
    this.#panel.inert = !this.#isOpen;
    this.#late.hidden = this.#state !== 'late';
    const hasNews = this.#unread > 0 && !this.#isOpen;
    const name = this.#say(this.#isOpen ? 'chat_close' : 'chat_open');
    this.#button.ariaLabel = hasNews ? `${name}. ${this.#unreadWords()}` : name;
    this.#button.ariaExpanded = String(this.#isOpen);
    this.#line.setAttribute('d', this.#isOpen ? cross : bubble);
    this.#badge.hidden = !hasNews;
    this.#badge.textContent = this.#unread > 99 ? '99+' : String(this.#unread);
    this.#fit();
  }

  #say(id: string): string {
    return this.#settings.texts[id] ?? '';
  }

  #unreadWords(): string {
    return this.#say('chat_unread').replace('{count}', String(this.#unread));
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
      this.#behind = ([...document.body.children] as HTMLElement[]).filter(
        element => element !== this.#host && !element.inert,
      );
    } else if (!fillsScreen && this.#pageOverflow !== null) {
      page.overflow = this.#pageOverflow;
      this.#pageOverflow = null;
    }
    this.#behind.forEach(element => {
      element.inert = fillsScreen;
    });
    // Pinched to be read larger, the page's own measures hold.
    const seen =
      fillsScreen && visualViewport !== null && visualViewport.scale < 1.01 ? visualViewport : null;
    this.#panel.style.height = seen === null ? '' : `${seen.height}px`;
    this.#panel.style.translate = seen === null ? '' : `0 ${seen.offsetTop}px`;
  }
}
