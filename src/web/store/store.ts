// A demonstration storefront: the basket counts, and nothing is bought.

const basket = document.getElementById('basket');
const added = document.getElementById('added');
const key = `faqbot.basket.${basket?.dataset['shop'] ?? ''}`;
let count = read();

show();
document.addEventListener('click', event => {
  const { target } = event;
  const product =
    target instanceof Element ? target.closest<HTMLElement>('[data-add]') : null;
  const name = product?.dataset['add'];
  if (name === undefined) {
    return;
  }
  count++;
  keep();
  show();
  if (added !== null) {
    added.textContent = (added.dataset['text'] ?? '').replace('{name}', () => name);
  }
});

function show(): void {
  if (basket !== null) {
    basket.textContent = String(count);
  }
}

/** As long as the tab is open; where storage is refused, as long as the page is. */
function read(): number {
  try {
    return Number(sessionStorage.getItem(key)) || 0;
  } catch {
    return 0;
  }
}

function keep(): void {
  try {
    sessionStorage.setItem(key, String(count));
  } catch {
    // It counts on this page all the same.
  }
}
