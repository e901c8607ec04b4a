// The server is killed between the commit of a reply and its sending: the reply arrives all the same. It may come twice, if it was killed
// between the sending and its mark, or if the sending took too long; never in another order. So the first arrival of each is what counts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../clients/server.mjs';
import { message } from './activities.mjs';
import { startCloud } from './cloud.mjs';
import { post } from './oracle.mjs';

let cloud;
let server;

before(async () => {
  cloud = await startCloud();
  // What a killed server was sending is taken over after twice the time of a try.
  server = await startServer({ ...cloud.settings, Outbox__PauseMilliseconds: '200', Outbox__AttemptSeconds: '5' });
});

after(async () => {
  await server?.stop();
  await cloud?.stop();
});

function say(activity) {
  return post(server.url, activity, `Bearer ${cloud.token()}`);
}

/** The activities that were answered, in the order in which each of their answers first arrived. */
function answered(conversation) {
  const mine = cloud.told.filter(reply => reply.conversation === conversation);
  const firsts = new Map(mine.map(({ replyTo, activity }) => [JSON.stringify([replyTo, activity.text]), replyTo]));
  return [...firsts.values()];
}

test('killed while the channel was away, it sends what it owes after the restart, in order', async () => {
  const talk = { id: 'killed' };
  const questions = ['ile kosztuje kurier?', 'a paczkomat?', 'dziękuję'].map(text => message(cloud, text, { conversation: talk }));
  cloud.answer = () => ({ status: 503 });

  for (const question of questions) {
    assert.equal((await say(question)).status, 200);
  }
  await cloud.until(c => c.replies.length > 0, 'a try');
  const arrived = server.restart('SIGKILL');
  cloud.answer = () => undefined;
  await arrived;
  await cloud.until(() => answered('killed').length >= 5, 'all replies');
  // What the channel posts again because it was not told in time is no new turn.
  assert.equal((await say(questions[2])).status, 200);
  const last = message(cloud, 'ile kosztuje kurier?', { conversation: talk });
  await say(last);
  await cloud.until(() => answered('killed').includes(last.id), 'the last reply');

  // The first is greeted, and who says thanks is asked how it was.
  const [first, second, thanks] = questions.map(({ id }) => id);
  assert.deepEqual(answered('killed'), [first, first, second, thanks, thanks, last.id]);
});

test('killed right after its answer, again and again, it loses no reply', async () => {
  const talk = { id: 'again' };
  const questions = [];
  for (let kill = 0; kill < 3; kill++) {
    const question = message(cloud, 'ile kosztuje kurier?', { conversation: talk });
    questions.push(question.id);
    assert.equal((await say(question)).status, 200);
    await server.restart('SIGKILL');
  }

  await cloud.until(() => questions.every(id => answered('again').includes(id)), 'an answer to each');

  const firsts = answered('again').filter((id, index, all) => all.indexOf(id) === index);
  assert.deepEqual(firsts, questions);
});

test('asked to end, it finishes the reply under way and keeps the rest', async () => {
  const question = message(cloud, 'ile kosztuje kurier?', { conversation: { id: 'asked' } });
  assert.equal((await say(question)).status, 200);

  await server.restart('SIGTERM');
  await cloud.until(() => answered('asked').length >= 2, 'both replies');

  assert.deepEqual(answered('asked'), [question.id, question.id]);
});
