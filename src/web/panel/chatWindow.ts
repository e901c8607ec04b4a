// The chat's window in one language: what was said, and where one writes.
import { now } from '../directline/http';
import type { Button } from '../directline/activity';
import type { Conversation } from '../directline/conversation';
import { Composer } from './composer';
import { button, icon, make } from './dom';
import type { Draft } from './draft';
import { header, type HeaderDeeds } from './header';
import { icons } from './icons';
import { introduction } from './introduction';
import type { ShopInterface } from './interface';
import { Log } from './log';

/** As near to the end as this, the customer is looking at it. */
const nearEndPixels = 96;

/** The engine's own values of the buttons that are always there. */
const personValue = { faqbot: 'person' };
const startOverValue = { faqbot: 'start-over' };

export interface WindowDeeds extends HeaderDeeds {
  startNew(): void;
  typed(): void;
}

export class ChatWindow {
  readonly element: HTMLElement;
  readonly composer: Composer;
  readonly #shop: ShopInterface;
  readonly #conversation: Conversation;
  readonly #deeds: WindowDeeds;
  readonly #log: Log;
  readonly #scroller: HTMLElement;
  readonly #banner: HTMLElement;
  readonly #typing: HTMLElement;
  readonly #suggestions: HTMLElement;
  readonly #newest: HTMLButtonElement;
  readonly #foot: HTMLElement;
  readonly #over: HTMLElement;
  readonly #title: HTMLElement;
  /** Read out, not shown. */
  readonly #news: HTMLElement;
  #announcedFailures = 0;
  #shownBanner = '';
  #shownButtons: readonly Button[] = [];
  #seen = 0;
  /** The customer looks at the end and wants to go on doing so. */
  #followsEnd = true;
  #top = 0;

