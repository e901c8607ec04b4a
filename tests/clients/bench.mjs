// Servers and clients of a file of tests, and what every conversation must keep.
import assert from 'node:assert/strict';
import { Client, versions } from './client.mjs';
import { startServer } from './server.mjs';

/** Opens clients and closes them at the end. Clients of `open` must meet no trouble; those of `openTroubled` may. */
export class Bench {
  calm = [];
  #troubled = [];
  #servers = [];

  async start(settings) {
    const server = await startServer(settings);
    this.#servers.push(server);
    return server;
  }

  open(version, url, options, speed) {
    return this.#open(this.calm, version, url, options, speed);
  }

  openTroubled(version, url, options, speed) {
    return this.#open(this.#troubled, version, url, options, speed);
  }

  closeTroubled() {
    this.#troubled.forEach(client => client.close());
    this.#troubled = [];
  }

  async stop() {
    this.closeTroubled();
    this.calm.forEach(client => client.close());
    await Promise.all(this.#servers.map(server => server.stop()));
  }

  assertNoTrouble() {
    const agents = new Set(this.calm.flatMap(client => client.requests.map(({ headers }) => headers['x-ms-bot-agent'])));
    assert.deepEqual([...agents].sort(), versions.map(version => `DirectLine/3.0 (directlinejs ${version})`));
    assert.deepEqual(this.calm.flatMap(client => client.troubles), []);
  }

  #open(list, version, url, options, speed) {
    const client = new Client(version, { domain: `${url}/v3/directline`, ...options }, speed);
    list.push(client);
    return client;
  }
}

/** From the first activity on: no gap, no repeat, in order, timestamps that rise. */
export function assertInOrderOnce({ activities }) {
  const sequences = activities.map(({ id }) => Number(id.split('|')[1]));
  assert.deepEqual(sequences, sequences.map((_, i) => i + 1), 'no gap, no repeat, in order');
  const timestamps = activities.map(({ timestamp }) => timestamp);
  assert.deepEqual(timestamps, [...new Set(timestamps)].sort(), 'timestamps strictly rise');
}

/** Each question of the customer comes before its answer, which names it. */
export function assertAnswered({ activities }) {
  activities.forEach(({ replyToId }, i) => {
    if (replyToId) {
      const question = activities.findIndex(({ id }) => id === replyToId);
      assert.ok(question >= 0 && question < i, `${replyToId} comes before its answer`);
      assert.equal(activities[question].from.role, 'user');
    }
  });
}
