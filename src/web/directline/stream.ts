// Hears what happens in a conversation: over a socket, or by asking where sockets are blocked.
import type { Access } from './access';
import { parseActivities, type Activity } from './activity';
import { Refusal, request } from './http';
import { Pause } from './pause';

const openingMs = 8_000;
/** A socket that takes longer than this to open is not waited for in silence. */
const promptMs = 1_500;
/** The server breaks the silence every 20 s. */
const silenceMs = 50_000;
/** Coming back to the page, one is less patient. */
const silenceOnReturnMs = 25_000;
const silenceLookMs = 5_000;

const firstPauseMs = 500;
const pauseMaxMs = 15_000;

/** So many sockets in a row that do not open, and we only ask. */
const failedSocketsMax = 2;
/** For so long; then a socket is tried again. */
const pollingMs = 60_000;
const pollMs = 1_000;
const pollHiddenMs = 10_000;

/** Why nothing more will be heard. */
export type Ending = 'over' | 'signedOut';

export interface StreamEvents {
  /**
   * Which conversation it is that is heard; `isNew` if nothing was said in it yet. Settles when
   * that is to begin.
   */
  opened(isNew: boolean): Promise<void>;
  /** In order, each once, as the server's log has them. */
  activity(activity: Activity): void;
  /** Everything that was said before is there. */
  caughtUp(): void;
  /** Whether the server is heard. */
  link(isUp: boolean): void;
  ended(why: Ending): void;
}

export class Stream {
  readonly #access: Access;
  readonly #language: () => string;
  readonly #events: StreamEvents;
  /** The last that was heard of, and where to read on. */
  #sequence = 0;
  #watermark = '';
  #isCaughtUp = false;
  #isStopped = false;
  #socket: WebSocket | null = null;
  #failedSockets = 0;
  #heardAt = 0;
  #pauseMs = firstPauseMs;
  /** Since the server was heard. */
  #isRenewed = false;
  /** Before the next try. */
  readonly #pause = new Pause();

  constructor(access: Access, language: () => string, events: StreamEvents) {
    this.#access = access;
    this.#language = language;
    this.#events = events;
  }

  async run(): Promise<void> {
    const watch = setInterval(() => this.#expectSound(silenceMs), silenceLookMs);
    while (!this.#isStopped) {
      let waitMs = 0;
      try {
        await this.#hear();
      } catch (error) {
        waitMs = error instanceof Refusal ? (error.retryAfterMs ?? 0) : 0;
        this.#linkDown();
        await this.#consider(error);
      }
      if (!this.#isStopped) {
        await this.#pause.take(Math.max(waitMs, this.#pauseMs * (0.75 + Math.random() / 2)));
        this.#pauseMs = Math.min(this.#pauseMs * 2, pauseMaxMs);
      }
    }
    clearInterval(watch);
  }

  /** The page is looked at again, or the network is back: this is the moment to make sure. */
  refresh(): void {
    this.#expectSound(silenceOnReturnMs);
    this.#pause.end();
  }

  /** What is silent now is dead. */
  suspect(): void {
    this.#expectSound(-1);
  }

  stop(): void {
    this.#isStopped = true;
    this.#socket?.close();
    this.#pause.end();
  }

  /** Returns when the socket has closed, or it is time to try one again. */
  async #hear(): Promise<void> {
    if (this.#access.conversation === '') {
      await this.#access.open(this.#language());
    }
    if (!this.#isStopped) {
      await this.#events.opened(!this.#access.hasBegun);
    }
    if (!this.#isStopped && !this.#isCaughtUp) {
      await this.#readHistory();
    }
    const url = this.#isStopped ? '' : await this.#access.stream(this.#watermark, this.#language());
    if (this.#isStopped) {
      return;
    }
    this.#heard();
    if (this.#failedSockets < failedSocketsMax) {
      await Promise.all([this.#listen(url), this.#pollUntilOpen()]);
    } else {
      const until = performance.now() + pollingMs;
      await this.#pollWhile(() => performance.now() < until);
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
    this.#isCaughtUp = true;
    this.#events.caughtUp();
  }

  /** Until the socket closes. */
  #listen(url: string): Promise<void> {
    return new Promise(resolve => {
      const socket = (this.#socket = new WebSocket(url));
      const patience = setTimeout(() => socket.close(), openingMs);
      let hasOpened = false;
      socket.onopen = () => {
        clearTimeout(patience);
        hasOpened = true;
        this.#failedSockets = 0;
        this.#heard();
        this.#pause.end();
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
        if (hasOpened) {
          this.#linkDown();
        } else {
          this.#failedSockets++;
        }
        this.#pause.end();
        resolve();
      };
    });
  }

  /** Where sockets are swallowed instead of refused, replies come all the same. */
  async #pollUntilOpen(): Promise<void> {
    const isOpening = () => this.#socket?.readyState === WebSocket.CONNECTING;
    try {
      await this.#pause.take(promptMs);
      await this.#pollWhile(isOpening);
    } catch {
      // The socket's own end tells what to do.
    }
  }

  async #pollWhile(goesOn: () => boolean): Promise<void> {
    while (!this.#isStopped && goesOn()) {
      const before = this.#sequence;
      await this.#ask();
      if (this.#sequence === before) {
        await this.#pause.take(document.hidden ? pollHiddenMs : pollMs);
      }
    }
  }

  /** What there is after the watermark, up to a page. */
  async #ask(): Promise<void> {
    const { text } = await request(this.#access.url(`/activities?watermark=${this.#watermark}`), {
      headers: await this.#access.headers(),
    });
    this.#heard();
    this.#take(text);
  }

  #heard(): void {
    this.#heardAt = Date.now();
    this.#pauseMs = firstPauseMs;
    this.#isRenewed = false;
    if (!this.#isStopped) {
      this.#events.link(true);
    }
  }

  #linkDown(): void {
    if (!this.#isStopped) {
      this.#events.link(false);
    }
  }

  /**
   * False when something is missing before it. What was heard before, by whichever way, is passed
   * over.
   */
  #take(json: string): boolean {
    for (const activity of parseActivities(json)) {
      if (this.#isStopped) {
        break;
      }
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
        this.#events.ended('over');
      }
    }
    return true;
  }

  /** Whether another try can go well, and what it takes. */
  async #consider(error: unknown): Promise<void> {
    if (
      this.#isStopped ||
      this.#access.conversation === '' ||
      !(error instanceof Refusal) ||
      error.isPassing
    ) {
      return;
    }
    if (error.status === 404 || error.status === 409) {
      this.#events.ended('over');
      return;
    }
    const renewal = await this.#access.renew(this.#language()).catch(() => 'renewed' as const);
    if (this.#isStopped) {
      return;
    }
    if (renewal === 'renewed') {
      // The pauses so far were for another reason; but renewed and refused again, it waits longer.
      this.#pauseMs = this.#isRenewed ? this.#pauseMs : firstPauseMs;
      this.#isRenewed = true;
    } else {
      this.#events.ended(renewal === 'lost' ? 'over' : 'signedOut');
    }
  }

  /**
   * A socket that has been silent too long is dead, even if nobody has told it. By the wall clock,
   * which goes on while a computer sleeps.
   */
  #expectSound(withinMs: number): void {
    if (
      this.#socket?.readyState === WebSocket.OPEN &&
      Math.abs(Date.now() - this.#heardAt) > withinMs
    ) {
      // Its own closing might wait for an answer that never comes.
      const dead = this.#socket;
      dead.onmessage = null;
      dead.close();
      dead.onclose?.(new CloseEvent('close'));
      dead.onclose = null;
    }
  }
}
