import { make } from './dom';
import type { ShopInterface } from './interface';
import { linked } from './links';

/** Who answers, when people do, and what becomes of what is written: before the first message. */
export function introduction({ say, privacyUrl }: ShopInterface): HTMLElement {
  const privacy = make('p', {}, say('chat_privacy_line'));
  if (/^https?:/.test(privacyUrl)) {
    const attributes = {
      href: privacyUrl,
      target: '_blank',
      rel: 'noopener',
      title: say('chat_new_tab'),
    };
    privacy.append(' ', make('a', { attributes }, say('chat_privacy')));
  }
  return make(
    'section',
    { class: 'intro', attributes: { 'aria-label': say('chat_title') } },
    make('p', {}, linked(say('chat_intro'), say('chat_new_tab'))),
    privacy,
  );
}
