// What the real Direct Line clients meet when cables are cut, servers restart, tokens expire or too much is asked. The reconnecting, the
// retrying and the giving up are theirs.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { assertAnswered, assertInOrderOnce, Bench } from './bench.mjs';
import { ConnectionStatus, versions } from './client.mjs';
import { call, history, newToken, post } from './directline.mjs';
import { startProxy } from './proxy.mjs';

const retryMs = 50;

const bench = new Bench();
let url;
let brief;
let strict;

before(async () => {
  const servers = await Promise.all([
    bench.start({ DirectLine__SendSeconds: '1' }),
    bench.start({ DirectLine__TokenSeconds: '4' }),
    bench.start({ RateLimits__Enabled: 'true', RateLimits__ConversationPostsBurst: '10', RateLimits__ConversationPostsPerMinute: '600' }),
  ]);
  [url, brief, strict] = servers.map(server => server.url);
});

after(() => bench.stop());

/** What a page does that is not told whether its message arrived: it sends the same message again. */
async function insist(client, text, clientActivityID) {
  for (;;) {
    const id = await client.say(text, clientActivityID).catch(() => 'retry');
    if (id !== 'retry') {
      return id;
    }
    await setTimeout(retryMs);
  }
}

async function expired(at, { conversationId, directLine: { token } }) {
  while ((await fetch(`${at}/v3/directline/conversations/${conversationId}/activities`, { headers: { authorization: `Bearer ${token}` } })).ok) {
    await setTimeout(retryMs);
  }
}

/** How often a socket brought the activity. */
function tells({ frames }, id) {
  return frames.filter(({ text }) => text !== '' && JSON.parse(text).activities.some(activity => activity.id === id)).length;
}

