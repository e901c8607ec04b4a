/** What chat-token answers. */
export interface ChatToken {
  conversationId: string;
  token: string;
  expiresInSeconds: number;
  resume: string;
}

export const directLineUrl = `${location.origin}/v3/directline`;

/** How this browser comes back to its conversation; without storage each visit is a new one. */
export class ResumeStore {
  readonly #key: string;

  constructor(shop: string) {
    this.#key = `faqbot.resume.${shop}`;
  }

  read(): string | null {
    try {
      return localStorage.getItem(this.#key);
    } catch {
      return null;
    }
  }

  write(resume: string): void {
    try {
      localStorage.setItem(this.#key, resume);
    } catch {
      // Private windows may refuse; the chat works all the same.
    }
  }

  forget(): void {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Nothing was kept.
    }
  }
}

/** A token for this browser's conversation, or for a new one. */
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
