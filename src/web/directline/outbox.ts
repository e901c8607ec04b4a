// What the customer sends: each message once, in order, however often it has to be tried.
import type { Access } from './access';
import { object, text } from './activity';
import { now, Refusal, refusalOf, request } from './http';

/**
 * Tries at a time; then the customer sees that it was not sent, and it waits for them or for the
 * network.
 */
const triesMax = 3;
const firstPauseMs = 1_000;
/** Photos on a slow line take their time. */
const uploadMs = 120_000;

export type OutgoingState =
  | 'sending'
  /** Will be sent when the customer asks for it, or the server is heard again. */
  | 'failed'
  /** The server will not have it, ever; or there is no conversation left for it. */
  | 'refused'
  | 'sent';

export interface Outgoing {
  /** The same at every try, so that a repeat is recognised. */
  readonly clientId: string;
  readonly text: string;
  readonly language: string;
  /** Of the button that was pressed; undefined for words. */
  readonly value: unknown;
  readonly files: readonly File[];
  readonly at: Date;
  state: OutgoingState;
  /** Of its files, in percent. */
  progress: number;
  /** What the server said when it refused it. */
  refusal: Refusal | null;
}

/** Where words wait that nobody has acknowledged, should the page go away. */
export interface DraftStore {
  /**
   * Of any page of this browser, the oldest first. Those of this page that were written before it
   * knew its conversation are among them.
   */
  read(conversation: string): readonly string[];
  /** `conversation` is empty as long as it is not known. */
  keep(conversation: string, clientId: string, draft: string): void;
  forget(clientId: string): void;
}

export interface OutboxEvents {
  changed(): void;
  ended(why: 'over' | 'signedOut'): void;
}

export class Outbox {
  readonly #access: Access;
  readonly #store: DraftStore;
  readonly #events: OutboxEvents;
  readonly #waiting: Outgoing[] = [];
  #isSending = false;
  #isStopped = false;
  #wake: () => void = () => {};

  constructor(access: Access, store: DraftStore, events: OutboxEvents) {
    this.#access = access;
    this.#store = store;
    this.#events = events;
  }

  /** Not yet heard back from the conversation, in order. */
  get waiting(): readonly Outgoing[] {
    return this.#waiting;
  }

  /**
   * The conversation is known. Takes up what an earlier page was about to send; if it was sent
   * after all, the server knows it by its id.
   */
  open(): void {
    const written = this.#waiting.splice(0);
    const known = new Set(written.map(({ clientId }) => clientId));
    const drafts = this.#store
      .read(this.#access.conversation)
      .map(draftOf)
      .filter(draft => draft !== null);
    this.#waiting.push(...drafts.filter(({ clientId }) => !known.has(clientId)), ...written);
    this.#waiting.forEach(message => this.#keep(message));
    this.#events.changed();
    void this.#sendAll();
  }

  send(message: Pick<Outgoing, 'text' | 'language' | 'value' | 'files'>): void {
    const sent = { ...message, text: wellFormed(message.text) };
    const written = { ...sent, clientId: newId(), at: now(), progress: 0, refusal: null };
    this.take([{ ...written, state: this.#isStopped ? 'refused' : 'sending' }]);
  }

  /** Messages that another outbox could not send any more. */
  take(messages: readonly Outgoing[]): void {
    this.#waiting.push(...messages);
    messages.forEach(message => this.#keep(message));
    this.#events.changed();
    void this.#sendAll();
  }

  /**
   * Stops, and gives away what was not sent. What was on its way just then may arrive twice, by the
   * same id.
   */
  release(): readonly Outgoing[] {
    this.stop();
    const unsent = this.#waiting.splice(0).filter(({ state }) => state !== 'sent');
    unsent.forEach(({ clientId }) => this.#store.forget(clientId));
    return unsent.map(message => ({ ...message, state: 'sending', progress: 0, refusal: null }));
  }

  /** There is no conversation left to send to. */
  stop(): void {
    this.#isStopped = true;
    for (const message of this.#waiting) {
      message.state = message.state === 'sent' ? 'sent' : 'refused';
    }
    this.#wake();
    this.#events.changed();
  }

  /** All that failed, from the first on: a later one does not overtake an earlier one. */
  retry(): void {
    for (const message of this.#waiting) {
      message.state = message.state === 'failed' ? 'sending' : message.state;
    }
    this.#events.changed();
    this.#wake();
    void this.#sendAll();
  }

  /** The customer gives it up. */
  drop(message: Outgoing): void {
    this.heard(message.clientId);
  }

  /** The conversation has it. */
  heard(clientId: string): void {
    const at = this.#waiting.findIndex(message => message.clientId === clientId);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
      this.#store.forget(clientId);
      this.#events.changed();
    }
  }

  /** Files are too large to be kept. */
  #keep({ clientId, text, language, value, at, files }: Outgoing): void {
    if (files.length === 0 && !this.#isStopped) {
      this.#store.keep(
        this.#access.conversation,
        clientId,
        JSON.stringify({ clientId, text, language, value, at }),
      );
    }
  }

  async #sendAll(): Promise<void> {
    if (this.#isSending || this.#access.conversation === '') {
      return;
    }
    this.#isSending = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const state = await this.#trySeveralTimes(next);
      if (this.#isStopped) {
        break;
      }
      next.state = state;
      if (state === 'sent' || state === 'refused') {
        this.#store.forget(next.clientId);
      }
      if (state === 'failed') {
        for (const message of this.#waiting) {
          message.state = message.state === 'sending' ? 'failed' : message.state;
        }
      }
      this.#events.changed();
    }
    this.#isSending = false;
  }

  #next(): Outgoing | undefined {
    return this.#isStopped ? undefined : this.#waiting.find(message => message.state === 'sending');
  }