for (const version of versions) {
  describe(`DirectLineJS ${version}`, () => {
    const open = (options, at = url, speed = undefined) => bench.openTroubled(version, at, options, speed);

    // One with an expired token would go on trying to refresh it.
    afterEach(() => bench.closeTroubled());

    for (const speed of [1, 20]) {
      test(`a cable that is cut in mid-turn loses and doubles nothing, at ${speed === 1 ? 'the client\'s own pace' : 'twenty times its pace'}`, async () => {
        const proxy = await startProxy(url);
        try {
          const client = open({ token: await newToken(url) }, proxy.url, speed);
          await client.count(1);

          let last;
          for (let i = 0; i < 12 * Math.sqrt(speed); i++) {
            const sent = insist(client, `wiadomość ${i}`, `k${i}`);
            if (i % 3 === 1) {
              setTimeout(i % 20).then(proxy.cut);
            }
            last = await sent;
          }
          await client.answered(last);

          const told = client.texts.filter(text => text?.startsWith('wiadomość'));
          assert.deepEqual(told, told.map((_, i) => `wiadomość ${i}`));
          assertInOrderOnce(client);
          assertAnswered(client);
          assert.ok(client.sockets.length > 1, 'it came back by itself');
        } finally {
          proxy.stop();
        }
      });
    }

    test('a client that does not take what is sent is cut off and resumes without loss', async () => {
      const proxy = await startProxy(url);
      try {
        const { conversationId, token } = (await call(url, 'tokens/generate')).body;
        // Its pings let it notice that the server has hung up.
        const client = open({ token }, proxy.url, 100);
        await client.count(1);
        proxy.stall();

        // More than all buffers on the way hold: echoes of a quarter of a megabyte.
        for (let i = 0; i < 80; i++) {
          await post(url, conversationId, `${i} ${'a'.repeat(250_000)}`, { bearer: token });
        }
        await client.count(161);

        assertInOrderOnce(client);
        assert.ok(client.sockets.length > 1, 'it was cut off');
      } finally {
        proxy.stop();
      }
    });

    test('an expired token is told apart, and reconnect() with a new one goes on where it stopped', async () => {
      const client = open({ token: await newToken(brief) }, brief);
      await client.count(1);
      const { conversationId } = client;
      await expired(brief, client);

      assert.equal(await client.say('za późno', 'k1'), 'retry');
      await client.until(c => c.statuses.includes(ConnectionStatus.ExpiredToken), 'the expiry');
      const { body } = await call(brief, `conversations/${conversationId}?watermark=1`, { method: 'GET' });
      client.directLine.reconnect(body);
      await client.answered(await client.say('jestem znowu', 'k2'));

      const recorded = await history(brief, conversationId);
      assert.deepEqual(recorded.map(({ text }) => text).slice(1, 2), ['jestem znowu']);
      assert.deepEqual([...new Set(client.ids)], recorded.map(({ id }) => id));
    });

    test('the sockets that the client opens beside its first are borne, and each brings everything once', async () => {
      const client = open({ token: await newToken(brief) }, brief);
      await client.count(1);
      await expired(brief, client);
      await client.say('za późno', 'k1');
      const { body } = await call(brief, `conversations/${client.conversationId}?watermark=1`, { method: 'GET' });
      client.directLine.reconnect(body);
      await client.until(c => c.openSockets.length >= 3, 'three sockets');

      const id = await client.say('jestem znowu', 'k2');
      await client.until(c => c.openSockets.every(socket => tells(socket, id) > 0), 'the message on every socket');

      assert.deepEqual(client.openSockets.map(socket => tells(socket, id)), client.openSockets.map(() => 1));
    });

    test('a polling client goes on while posts are refused, and misses nothing', async () => {
      const client = bench.open(version, strict, { token: await newToken(strict), webSocket: false, pollingInterval: 200 });
      await client.count(1);
      const { conversationId } = client;
      const polls = () => client.requests.filter(({ path }) => path.endsWith('/activities'));
      const before = polls().length;

      const answers = [];
      while (polls().length < before + 10) {
        answers.push(...await Promise.all([...Array(40)].map(() => post(strict, conversationId, 'hej'))));
      }
      const recorded = await history(strict, conversationId);
      await client.count(recorded.length);

      const refused = answers.filter(({ status }) => status !== 200);
      assert.ok(refused.length > 0 && refused.length < answers.length, `${refused.length} of ${answers.length}`);
      assert.ok(refused.every(({ status, headers }) => [429, 503].includes(status) && Number(headers.get('retry-after')) >= 1));
      assert.ok(polls().every(({ status }) => status === 200));
      // DirectLineJS hands a page on one by one, and on a busy machine those of the next page in between.
      assert.deepEqual(client.ids.toSorted(), recorded.map(({ id }) => id));
    });

    test('a client that is too fast is told to retry, and what it repeats is recorded once', async () => {
      const client = open({ token: await newToken(strict) }, strict);
      await client.count(1);

      const ids = await Promise.all([...Array(60).keys()].map(i => insist(client, `wiadomość ${i}`, `k${i}`)));
      await client.count(121);

      assert.ok(client.troubles.includes('retry'));
      assert.equal(new Set(ids).size, 60);
      assertInOrderOnce(client);
    });

    test('the end is told to every tab, nothing more is taken, and the history stays', async () => {
      const token = await newToken(url);
      const client = open({ token });
      const other = open({ token });
      await client.count(1);
      await other.count(1);
      const { conversationId } = client;
      const held = client.directLine.token;

      await client.post({ type: 'endOfConversation' });
      for (const tab of [client, other]) {
        await tab.until(c => c.error !== undefined, 'the end of the stream');
        assert.equal(tab.activities.at(-1).type, 'endOfConversation');
        assert.match(tab.error.message, /ended/);
        assert.ok(tab.troubles.includes(`GET /conversations/${conversationId} 404`));
      }

      const late = await post(url, conversationId, 'jeszcze coś', { bearer: held });
      assert.deepEqual([late.status, late.body.error.code], [409, 'ConversationEnded']);
      const recorded = await history(url, conversationId, held);
      assert.deepEqual(recorded.map(({ type }) => type), ['message', 'endOfConversation']);
    });

    test('a message of five megabytes is refused and the conversation goes on', async () => {
      const client = open({ token: await newToken(url) });
      await client.count(1);

      const refusal = await client.say('x'.repeat(5_000_000), 'big').catch(error => error.status);
      await client.answered(await client.say('hej', 'k1'));

      assert.equal(refusal, 413);
      assertInOrderOnce(client);
      assert.equal(client.activities.length, 3);
    });
  });
}

test('the clients that nothing happened to saw no failure and no retry', () => bench.assertNoTrouble());
