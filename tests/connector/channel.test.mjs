// A channel of botbuilder's own talks to the built server: what it posts, and what it is told.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { startServer } from '../clients/server.mjs';
import { joined, message } from './activities.mjs';
import { startCloud } from './cloud.mjs';
import { post, startOracle } from './oracle.mjs';

let cloud;
let server;

before(async () => {
  cloud = await startCloud();
  server = await startServer({ ...cloud.settings, Outbox__PauseMilliseconds: '200' });
});

afterEach(() => {
  cloud.answer = () => undefined;
  cloud.replies = [];
});

after(async () => {
  await server?.stop();
  await cloud?.stop();
});

function say(activity) {
  return post(server.url, activity, `Bearer ${cloud.token({ claims: { serviceurl: activity.serviceUrl } })}`);
}

/** What a conversation was told, once it is so much. */
async function told(talk, count) {
  const mine = ({ told }) => told.filter(({ conversation }) => conversation === talk);
  await cloud.until(c => mine(c).length >= count, `${count} replies in ${talk}`);
  return mine(cloud);
}

test('a question is answered in the channel\'s own terms, with a token that the channel takes', async () => {
  const question = message(cloud, 'ile kosztuje kurier?', { conversation: { id: 'talk|with/odd?id', tenantId: 't' } });

  const { status, text } = await say(question);
  const [greeting, answer] = await told(question.conversation.id, 2);

  assert.deepEqual([status, text], [200, '']);
  assert.equal(greeting.replyTo, question.id);
  assert.match(answer.activity.text, /14,99/);
  const { type, serviceUrl, channelId, from, conversation, recipient, textFormat, replyToId } = answer.activity;
  assert.deepEqual(
    { type, serviceUrl, channelId, from, conversation, recipient, textFormat, replyToId },
    {
      type: 'message', serviceUrl: cloud.serviceUrl, channelId: 'test', from: question.recipient, conversation: question.conversation,
      recipient: question.from, textFormat: 'plain', replyToId: question.id,
    });
  assert.equal(cloud.logins, 1);
});

test('a reply has the shape that a bot of botbuilder gives it', async () => {
  const oracle = await startOracle(cloud, context => context.sendActivity('hej'));
  try {
    const question = message(cloud, 'hej');
    await post(oracle.url, question, `Bearer ${cloud.token()}`);
    const [theirs] = await told(question.conversation.id, 1);
    cloud.replies = [];
    await say(question);
    const [ours] = await told(question.conversation.id, 1);

    assert.equal(ours.replyTo, theirs.replyTo);
    for (const [field, value] of Object.entries(theirs.activity)) {
      if (!['text', 'locale'].includes(field)) {
        assert.deepEqual(ours.activity[field], value, field);
      }
    }
  } finally {
    await oracle.stop();
  }
});

test('who joins is greeted, once, and not the bot', async () => {
  const update = joined(cloud);
  const bot = joined(cloud, { conversation: update.conversation, membersAdded: [{ id: 'bot-1' }] });

  const statuses = [await say(bot), await say(update), await say(update), await say(joined(cloud, { conversation: update.conversation }))];
  const question = message(cloud, 'ile kosztuje kurier?', { conversation: update.conversation });
  await say(question);
  const replies = await told(update.conversation.id, 2);

  assert.deepEqual(statuses.map(({ status }) => status), [200, 200, 200, 200]);
  assert.equal(replies[0].replyTo, undefined);
  assert.equal(replies[1].replyTo, question.id);
  assert.match(replies[1].activity.text, /14,99/);
});

test('who joins after the first message is not greeted again', async () => {
  const question = message(cloud, 'ile kosztuje kurier?');
  await say(question);
  await say(joined(cloud, { conversation: question.conversation }));
  const next = message(cloud, 'a paczkomat?', { conversation: question.conversation });
  await say(next);
  const replies = await told(question.conversation.id, 3);

  assert.deepEqual(replies.map(({ replyTo }) => replyTo), [question.id, question.id, next.id]);
});

test('an activity that is delivered again is one turn, also at the same time', async () => {
  const question = message(cloud, 'ile kosztuje kurier?');

  const together = await Promise.all(Array.from({ length: 8 }, () => say(question)));
  const later = await say(question);
  const next = message(cloud, 'a paczkomat?', { conversation: question.conversation });
  await say(next);
  const replies = await told(question.conversation.id, 3);

  assert.ok([...together, later].every(({ status }) => status === 200));
  assert.deepEqual(replies.map(({ replyTo }) => replyTo), [question.id, question.id, next.id]);
});

