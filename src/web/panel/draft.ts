// What the customer is about to say. It outlives the window that it is written in, which is drawn
// anew for another language.
import { wellFormed } from '../directline/wellFormed';
import type { ShopInterface } from './interface';
import { shrink } from './photos';

/** More than a page of writing; the server takes little more. */
export const charactersMax = 10_000;
/** Of one message, as the server takes them. */
const filesMax = 10;
const megabyte = 1024 * 1024;

export type DraftNotice = '' | 'shrinking' | 'refused' | 'tooLong' | 'filesLost';

/** The files of one message; some may still be made smaller when it is sent. */
interface Batch {
  files: readonly File[];
  /** Once it waits to be sent. */
  words: string;
  ready: Promise<void>;
  isShrinking: boolean;
  isRefused: boolean;
}

export class Draft {
  words = '';
  notice: DraftNotice = '';
  /** Called when files or notice have changed. */
  onChange: () => void = () => {};

  readonly #uploads: ShopInterface['uploads'];
  readonly #send: (words: string, files: readonly File[]) => void;
  #batch: Batch = newBatch();
  /** Sent by the customer, but not yet gone, in order. */
  #waiting: readonly Batch[] = [];
  #sending: Promise<void> = Promise.resolve();
  /** Raised when all that is on its way here is somebody else's business. */
  #owner = 0;

  constructor(
    uploads: ShopInterface['uploads'],
    send: (words: string, files: readonly File[]) => void,
  ) {
    this.#uploads = uploads;
    this.#send = send;
  }

  /** What stands in the box. A notice was about what stood there before. */
  write(words: string): void {
    this.words = words;
    this.#say(this.#batch.isShrinking ? 'shrinking' : '');
  }

  /** All that a page which goes away now would take with it. */
  get unsentWords(): string {
    return [...this.#waiting, this]
      .map(({ words }) => words)
      .filter(words => words !== '')
      .join('\n');
  }

  get files(): readonly File[] {
    return this.#batch.files;
  }

  /** Photos are made smaller first; what the server would not take is left out. */
  add(files: readonly File[]): void {
    if (files.length === 0) {
      return;
    }
    const batch = this.#batch;
    const owner = this.#owner;
    batch.ready = batch.ready.then(() => this.#add(files, batch, owner));
  }

  /** Some that were chosen in an earlier page did not outlive it. */
  missFiles(): void {
    this.#say('filesLost');
  }

  remove(file: File): void {
    this.#batch.files = this.#batch.files.filter(other => other !== file);
    this.onChange();
  }

  /** Words and files as they are now, once the files are small; in the order of sending. */
  submit(): void {
    const words = wellFormed(this.words).trim();
    const batch = this.#batch;
    if (words.length > charactersMax) {
      this.#say('tooLong');
    } else if (words !== '' || batch.files.length > 0 || batch.isShrinking) {
      batch.words = words;
      batch.isRefused = false;
      this.#waiting = [...this.#waiting, batch];
      this.words = '';
      this.#batch = newBatch();
      this.#say(batch.isShrinking ? 'shrinking' : '');
      this.#sending = this.#sending.then(() => this.#sendOnceReady(batch)).catch(console.error);
    }
  }

  /** Somebody else sits here now. */
  clear(): void {
    this.#owner++;
    this.#waiting = [];
    // What they say waits for nobody else's photos.
    this.#sending = Promise.resolve();
    this.#batch = newBatch();
    this.write('');
  }

  /** `owner` is who chose them. */
  async #add(files: readonly File[], batch: Batch, owner: number): Promise<void> {
    if (owner !== this.#owner) {
      return;
    }
    batch.isShrinking = files.some(({ type }) => type.startsWith('image/'));
    this.#say(batch.isShrinking ? 'shrinking' : '');
    const small = await Promise.all(files.map(shrink));
    const taken = small.filter(file => this.#isTaken(file));
    const isRefused = taken.length < small.length;
    batch.files = [...batch.files, ...taken];
    batch.isShrinking = false;
    batch.isRefused ||= isRefused;
    if (owner === this.#owner) {
      this.#say(isRefused ? 'refused' : '');
    }
  }

  async #sendOnceReady(batch: Batch): Promise<void> {
    await batch.ready;
    if (this.#waiting.includes(batch)) {
      this.#waiting = this.#waiting.filter(other => other !== batch);
      this.#say(batch.isRefused ? 'refused' : this.#batch.isShrinking ? 'shrinking' : '');
      this.#sendInParts(batch);
    }
  }

  #sendInParts({ words, files }: Batch): void {
    if (words === '' && files.length === 0) {
      return;
    }
    this.#send(words, files.slice(0, filesMax));
    for (let sent = filesMax; sent < files.length; sent += filesMax) {
      this.#send('', files.slice(sent, sent + filesMax));
    }
  }

  #isTaken({ type, size }: File): boolean {
    const { accept, images, videos } = this.#uploads;
    const megabytesMax = type.startsWith('video/') ? videos : images;
    return accept.split(',').includes(type) && size > 0 && size <= megabytesMax * megabyte;
  }

  #say(notice: DraftNotice): void {
    this.notice = notice;
    this.onChange();
  }
}

function newBatch(): Batch {
  return {
    files: [],
    words: '',
    ready: Promise.resolve(),
    isShrinking: false,
    isRefused: false,
  };
}
