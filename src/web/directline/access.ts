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
}

/** The right to one conversation: which it is, the token that opens it, and how to get another token. */
export class Access {
  readonly #options: AccessOptions;
  /** What the shop's page says of who its customer is; null for nobody in particular. */
  #customer: string | null = null;
  #conversation = '';
  #token = '';
  #freshUntil = 0;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /** Empty before `open`. */
  get conversation(): string {
    return this.#conversation;
  }

  /** Whether anything has been said in it, a greeting included. */
  get hasBegun(): boolean {
    return claimsOf(this.#token).begun !== undefined;
  }

  setCustomer(customer: string | null): void {
    this.#customer = customer;
  }

  /** Gets back to the conversation, or into a new one: `conversation` says which it has become. */
  open(language: string): Promise<void> {
    return oneTabAtATime(this.#options.shop, () => this.#open(language));
  }

  async #open(language: string): Promise<void> {
    const { store } = this.#options;
    const resume = store.read();
    const answer = await this.#ask({
      language,
      ...(resume === null ? {} : { resume }),
      ...(this.#customer === null ? {} : { customer: this.#customer }),
    });
    this.#take(answer);
    this.#conversation = text(answer.conversationId);
    if (text(answer.resume) !== '') {
      store.write(text(answer.resume));
    } else {
      // A customer whom the shop knows comes back by who they are. The next one at this computer must not.
      store.forget();
    }
  }

  /** The next `open` begins a new conversation. */
  leave(): void {
    this.#options.store.forget();
    this.#conversation = '';
  }

  /** A token that will do for a while. */
  async token(): Promise<string> {
    if (performance.now() > this.#freshUntil) {
      this.#take((await this.#post('/v3/directline/tokens/refresh', this.#authorised())).body);
    }
    return this.#token;
  }

  /** Of this conversation, e.g. `/activities`. */
  url(path: string): string {
    return `${this.#options.origin}/v3/directline/conversations/${this.#conversation}${path}`;
  }

  /** Starts the conversation, or comes back to what was said in it after the watermark; the address of its stream. */
  async stream(watermark: string, language: string): Promise<string> {
    const headers = { authorization: `Bearer ${await this.token()}` };
    const { body } = watermark === ''
      ? await this.#post('/v3/directline/conversations', { headers: { ...headers, ...json }, body: JSON.stringify({ locale: language }) })
      : await request(this.url(`?watermark=${watermark}`), { headers });
    this.#take(body);
    return text(body.streamUrl);
  }

  async #ask(wish: object) {
    const path = `/api/shops/${this.#options.shop}/chat-token`;
    try {
      return (await this.#post(path, { headers: json, body: JSON.stringify(wish) })).body;
    } catch (error) {
      if (this.#customer === null || !isUnknownCustomer(error)) {
        throw error;
      }
      if (this.#conversation !== '') {
        // They were known a while ago: the page has been open for so long. As nobody in particular they would find another conversation.
        throw error;
      }
      // For whoever made the token. The customer can chat all the same, as anybody can.
      console.error(`FaqBot: the shop's page says who its customer is, but not rightly. ${error.message}`);
      this.#customer = null;
      const { customer: _, ...anonymous } = wish as { customer?: string };
      return (await this.#post(path, { headers: json, body: JSON.stringify(anonymous) })).body;
    }
  }

  #authorised(): RequestInit {
    return { headers: { authorization: `Bearer ${this.#token}` } };
  }

  #post(path: string, init: RequestInit) {
    return request(`${this.#options.origin}${path}`, { ...init, method: 'POST' });
  }

  #take(answer: Fields): void {
    this.#token = text(answer.token);
    this.#freshUntil = performance.now() + Number(answer.expires_in) * 1_000 * freshShare;
  }
}

/** Whether the server no longer, or never did, believe who the page says its customer is. */
export function isUnknownCustomer(error: unknown): error is Refusal {
  return error instanceof Refusal && error.status === 401;
}

/** What one tab keeps is seen by the others a moment later: browsers promise no more, and Chromium takes some milliseconds. */
const storageMs = 150;

/**
 * So that two tabs that are opened together come into one conversation: the second waits until it can see what leads back to the first one's.
 * The first does not wait for that.
 */
function oneTabAtATime(shop: string, deed: () => Promise<void>): Promise<void> {
  // Not there on pages without HTTPS.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) {
    return deed();
  }
  return new Promise((resolve, reject) => {
    void locks.request(`faqbot.open.${shop}`, async () => {
      await deed().then(resolve, reject);
      await new Promise(seen => setTimeout(seen, storageMs));
    });
  });
}

/** Of a JSON Web Token. They are the server's to check; here they only tell what it is for. */
function claimsOf(token: string): Fields {
  const part = token.split('.')[1] ?? '';
  try {
    return object(JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/'))));
  } catch {
    return {};
  }
}

const json = { 'content-type': 'application/json' };
