// What the customer sends: each message once, in order, however often it has to be tried.
import type { Access } from './access';
import { object, text } from './activity';
import { now, Refusal, request } from './http';
import { Pause } from './pause';
import { upload } from './upload';
import { wellFormed } from './wellFormed';

/**
 * Tries at a time; then the customer sees that it was not sent, and it waits for them or for the
 * network.
 */
const triesMax = 3;
const firstPauseMs = 1_000;

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
  /** The server takes no more for now. */
  isHeldUp: boolean;
  /** What the server said when it refused it. */
  refusal: Refusal | null;
  /** It had some, in an earlier page. */
  readonly hasLostFiles: boolean;
}

const fresh = {
  state: 'sending',
  progress: 0,
  isHeldUp: false,
  refusal: null,
  hasLostFiles: false,
} as const;

/** Where words wait that nobody has acknowledged, should the page go away. */
export interface UnsentStore {
  /**
   * What no living page is about to send, the oldest first; from then on it is this page's. What
   * this page has kept itself may be among it.
   */
  takeUp(): Promise<readonly UnsentMessage[]>;
  /** `conversation` is empty as long as it is not known. */
  keep(conversation: string, clientId: string, json: string): void;
  forget(clientId: string): void;
}

/** As it was kept. */
export interface UnsentMessage {
  conversation: string;
  json: string;
}

export interface OutboxEvents {
  changed(): void;
  ended(why: 'over' | 'signedOut'): void;
}

export class Outbox {
  readonly #access: Access;
  readonly #store: UnsentStore;
  readonly #events: OutboxEvents;
  readonly #waiting: Outgoing[] = [];
  /** Of earlier pages: words for a conversation that is no more, or whose files are gone. */
  #stranded: Outgoing[] = [];
  #isOpen = false;
  #isHeldUp = false;
  #isSending = false;
  #isStopped = false;
  readonly #pause = new Pause();

  constructor(access: Access, store: UnsentStore, events: OutboxEvents) {
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
  async open(): Promise<void> {
    const kept = await this.#store.takeUp();
    if (this.#isStopped) {
      return;
    }
    const written = this.#waiting.splice(0);
    const known = new Set(written.map(({ clientId }) => clientId));
    for (const { conversation, json } of kept) {
      const message = parse(json);
      if (message === null || known.has(message.clientId)) {
        continue;
      }
      const isOfThis = conversation === '' || conversation === this.#access.conversation;
      (isOfThis && !message.hasLostFiles ? this.#waiting : this.#stranded).push(message);
    }
    this.#waiting.push(...written);
    this.#waiting.forEach(message => this.#keep(message));
    this.#isOpen = true;
    this.#events.changed();
    void this.#sendAll();
  }

  /** What the customer has to look at again before it is sent. Once; whoever asks keeps it. */
  takeStranded(): readonly Outgoing[] {
    const stranded = this.#stranded;
    this.#stranded = [];
    stranded.forEach(({ clientId }) => this.#store.forget(clientId));
    return stranded;
  }

  send(message: Pick<Outgoing, 'text' | 'language' | 'value' | 'files'>): void {
    const sent = { ...message, text: wellFormed(message.text) };
    const state = this.#isStopped ? 'refused' : 'sending';
    const isHeldUp = this.#isHeldUp;
    this.take([{ ...sent, ...fresh, clientId: newId(), at: now(), state, isHeldUp }]);
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
    const given = this.#waiting.splice(0).filter(({ state }) => state !== 'sent');
    given.forEach(({ clientId }) => this.#store.forget(clientId));
    return given.map(message => ({ ...message, ...fresh }));
  }

  /** There is no conversation left to send to. */
  stop(): void {
    this.#isStopped = true;
    for (const message of this.#waiting) {
      message.state = message.state === 'sent' ? 'sent' : 'refused';
    }
    this.#pause.end();
    this.#events.changed();
  }

  /** All that failed, from the first on: a later one does not overtake an earlier one. */
  retry(): void {
    for (const message of this.#waiting) {
      message.state = message.state === 'failed' ? 'sending' : message.state;
    }
    this.#events.changed();
    this.#pause.end();
    void this.#sendAll();
  }

  /** The conversation has it, or the customer gives it up. */
  settle(clientId: string): void {
    this.#stranded = this.#stranded.filter(message => message.clientId !== clientId);
    const at = this.#waiting.findIndex(message => message.clientId === clientId);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
      this.#events.changed();
    }
    this.#store.forget(clientId);
  }

  /** Files are too large to be kept; that there were some is known. */
  #keep({ clientId, text, language, value, at, files }: Outgoing): void {
    if (!this.#isStopped) {
      const hasLostFiles = files.length > 0;
      this.#store.keep(
        this.#access.conversation,
        clientId,
        JSON.stringify({ clientId, text, language, value, at, hasLostFiles }),
      );
    }
  }

  async #sendAll(): Promise<void> {
    if (this.#isSending || !this.#isOpen) {
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
        this.#holdUp(refusal?.status === 429);
        await this.#pause.take(Math.max(pause, refusal?.retryAfterMs ?? 0));
        this.#holdUp(false);
        pause *= 3;
      }
    }
  }

  #holdUp(isHeldUp: boolean): void {
    this.#isHeldUp = isHeldUp;
    for (const message of this.#waiting) {
      message.isHeldUp = isHeldUp;
    }
    this.#events.changed();
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
    const headers = await this.#access.headers();
    const activity = {
      type: 'message',
      text: message.text,
      locale: message.language,
      channelData: { clientActivityID: message.clientId },
      ...(message.value === undefined ? {} : { value: message.value }),
    };
    if (message.files.length > 0) {
      await upload(this.#access.url('/upload'), headers, activity, message.files, percent => {
        message.progress = percent;
        this.#events.changed();
      });
    } else {
      await request(this.#access.url('/activities'), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
    }
  }
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Null for what another version of this program, or a full disk, has left behind. */
function parse(json: string): Outgoing | null {
  try {
    const kept = object(JSON.parse(json));
    const at = new Date(text(kept.at));
    const clientId = text(kept.clientId);
    const words = text(kept.text);
    const hasLostFiles = kept.hasLostFiles === true;
    if (clientId === '' || (words === '' && !hasLostFiles) || Number.isNaN(at.getTime())) {
      return null;
    }
    const { value } = kept;
    const language = text(kept.language);
    return { ...fresh, clientId, text: words, language, value, files: [], at, hasLostFiles };
  } catch {
    return null;
  }
}
