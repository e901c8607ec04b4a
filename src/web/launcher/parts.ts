export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

export function makeButton(className: string, onClick: () => void): HTMLButtonElement {
  const button = make('button', className);
  button.type = 'button';
  button.addEventListener('click', onClick);
  return button;
}
