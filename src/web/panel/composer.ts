// Where the customer writes, and adds photos.
import { button, icon, make } from './dom';
import { icons } from './icons';
import type { ShopInterface } from './interface';
import { shrink } from './photos';

/** More than a page of writing; the server takes little more. */
const charactersMax = 10_000;
/** Of one message, as the server takes them. */
const filesMax = 10;
const megabyte = 1024 * 1024;

export interface ComposerDeeds {
  send(words: string, files: readonly File[]): void;
  typed(words: string): void;
}

export class Composer {
  readonly element: HTMLFormElement;
  readonly #shop: ShopInterface;
  readonly #deeds: ComposerDeeds;
  readonly #box: HTMLTextAreaElement;
  readonly #picker: HTMLInputElement;
  readonly #chosen: HTMLElement;
  readonly #notice: HTMLElement;
  #files: File[] = [];
  /** Photos that are being made smaller; a message that is sent meanwhile waits for them. */
  #adding: Promise<void> = Promise.resolve();

  constructor(shop: ShopInterface, deeds: ComposerDeeds) {
    this.#shop = shop;
    this.#deeds = deeds;
    const { say, uploads } = shop;
    this.#box = make('textarea', {
      attributes: {
        rows: '1',
        enterkeyhint: 'send',
        autocomplete: 'off',
        placeholder: say('chat_input'),
        'aria-label': say('chat_input'),
      },
    });
    this.#picker = make('input', {
      class: 'unseen',
      attributes: {
        type: 'file',
        multiple: '',
        accept: uploads.accept,
        'aria-label': say('chat_attach'),
      },
    });
    this.#chosen = make('div', { class: 'chosen' });
    this.#notice = make('p', { class: 'notice', attributes: { role: 'alert' } });
    this.element = make(
      'form',
      { class: 'composer' },
      this.#notice,
      this.#chosen,
      make(
        'label',
        { class: 'attach', attributes: { title: say('chat_attach') } },
        this.#picker,
        icon(icons.attach),
      ),
      this.#box,
      make(
        'button',
        {
          class: 'send',
          attributes: { type: 'submit', 'aria-label': say('chat_send'), title: say('chat_send') },
        },
        icon(icons.send),
      ),
    );
    this.#listen();
  }

  get words(): string {
    return this.#box.value;
  }

  set words(words: string) {
    this.#box.value = words;
    this.#grow();
  }

  clear(): void {
    this.words = '';
    this.#deeds.typed('');
    this.#files = [];
    this.#showChosen();
  }

  /** What was written and chosen in another language of the window. */
  carryOver(before: Composer): void {
    this.words = before.words;
    this.#files = before.#files;
    this.#adding = before.#adding.then(() => {
      this.#files = before.#files;
      this.#showChosen();
    });
    this.#showChosen();
    this.#box.setSelectionRange(before.#box.selectionStart, before.#box.selectionEnd);
  }

  get hasFocus(): boolean {
    return document.activeElement === this.#box;
  }

  focus(): void {
    this.#box.focus({ preventScroll: true });
  }

  /** Photos that are dropped or pasted come this way too. */
  add(files: readonly File[]): void {
    this.#adding = this.#adding.then(() => this.#add(files));
  }

  async #add(files: readonly File[]): Promise<void> {
    this.#say(
      files.some(({ type }) => type.startsWith('image/')) ? this.#shop.say('chat_shrinking') : '',
    );
    const small = await Promise.all(files.map(shrink));
    const taken = small.filter(file => this.#isTaken(file));
    const { images, videos } = this.#shop.uploads;
    this.#say(
      taken.length < small.length ? this.#shop.say('chat_file_refused', { images, videos }) : '',
    );
    this.#files.push(...taken);
    this.#showChosen();
    this.focus();
  }

  #listen(): void {
    this.element.addEventListener('submit', event => {
      event.preventDefault();
      void this.#send();
    });
    this.#box.addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) {
        event.preventDefault();
        void this.#send();
      }
    });
    this.#box.addEventListener('input', () => {
      this.#say('');
      this.#grow();
      this.#deeds.typed(this.#box.value);
    });
    this.#box.addEventListener('paste', event => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) {
        event.preventDefault();
        this.add(files);
      }
    });
    this.#picker.addEventListener('change', () => {
      this.add([...(this.#picker.files ?? [])]);
      this.#picker.value = '';
    });
  }

  async #send(): Promise<void> {
    await this.#adding;
    const words = this.#box.value.trim();
    if (words.length > charactersMax) {
      this.#say(this.#shop.say('chat_too_long', { max: charactersMax }));
      return;
    }
    const files = this.#files;
    if (words === '' && files.length === 0) {
      return;
    }
    this.clear();
    this.#say('');
    this.#deeds.send(words, files.slice(0, filesMax));
    for (let sent = filesMax; sent < files.length; sent += filesMax) {
      this.#deeds.send('', files.slice(sent, sent + filesMax));
    }
    this.focus();
  }

  #isTaken({ type, size }: File): boolean {
    const { accept, images, videos } = this.#shop.uploads;
    const megabytesMax = type.startsWith('video/') ? videos : images;
    return accept.split(',').includes(type) && size > 0 && size <= megabytesMax * megabyte;
  }

  #showChosen(): void {
    this.#chosen.replaceChildren(
      ...this.#files.map(file => {
        const remove = button(
          {
            attributes: { 'aria-label': this.#shop.say('chat_file_remove', { name: file.name }) },
            onClick: () => {
              this.#files = this.#files.filter(other => other !== file);
              this.#showChosen();
              this.focus();
            },
          },
          icon(icons.close),
        );
        return make('span', { class: 'chip' }, make('bdi', {}, file.name), remove);
      }),
    );
  }

  #say(words: string): void {
    this.#notice.textContent = words;
  }

  /**
   * As high as what is written, up to a limit; from the side that it is written from, or that the
   * page's language is.
   */
  #grow(): void {
    this.#box.dir = this.#box.value === '' ? '' : 'auto';
    this.#box.style.height = 'auto';
    this.#box.style.height = `${this.#box.scrollHeight}px`;
  }
}

/**
 * Enter ends a word that is put together of several keys; in Safari it says so by its code only.
 */
function isComposing({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229;
}
