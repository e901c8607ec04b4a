type Child = Node | string;

interface Properties {
  class?: string;
  /** Attributes, e.g. `aria-label`; null leaves one out. */
  attributes?: Readonly<Record<string, string | null>>;
  onClick?: (event: MouseEvent) => void;
}

/** An element with text and elements in it; text is never read as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (properties.class !== undefined) {
    element.className = properties.class;
  }
  for (const [attribute, value] of Object.entries(properties.attributes ?? {})) {
    if (value !== null) {
      element.setAttribute(attribute, value);
    }
  }
  if (properties.onClick !== undefined) {
    (element as HTMLElement).addEventListener('click', properties.onClick);
  }
  element.append(...children);
  return element;
}

export function button(properties: Properties, ...children: readonly Child[]): HTMLButtonElement {
  return make(
    'button',
    { ...properties, attributes: { type: 'button', ...properties.attributes } },
    ...children,
  );
}

/** Drawn with the text's own colour; says nothing to a screen reader. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(svg.namespaceURI, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg as SVGSVGElement;
}

/** Said, but not shown. */
export function unseen(words: string): HTMLSpanElement {
  return make('span', { class: 'unseen' }, words);
}
