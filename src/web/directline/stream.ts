// Hears what happens in a conversation: over a socket, or by asking where sockets are blocked.
import { isUnknownCustomer, type Access } from './access';
import { parseActivities, type Activity } from './activity';
import { Refusal, request } from './http';

const openingMs = 8_000;
/** The server breaks the silence every 20 s. */
const silenceMs = 50_000;
/** Coming back to the page, one is less patient. */
const silenceOnReturnMs = 25_000;
const silenceLookMs = 5_000;

const firstPauseMs = 500;
const pauseMaxMs = 15_000;

/** So many sockets in a row that do not open, and we ask instead. */
const failedSocketsMax = 2;
/** For so long; then a socket is tried again. */
const pollingMs = 60_000;
const pollMs = 1_000;
const pollHiddenMs = 10_000;

export interface StreamEvents {
  /** Which conversation it is that is heard; `isNew` if nothing was said in it yet. Settles when that is to begin. */
  opened(isNew: boolean): Promise<void>;
  /** In order, each once, as the server's log has them. */
  activity(activity: Activity): void;
  /** Everything that was said before is there. */
  caughtUp(): void;
  /** Whether the server is heard. */
  link(isUp: boolean): void;
  /** The conversation is over, or cannot be gone on with; `signedOut` because the shop's page has to say anew who its customer is. */
  ended(why: 'over' | 'signedOut'): void;
}

export class Stream {
  readonly #access: Access;
  readonly #language: () => string;
  readonly #events: StreamEvents;
  /** The last that was heard of, and where to read on. */
  #sequence = 0;
  #watermark = '';
  #isStopped = false;
  #socket: WebSocket | null = null;
  #failedSockets = 0;
  #heardAt = 0;
  /** Ends the pause before the next try. */
  #wake: () => void = () => {};

  constructor(access: Access, language: () => string, events: StreamEvents) {
    this.#access = access;
    this.#language = language;
    this.#events = events;
  }

  async run(): Promise<void> {
    const watch = setInterval(() => this.#expectSound(silenceMs), silenceLookMs);
    let pause = firstPauseMs;
    while (!this.#isStopped) {
      try {
        await this.#hear(() => { pause = firstPauseMs; });
      } catch (error) {
        if (await this.#isOver(error)) {
          break;
        }
      }
      if (!this.#isStopped) {
        this.#events.link(false);
        await this.#pause(pause * (0.75 + Math.random() / 2));
        pause = Math.min(pause * 2, pauseMaxMs);
      }
    }
    clearInterval(watch);
  }

  /** The page is looked at again, or the network is back: this is the moment to make sure. */
  refresh(): void {
    this.#expectSound(silenceOnReturnMs);
    this.#wake();
  }

  /** What is silent now is dead. */
  suspect(): void {
    this.#expectSound(-1);
  }

  stop(): void {
    this.#isStopped = true;
    this.#socket?.close();
    this.#wake();
  }

  async #hear(onHeard: () => void): Promise<void> {
    if (this.#access.conversation === '') {
      await this.#access.open(this.#language());
      await this.#events.opened(!this.#access.hasBegun);
      await this.#readHistory();
    }
    const url = await this.#access.stream(this.#watermark, this.#language());
    if (this.#isStopped) {
      return;
    }
    if (this.#failedSockets < failedSocketsMax) {
      await this.#listen(url, onHeard);
    } else {
      await this.#poll(onHeard);
      this.#failedSockets = failedSocketsMax - 1;
    }
  }

  /** Page by page, so that its end is known: what comes after it is new. */
  async #readHistory(): Promise<void> {
    let before = -1;
    while (this.#access.hasBegun && before < this.#sequence && !this.#isStopped) {
      before = this.#sequence;
      await this.#ask();
    }
    this.#events.caughtUp();
  }

  /** Until the socket closes. */
  #listen(url: string, onHeard: () => void): Promise<void> {
    return new Promise(resolve => {
      const socket = this.#socket = new WebSocket(url);
      const patience = setTimeout(() => socket.close(), openingMs);
      let hasOpened = false;
      socket.onopen = () => {
        clearTimeout(patience);
        hasOpened = true;
        this.#failedSockets = 0;
        this.#heard();
        onHeard();
      };
      socket.onmessage = ({ data }) => {
        this.#heard();
        if (typeof data === 'string' && data !== '' && !this.#take(data)) {
          // Something is missing: read on from the last that is not.
          socket.close();
        }
      };
      socket.onclose = () => {
        clearTimeout(patience);
        this.#socket = null;
        this.#failedSockets += hasOpened ? 0 : 1;
        resolve();
      };
    });
  }

  async #poll(onHeard: () => void): Promise<void> {
    const until = performance.now() + pollingMs;
    while (!this.#isStopped && performance.now() < until) {
      const before = this.#sequence;
      await this.#ask();
      onHeard();
      if (this.#sequence === before) {
        await this.#pause(document.hidden ? pollHiddenMs : pollMs);
      }
    }
  }

  /** What there is after the watermark, up to a page. */
  async #ask(): Promise<void> {
    const headers = { authorization: `Bearer ${await this.#access.token()}` };
    const { text } = await request(this.#access.url(`/activities?watermark=${this.#watermark}`), { headers });
    this.#heard();
    this.#take(text);
  }

  #heard(): void {
    this.#heardAt = Date.now();
    this.#events.link(true);
  }

  /** False when something is missing before it. */
  #take(json: string): boolean {
    for (const activity of parseActivities(json)) {
      if (activity.kind !== 'typing') {
        if (activity.sequence > this.#sequence + 1) {
          return false;
        }
        if (activity.sequence <= this.#sequence) {
          continue;
        }
        this.#sequence = activity.sequence;
        this.#watermark = String(activity.sequence);
      }
      this.#events.activity(activity);
      if (activity.kind === 'end') {
        this.#end('over');
      }
    }
    return true;
  }

  /** Whether there is no use in trying again. Throws nothing. */
  async #isOver(error: unknown): Promise<boolean> {
    if (!(error instanceof Refusal) || error.isPassing) {
      return false;
    }
    if (error.status === 404 || error.status === 409) {
      this.#end('over');
      return true;
    }
    return !await this.#reopen();
  }

  /** The token has run out while the computer slept, say. False where that does not lead back to this conversation. */
  async #reopen(): Promise<boolean> {
    const conversation = this.#access.conversation;
    try {
      await this.#access.open(this.#language());
    } catch (error) {
      if (!isUnknownCustomer(error)) {
        return true;
      }
      this.#end('signedOut');
      return false;
    }
    if (this.#access.conversation === conversation) {
      return true;
    }
    this.#end('over');
    return false;
  }

  #end(why: 'over' | 'signedOut'): void {
    this.stop();
    this.#events.ended(why);
  }

  /** A socket that has been silent too long is dead, even if nobody has told it. By the wall clock, which goes on while a computer sleeps. */
  #expectSound(withinMs: number): void {
    if (this.#socket?.readyState === WebSocket.OPEN && Math.abs(Date.now() - this.#heardAt) > withinMs) {
      // Its own closing might wait for an answer that never comes.
      const dead = this.#socket;
      dead.onmessage = null;
      dead.close();
      dead.onclose?.(new CloseEvent('close'));
      dead.onclose = null;
    }
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
