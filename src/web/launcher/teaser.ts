// A first greeting beside the button: at most once a session, never over anything that can be
// pressed, gone at the first sign that it disturbs.
import type { Overlay } from './overlay';
import { make, makeButton } from './parts';

/** A frame may hold a button to pay with. */
const pressable =
  'a,button,input,select,textarea,label,summary,iframe,' +
  '[contenteditable],[role=button],[onclick],[tabindex]';
/** How closely the page under it is looked at. */
const stepPixels = 8;
/** In its place, or in whatever place there is after scrolling. */
const lookAgainMs = 1_000;
const looksMax = 30;

export function scheduleTeaser(overlay: Overlay, shop: string, open: () => void): void {
  const { greetingSeconds } = overlay.settings.theme;
  const key = `faqbot.greeted.${shop}`;
  if (greetingSeconds !== null && !isGreeted(key)) {
    setTimeout(() => tryToGreet(overlay, key, open, looksMax), greetingSeconds * 1_000);
  }
}

function tryToGreet(overlay: Overlay, key: string, open: () => void, looks: number): void {
  if (overlay.isOpen || isGreeted(key) || looks === 0) {
    return;
  }
  const teaser = build(overlay.settings.texts, open);
  overlay.add(teaser);
  if (document.hidden || coversSomething(teaser)) {
    teaser.remove();
    setTimeout(() => tryToGreet(overlay, key, open, looks - 1), lookAgainMs);
    return;
  }
  teaser.style.visibility = '';
  remember(key);
  // Pages scroll, and bars to buy with appear.
  const watch = setInterval(() => {
    if (coversSomething(teaser)) {
      leave();
    }
  }, lookAgainMs);
  const leave = () => {
    clearInterval(watch);
    teaser.remove();
  };
  teaser.addEventListener('click', leave);
  overlay.onOpen(leave);
}

function build(texts: Readonly<Record<string, string>>, open: () => void): HTMLElement {
  const teaser = make('div', 'teaser');
  teaser.style.visibility = 'hidden';
  const words = makeButton('', open);
  words.textContent = texts.chat_teaser ?? '';
  // What every press does, it does too: the greeting goes.
  const close = makeButton('', () => {});
  close.textContent = '×';
  close.ariaLabel = texts.chat_teaser_close ?? '';
  teaser.append(words, close);
  return teaser;
}

function coversSomething(teaser: HTMLElement): boolean {
  const { left, right, top, bottom } = teaser.getBoundingClientRect();
  const host = (teaser.getRootNode() as ShadowRoot).host;
  for (let x = left; x < right + stepPixels; x += stepPixels) {
    for (let y = top; y < bottom + stepPixels; y += stepPixels) {
      if (isPressable(elementAt(x, y, document, host))) {
        return true;
      }
    }
  }
  return false;
}

/** The one that would be pressed there, also inside elements of the page's own making. */
function elementAt(
  x: number,
  y: number,
  root: Document | ShadowRoot,
  own: Element,
): Element | undefined {
  const top = root
    .elementsFromPoint(x, y)
    .find(element => element !== own && element.getRootNode() === root);
  return top?.shadowRoot ? (elementAt(x, y, top.shadowRoot, own) ?? top) : top;
}

/** What a closed element of the page's own making holds, nobody can see. */
function isPressable(element: Element | undefined): boolean {
  if (element === undefined) {
    return false;
  }
  const { host } = element.getRootNode() as ShadowRoot;
  return (
    element.closest(pressable) !== null ||
    getComputedStyle(element).cursor === 'pointer' ||
    (element.localName.includes('-') && element.shadowRoot === null) ||
    isPressable(host)
  );
}

/** Where nothing can be kept, nobody is greeted: it might be for the hundredth time. */
function isGreeted(key: string): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return true;
  }
}

function remember(key: string): void {
  try {
    sessionStorage.setItem(key, '1');
  } catch {
    // Full: the next page may greet once more.
  }
}
