// Above what is said: with whom one talks, in which language, and the way out.
import { button, icon, make } from './dom';
import { icons } from './icons';
import type { ShopInterface } from './interface';

export interface HeaderDeeds {
  /** Null where there is nothing to close: the page stands alone. */
  close: (() => void) | null;
  chooseLanguage(language: string): void;
}

export function header(
  shop: ShopInterface,
  title: HTMLElement,
  { close, chooseLanguage }: HeaderDeeds,
): HTMLElement {
  const { say } = shop;
  const element = make(
    'header',
    {},
    make('div', { class: 'who' }, title, make('p', {}, icon(icons.bot), say('chat_bot'))),
  );
  if (shop.languages.length > 1) {
    element.append(languages(shop, chooseLanguage));
  }
  if (close !== null) {
    const attributes = { 'aria-label': say('chat_close'), title: say('chat_close') };
    element.append(button({ class: 'close', attributes, onClick: close }, icon(icons.close)));
  }
  return element;
}

function languages(
  { languages, language, say }: ShopInterface,
  chooseLanguage: HeaderDeeds['chooseLanguage'],
): HTMLElement {
  const choice = make(
    'select',
    { attributes: { 'aria-label': say('chat_language'), title: say('chat_language') } },
    ...languages.map(({ tag, name }) =>
      make(
        'option',
        { attributes: { value: tag, lang: tag, selected: tag === language ? '' : null } },
        name,
      ),
    ),
  );
  choice.addEventListener('change', () => chooseLanguage(choice.value));
  return choice;
}
