// One conversation as its customer sees it: what was said, what is being sent, and whether the
// server is heard.
import { Access, claimsOf, type ResumeStore } from './access';
import { text, type Activity, type Message, type Sender } from './activity';
import { Outbox, type UnsentStore, type Outgoing } from './outbox';
import { Stream, type Ending } from './stream';

/** A network that comes and goes is nothing to tell anybody about. */
const offlineAfterMs = 4_000;
/** A reply that comes at once needs no "is typing" before it. */
const typingAfterMs = 400;
const typingMs = 6_000;

export type Item = { kind: 'said'; message: Message } | { kind: 'sending'; message: Outgoing };

export interface Typist {
  sender: Sender;
  name: string;
}

/** Whom a shop's token is about; empty for one that cannot be read. */
export function subjectOf(customer: string): string {
  return text(claimsOf(customer).sub);
}

export interface ConversationOptions {
  origin: string;
  shop: string;
  language: string;
  resume: ResumeStore;
  unsent: UnsentStore;
  customer: string | null;
}

export class Conversation {
  /** The customer can see what is said; a new conversation begins only then. */
  readonly #wanted: Promise<void>;
  #want: () => void = () => {};

  language: string;
  readonly said: Message[] = [];
  /** The server was reached. */
  hasOpened = false;
  isCaughtUp = false;
  isOffline = false;
  isEnded = false;
  /** It goes on once the shop's page says anew who its customer is. */
  isSignedOut = false;
  typist: Typist | null = null;
  /** Called after every change. */
  onChange: () => void = () => {};

  readonly #access: Access;
  readonly #outbox: Outbox;
  readonly #stream: Stream;
  #isUp = false;
  #offlineTimer: number | undefined;
  #typingTimer: number | undefined;

  constructor(options: ConversationOptions) {
    this.language = options.language;
    this.#wanted = new Promise(resolve => {
      this.#want = resolve;
    });
    const { origin, shop, resume: store, customer } = options;
    this.#access = new Access({ origin, shop, store, customer });
    this.#outbox = new Outbox(this.#access, options.unsent, {
      changed: () => this.onChange(),
      ended: why => this.#end(why),
    });
    this.#stream = new Stream(this.#access, () => this.language, {
      opened: isNew => this.#opened(isNew),
      activity: activity => this.#hear(activity),
      caughtUp: () => {
        this.isCaughtUp = true;
        this.onChange();
      },
      link: isUp => this.#link(isUp),
      ended: why => this.#end(why),
    });
  }

  start(): void {
    void this.#stream.run();
  }

  /** Begins it, if it has not begun. */
  want(): void {
    this.#want();
  }

  get id(): string {
    return this.#access.conversation;
  }

  /** In the order of the conversation; what is still on its way comes last. */
  get items(): readonly Item[] {
    return [
      ...this.said.map(message => ({ kind: 'said' as const, message })),
      ...this.#outbox.waiting.map(message => ({ kind: 'sending' as const, message })),
    ];
  }

  send(
    text: string,
    { value, files = [] }: { value?: unknown; files?: readonly File[] } = {},
  ): void {
    this.want();
    this.#outbox.send({ text, language: this.language, value, files });
  }

  retry(): void {
    this.#outbox.retry();
    this.refresh();
  }

  drop(message: Outgoing): void {
    this.#outbox.settle(message.clientId);
  }

  /** The page is looked at again, or the network is back: make sure of what was said meanwhile. */
  refresh(): void {
    this.#stream.refresh();
  }

  /** The network is gone; a socket may not notice for a long time. */
  suspect(): void {
    this.#stream.suspect();
  }

  /**
   * Whether it can go on as it is once the page says that this is its customer: with a newer token
   * of the same one. A token that was not believed made nobody of them.
   */
  isOf(customer: string | null): boolean {
    const { customer: known } = this.#access;
    if (customer === null || known === null) {
      return customer === known;
    }
    const isSame = subjectOf(customer) === subjectOf(known);
    if (isSame) {
      this.#access.setCustomer(customer);
    }
    return isSame && !this.isSignedOut;
  }

  /** This page is done with it. What it has not sent is handed back. */
  close(): readonly Outgoing[] {
    this.onChange = () => {};
    this.#access.close();
    this.#stream.stop();
    clearTimeout(this.#offlineTimer);
    clearTimeout(this.#typingTimer);
    return this.#outbox.release();
  }

  /** Nothing leads back to it from this browser. */
  leave(): readonly Outgoing[] {
    this.#access.leave();
    return this.close();
  }

  /** What another conversation could not send. */
  take(unsent: readonly Outgoing[]): void {
    this.#outbox.take(unsent);
  }

  /** What earlier pages left to be looked at again, once it is known not to have arrived. */
  takeStranded(): readonly Outgoing[] {
    return this.isCaughtUp ? this.#outbox.takeStranded() : [];
  }

  async #opened(isNew: boolean): Promise<void> {
    if (!this.hasOpened) {
      this.hasOpened = true;
      this.#link(true);
      // Before the history is read, which tells what of it has arrived.
      await this.#outbox.open();
      this.onChange();
    }
    if (!isNew) {
      this.want();
    }
    await this.#wanted;
  }

  #hear(activity: Activity): void {
    switch (activity.kind) {
      case 'message':
        this.said.push(activity);
        this.#outbox.settle(activity.clientId);
        this.#type(null);
        if (activity.sender === 'you' && this.isCaughtUp) {
          this.#expectReply();
        }
        break;
      case 'typing':
        if (activity.sender !== 'you') {
          this.#type({ sender: activity.sender, name: activity.senderName });
        }
        break;
      default:
        break;
    }
    this.onChange();
  }

  #expectReply(): void {
    const last = this.said.at(-1);
    const answering = this.said.findLast(({ sender }) => sender === 'bot' || sender === 'person');
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => {
      if (last === this.said.at(-1) && answering?.sender !== 'person') {
        this.#type({ sender: 'bot', name: '' });
        this.onChange();
      }
    }, typingAfterMs);
  }

  #type(typist: Typist | null): void {
    clearTimeout(this.#typingTimer);
    this.typist = typist;
    if (typist !== null) {
      this.#typingTimer = setTimeout(() => {
        this.typist = null;
        this.onChange();
      }, typingMs);
    }
  }

  #link(isUp: boolean): void {
    const wasUp = this.#isUp;
    this.#isUp = isUp;
    if (!isUp) {
      this.#offlineTimer ??= setTimeout(() => {
        this.isOffline = true;
        this.onChange();
      }, offlineAfterMs);
      return;
    }
    clearTimeout(this.#offlineTimer);
    this.#offlineTimer = undefined;
    if (this.isOffline) {
      this.isOffline = false;
      this.onChange();
    }
    if (!wasUp && this.#outbox.waiting.some(({ state }) => state === 'failed')) {
      this.#outbox.retry();
    }
  }

  #end(why: Ending): void {
    if (this.isEnded) {
      return;
    }
    this.isEnded = true;
    this.isSignedOut = why === 'signedOut';
    this.isOffline = false;
    clearTimeout(this.#offlineTimer);
    this.#type(null);
    this.#access.close();
    this.#stream.stop();
    this.#outbox.stop();
    this.onChange();
  }
}
