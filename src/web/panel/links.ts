// Addresses and phone numbers in plain text become links, and nothing else does.

/**
 * What an address cannot hold ends it. Characters that turn the direction of text could make it
 * look like another one.
 */
const address =
  /\bhttps?:\/\/[^\s<>"'`\\{}|^\u200e\u200f\u202a-\u202e\u2066-\u2069]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<![\p{L}\d])\+\d{1,3}(?:[ \u00a0-]?\d){7,12}(?!\d)/giu;

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** The words of a message, with links where there are addresses. */
export function linked(words: string, newTab: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of words.matchAll(address)) {
    const shown = trim(match[0]);
    const url = urlOf(shown);
    if (url !== null) {
      fragment.append(words.slice(end, match.index), link(url, shown, newTab));
      end = match.index + shown.length;
    }
  }
  fragment.append(words.slice(end));
  return fragment;
}

function urlOf(shown: string): URL | null {
  if (shown.includes('://')) {
    return webAddress(shown);
  }
  return new URL(shown.includes('@') ? `mailto:${shown}` : `tel:${shown.replace(/[^+\d]/g, '')}`);
}

/** Null for what is none, or pretends to be another one. */
function webAddress(shown: string): URL | null {
  try {
    const url = new URL(shown);
    const isPlain = url.username === '' && url.password === '';
    return isPlain ? url : null;
  } catch {
    return null;
  }
}

function link(url: URL, shown: string, newTab: string): HTMLElement {
  const element = document.createElement('a');
  element.href = url.href;
  element.rel = 'noopener noreferrer nofollow';
  element.append(shown);
  if (url.protocol === 'tel:') {
    element.className = 'phone';
  } else if (url.protocol !== 'mailto:') {
    element.target = '_blank';
    element.title = newTab;
    if (!shown.toLowerCase().startsWith(`${url.protocol}//${url.host}`)) {
      // Letters that look like others: where it leads to is said as the browser will say it.
      element.append(` (${url.host})`);
    }
  }
  return element;
}

/** A full stop or a bracket behind an address is the sentence's. */
function trim(shown: string): string {
  const surplus = new Map(
    Object.entries(closing).map(([close, open]) => [
      close,
      count(shown, close) - count(shown, open),
    ]),
  );
  let end = shown.length;
  for (; end > 0; end--) {
    const last = shown[end - 1] ?? '';
    const left = surplus.get(last);
    if (left !== undefined && left > 0) {
      surplus.set(last, left - 1);
    } else if (left !== undefined || !/[.,;:!?…]/.test(last)) {
      break;
    }
  }
  return shown.slice(0, end);
}

function count(words: string, character: string): number {
  return words.split(character).length - 1;
}
