// What was said, in order, with the days between. Follows what is new while the customer looks at
// the end.
import type { Conversation, Item } from '../directline/conversation';
import { Bubble, keyOf, type BubbleDeeds } from './bubble';
import { dayOf } from './dates';
import { make } from './dom';
import type { ShopInterface } from './interface';

/** Messages of one sender that come close after each other belong together. */
const joinedMs = 120_000;

export class Log {
  readonly element: HTMLElement;
  readonly #shop: ShopInterface;
  readonly #deeds: BubbleDeeds;
  readonly #now: () => Date;
  readonly #bubbles = new Map<string, Bubble>();
  readonly #dividers = new Map<string, HTMLElement>();

  constructor(shop: ShopInterface, deeds: BubbleDeeds, now: () => Date) {
    this.#shop = shop;
    this.#deeds = deeds;
    this.#now = now;
    this.element = make('div', {
      class: 'log',
      attributes: {
        role: 'log',
        'aria-label': shop.say('chat_log'),
        'aria-live': 'off',
        tabindex: '0',
      },
    });
  }

  /** `firstUnread` is the sequence before which "new messages" stands; null for nowhere. */
  show(conversation: Conversation, firstUnread: number | null): void {
    const { items } = conversation;
    const lastOwn = items.findLast(
      item => item.kind === 'sending' || item.message.sender === 'you',
    );
    const elements: HTMLElement[] = [];
    let before: Bubble | null = null;
    for (const item of items) {
      const bubble: Bubble = this.#bubbleOf(item);
      bubble.update(item, item === lastOwn);
      const isNewDay = before === null || !isSameDay(before.at, bubble.at);
      const isFirstUnread = item.kind === 'said' && item.message.sequence === firstUnread;
      if (isNewDay) {
        elements.push(
          this.#divider(
            `day ${bubble.at.toDateString()}`,
            'day',
            dayOf(bubble.at, this.#now(), this.#shop.language),
          ),
        );
      }
      if (isFirstUnread) {
        elements.push(this.#divider('new', 'new', this.#shop.say('chat_new_messages')));
      }
      bubble.join(
        !isNewDay &&
          !isFirstUnread &&
          before?.sender === bubble.sender &&
          bubble.at.getTime() - before.at.getTime() < joinedMs,
      );
      elements.push(bubble.element);
      before = bubble;
    }
    this.#place(elements);
    // What was said before is read by moving through it; only what comes from now on is read out.
    this.element.setAttribute('aria-live', conversation.isCaughtUp ? 'polite' : 'off');
  }

  #bubbleOf(item: Item): Bubble {
    const key = keyOf(item);
    const known = this.#bubbles.get(key);
    if (known !== undefined) {
      return known;
    }
    const bubble = new Bubble(item, this.#shop, this.#deeds);
    this.#bubbles.set(key, bubble);
    return bubble;
  }

  #divider(key: string, kind: string, words: string): HTMLElement {
    const divider = this.#dividers.get(key) ?? make('p', { class: `divider ${kind}` });
    this.#dividers.set(key, divider);
    // Today is yesterday after midnight.
    if (divider.textContent !== words) {
      divider.textContent = words;
    }
    return divider;
  }

  /**
   * Touches only what is not where it belongs: what is read out, or has the focus, stays as it is.
   */
  #place(elements: readonly HTMLElement[]): void {
    let next = this.element.firstChild;
    for (const element of elements) {
      if (element === next) {
        next = next.nextSibling;
      } else {
        this.element.insertBefore(element, next);
      }
    }
    while (next !== null) {
      const gone = next;
      next = next.nextSibling;
      gone.remove();
    }
  }
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}
