// One message as it is seen and read out.
import type { Attachment, Sender } from '../directline/activity';
import type { Item } from '../directline/conversation';
import type { Outgoing } from '../directline/outbox';
import { timeOf } from './dates';
import { button, icon, make, unseen } from './dom';
import { icons } from './icons';
import type { ShopInterface } from './interface';
import { linked } from './links';

/** A longer message shows its beginning first. */
const shownCharacters = 1_200;

export interface BubbleDeeds {
  retry(): void;
  drop(message: Outgoing): void;
}

export function keyOf(item: Item): string {
  // The same while it is sent and after it was heard, so that it stays the same element.
  return item.kind === 'said' && item.message.clientId === ''
    ? `heard ${item.message.sequence}`
    : `sent ${item.message.clientId}`;
}

export class Bubble {
  readonly element: HTMLElement;
  readonly #shop: ShopInterface;
  readonly #deeds: BubbleDeeds;
  readonly #status: HTMLElement;
  #files: HTMLElement;
  #item: Item;
  #shownStatus = '';
  readonly #previews: string[] = [];

  constructor(item: Item, shop: ShopInterface, deeds: BubbleDeeds) {
    this.#shop = shop;
    this.#deeds = deeds;
    this.#item = item;
    const sender = item.kind === 'said' ? item.message.sender : 'you';
    // What becomes of a message is shown; a screen reader is told of failures alone.
    this.#status = make('p', { class: 'status', attributes: { 'aria-live': 'off' } });
    this.#files = this.#filesOf(item);
    this.element = make(
      'article',
      { class: `message from-${sender}` },
      this.#from(item, sender),
      this.#words(item.message.text),
      this.#files,
      this.#status,
    );
    this.#showStatus(false);
  }

  get sender(): Sender {
    return this.#item.kind === 'said' ? this.#item.message.sender : 'you';
  }

  get at(): Date {
    return this.#item.message.at;
  }

  /**
   * What has become of it; `isLast` for the customer's last message, whose arrival is worth a word.
   */
  update(item: Item, isLast: boolean): void {
    const hasArrived = this.#item.kind === 'sending' && item.kind === 'said';
    this.#item = item;
    if (hasArrived) {
      const files = this.#filesOf(item);
      this.#files.replaceWith(files);
      this.#files = files;
      this.#previews.splice(0).forEach(preview => URL.revokeObjectURL(preview));
    }
    this.#showStatus(isLast);
  }

  /** Whether the one before it is from the same sender, so that it need not be named again. */
  join(isJoined: boolean): void {
    this.element.classList.toggle('joined', isJoined);
  }

