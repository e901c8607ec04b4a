// Where the customer writes, and adds photos.
import { button, icon, make } from './dom';
import { charactersMax, type Draft } from './draft';
import { icons } from './icons';
import type { ShopInterface } from './interface';

export interface ComposerDeeds {
  /** Something else is written in the box. */
  typed(): void;
  submitted(): void;
}

export class Composer {
  readonly element: HTMLFormElement;
  readonly #shop: ShopInterface;
  readonly #draft: Draft;
  readonly #deeds: ComposerDeeds;
  readonly #box: HTMLTextAreaElement;
  readonly #picker: HTMLInputElement;
  readonly #chosen: HTMLElement;
  readonly #notice: HTMLElement;
  #shownFiles: readonly File[] = [];

  constructor(shop: ShopInterface, draft: Draft, deeds: ComposerDeeds) {
    this.#shop = shop;
    this.#draft = draft;
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
    this.show();
    draft.onChange = () => this.show();
  }

  /** The draft as it is. */
  show(): void {
    if (this.#box.value !== this.#draft.words) {
      this.#box.value = this.#draft.words;
    }
    this.#grow();
    this.#showNotice();
    this.#showChosen();
  }

  get hasFocus(): boolean {
    return document.activeElement === this.#box;
  }

  /** Where in the box one writes, so that another window can go on there. */
  get place(): readonly [number, number] {
    return [this.#box.selectionStart, this.#box.selectionEnd];
  }

  set place([start, end]: readonly [number, number]) {
    this.#box.setSelectionRange(start, end);
  }

  focus(): void {
    this.#box.focus({ preventScroll: true });
  }

  /** Photos that are dropped or pasted come this way too. */
  add(files: readonly File[]): void {
    this.#draft.add(files);
    this.focus();
  }

  #listen(): void {
    this.element.addEventListener('submit', event => {
      event.preventDefault();
      this.#submit();
    });
    this.#box.addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) {
        event.preventDefault();
        this.#submit();
      }
    });
    this.#box.addEventListener('input', () => {
      this.#draft.write(this.#box.value);
      this.#deeds.typed();
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

  #submit(): void {
    this.#draft.submit();
    this.show();
    this.#deeds.typed();
    this.#deeds.submitted();
    this.focus();
  }

  #showNotice(): void {
    const { say, uploads } = this.#shop;
    const { images, videos } = uploads;
    const words = {
      '': '',
      shrinking: say('chat_shrinking'),
      refused: say('chat_file_refused', { images, videos }),
      filesLost: say('chat_file_again'),
      tooLong: say('chat_too_long', { max: charactersMax }),
    }[this.#draft.notice];
    if (this.#notice.textContent !== words) {
      this.#notice.textContent = words;
    }
  }

  #showChosen(): void {
    const { files } = this.#draft;
    if (files === this.#shownFiles) {
      return;
    }
    this.#shownFiles = files;
    this.#chosen.replaceChildren(
      ...files.map(file => {
        const name = this.#shop.say('chat_file_remove', { name: file.name });
        const remove = button(
          {
            attributes: { 'aria-label': name },
            onClick: () => {
              this.#draft.remove(file);
              this.focus();
            },
          },
          icon(icons.close),
        );
        return make('span', { class: 'chip' }, make('bdi', {}, file.name), remove);
      }),
    );
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
