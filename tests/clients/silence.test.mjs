// Two hundred customers with the chat open who say nothing: through silence, proxies that cut idle connections, and restarts of the server.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertInOrderOnce, Bench } from './bench.mjs';
import { versions } from './client.mjs';
import { call, post } from './directline.mjs';
import { startProxy } from './proxy.mjs';

const clientsCount = 200;
const ownPace = 1;

const bench = new Bench();

after(() => bench.stop());

/** Half of them of each version. */
function openMany(count, openOne) {
  return Promise.all([...Array(count).keys()].map(async i => {
    const client = await openOne(versions[i % versions.length]);
    await client.count(1);
    return client;
  }));
}

async function sayToAll(url, clients, text) {
  for (const { conversationId } of clients) {
    assert.equal((await post(url, conversationId, text)).status, 200);
  }
  await Promise.all(clients.map(client => client.until(c => c.texts.includes(text) && c.activities.at(-1).replyToId, `"${text}" and its answer`)));
  clients.forEach(assertInOrderOnce);
}

async function newToken(url) {
  return (await call(url, 'tokens/generate')).body.token;
}

function emptyFrames({ sockets }) {
  return sockets[0].frames.filter(({ text }) => text === '').length;
}

test('two hundred silent clients outlive a proxy that cuts idle connections, for the server breaks the silence', async () => {
  const { url } = await bench.start({ DirectLine__KeepAliveSeconds: '1' });
  const proxy = await startProxy(url, { idleMs: 5_000 });
  try {
    // At their own pace they would speak after 20 s only.
    const clients = await openMany(clientsCount, async version => bench.open(version, proxy.url, { token: await newToken(url) }, ownPace));

    await Promise.all(clients.map(client => client.until(c => emptyFrames(c) >= 10, 'ten keep-alives')));

    assert.equal(proxy.cuts, 0);
    await sayToAll(url, clients, 'jesteście tam?');
    bench.assertNoTrouble();
    clients.forEach(client => client.close());
  } finally {
    proxy.stop();
  }
});

test('without keep-alives that proxy cuts the clients, and they come back without loss', async () => {
  const { url } = await bench.start({ DirectLine__KeepAliveSeconds: '600' });
  const proxy = await startProxy(url, { idleMs: 1_000 });
  try {
    const clients = await openMany(20, async version => bench.openTroubled(version, proxy.url, { token: await newToken(url) }, ownPace));

    await Promise.all(clients.map(client => client.until(c => c.sockets.length >= 2, 'a second socket')));
    await sayToAll(url, clients, 'jesteście tam?');

    assert.ok(proxy.cuts >= clients.length);
    bench.closeTroubled();
  } finally {
    proxy.stop();
  }
});

for (const signal of ['SIGTERM', 'SIGKILL']) {
  test(`a restart by ${signal} under two hundred silent clients loses nothing`, async () => {
    const server = await bench.start();
    const clients = await openMany(clientsCount, async version => bench.openTroubled(version, server.url, { token: await newToken(server.url) }));
    await sayToAll(server.url, clients, 'przed przerwą');

    await server.restart(signal);
    await sayToAll(server.url, clients, 'po przerwie');

    assert.ok(clients.every(client => client.sockets.length > 1), 'each came back by itself');
    bench.closeTroubled();
  });
}
