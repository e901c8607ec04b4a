// Where a page may keep things: the browser's own storage, or its memory.

/**
 * Of the browser, or of this page alone for what the browser will not keep: private windows refuse,
 * and a full one throws.
 */
class Store {
  readonly #storage: () => Storage;
  readonly #own = new Map<string, string>();

  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  read(key: string): string | null {
    return this.#own.get(key) ?? this.#attempt(storage => storage.getItem(key));
  }

  write(key: string, value: string): void {
    this.#own.set(key, value);
    this.#attempt(storage => {
      storage.setItem(key, value);
      this.#own.delete(key);
    });
  }

  remove(key: string): void {
    this.#own.delete(key);
    this.#attempt(storage => storage.removeItem(key));
  }

  keys(): readonly string[] {
    return [...this.#own.keys(), ...(this.#attempt(storage => Object.keys(storage)) ?? [])];
  }

  #attempt<T>(deed: (storage: Storage) => T): T | null {
    try {
      return deed(this.#storage());
    } catch {
      return null;
    }
  }
}

export const browser = new Store(() => localStorage);
export const tab = new Store(() => sessionStorage);

export function remove(key: string): void {
  tab.remove(key);
  browser.remove(key);
}
