/** What chat-token answers. */
export interface ChatToken {
  conversationId: string;
  token: string;
  expiresInSeconds: number;
  resume: string;
}

export const directLineUrl = `${location.origin}/v3/directline`;

/**
 * How this page comes back to its conversation, and by a copy in the browser's storage the next page too. Where storage is refused, or
 * another tab starts over, the page itself goes on.
 */
export class ResumeStore {
  readonly #key: string;
  #resume: string | null;

  constructor(shop: string) {
    this.#key = `faqbot.resume.${shop}`;
    this.#resume = this.#readCopy();
  }

  read(): string | null {
    return this.#resume;
  }

  write(resume: string): void {
    if (resume === this.#resume) {
      // The copy may be of a newer conversation, which another tab started.
      return;
    }
    this.#resume = resume;
    try {
      localStorage.setItem(this.#key, resume);
    } catch {
      // Private windows may refuse; the chat works all the same.
    }
  }

  forget(): void {
    this.#resume = null;
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Nothing was kept.
    }
  }

  #readCopy(): string | null {
    try {
      return localStorage.getItem(this.#key);
    } catch {
      return null;
    }
  }
}

/** A token for this page's conversation, or for a new one. */
export async function requestToken(shop: string, language: string, store: ResumeStore): Promise<ChatToken> {
  const resume = store.read();
  const answer = await post(`/api/shops/${shop}/chat-token`, resume === null ? { language } : { resume, language });
  const token = parseToken(answer);
  store.write(token.resume);
  return token;
}

/** A new stream for a conversation whose token has run out. */
export async function requestStream(token: ChatToken): Promise<string> {
  const url = `${directLineUrl}/conversations/${token.conversationId}?watermark=`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${token.token}` } });
  const answer: unknown = response.ok ? await response.json() : null;
  return textOf(answer, 'streamUrl');
}

async function post(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return response.json();
}

function parseToken(answer: unknown): ChatToken {
  return {
    conversationId: textOf(answer, 'conversationId'),
    token: textOf(answer, 'token'),
    expiresInSeconds: Number(valueOf(answer, 'expires_in')),
    resume: textOf(answer, 'resume'),
  };
}

function valueOf(answer: unknown, name: string): unknown {
  return typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
}

function textOf(answer: unknown, name: string): string {
  const value = valueOf(answer, name);
  if (typeof value !== 'string') {
    throw new Error(`The server's answer has no ${name}.`);
  }
  return value;
}
