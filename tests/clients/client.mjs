// The real Direct Line client under Node, in the versions that pages use, and what the tests ask of it.
import library0155 from 'directlinejs-0.15.5';
import library0158 from 'directlinejs-0.15.8';
import { AjaxObservable } from 'rxjs/observable/dom/AjaxObservable.js';
import WebSocket from 'ws';
import { hurried } from './scheduler.mjs';
import { FetchRequest } from './xhr.mjs';

globalThis.XMLHttpRequest = FetchRequest;
globalThis.WebSocket = WebSocket;

const libraries = { '0.15.5': library0155, '0.15.8': library0158 };

/** 0.15.5 is what Web Chat 4.18.1 bundles, 0.15.8 the newest. */
export const versions = Object.keys(libraries);

export const { ConnectionStatus } = library0158;

const patienceMs = 40_000;
const usualSpeed = 20;

/** A DirectLineJS that remembers everything it was told, and everything that went wrong. */
export class Client {
  activities = [];
  statuses = [];
  /** What it asked over HTTP: method, path, headers, whether with a body, status. */
  requests = [];
  sockets = [];
  /** Failures and retries, as the client saw them. */
  troubles = [];
  #waiting = [];
  #isClosed = false;

  /** `speed` is how much faster than ours its clock runs; it reconnects as soon as it ever would, after three of its seconds. */
  constructor(version, options, speed = usualSpeed) {
    this.directLine = new libraries[version].DirectLine({
      random: () => 0,
      scheduler: hurried(speed),
      ajax: request => new AjaxObservable({ ...request, createXHR: () => this.#watchedRequest() }),
      WebSocket: this.#watchedSocket(),
      ...options,
    });
    this.directLine.connectionStatus$.subscribe(status => {
      this.#note(() => this.statuses.push(status));
      if (status === ConnectionStatus.FailedToConnect || status === ConnectionStatus.ExpiredToken) {
        this.#trouble(`status ${ConnectionStatus[status]}`);
      }
      if (status === ConnectionStatus.FailedToConnect) {
        this.#waiting.forEach(({ reject }) => reject(new Error(`It could not connect. ${this}`)));
      }
    });
    this.subscription = this.directLine.activity$.subscribe({
      next: activity => this.#note(() => this.activities.push(activity)),
      error: error => this.#note(() => (this.error = error)),
    });
  }

  get ids() {
    return this.activities.map(activity => activity.id);
  }

  get texts() {
    return this.activities.map(activity => activity.text);
  }

  get conversationId() {
    return this.directLine.conversationId;
  }

  get openSockets() {
    return this.sockets.filter(({ socket }) => socket.readyState === WebSocket.OPEN);
  }

  /** Waits until the client has seen what makes `condition` true. */
  async until(condition, what) {
    if (condition(this)) {
      return;
    }
    const seen = withResolvers();
    const timer = setTimeout(() => seen.reject(new Error(`Not seen: ${what}. ${this}`)), patienceMs);
    this.#waiting.push({ condition, ...seen });
    await seen.promise.finally(() => clearTimeout(timer));
  }

  online() {
    return this.until(client => client.statuses.includes(ConnectionStatus.Online), 'online');
  }

  count(n) {
    return this.until(client => client.activities.length >= n, `${n} activities`);
  }

  /** Until the reply to the activity `id` is there. */
  answered(id) {
    return this.until(client => client.activities.some(({ replyToId }) => replyToId === id), `the answer to ${id}`);
  }

  /** Resolves to the activity's id, or to "retry". */
  say(text, clientActivityID) {
    return this.post({ type: 'message', text, channelData: { clientActivityID } });
  }

  async post(activity) {
    const id = await this.directLine.postActivity({ from: { id: 'me' }, ...activity }).toPromise();
    if (id === 'retry') {
      this.#trouble('retry');
    }
    return id;
  }

  close() {
    this.#isClosed = true;
    this.subscription.unsubscribe();
    this.directLine.end();
  }

  toString() {
    return `Statuses ${this.statuses}, troubles ${this.troubles}, activities ${JSON.stringify(this.activities.map(({ id, text }) => [id, text]))}`;
  }

  #trouble(what) {
    if (!this.#isClosed) {
      this.troubles.push(what);
    }
  }

  #watchedRequest() {
    const xhr = new FetchRequest();
    const request = { headers: {} };
    const { open, send, setRequestHeader } = xhr;
    xhr.open = (method, url) => {
      Object.assign(request, { method, path: new URL(url).pathname.replace('/v3/directline', '') });
      open.call(xhr, method, url);
    };
    xhr.setRequestHeader = (name, value) => {
      request.headers[name.toLowerCase()] = value;
      setRequestHeader.call(xhr, name, value);
    };
    xhr.send = body => {
      request.hasBody = body !== undefined && body !== null;
      send.call(xhr, body);
    };
    xhr.onloadend = () => {
      request.status = xhr.status;
      this.#note(() => this.requests.push(request));
      if (xhr.status < 200 || xhr.status > 299) {
        this.#trouble(`${request.method} ${request.path} ${xhr.status}`);
      }
    };
    return xhr;
  }

  #watchedSocket() {
    const client = this;
    return class extends WebSocket {
      constructor(url) {
        super(url);
        const watched = { socket: this, url, frames: [], sent: 0 };
        client.sockets.push(watched);
        this.on('message', (data, isBinary) => watched.frames.push({ text: data.toString(), isBinary }));
        this.on('error', error => client.#trouble(`socket: ${error.message}`));
        this.on('close', code => client.#note(() => client.#trouble(`socket closed with ${code}`)));
      }

      send(data, ...rest) {
        super.send(data, ...rest);
        const watched = client.sockets.find(({ socket }) => socket === this);
        client.#note(() => watched.sent++);
      }
    };
  }

  #note(change) {
    change();
    const ready = this.#waiting.filter(({ condition }) => condition(this));
    this.#waiting = this.#waiting.filter(waiting => !ready.includes(waiting));
    ready.forEach(({ resolve }) => resolve());
  }
}

function withResolvers() {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
}