  async #trySeveralTimes(message: Outgoing): Promise<OutgoingState> {
    let pause = firstPauseMs;
    for (let tries = 1; ; tries++) {
      try {
        await this.#post(message);
        return 'sent';
      } catch (error) {
        const refusal = error instanceof Refusal ? error : null;
        if (
          this.#isStopped ||
          (refusal !== null && !(await this.#isWorthAnotherTry(refusal, message)))
        ) {
          return 'refused';
        }
        if (tries === triesMax) {
          return 'failed';
        }
        await this.#pause(Math.max(pause, refusal?.retryAfterMs ?? 0));
        pause *= 3;
      }
    }
  }

  async #isWorthAnotherTry(refusal: Refusal, message: Outgoing): Promise<boolean> {
    if (refusal.isPassing) {
      return true;
    }
    if (refusal.status === 401 || refusal.status === 403) {
      const renewal = await this.#access.renew(message.language).catch(() => 'renewed' as const);
      if (renewal === 'renewed') {
        return true;
      }
      this.#events.ended(renewal === 'lost' ? 'over' : 'signedOut');
      return false;
    }
    message.refusal = refusal;
    if (refusal.status === 404 || refusal.status === 409) {
      this.#events.ended('over');
    }
    return false;
  }

  async #post(message: Outgoing): Promise<void> {
    const authorization = `Bearer ${await this.#access.token()}`;
    const activity = {
      type: 'message',
      text: message.text,
      locale: message.language,
      channelData: { clientActivityID: message.clientId },
      ...(message.value === undefined ? {} : { value: message.value }),
    };
    if (message.files.length > 0) {
      await this.#upload(message, activity, authorization);
    } else {
      await request(this.#access.url('/activities'), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
    }
  }

  /** By the older way to ask, which is the one that tells how far it has got. */
  #upload(message: Outgoing, activity: object, authorization: string): Promise<void> {
    const attachments = message.files.map(({ name, type }) => ({
      name: wellFormed(name),
      contentType: type,
    }));
    const said = JSON.stringify({ ...activity, attachments });
    const form = new FormData();
    form.append('activity', new Blob([said], { type: 'application/vnd.microsoft.activity' }));
    for (const file of message.files) {
      form.append('file', file, wellFormed(file.name));
    }
    return new Promise((resolve, reject) => {
      const upload = new XMLHttpRequest();
      upload.open('POST', this.#access.url('/upload'));
      upload.setRequestHeader('authorization', authorization);
      upload.timeout = uploadMs;
      upload.upload.onprogress = ({ loaded, total }) => {
        message.progress = Math.floor((loaded / Math.max(total, 1)) * 100);
        this.#events.changed();
      };
      upload.onload = () => {
        if (upload.status < 300) {
          resolve();
        } else {
          reject(
            refusalOf(upload.status, upload.responseText, upload.getResponseHeader('retry-after')),
          );
        }
      };
      upload.onerror = upload.ontimeout = () => reject(new TypeError('The upload broke off.'));
      upload.send(form);
    });
  }

  #pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Half a letter, as a cut emoji leaves behind, and NUL are in no text that the server takes. */
export function wellFormed(words: string): string {
  return words.replace(/[\ud800-\udfff\0]/gu, '');
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Null for what another version of this program, or a full disk, has left behind. */
function draftOf(json: string): Outgoing | null {
  try {
    const draft = object(JSON.parse(json));
    const at = new Date(text(draft.at));
    const isWhole =
      text(draft.clientId) !== '' && text(draft.text) !== '' && !Number.isNaN(at.getTime());
    return isWhole
      ? {
          clientId: text(draft.clientId),
          text: text(draft.text),
          language: text(draft.language),
          value: draft.value,
          files: [],
          at,
          state: 'sending',
          progress: 0,
          refusal: null,
        }
      : null;
  } catch {
    return null;
  }
}