test('three quick messages are answered in the order in which they came', async () => {
  const talk = { id: 'quick' };
  const questions = ['ile kosztuje kurier?', 'a paczkomat?', 'dziękuję'].map(text => message(cloud, text, { conversation: talk }));

  for (const question of questions) {
    assert.equal((await say(question)).status, 200);
  }
  const replies = await told('quick', 5);

  // The first is greeted, and who says thanks is asked how it was.
  const [first, second, thanks] = questions.map(({ id }) => id);
  assert.deepEqual(replies.map(({ replyTo }) => replyTo), [first, first, second, thanks, thanks]);
});

test('what the channel has no time for is sent again, before what follows it', async () => {
  const question = message(cloud, 'ile kosztuje kurier?');
  cloud.answer = number => [{ status: 429, headers: { 'retry-after': '1' } }, { status: 500 }, { status: 503 }][number];

  await say(question);
  await told(question.conversation.id, 2);

  assert.deepEqual(cloud.replies.map(({ status }) => status), [429, 500, 503, 200, 200]);
  const [first, second, third, fourth] = cloud.replies;
  assert.ok(new Set([first, second, third, fourth].map(({ activity }) => activity.text)).size === 1, 'the same one again');
  assert.ok(second.at - first.at >= 990, `${second.at - first.at} ms after the first, and it asked for a second`);
});

test('what the channel refuses is not sent again, and what follows it is', async () => {
  const question = message(cloud, 'ile kosztuje kurier?');
  cloud.answer = number => [{ status: 400 }][number];

  await say(question);
  await told(question.conversation.id, 1);

  assert.deepEqual(cloud.replies.map(({ status }) => status), [400, 200]);
  assert.match(cloud.replies[1].activity.text, /14,99/);
  assert.match(server.output(), /was given up after try 1: the channel answered 400/);
});

test('a token that the channel takes no more is replaced', async () => {
  const question = message(cloud, 'ile kosztuje kurier?');
  const before = cloud.logins;
  cloud.answer = number => [{ status: 401 }][number];

  await say(question);
  await told(question.conversation.id, 2);

  assert.deepEqual(cloud.replies.map(({ status }) => status), [401, 200, 200]);
  assert.equal(cloud.logins, before + 1);
});

test('replies that are expected are handed back as botbuilder hands them, the same to a repeat', async () => {
  const question = message(cloud, 'ile kosztuje kurier?', { deliveryMode: 'expectReplies' });

  const first = await say(question);
  const repeat = await say(question);

  assert.equal(first.status, 200);
  assert.deepEqual(Object.keys(first.body), ['activities']);
  assert.ok(first.body.activities.every(({ replyToId }) => replyToId === question.id));
  assert.match(first.body.activities.at(-1).text, /14,99/);
  assert.deepEqual(repeat.body, first.body);
  assert.deepEqual((await say(message(cloud, '', { type: 'typing', deliveryMode: 'expectReplies' }))).body, { activities: [] });
  assert.deepEqual(cloud.replies, []);
});

test('a greeting that is expected is handed back', async () => {
  const { body } = await say(joined(cloud, { deliveryMode: 'expectReplies' }));

  assert.ok(body.activities.length > 0);
  assert.ok(body.activities.every(({ replyToId, type }) => replyToId === undefined && type === 'message'));
});

test('the bot\'s own words are not answered', async () => {
  const own = message(cloud, 'ile kosztuje kurier?', { from: { id: 'bot-1' }, deliveryMode: 'expectReplies' });
  const another = message(cloud, 'ile kosztuje kurier?', { from: { id: 'x', role: 'bot' }, deliveryMode: 'expectReplies' });

  assert.deepEqual((await say(own)).body, { activities: [] });
  assert.deepEqual((await say(another)).body, { activities: [] });
});

test('a button of ours brings its value back through the channel', async () => {
  const question = message(cloud, 'ile kosztuje kurier?', { channelId: 'webchat', deliveryMode: 'expectReplies' });
  const { body } = await say(question);
  const [action] = body.activities.at(-1).suggestedActions.actions;

  const pressed = message(cloud, action.text, { channelId: 'webchat', conversation: question.conversation, value: action.value, deliveryMode: 'expectReplies' });
  const answer = await say(pressed);

  assert.equal(action.type, 'messageBack');
  assert.ok(answer.body.activities[0].text.length > 0);
});

test('after its end a conversation begins anew', async () => {
  const talk = { conversation: { id: 'ends' }, deliveryMode: 'expectReplies' };
  const first = await say(message(cloud, 'hej', talk));
  const end = await say(message(cloud, undefined, { ...talk, type: 'endOfConversation' }));
  const anew = await say(message(cloud, 'hej', talk));

  assert.equal(end.status, 200);
  assert.deepEqual(anew.body.activities.map(({ text }) => text), first.body.activities.map(({ text }) => text), 'greeted as at first');
});

test('no word of a customer, no token and no secret is logged', async () => {
  const question = message(cloud, 'zebroid zebroid');
  await say(question);
  await told(question.conversation.id, 1);

  assert.doesNotMatch(server.output(), /zebroid|eyJ|password-of-demo/);
});
