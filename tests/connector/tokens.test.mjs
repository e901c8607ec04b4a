// Every fault of a token: our answer, and that of botbuilder's CloudAdapter in the same cloud. They differ only where it is said why.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startServer } from '../clients/server.mjs';
import { joined, message } from './activities.mjs';
import { appId, channelIssuer, newKey, otherAppId, startCloud } from './cloud.mjs';
import { crash, post, startOracle } from './oracle.mjs';

const stranger = newKey();
const minutes = count => Math.floor(Date.now() / 1000) + count * 60;
const base64 = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const bearer = token => `Bearer ${token}`;

let cloud;
let oracle;
let server;

before(async () => {
  console.error = () => {};
  console.warn = () => {};
  cloud = await startCloud();
  oracle = await startOracle(cloud);
  server = await startServer(cloud.settings);
});

after(async () => {
  await server?.stop();
  await oracle?.stop();
  await cloud?.stop();
});

function channel(change) {
  return () => bearer(cloud.token(change));
}

function claims(changed) {
  return channel({ claims: changed });
}

function emulator(changed, rest = {}) {
  return () => bearer(cloud.emulatorToken({ claims: changed, ...rest }));
}

function forged(header, signature = '') {
  return () => bearer(`${base64(header)}.${cloud.token().split('.')[1]}.${signature}`);
}

function hmac(secret) {
  return () => {
    const signed = `${base64({ alg: 'HS256', kid: 'channel', typ: 'JWT' })}.${cloud.token().split('.')[1]}`;
    return bearer(`${signed}.${createHmac('sha256', secret()).update(signed).digest('base64url')}`);
  };
}

function publicKey(options) {
  return () => cloud.keys.channel.publicKey.export(options);
}

const good = {
  'of a channel': channel(),
  'signed with RS384': channel({ algorithm: 'RS384' }),
  'signed with RS512': channel({ algorithm: 'RS512' }),
  'expired four minutes ago': claims({ nbf: minutes(-60), exp: minutes(-4) }),
  'valid in four minutes': claims({ nbf: minutes(4) }),
  'of the Emulator, version 1': emulator(),
  'of the Emulator, version 2': emulator({ ver: '2.0', azp: appId, appid: undefined }),
};

const bad = {
  'that is not there': () => undefined,
  'that is basic': () => `Basic ${cloud.token()}`,
  'that is empty': () => 'Bearer',
  'of junk': () => 'Bearer junk',
  'of three parts of junk': () => 'Bearer a.b.c',
  'expired six minutes ago': claims({ nbf: minutes(-60), exp: minutes(-6) }),
  'for another audience': claims({ aud: otherAppId }),
  'without an audience': claims({ aud: undefined }),
  'from another issuer': claims({ iss: 'https://api.botframework.example' }),
  'without an issuer': claims({ iss: undefined }),
  'without a serviceurl': claims({ serviceurl: undefined }),
  'for another serviceurl': claims({ serviceurl: 'https://evil.example/' }),
  'of an unknown key': channel({ kid: 'who' }),
  'without a key id': channel({ kid: null }),
  'of the Emulator for another bot': emulator({ appid: otherAppId }),
  'of the Emulator without a version': emulator({ ver: undefined }),
  'of the Emulator, version 3': emulator({ ver: '3.0' }),
};

/** The reference answers these with 500: its verifier's exceptions are not told apart. PROTOCOL.md and the documentation say 401. */
const badAndTheReferenceFails = {
  'with alg none': forged({ alg: 'none', kid: 'channel', typ: 'JWT' }),
  'with alg none and a signature': forged({ alg: 'none', kid: 'channel' }, 'c2lnbmF0dXJl'),
  'with HS256 by the public key': hmac(publicKey({ type: 'spki', format: 'pem' })),
  'with HS256 by the public key of PKCS 1': hmac(publicKey({ type: 'pkcs1', format: 'pem' })),
  'of a stranger\'s key under our id': channel({ key: stranger.privateKey }),
  'valid in six minutes': claims({ nbf: minutes(6), exp: minutes(60) }),
  'with its signature cut': () => bearer(cloud.token().slice(0, -10)),
};

