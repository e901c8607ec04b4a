// A conversation as the real Direct Line clients lead it, with nothing going wrong.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAnswered, assertInOrderOnce, Bench } from './bench.mjs';
import { versions } from './client.mjs';
import { call, chatToken, history, newToken, post } from './directline.mjs';

const bench = new Bench();
let url;

before(async () => {
  ({ url } = await bench.start());
});

after(() => bench.stop());

for (const version of versions) {
  describe(`DirectLineJS ${version}`, () => {
    const open = (options, speed) => bench.open(version, url, options, speed);

    test('starting brings the client online in the conversation of its token', async () => {
      const { body } = await call(url, 'tokens/generate');
      const client = open({ token: body.token });

      await client.online();
      await client.count(1);

      assert.equal(client.conversationId, body.conversationId);
      assert.match(client.directLine.streamUrl, new RegExp(`^${url.replace('http', 'ws')}/v3/directline/conversations/${body.conversationId}/stream\\?`));
    });

    test('an empty user and a locale are taken, and the greeting comes in that language', async () => {
      const polish = open({ token: await newToken(url), conversationStartProperties: { locale: 'pl-PL' } });
      const english = open({ token: await newToken(url), conversationStartProperties: { locale: 'en-GB' } });

      await polish.count(1);
      await english.count(1);

      assert.equal(polish.activities[0].locale, 'pl');
      assert.equal(english.activities[0].locale, 'en');
      assert.deepEqual(polish.requests.map(({ method, path, hasBody }) => [method, path, hasBody]), [['POST', '/conversations', true]]);
    });

    test('the bot greets once before anything was said', async () => {
      const client = open({ token: await newToken(url) });

      await client.count(1);

      const [welcome] = client.activities;
      assert.equal(welcome.type, 'message');
      assert.equal(welcome.id, `${client.conversationId}|0000001`);
      assert.equal(welcome.conversation.id, client.conversationId);
      assert.equal(welcome.from.role, 'bot');
      assert.match(welcome.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.equal(welcome.serviceUrl, undefined);
      assert.ok(welcome.text.length > 0);
    });

    test('a second start with the same token greets nobody again', async () => {
      const token = await newToken(url);
      const first = open({ token });
      await first.count(1);
      await first.answered(await first.say('hej', 'k1'));

      const second = open({ token });
      await second.count(first.activities.length);
      const restarted = await call(url, 'conversations', { bearer: token });

      assert.deepEqual(second.ids, first.ids);
      assert.equal(restarted.status, 200);
    });

    for (const isBeforeTheStart of [true, false]) {
      test(`a page that joins in both ways is greeted once, ${isBeforeTheStart ? 'before' : 'after'} the start`, async () => {
        const { body } = await call(url, 'tokens/generate');
        const path = `conversations/${body.conversationId}/activities`;
        const joins = [
          { type: 'conversationUpdate', membersAdded: [{ id: 'me' }] },
          { type: 'event', name: 'webchat/join', value: { language: 'pl' } },
        ];
        const client = isBeforeTheStart ? null : open({ token: body.token });
        await client?.count(1);

        for (const join of joins) {
          assert.equal((await call(url, path, { bearer: body.token, body: join })).status, 200);
        }
        const seen = client ?? open({ token: body.token });
        const question = await seen.say('hej', 'k1');
        await seen.answered(question);

        const unasked = seen.activities.filter(({ from, replyToId }) => from.role === 'bot' && replyToId !== question);
        assert.equal(unasked.length, 1);
        assert.ok(seen.activities.every(({ type }) => type !== 'conversationUpdate'));
      });
    }

    test('a post returns the id under which the echo comes, with its text and sender', async () => {
      const client = open({ token: await newToken(url), conversationStartProperties: { locale: 'pl-PL' } });
      await client.count(1);

      const id = await client.say('ile kosztuje kurier?', 'k1');
      await client.answered(id);

      const [echo, reply] = client.activities.slice(1);
      assert.equal(echo.id, id);
      assert.equal(echo.text, 'ile kosztuje kurier?');
      assert.equal(echo.from.role, 'user');
      assert.match(echo.from.id, /^dl_/);
      assert.match(reply.text, /14,99/);
      assert.equal(reply.textFormat, 'plain');
    });

    test('channelData and unknown fields come back as they were', async () => {
      const client = open({ token: await newToken(url) });
      await client.count(1);
      const channelData = { clientActivityID: 'k1', attachmentSizes: [], deep: { er: [1, 2.5, null, true, 'ż😀'] } };
      const entities = [{ type: 'ClientCapabilities', requiresBotState: true, supportsListening: true }];
      const brandNew = { a: [{ b: 'c' }] };

      const id = await client.post({ type: 'message', text: 'hej', channelData, entities, brandNew, localTimezone: 'Europe/Warsaw' });
      await client.answered(id);

      const echo = client.activities[1];
      assert.deepEqual(echo.channelData, channelData);
      assert.deepEqual(echo.entities, entities);
      assert.deepEqual(echo.brandNew, brandNew);
      assert.equal(echo.localTimezone, 'Europe/Warsaw');
    });

    test('the echo comes before the reply that names it, and timestamps strictly rise', async () => {
      const client = open({ token: await newToken(url) });
      await client.count(1);

      for (const text of ['hej', 'ile kosztuje kurier?', 'dziękuję']) {
        await client.answered(await client.say(text));
      }

      assertInOrderOnce(client);
      assertAnswered(client);
    });

    test('every frame is text with activities and a watermark that is a string', async () => {
      const client = open({ token: await newToken(url) });
      await client.count(1);
      await client.answered(await client.say('hej', 'k1'));

      const { frames } = client.sockets[0];
      assert.ok(frames.every(({ isBinary }) => !isBinary));
      const sets = frames.filter(({ text }) => text !== '').map(({ text }) => JSON.parse(text));
      assert.deepEqual(sets.map(set => Object.keys(set).sort()), sets.map(() => ['activities', 'watermark']));
      assert.deepEqual(sets.map(({ watermark }) => watermark), sets.map((_, i) => `${i + 1}`));
    });

    test('typing and events are taken, and typing is no history', async () => {
      const client = open({ token: await newToken(url) });
      await client.count(1);

      assert.notEqual(await client.post({ type: 'typing' }), 'retry');
      await client.post({ type: 'event', name: 'cart', value: { items: 3 } });
      await client.until(c => c.activities.some(({ type }) => type === 'event'), 'the event');

      const recorded = await history(url, client.conversationId, client.directLine.token);
      assert.deepEqual(recorded.map(({ type }) => type), ['message', 'event']);
      assert.deepEqual(client.ids, recorded.map(({ id }) => id));
    });

    test('a button brings its value back', async () => {
      const client = open({ token: await newToken(url), conversationStartProperties: { locale: 'pl-PL' } });
      await client.count(1);
      await client.answered(await client.say('ile kosztuje kurier?', 'k1'));
      const [action] = client.activities.at(-1).suggestedActions.actions;

      const pressed = { type: 'message', text: action.text, value: action.value, channelData: { messageBack: { displayText: action.displayText } } };
      await client.answered(await client.post(pressed));

      assertInOrderOnce(client);
    });

    test('a client that comes back with a watermark is told exactly what it missed', async () => {
      const { conversationId, token } = (await call(url, 'tokens/generate')).body;
      const left = open({ token });
      await left.count(1);
      await left.answered(await left.say('przed przerwą', 'k1'));
      const { watermark } = left.directLine;
      left.close();
      await post(url, conversationId, 'w przerwie', { bearer: token });

      const back = open({ token, conversationId, watermark });
      await back.count(2);
      await back.answered(await back.say('po przerwie', 'k2'));

      assert.deepEqual(back.ids.map(id => Number(id.split('|')[1])), [4, 5, 6, 7]);
      assert.equal(back.texts[0], 'w przerwie');
    });

    test('a page that comes back by its resume sees the history and goes on', async () => {
      const visit = await chatToken(url, { language: 'pl' });
      const before = open({ token: visit.token, conversationId: visit.conversationId });
      await before.count(1);
      await before.answered(await before.say('ile kosztuje kurier?', 'k1'));

      const again = await chatToken(url, { resume: visit.resume });
      const later = open({ token: again.token, conversationId: again.conversationId });
      await later.count(before.activities.length);
      await later.answered(await later.say('a ile się czeka?', 'k2'));

      assert.equal(again.conversationId, visit.conversationId);
      assert.equal(again.userId, visit.userId);
      assertInOrderOnce(later);
    });

    test('what was posted before the stream was open is replayed: welcome, echo and reply', async () => {
      const { conversationId, token } = (await call(url, 'tokens/generate')).body;
      const { body: { id } } = await post(url, conversationId, 'za wcześnie', { bearer: token });

      const client = open({ token });
      await client.answered(id);

      assert.deepEqual(client.activities.map(({ from }) => from.role), ['bot', 'user', 'bot']);
      assertInOrderOnce(client);
    });

    test('two tabs both get everything once', async () => {
      const token = await newToken(url);
      const one = open({ token });
      await one.count(1);
      const two = open({ token });
      await two.count(1);

      await Promise.all([one.say('hej', 'k1'), two.say('dzień dobry', 'k2')]);
      await one.count(5);
      await two.count(5);

      assert.deepEqual(two.ids, one.ids);
      assertInOrderOnce(one);
    });

    test('the empty frames that the client sends are ignored', async () => {
      const client = open({ token: await newToken(url) }, 400);
      await client.until(c => c.sockets[0]?.sent >= 10, 'ten pings');

      await client.answered(await client.say('hej', 'k1'));

      assert.equal(client.sockets.length, 1);
      assertInOrderOnce(client);
    });

    test('posts in quick succession are recorded once, and answered one at a time in the order of the record', async () => {
      const client = open({ token: await newToken(url) });
      await client.count(1);

      const ids = await Promise.all([...Array(25).keys()].map(i => client.say(`wiadomość ${i}`, `k${i}`)));
      await client.count(51);

      assert.equal(new Set(ids).size, 25);
      assertInOrderOnce(client);
      const [, ...talk] = client.activities;
      assert.deepEqual(talk.map(({ from }) => from.role), talk.map((_, i) => (i % 2 === 0 ? 'user' : 'bot')));
      talk.forEach(({ replyToId }, i) => assert.equal(replyToId, i % 2 === 0 ? undefined : talk[i - 1].id));
    });

    test('a repeat is one turn with one id, at once and later, and the same id elsewhere is another', async () => {
      const client = open({ token: await newToken(url) });
      const other = open({ token: await newToken(url) });
      await client.count(1);
      await other.count(1);

      const atOnce = await Promise.all([...Array(10)].map(() => client.say('raz', 'same')));
      const later = await client.say('raz', 'same');
      const elsewhere = await other.say('raz', 'same');
      await client.answered(later);
      await other.answered(elsewhere);

      assert.equal(new Set([...atOnce, later]).size, 1);
      assert.equal((await history(url, client.conversationId)).length, 3);
      assert.equal((await history(url, other.conversationId)).length, 3);
    });

    test('polling gets the same as a stream', async () => {
      const client = open({ token: await newToken(url), webSocket: false, pollingInterval: 200 });
      await client.count(1);
      let id;
      for (let i = 0; i < 5; i++) {
        id = await client.say(`wiadomość ${i}`, `k${i}`);
      }
      await client.answered(id);

      assertInOrderOnce(client);
      assertAnswered(client);
      assert.equal(client.sockets.length, 0);
    });

    test('the token that the client refreshes needs no body and is for the same conversation', async () => {
      const token = await newToken(url);
      const client = open({ token }, 900);
      await client.count(1);
      const { conversationId } = client;

      await client.until(c => c.requests.filter(({ path }) => path === '/tokens/refresh').length >= 2, 'two refreshes');
      await client.answered(await client.say('hej', 'k1'));

      const refreshes = client.requests.filter(({ path }) => path === '/tokens/refresh');
      assert.ok(refreshes.every(({ hasBody, status }) => !hasBody && status === 200));
      assert.notEqual(client.directLine.token, token);
      assert.equal(client.conversationId, conversationId);
    });

    test('a session is asked for in vain, and nothing breaks', async () => {
      const client = bench.openTroubled(version, url, { token: await newToken(url) });
      await client.count(1);

      assert.equal(await client.directLine.getSessionId().toPromise(), '');
      await client.answered(await client.say('hej', 'k1'));
    });
  });
}

test('the clients saw no failure and no retry in the whole run', () => bench.assertNoTrouble());