  #from(item: Item, sender: Sender): HTMLElement {
    const { say } = this.#shop;
    const name =
      item.kind === 'said' && item.message.senderName !== ''
        ? item.message.senderName
        : say(`chat_from_${sender}`);
    return sender === 'you'
      ? make('p', { class: 'unseen' }, `${name}: `)
      : make('p', { class: 'from' }, icon(icons[sender]), make('bdi', {}, name), unseen(':'));
  }

  #words(words: string): HTMLElement {
    const language =
      this.#item.kind === 'said' && this.#item.message.language !== ''
        ? this.#item.message.language
        : null;
    const element = make('div', { class: 'words', attributes: { dir: 'auto', lang: language } });
    const newTab = this.#shop.say('chat_new_tab');
    element.hidden = words === '';
    if (words.length <= shownCharacters) {
      element.append(linked(words, newTab));
      return element;
    }
    const shown = make('span', {}, linked(`${head(words)}…`, newTab));
    const more = button(
      {
        class: 'more',
        attributes: { 'aria-expanded': 'false' },
        onClick: () => {
          const isWhole = more.ariaExpanded !== 'true';
          more.ariaExpanded = String(isWhole);
          more.textContent = this.#shop.say(isWhole ? 'chat_less' : 'chat_more');
          shown.replaceChildren(linked(isWhole ? words : `${head(words)}…`, newTab));
        },
      },
      this.#shop.say('chat_more'),
    );
    element.append(shown, more);
    return element;
  }

  #filesOf(item: Item): HTMLElement {
    return item.kind === 'said'
      ? make(
          'div',
          { class: 'attachments' },
          ...item.message.attachments.map(file => this.#attachment(file)),
        )
      : make(
          'div',
          { class: 'attachments' },
          ...item.message.files.map(file => this.#ownFile(file)),
        );
  }

  #attachment({ url, name, contentType }: Attachment): HTMLElement {
    const { say } = this.#shop;
    if (!isOurs(url)) {
      return make('div', { attributes: { dir: 'auto' } }, linked(url, say('chat_new_tab')));
    }
    if (contentType.startsWith('video/')) {
      return make('video', {
        attributes: {
          src: url,
          controls: '',
          preload: 'metadata',
          'aria-label': say('chat_video', { name }),
        },
      });
    }
    const isPicture = contentType.startsWith('image/');
    const shown = isPicture
      ? make('img', { attributes: { src: url, alt: say('chat_photo', { name }), loading: 'lazy' } })
      : make('bdi', {}, say('chat_file', { name }));
    return make(
      'a',
      {
        class: isPicture ? 'picture' : 'file',
        attributes: {
          href: url,
          target: '_blank',
          rel: 'noopener noreferrer',
          title: say('chat_new_tab'),
        },
      },
      shown,
    );
  }

  #ownFile(file: File): HTMLElement {
    if (!file.type.startsWith('image/')) {
      return make('bdi', { class: 'file' }, file.name);
    }
    const preview = URL.createObjectURL(file);
    this.#previews.push(preview);
    return make('img', {
      attributes: { src: preview, alt: this.#shop.say('chat_photo', { name: file.name }) },
    });
  }

  #showStatus(isLast: boolean): void {
    const status = this.#describe(isLast);
    if (status === this.#shownStatus) {
      return;
    }
    this.#shownStatus = status;
    const item = this.#item;
    const state = item.kind === 'said' ? 'said' : item.message.state;
    this.element.classList.toggle('is-failed', state === 'failed' || state === 'refused');
    this.element.classList.toggle('is-sending', state === 'sending');
    const time = make(
      'time',
      { attributes: { datetime: this.at.toISOString() } },
      timeOf(this.at, this.#shop.language),
    );
    if (item.kind === 'sending' && state === 'failed') {
      this.#status.replaceChildren(
        button({ class: 'retry', onClick: () => this.#deeds.retry() }, status),
      );
    } else if (item.kind === 'sending' && state === 'refused') {
      this.#status.replaceChildren(
        status,
        ' ',
        button(
          { class: 'drop', onClick: () => this.#deeds.drop(item.message) },
          this.#shop.say('chat_remove'),
        ),
      );
    } else {
      this.#status.replaceChildren(time, status === '' ? '' : ` · ${status}`);
    }
  }

  #describe(isLast: boolean): string {
    const { say, uploads } = this.#shop;
    if (this.#item.kind === 'said') {
      return isLast ? say('chat_sent') : '';
    }
    const { state, files, progress, refusal, isHeldUp } = this.#item.message;
    switch (state) {
      case 'sending':
        return files.length > 0 && progress > 0
          ? say('chat_uploading', { percent: progress })
          : say(isHeldUp ? 'chat_waiting' : 'chat_sending');
      case 'sent':
        return say('chat_sent');
      case 'failed':
        return say('chat_failed');
      case 'refused':
        return files.length > 0 &&
          refusal !== null &&
          (refusal.status === 400 || refusal.status === 413)
          ? say('chat_file_refused', { images: uploads.images, videos: uploads.videos })
          : say('chat_refused');
      default:
        return state satisfies never;
    }
  }
}

/** Cut between words where there are any, never inside a letter of two units. */
function head(words: string): string {
  const cut = words.slice(0, shownCharacters);
  const space = cut.lastIndexOf(' ');
  return (space > shownCharacters / 2 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$/, '');
}

/** Kept by our server, which has looked at what it is. */
function isOurs(url: string): boolean {
  return ['files', 'receipts'].some(place => url.startsWith(`${location.origin}/${place}/`));
}
