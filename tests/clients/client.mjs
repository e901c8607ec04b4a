// The real Direct Line client under Node, and what the tests ask of it.
import directLineJs from 'botframework-directlinejs';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import WebSocket from 'ws';
import xhr2 from 'xhr2';

globalThis.XMLHttpRequest = xhr2.XMLHttpRequest;
globalThis.WebSocket = WebSocket;

export const { DirectLine, ConnectionStatus } = directLineJs;

const patienceMs = 40_000;

/** A DirectLineJS that remembers everything it was told. */
export class Client {
  activities = [];
  statuses = [];
  #waiting = [];

  constructor(options) {
    // Reconnects as soon as it ever would: after three seconds.
    this.directLine = new DirectLine({ random: () => 0, ...options });
    this.directLine.connectionStatus$.subscribe(status => {
      this.#note(() => this.statuses.push(status));
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

  /** Resolves to the activity's id, or to "retry". */
  say(text, clientActivityID) {
    return this.post({ type: 'message', text, channelData: { clientActivityID } });
  }

  post(activity) {
    return this.directLine.postActivity({ from: { id: 'me' }, ...activity }).toPromise();
  }

  close() {
    this.subscription.unsubscribe();
    this.directLine.end();
  }

  toString() {
    return `Statuses ${this.statuses}, activities ${JSON.stringify(this.activities.map(({ id, text }) => [id, text]))}`;
  }

  #note(change) {
    change();
    const ready = this.#waiting.filter(({ condition }) => condition(this));
    this.#waiting = this.#waiting.filter(waiting => !ready.includes(waiting));
    ready.forEach(({ resolve }) => resolve());
  }
}

/** Direct Line by hand. */
export async function call(url, path, { method = 'POST', bearer, body } = {}) {
  const response = await fetch(`${url}/v3/directline/${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

/** As a page of the server's own asks. */
export async function chatToken(url, body = {}) {
  const response = await fetch(`${url}/api/shops/demo/chat-token`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** A TCP proxy whose connections can be cut like a cable. */
export async function startProxy(url) {
  const { hostname, port } = new URL(url);
  const open = new Set();
  const server = createServer(client => {
    const upstream = connect(Number(port), hostname);
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    cut: () => open.forEach(socket => socket.destroy()),
    stop: () => {
      open.forEach(socket => socket.destroy());
      server.close();
    },
  };
}

function withResolvers() {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
}
