// Files through the real Direct Line clients.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Bench } from './bench.mjs';
import { versions } from './client.mjs';
import { call } from './directline.mjs';
import { photo, place } from './photo.mjs';

const user = 'dl_a b/ł';

const bench = new Bench();
let url;

before(async () => {
  ({ url } = await bench.start());
});

after(() => bench.stop());

async function open(version, options) {
  const { body } = await call(url, 'tokens/generate', { body: { user: { id: user } } });
  const client = bench.openTroubled(version, url, { token: body.token, conversationStartProperties: { locale: 'pl-PL' }, ...options });
  await client.count(1);
  return client;
}

/** As Web Chat does: a file behind a blob: address. */
function attach(bytes, name, contentType = 'image/jpeg') {
  return { contentType, name, contentUrl: URL.createObjectURL(new Blob([bytes], { type: contentType })) };
}

function send(client, attachments, clientActivityID, text) {
  return client.post({ type: 'message', from: { id: user }, text, attachments, channelData: { clientActivityID } });
}

async function download({ contentUrl }) {
  const response = await fetch(contentUrl);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

for (const version of versions) {
  describe(`DirectLineJS ${version}`, () => {
    test('a photo is recorded, shown to everyone and answered', async () => {
      const client = await open(version);

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
      const client = await open(version);
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
      const client = await open(version);

      await send(client, [attach(photo({ orientation: 6 }), 'a.jpg')], 'k1');
      await client.count(3);

      const { bytes } = await download(client.activities[1].attachments[0]);
      assert.ok(photo({ orientation: 6 }).includes(place));
      assert.ok(!bytes.includes(place));
    });

    test('a repeat is stored and answered once', async () => {
      const client = await open(version);

      const ids = await Promise.all([1, 2].map(() => send(client, [attach(photo(), 'a.jpg')], 'same')));
      ids.push(await send(client, [attach(photo(), 'a.jpg')], 'same'));
      await client.say('i dalej', 'k2');
      await client.until(c => c.texts.includes('i dalej') && c.activities.at(-1).replyToId, 'the last answer');

      assert.equal(new Set(ids).size, 1);
      assert.equal(client.activities.filter(({ attachments }) => attachments?.length).length, 1);
    });

    test('what is no picture is refused for good, with the reason', async () => {
      const client = await open(version);

      for (const [content, status] of [['<svg onload="alert(1)"/>', 400], ['', 400], [Buffer.alloc(41 * 1024 * 1024), 413]]) {
        const refused = await send(client, [attach(content, 'a.jpg')], `k${status}`).catch(error => error);

        assert.equal(refused.status, status);
        const { error } = typeof refused.response === 'string' ? JSON.parse(refused.response) : refused.response;
        assert.ok(error.code && /MB|empty/.test(error.message), error.message);
      }
      assert.equal(await send(client, [attach(photo(), 'a.jpg')], 'k3').then(id => id.split('|')[1]), '0000002', 'nothing was recorded');
    });

    test('polling sees files too', async () => {
      const client = await open(version, { webSocket: false, pollingInterval: 200 });

      await send(client, [attach(photo(), 'a.jpg')], 'k1');
      await client.count(3);

      assert.equal(client.activities[1].attachments.length, 1);
    });
  });
}
