// Files through the real botframework-directlinejs 0.15.8.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, Client } from './client.mjs';
import { photo, place } from './photo.mjs';
import { secret, startServer } from './server.mjs';
import { FetchRequest } from './xhr.mjs';

globalThis.XMLHttpRequest = FetchRequest;

let server;
const clients = [];

before(async () => {
  server = await startServer();
});

after(async () => {
  clients.forEach(client => client.close());
  await server?.stop();
});

async function open(url = server.url) {
  const { body } = await call(url, 'tokens/generate', { bearer: secret, body: { user: { id: 'dl_a b/ł' } } });
  const client = new Client({ domain: `${url}/v3/directline`, token: body.token, conversationStartProperties: { locale: 'pl-PL' } });
  clients.push(client);
  await client.count(1);
  return client;
}

/** As Web Chat does: a file behind a blob: address. */
function attach(bytes, name, contentType = 'image/jpeg') {
  return { contentType, name, contentUrl: URL.createObjectURL(new Blob([bytes], { type: contentType })) };
}

function send(client, attachments, clientActivityID, text) {
  return client.post({ type: 'message', from: { id: 'dl_a b/ł' }, text, attachments, channelData: { clientActivityID } });
}

async function download({ contentUrl }) {
  const response = await fetch(contentUrl);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

test('a photo is recorded, shown to everyone and answered', async () => {
  const client = await open();

  const id = await send(client, [attach(photo(), 'zdjęcie 1.jpg')], 'k1');
  await client.count(3);

  const [echo, reply] = client.activities.slice(1);
  assert.equal(echo.id, id);
  assert.equal(echo.channelData.clientActivityID, 'k1');
  assert.deepEqual(echo.attachments.map(({ name, contentType }) => [name, contentType]), [['zdjęcie 1.jpg', 'image/jpeg']]);
  assert.equal(reply.replyToId, id);
  assert.match(reply.text, /^Dziękuję/);
  const { response, bytes } = await download(echo.attachments[0]);
  assert.deepEqual(bytes, photo(), 'byte for byte');
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.match(response.headers.get('content-security-policy'), /sandbox/);
});

test('files of one name are told apart, and each keeps its place', async () => {
  const client = await open();
  const files = [8, 16, 24, 32].map(width => photo({ width }));

  await send(client, files.map(bytes => attach(bytes, 'x.jpg')), 'k1', 'ile kosztuje kurier?');
  await client.count(3);

  const [echo, reply] = client.activities.slice(1);
  assert.equal(new Set(echo.attachments.map(({ name }) => name)).size, 4);
  const received = await Promise.all(echo.attachments.map(async attachment => (await download(attachment)).bytes));
  assert.deepEqual(received, files);
  assert.match(reply.text, /14,99/);
});

test('the place where a photo was taken is handed on to nobody', async () => {
  const client = await open();

  await send(client, [attach(photo({ orientation: 6 }), 'a.jpg')], 'k1');
  await client.count(3);

  const { bytes } = await download(client.activities[1].attachments[0]);
  assert.ok(photo({ orientation: 6 }).includes(place));
  assert.ok(!bytes.includes(place));
});

test('a repeat is stored and answered once', async () => {
  const client = await open();

  const ids = await Promise.all([1, 2].map(() => send(client, [attach(photo(), 'a.jpg')], 'same')));
  ids.push(await send(client, [attach(photo(), 'a.jpg')], 'same'));
  await client.say('i dalej', 'k2');
  await client.until(c => c.texts.includes('i dalej') && c.activities.at(-1).replyToId, 'the last answer');

  assert.equal(new Set(ids).size, 1);
  assert.equal(client.activities.filter(({ attachments }) => attachments?.length).length, 1);
});

test('what is no picture is refused for good, with the reason', async () => {
  const client = await open();

  for (const [content, status] of [['<svg onload="alert(1)"/>', 400], ['', 400], [Buffer.alloc(41 * 1024 * 1024), 413]]) {
    const refused = await send(client, [attach(content, 'a.jpg')], `k${status}`).catch(error => error);

    assert.equal(refused.status, status);
    const { error } = typeof refused.response === 'string' ? JSON.parse(refused.response) : refused.response;
    assert.ok(error.code && /MB|empty/.test(error.message), error.message);
  }
  assert.equal(await send(client, [attach(photo(), 'a.jpg')], 'k3').then(id => id.split('|')[1]), '0000002', 'nothing was recorded');
});

test('polling sees files too', async () => {
  const { body } = await call(server.url, 'tokens/generate', { bearer: secret });
  const client = new Client({ domain: `${server.url}/v3/directline`, token: body.token, webSocket: false, pollingInterval: 200 });
  clients.push(client);
  await client.count(1);

  await send(client, [attach(photo(), 'a.jpg')], 'k1');
  await client.count(3);

  assert.equal(client.activities[1].attachments.length, 1);
});