for (const [name, header] of Object.entries(good)) {
  test(`a token ${name} is let in, as by the reference`, async () => {
    const [ours, theirs] = await both(header());

    assert.equal(theirs.status, 200);
    assert.equal(ours.status, 200, ours.text);
  });
}

for (const [name, header] of Object.entries(bad)) {
  test(`a token ${name} is 401, as with the reference`, async () => {
    const [ours, theirs] = await both(header());

    assert.equal(theirs.status, 401);
    assert.equal(ours.status, 401, ours.text);
  });
}

for (const [name, header] of Object.entries(badAndTheReferenceFails)) {
  test(`a token ${name} is 401, where the reference fails`, async () => {
    const [ours, theirs] = await both(header());

    assert.equal(theirs.status, 500);
    assert.equal(ours.status, 401, ours.text);
  });
}

test('a key that may not speak for the channel is 403 as documented, where the reference says 401', async () => {
  const [ours, theirs] = await both(bearer(cloud.token()), { channelId: 'telegram' });

  assert.deepEqual([ours.status, theirs.status], [403, 401]);
});

test('stricter than the reference: a token that never expires, and an activity that names no place', async () => {
  const [ours, theirs] = await both(bearer(cloud.token({ claims: { exp: undefined } })));
  const [placeless, theirPlaceless] = await both(bearer(cloud.token()), { serviceUrl: undefined });

  assert.deepEqual([ours.status, theirs.status], [401, 200]);
  assert.deepEqual([placeless.status, theirPlaceless.status], [401, 200]);
});

test('the issuer of a tenant that the token itself names is not believed', async () => {
  const evil = { iss: 'https://sts.windows.net/evil/', tid: 'evil' };
  const [ours] = await both(bearer(cloud.emulatorToken({ claims: evil })));

  assert.equal(ours.status, 401);
});

test('what is no activity is 400, where the reference falls', async () => {
  const token = bearer(cloud.token());

  for (const body of ['', 'null', '[]', '"x"', '{', '[{"type":"message"}]']) {
    const [ours, theirs] = await Promise.all([post(server.url, body, token), post(oracle.url, body, token)]);
    assert.deepEqual([ours.status, theirs.status], [400, 400], body);
  }
  for (const body of ['{}', '{"type":null}', '{"text":"hej"}']) {
    const [ours, theirs] = await Promise.all([post(server.url, body, token), post(oracle.url, body, token)]);
    assert.deepEqual([ours.status, theirs.status], [400, crash], body);
  }
  for (const body of ['{"type":"message","type":"event"}', '{"type":"message","text":"\\ud800"}', '['.repeat(10_000)]) {
    assert.equal((await post(server.url, body, token)).status, 400);
  }
});

test('only POST is taken, as by the reference, and nothing too long', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const [ours, theirs] = await Promise.all([post(server.url, '', undefined, { method }), post(oracle.url, '', undefined, { method })]);
    assert.deepEqual([ours.status, theirs.status], [405, 405]);
  }
  assert.equal((await post(server.url, message(cloud, 'x'.repeat(300_000)), bearer(cloud.token()))).status, 413);
});

test('an invoke that nobody handles is 501 without a body, as with the reference', async () => {
  const [ours, theirs] = await both(bearer(cloud.token()), { type: 'invoke', name: 'task/fetch', value: {} });

  assert.deepEqual([ours.status, ours.text], [501, '']);
  assert.deepEqual([theirs.status, theirs.text], [501, '']);
});

test('typing, reactions, installations and types yet unheard of are 200, as with the reference', async () => {
  for (const type of ['typing', 'messageReaction', 'installationUpdate', 'event', 'endOfConversation', 'command', 'somethingNew']) {
    const [ours, theirs] = await both(bearer(cloud.token()), { type, name: 'x' });
    assert.deepEqual([ours.status, theirs.status], [200, 200], type);
  }
  const update = joined(cloud);
  assert.equal((await post(oracle.url, update, bearer(cloud.token()))).status, 200);
  assert.equal((await post(server.url, update, bearer(cloud.token()))).status, 200);
});

async function both(header, change) {
  const activity = message(cloud, 'hej', change);
  return Promise.all([post(server.url, activity, header), post(oracle.url, activity, header)]);
}
