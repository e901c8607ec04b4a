// What the customer is about to say. It outlives the window that it is written in, which is drawn
// anew for another language.
import type { ShopInterface } from './interface';
import { shrink } from './photos';

/** More than a page of writing; the server takes little more. */
export const charactersMax = 10_000;
/** Of one message, as the server takes them. */
const filesMax = 10;
const megabyte = 1024 * 1024;

export type DraftNotice = '' | 'shrinking' | 'refused' | 'tooLong';

/** The files of one message; some may still be made smaller when it is sent. */
interface Batch {
  readonly files: File[];
  ready: Promise<void>;
}

export class Draft {
  words = '';
  notice: DraftNotice = '';
  /** Called when files or notice have changed. */
  onChange: () => void = () => {};

  readonly #uploads: ShopInterface['uploads'];
  readonly #send: (words: string, files: readonly File[]) => void;
  #batch: Batch = newBatch();
  #sending: Promise<void> = Promise.resolve();
  /** Raised when all that is on its way here is somebody else's business. */
  #owner = 0;

  constructor(uploads: ShopInterface['uploads'], send: (words: string, files: readonly File[]) => void) {
    this.#uploads = uploads;
    this.#send = send;
  }

  /** What stands in the box. A notice was about what stood there before. */
  write(words: string): void {
    this.words = words;
    this.notice = this.notice === 'shrinking' ? 'shrinking' : '';
    this.onChange();
  }

  get files(): readonly File[] {
    return this.#batch.files;
  }

  /** Photos are made smaller first; what the server would not take is left out. */
  add(files: readonly File[]): void {
    const batch = this.#batch;
    batch.ready = batch.ready.then(async () => {
      this.#say(batch, files.some(({ type }) => type.startsWith('image/')) ? 'shrinking' : '');
      const small = await Promise.all(files.map(shrink));
      const taken = small.filter(file => this.#isTaken(file));
      batch.files.push(...taken);
      this.#say(batch, taken.length < small.length ? 'refused' : '');
    });
  }

  remove(file: File): void {
    this.#batch.files.splice(this.#batch.files.indexOf(file), 1);
    this.onChange();
  }

  /** Words and files as they are now, once the files are small; in the order of sending. */
  submit(): void {
    const words = wellFormed(this.words.trim());
    const batch = this.#batch;
    if (words.length > charactersMax) {
      this.#say(batch, 'tooLong');
      return;
    }
    if (words === '' && batch.files.length === 0 && this.notice !== 'shrinking') {
      return;
    }
    const owner = this.#owner;
    this.words = '';
    this.#batch = newBatch();
    this.#say(this.#batch, this.notice === 'shrinking' ? 'shrinking' : '');
    this.#sending = this.#sending.then(async () => {
      await batch.ready;
      if (owner === this.#owner) {
        this.#say(this.#batch, '');
        this.#sendInParts(words, batch.files);
      }
    });
  }

  /** Somebody else sits here now. */
  clear(): void {
    this.#owner++;
    this.words = '';
    this.#batch = newBatch();
    this.#say(this.#batch, '');
  }

  #sendInParts(words: string, files: readonly File[]): void {
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

  /** Nothing is said of files that are somebody else's, or on their way. */
  #say(batch: Batch, notice: DraftNotice): void {
    if (batch === this.#batch) {
      this.notice = notice;
      this.onChange();
    }
  }
}

function newBatch(): Batch {
  return { files: [], ready: Promise.resolve() };
}

/** Half a letter, as a cut emoji leaves behind, and NUL are in no text that a server takes. */
function wellFormed(words: string): string {
  return words.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\0/g,
    '',
  );
}