  constructor(shop: ShopInterface, conversation: Conversation, draft: Draft, deeds: WindowDeeds) {
    const { say } = shop;
    this.#shop = shop;
    this.#conversation = conversation;
    this.#title = make('h1', { attributes: { tabindex: '-1' } }, make('bdi', {}, shop.name));
    this.#deeds = deeds;
    this.#log = new Log(
      shop,
      {
        retry: () => this.#retry(),
        drop: message => {
          conversation.drop(message);
          if (message.files.length > 0) {
            // The words can go without the files that are not taken.
            draft.write([message.text, draft.words].filter(words => words !== '').join('\n'));
            deeds.typed();
          }
          this.focus();
        },
      },
      now,
    );
    this.composer = new Composer(shop, draft, {
      typed: deeds.typed,
      submitted: () => this.toEnd(),
    });
    this.#banner = make('div', { class: 'banner', attributes: { role: 'status' } });
    this.#typing = make('p', { class: 'typing', attributes: { role: 'status' } });
    this.#suggestions = make('div', {
      class: 'suggestions',
      attributes: { role: 'group', 'aria-label': say('chat_suggestions') },
    });
    this.#newest = button(
      { class: 'newest', onClick: () => this.#goToEnd() },
      icon(icons.down),
      say('chat_newest'),
    );
    this.#scroller = make(
      'div',
      { class: 'scroller' },
      introduction(shop),
      this.#log.element,
      this.#typing,
      this.#suggestions,
    );
    this.#foot = make('div', { class: 'foot' }, this.#actions(), this.composer.element);
    this.#over = make('div', { class: 'over', attributes: { role: 'status' } });
    this.#news = make('p', { class: 'unseen', attributes: { role: 'alert' } });
    this.element = make(
      'main',
      { class: 'window' },
      header(shop, this.#title, deeds),
      this.#banner,
      this.#scroller,
      this.#newest,
      this.#over,
      this.#foot,
      this.#news,
    );
    this.#scroller.addEventListener('scroll', () => this.#noticeEnd(), { passive: true });
    // Pictures that arrive late, a box that grows, a keyboard that opens: the end stays in view.
    const sizes = new ResizeObserver(() => this.#followEnd());
    [this.#scroller, this.#log.element, this.#suggestions].forEach(element =>
      sizes.observe(element),
    );
    this.#takeDroppedFiles();
  }

  /** `firstUnread` as in the log. */
  show(firstUnread: number | null): void {
    this.#log.show(this.#conversation, firstUnread);
    this.#showBanner();
    this.#showTyping();
    this.#showSuggestions();
    this.#showEnd();
    this.#announceFailures();
    this.#followEnd();
    this.#noticeNew();
  }

  /**
   * Where the customer goes on. On a telephone its keyboard would cover what is said, so there they
   * choose to write.
   */
  focus(): void {
    if (this.#foot.hidden) {
      this.#over.querySelector('button')?.focus();
    } else if (matchMedia('(pointer: coarse)').matches) {
      this.#title.focus({ preventScroll: true });
    } else {
      this.composer.focus();
    }
  }

  /**
   * What has the focus, as far as a window in another language has the same; null for nothing of
   * it.
   */
  get focusedPart(): 'box' | 'language' | 'other' | null {
    const { activeElement } = document;
    if (activeElement === null || !this.element.contains(activeElement)) {
      return null;
    }
    return this.composer.hasFocus
      ? 'box'
      : activeElement instanceof HTMLSelectElement
        ? 'language'
        : 'other';
  }

  focusPart(part: ChatWindow['focusedPart']): void {
    switch (part) {
      case 'box':
        this.composer.focus();
        break;
      case 'language':
        this.element.querySelector('select')?.focus();
        break;
      case 'other':
        this.focus();
        break;
      case null:
        break;
      default:
        part satisfies never;
    }
  }

  toEnd(): void {
    this.#followsEnd = true;
    this.#followEnd();
    this.#noticeNew();
  }

  #actions(): HTMLElement {
    const { say } = this.#shop;
    return make(
      'div',
      { class: 'actions', attributes: { role: 'group', 'aria-label': say('chat_actions') } },
      button(
        { onClick: event => this.#press(event, say('person_button'), personValue) },
        say('person_button'),
      ),
      button(
        { onClick: event => this.#press(event, say('start_over_button'), startOverValue) },
        say('start_over_button'),
      ),
    );
  }

  /** Its button goes away; the focus must not go with it. */
  #retry(): void {
    this.#conversation.retry();
    this.focus();
  }

  #goToEnd(): void {
    this.toEnd();
    this.#log.element.focus({ preventScroll: true });
  }

  /** Pressed twice is meant once; what comes in a button's place is not meant at all. */
  #press(event: MouseEvent, label: string, value: unknown): void {
    const last = this.#conversation.items.at(-1);
    if (event.detail > 1 || (last?.kind === 'sending' && last.message.text === label)) {
      return;
    }
    this.#conversation.send(label, { value });
    this.#showSuggestions();
    this.toEnd();
    // Not the box: on a telephone its keyboard would cover the answer.
    this.#log.element.focus({ preventScroll: true });
  }

  #showBanner(): void {
    const { isOffline, hasOpened } = this.#conversation;
    const { say } = this.#shop;
    const shown = isOffline ? say(hasOpened ? 'chat_offline' : 'chat_unreachable') : '';
    if (shown === this.#shownBanner) {
      return;
    }
    this.#shownBanner = shown;
    this.#banner.replaceChildren(
      ...(isOffline
        ? [make('span', {}, shown), button({ onClick: () => this.#retry() }, say('chat_try_again'))]
        : []),
    );
  }

  #showTyping(): void {
    const { typist } = this.#conversation;
    const sender =
      typist === null ? '' : typist.name || this.#shop.say(`chat_from_${typist.sender}`);
    const words = typist === null ? '' : this.#shop.say('chat_typing', { sender });
    if (this.#typing.textContent !== words) {
      this.#typing.textContent = words;
    }
  }

  /** Those of the last reply, until the customer has said something else. */
  #showSuggestions(): void {
    const last = this.#conversation.items.at(-1);
    const buttons =
      last?.kind === 'said' && this.#conversation.isCaughtUp && !this.#conversation.isEnded
        ? last.message.buttons
        : [];
    if (buttons === this.#shownButtons) {
      return;
    }
    this.#shownButtons = buttons;
    const hadFocus = this.#suggestions.contains(document.activeElement);
    this.#suggestions.replaceChildren(
      ...buttons.map(({ label, value }) =>
        button({ onClick: event => this.#press(event, label, value) }, make('bdi', {}, label)),
      ),
    );
    if (hadFocus) {
      this.#log.element.focus({ preventScroll: true });
    }
  }

  #showEnd(): void {
    const { isEnded, isSignedOut } = this.#conversation;
    if (this.#foot.hidden === isEnded) {
      return;
    }
    const hadFocus = this.#foot.contains(document.activeElement);
    this.#foot.hidden = isEnded;
    const { say } = this.#shop;
    this.#over.replaceChildren(
      ...(isEnded
        ? [
            make('p', {}, say(isSignedOut ? 'chat_signed_out' : 'chat_ended')),
            button({ onClick: this.#deeds.startNew }, say('chat_new')),
          ]
        : []),
    );
    if (hadFocus) {
      this.focus();
    }
  }

  /** A message that was not sent is worth an interruption; that one was sent is not. */
  #announceFailures(): void {
    const failed = this.#conversation.items.filter(
      item => item.kind === 'sending' && ['failed', 'refused'].includes(item.message.state),
    ).length;
    if (failed > this.#announcedFailures) {
      this.#news.textContent = this.#shop.say('chat_failed');
    } else if (failed === 0) {
      this.#news.textContent = '';
    }
    this.#announcedFailures = failed;
  }

  #followEnd(): void {
    if (this.#followsEnd) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
      // What has become shorter takes the end up with it.
      this.#top = this.#scroller.scrollTop;
    }
  }

  #noticeEnd(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    // Only a customer scrolls up; what grows below moves the end away without anybody's leave.
    const hasGoneUp = scrollTop < this.#top;
    this.#top = scrollTop;
    this.#followsEnd =
      scrollHeight - scrollTop - clientHeight < nearEndPixels || (this.#followsEnd && !hasGoneUp);
    this.#noticeNew();
  }

  /** Offers the way to what is new, where it is out of sight. */
  #noticeNew(): void {
    const count = this.#conversation.said.length;
    if (this.#followsEnd) {
      this.#seen = count;
    }
    this.#newest.hidden = this.#seen >= count;
  }

  #takeDroppedFiles(): void {
    this.element.addEventListener('dragover', event => event.preventDefault());
    this.element.addEventListener('drop', event => {
      event.preventDefault();
      this.composer.add([...(event.dataTransfer?.files ?? [])]);
    });
  }
}
