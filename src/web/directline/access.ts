import { object, text, type Fields } from './activity';
import { Refusal, request } from './http';

/** A token is replaced when this part of its life is over. */
const freshShare = 0.5;

/** Where a browser keeps what leads back to its conversation. */
export interface ResumeStore {
  read(): string | null;
  write(resume: string): void;
  forget(): void;
}

export interface AccessOptions {
  /** Our server, e.g. `https://chat.sklep.example`. */
  origin: string;
  shop: string;
  store: ResumeStore;
  /** What the shop's page says of who its customer is; null for nobody in particular. */
  customer: string | null;
}

/** What has become of the right to a conversation. */
export type Renewal =
  | 'renewed'
  /** It has ended, or leads elsewhere by now. */
  | 'lost'
  /** The shop's page has to say anew who its customer is. */
  | 'signedOut';

/**
 * The right to one conversation, once opened for good: the token for it, and how to get another
 * one.
 */
export class Access {
  readonly #options: AccessOptions;
  #customer: string | null;
  #conversation = '';
  #token = '';
  #lifeSeconds = 0;
  #freshUntil = 0;
  #isClosed = false;

  constructor(options: AccessOptions) {
    this.#options = options;
    this.#customer = options.customer;
  }

  /** Null also where the page's word was not believed. */
  get customer(): string | null {
    return this.#customer;
  }

  /** For a client that keeps it fresh itself. */
  get token(): string {
    return this.#token;
  }

  get lifeSeconds(): number {
    return this.#lifeSeconds;
  }

  /** Empty before `open`. */
  get conversation(): string {
    return this.#conversation;
  }

  /** Whether anything has been said in it, a greeting included. */
  get hasBegun(): boolean {
    return claimsOf(this.#token).begun !== undefined;
  }

  /** A newer token of the same customer. */
  setCustomer(customer: string): void {
    this.#customer = customer;
  }

  /** Gets back to the conversation that this browser or customer had, or into a new one. Once. */
  open(language: string): Promise<void> {
    return oneTabAtATime(this.#options.shop, async () => {
      const answer = await this.#ask(language);
      if (this.#isClosed) {
        return;
      }
      this.#take(answer);
      this.#conversation = text(answer.conversationId);
      if (text(answer.resume) !== '') {
        this.#options.store.write(text(answer.resume));
      } else {
        // A customer whom the shop knows comes back by who they are. The next one at this computer
        // must not.
        this.#options.store.forget();
      }
    });
  }

  /** A new token for the same conversation; the old one ran out while the computer slept, say. */
  async renew(language: string): Promise<Renewal> {
    try {
      const answer = await this.#ask(language);
      if (text(answer.conversationId) !== this.#conversation) {
        return 'lost';
      }
      this.#take(answer);
      return 'renewed';
    } catch (error) {
      if (isUnknownCustomer(error)) {
        return 'signedOut';
      }
      throw error;
    }
  }

  /** Nothing leads back to it from this browser. */
  leave(): void {
    this.#options.store.forget();
  }

  /** What is still under way changes nothing any more. */
  close(): void {
    this.#isClosed = true;
  }

  /** By a token that will do for a while. */
  async headers(): Promise<{ authorization: string }> {
    if (performance.now() > this.#freshUntil) {
      const headers = this.#headers;
      this.#take((await this.#post('/v3/directline/tokens/refresh', { headers })).body);
    }
    return this.#headers;
  }

  /** Of this conversation, e.g. `/activities`. */
  url(path: string): string {
    return `${this.#options.origin}/v3/directline/conversations/${this.#conversation}${path}`;
  }

  /**
   * Starts the conversation, or comes back to what was said in it after the watermark; the address
   * of its stream.
   */
  async stream(watermark: string, language: string): Promise<string> {
    const headers = await this.headers();
    const { body } =
      watermark === ''
        ? await this.#post('/v3/directline/conversations', {
            headers: { ...headers, ...json },
            body: JSON.stringify({ locale: language }),
          })
        : await request(this.url(`?watermark=${watermark}`), { headers });
    this.#take(body);
    return text(body.streamUrl);
  }

  async #ask(language: string): Promise<Fields> {
    const resume = this.#options.store.read();
    const wish = { language, ...(resume === null ? {} : { resume }) };
    if (this.#customer === null) {
      return this.#askFor(wish);
    }
    try {
      return await this.#askFor({ ...wish, customer: this.#customer });
    } catch (error) {
      // They were known a while ago, if the page has been open for long. As nobody in particular
      // they would find another conversation.
      if (!isUnknownCustomer(error) || this.#conversation !== '') {
        throw error;
      }
      // For whoever made the token. The customer can chat all the same, as anybody can.
      console.error(
        `FaqBot: the shop's page says who its customer is, but not rightly. ${error.message}`,
      );
      this.#customer = null;
      return this.#askFor(wish);
    }
  }

  async #askFor(wish: object): Promise<Fields> {
    const path = `/api/shops/${this.#options.shop}/chat-token`;
    return (await this.#post(path, { headers: json, body: JSON.stringify(wish) })).body;
  }

  get #headers(): { authorization: string } {
    return { authorization: `Bearer ${this.#token}` };
  }

  #post(path: string, init: RequestInit) {
    return request(`${this.#options.origin}${path}`, { ...init, method: 'POST' });
  }

  #take(answer: Fields): void {
    this.#token = text(answer.token);
    this.#lifeSeconds = Number(answer.expires_in);
    this.#freshUntil = performance.now() + this.#lifeSeconds * 1_000 * freshShare;
  }
}

/** Whether the server no longer, or never did, believe who the page says its customer is. */
function isUnknownCustomer(error: unknown): error is Refusal {
  return error instanceof Refusal && error.status === 401;
}

/**
 * What one tab keeps is seen by the others a moment later: browsers promise no more, and Chromium
 * takes some milliseconds.
 */
const storageMs = 150;

/**
 * So that two tabs that are opened together come into one conversation: the second waits until it
 * can see what leads back to the first one's.
 * The first does not wait for that.
 */
function oneTabAtATime(shop: string, deed: () => Promise<void>): Promise<void> {
  // Not there on pages without HTTPS, and refused where storage is.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) {
    return deed();
  }
  return new Promise((resolve, reject) => {
    let hasBegun = false;
    locks
      .request(`faqbot.open.${shop}`, async () => {
        hasBegun = true;
        await deed().then(resolve, reject);
        await new Promise(seen => setTimeout(seen, storageMs));
      })
      .catch((error: unknown) => {
        if (hasBegun) {
          reject(error);
        } else {
          deed().then(resolve, reject);
        }
      });
  });
}

/** Of a JSON Web Token. They are the server's to check; here they only tell what it is for. */
export function claimsOf(token: string): Fields {
  const part = token.split('.')[1] ?? '';
  try {
    return object(JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/'))));
  } catch {
    return {};
  }
}

const json = { 'content-type': 'application/json' };
