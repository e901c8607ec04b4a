// What stands between a client and a server: cables that are cut, proxies that cut idle connections, clients that do not read.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A TCP proxy. One with `idleMs` cuts streams on which nothing went either way for so long. */
export async function startProxy(url, { idleMs = 0 } = {}) {
  const { hostname, port } = new URL(url);
  const open = new Set();
  let cuts = 0;
  const server = createServer(client => {
    const upstream = connect(Number(port), hostname);
    const pair = { client, upstream, isStream: false };
    open.add(pair);
    client.once('data', request => (pair.isStream = request.includes('Upgrade: websocket')));
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(pair);
        to.destroy();
      });
      from.setTimeout(idleMs, () => {
        if (pair.isStream) {
          cuts++;
          from.destroy();
        }
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  function cut() {
    open.forEach(({ client, upstream }) => {
      client.destroy();
      upstream.destroy();
    });
  }

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** How many streams were cut for being idle. */
    get cuts() {
      return cuts;
    },
    cut,
    /** What comes from the server on the present streams is taken no more. */
    stall() {
      [...open].filter(({ isStream }) => isStream).forEach(({ client, upstream }) => {
        upstream.unpipe(client);
        upstream.pause();
      });
    },
    stop() {
      cut();
      server.close();
    },
  };
}
