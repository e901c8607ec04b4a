/** How often the token is looked at. */
const lookMs = 60_000;

/** Part of a token's life after which it is old. */
const oldAfterShare = 0.9;

/**
 * How old the token is that DirectLineJS has. It refreshes it every 15 minutes while the computer
 * is awake and tells nobody; while it sleeps the token grows old.
 */
export class TokenAge {
  readonly #directLine: { readonly token: string };
  readonly #lifeMs: number;
  #token: string;
  #since = Date.now();
  #lookedAt = Date.now();

  constructor(directLine: { readonly token: string }, lifeSeconds: number) {
    this.#directLine = directLine;
    this.#lifeMs = lifeSeconds * 1_000;
    this.#token = directLine.token;
    setInterval(() => this.#look(), lookMs);
  }

  /** It has just been replaced. */
  reset(): void {
    this.#token = this.#directLine.token;
    this.#since = this.#lookedAt = Date.now();
  }

  isOld(): boolean {
    this.#look();
    return Date.now() > this.#since + this.#lifeMs * oldAfterShare;
  }

  #look(): void {
    if (this.#directLine.token !== this.#token) {
      this.#token = this.#directLine.token;
      // Changed at some time after the last look; a sleep may lie between.
      this.#since = this.#lookedAt;
    }
    this.#lookedAt = Date.now();
  }
}
