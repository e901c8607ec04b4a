// The real botframework-directlinejs 0.15.8 against the built server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, chatToken, Client, ConnectionStatus, startProxy } from './client.mjs';
import { secret, startServer } from './server.mjs';

let server;
const clients = [];

before(async () => {
  server = await startServer();
});

after(async () => {
  clients.forEach(client => client.close());
  await server?.stop();
});

function open(options, url = server.url) {
  const client = new Client({ domain: `${url}/v3/directline`, ...options });
  clients.push(client);
  return client;
}

async function newToken(url = server.url) {
  return (await call(url, 'tokens/generate', { bearer: secret })).body.token;
}

function assertInOrderOnce(client) {
  const sequences = client.ids.map(id => Number(id.split('|')[1]));
  assert.deepEqual(sequences, sequences.map((_, i) => i + 1), 'no gap, no repeat, in order');
}

test('the bot greets once before anything was said', async () => {
  const client = open({ token: await newToken() });

  await client.online();
  await client.count(1);

  const [welcome] = client.activities;
  assert.equal(welcome.type, 'message');
  assert.equal(welcome.from.role, 'bot');
  assert.match(welcome.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.equal(welcome.serviceUrl, undefined);
  assert.ok(welcome.text.length > 0);
});

test('a question is echoed and then answered', async () => {
  const client = open({ token: await newToken(), conversationStartProperties: { locale: 'pl-PL' } });
  await client.count(1);
  const before = client.activities.length;

  const id = await client.say('ile kosztuje kurier?', 'k1');
  await client.count(before + 2);

  const [echo, reply] = client.activities.slice(before);
  assert.equal(echo.id, id);
  assert.equal(echo.text, 'ile kosztuje kurier?');
  assert.deepEqual(echo.channelData, { clientActivityID: 'k1' });
  assert.equal(reply.replyToId, id);
  assert.match(reply.text, /14,99/);
  assert.equal(reply.textFormat, 'plain');
  assertInOrderOnce(client);
});

test('a button brings its value back', async () => {
  const client = open({ token: await newToken(), conversationStartProperties: { locale: 'pl-PL' } });
  await client.count(1);
  await client.say('ile kosztuje kurier?', 'k1');
  await client.until(c => c.activities.at(-1).suggestedActions?.actions.length > 0, 'buttons');
  const [action] = client.activities.at(-1).suggestedActions.actions;

  await client.post({ type: 'message', text: action.text, value: action.value, channelData: { messageBack: { displayText: action.displayText } } });
  await client.until(c => c.activities.filter(({ replyToId }) => replyToId).length === 2, 'the second answer');

  assertInOrderOnce(client);
});

test('a second start with the same token greets nobody again', async () => {
  const token = await newToken();
  const first = open({ token });
  await first.count(1);
  await first.say('hej', 'k1');
  await first.count(3);

  const second = open({ token });
  await second.count(first.activities.length);

  assert.deepEqual(second.ids, first.ids);
});

test('a page that comes back by its resume sees the history and goes on', async () => {
  const visit = await chatToken(server.url, { language: 'pl' });
  const before = open({ token: visit.token, conversationId: visit.conversationId });
  await before.count(1);
  await before.say('ile kosztuje kurier?', 'k1');
  await before.count(3);

  const again = await chatToken(server.url, { resume: visit.resume });
  const after = open({ token: again.token, conversationId: again.conversationId });
  await after.count(before.activities.length);
  await after.say('a ile się czeka?', 'k2');
  await after.until(c => c.texts.includes('a ile się czeka?') && c.activities.at(-1).replyToId, 'the second answer');

  assert.equal(again.conversationId, visit.conversationId);
  assert.equal(again.userId, visit.userId);
  assertInOrderOnce(after);
});

test('two tabs both get everything once', async () => {
  const token = await newToken();
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

test('a cable that is cut in mid-turn loses and doubles nothing', async () => {
  const proxy = await startProxy(server.url);
  try {
    const client = open({ token: await newToken() }, proxy.url);
    await client.count(1);

    for (let i = 0; i < 12; i++) {
      // What a page does that is not told whether its message arrived: it sends the same message again.
      const isCut = i % 3 === 1;
      let id = 'retry';
      for (let attempt = 0; id === 'retry' && attempt < 5; attempt++) {
        const sent = client.say(`wiadomość ${i}`, `k${i}`).catch(() => 'retry');
        if (isCut && attempt === 0) {
          setTimeout(proxy.cut, i);
        }
        id = await sent;
      }
      assert.notEqual(id, 'retry');
    }
    await client.until(c => c.texts.includes('wiadomość 11') && c.activities.at(-1).replyToId, 'the last answer');

    const echoes = client.texts.filter(text => text?.startsWith('wiadomość'));
    assert.deepEqual(echoes, [...Array(12).keys()].map(i => `wiadomość ${i}`));
    assertInOrderOnce(client);
  } finally {
    proxy.stop();
  }
});

test('polling gets the same as a stream', async () => {
  const client = open({ token: await newToken(), webSocket: false, pollingInterval: 200 });
  await client.count(1);

  for (let i = 0; i < 5; i++) {
    await client.say(`wiadomość ${i}`, `k${i}`);
  }
  await client.until(c => c.texts.includes('wiadomość 4') && c.activities.at(-1).replyToId, 'the last answer');

  assertInOrderOnce(client);
});

test('typing and events are taken', async () => {
  const client = open({ token: await newToken() });
  await client.count(1);

  assert.notEqual(await client.post({ type: 'typing' }), 'retry');
  await client.post({ type: 'event', name: 'webchat/join', value: { language: 'pl' } });
  await client.until(c => c.activities.some(({ type }) => type === 'event'), 'the event');

  assert.equal(client.activities.filter(({ type }) => type === 'message').length, 1, 'still one welcome');
});

test('refreshing keeps the conversation', async () => {
  const token = await newToken();
  const client = open({ token });
  await client.count(1);

  const refreshed = await call(server.url, 'tokens/refresh', { bearer: token });

  assert.equal(refreshed.status, 200);
  assert.equal(refreshed.body.conversationId, client.ids[0].split('|')[0]);
});

test('the end is told to everyone, and nothing more is taken', async () => {
  const client = open({ token: await newToken() });
  await client.count(1);
  const token = client.directLine.token;

  await client.post({ type: 'endOfConversation' });
  await client.until(c => c.activities.at(-1).type === 'endOfConversation', 'the end');
  await client.until(c => c.error !== undefined, 'the end of the stream');

  assert.match(client.error.message, /ended/);

  const path = `conversations/${client.ids[0].split('|')[0]}/activities`;
  const late = await call(server.url, path, { bearer: token, body: { type: 'message', text: 'jeszcze coś' } });
  assert.equal(late.body.error.code, 'ConversationEnded');
});

test('an expired token is told apart, and a new one goes on where it stopped', async () => {
  const brief = await startServer({ DirectLine__TokenSeconds: '3' });
  try {
    const token = await newToken(brief.url);
    const client = open({ token }, brief.url);
    await client.count(1);
    await new Promise(resolve => setTimeout(resolve, 3_100));

    assert.equal(await client.say('za późno', 'k1'), 'retry');
    await client.until(c => c.statuses.includes(ConnectionStatus.ExpiredToken), 'the expiry');
    const { body } = await call(brief.url, `conversations/${client.ids[0].split('|')[0]}?watermark=1`, { method: 'GET', bearer: secret });
    client.directLine.reconnect(body);
    await client.say('jestem znowu', 'k2');
    await client.until(c => c.texts.includes('jestem znowu') && c.activities.at(-1).replyToId, 'the answer');

    // DirectLineJS opens a second socket when it is reconnected and passes on what both bring, so only the set is ours to hold.
    assert.equal(new Set(client.ids).size, 3);
    assert.ok(!client.texts.includes('za późno'));
    client.close();
  } finally {
    await brief.stop();
  }
});
