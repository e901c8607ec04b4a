// What twenty videos of 40 MB at once do to the server's memory, and to a customer who only writes: `node upload-memory.mjs` (Linux).
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { call, newToken, post } from './directline.mjs';
import { startServer } from './server.mjs';

const uploads = 20;
const megabytes = 40;
let refused = 0;

await (isMainThread ? measure() : talk(workerData));

async function measure() {
  const server = await startServer();
  const pid = findServer(server.url);
  const { body } = await call(server.url, 'conversations');
  await post(server.url, body.conversationId, 'ile kosztuje kurier?');
  console.log(`before: ${memory(pid)}`);

  // In a thread of its own, lest it wait for the sending of videos.
  const talker = new Worker(new URL(import.meta.url), { workerData: { url: server.url, conversation: body.conversationId } });
  const began = performance.now();
  await Promise.all([...Array(uploads).keys()].map(() => upload(server.url)));
  const seconds = (performance.now() - began) / 1000;
  talker.postMessage('enough');
  const [waits] = await once(talker, 'message');

  waits.sort((a, b) => a - b);
  const at = share => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))].toFixed(1);
  console.log(`after: ${memory(pid)}; ${uploads} x ${megabytes} MB in ${seconds.toFixed(1)} s, ${refused} told to come back`);
  console.log(`a message meanwhile: median ${at(0.5)}, p99 ${at(0.99)}, slowest ${at(1)} ms, of ${waits.length}`);
  await server.stop();
}

async function upload(url) {
  const bearer = await newToken(url);
  const { body } = await call(url, 'conversations', { bearer });
  for (;;) {
    const answer = await fetch(`${url}/v3/directline/conversations/${body.conversationId}/upload?userId=x`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'video/mp4' },
      body: video(),
    });
    if (answer.status === 200) {
      return;
    }
    if (answer.status !== 503) {
      throw new Error(`${answer.status} ${await answer.text()}`);
    }
    refused++;
    await new Promise(resolve => setTimeout(resolve, Number(answer.headers.get('retry-after')) * 1000));
  }
}

async function talk({ url, conversation }) {
  const waits = [];
  let isEnough = false;
  parentPort.once('message', () => (isEnough = true));
  while (!isEnough) {
    const asked = performance.now();
    await post(url, conversation, 'ile kosztuje kurier?');
    waits.push(performance.now() - asked);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  parentPort.postMessage(waits);
}

/** One track of pictures, and data that nobody decodes. */
function video() {
  const header = name => box(name, Buffer.alloc(name === 'tkhd' ? 84 : 24));
  const handler = box('hdlr', Buffer.concat([Buffer.alloc(8), Buffer.from('vide'), Buffer.alloc(13)]));
  const track = box('trak', Buffer.concat([header('tkhd'), box('mdia', Buffer.concat([header('mdhd'), handler, box('minf', box('stbl', Buffer.alloc(0)))]))]));
  const head = Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0isom')), box('moov', track)]);
  return Buffer.concat([head, box('mdat', Buffer.alloc(megabytes * 1024 * 1024 - head.length - 8, 7))]);
}

function box(name, body) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
}

function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = name => Math.round(Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024);
  return `${of('VmRSS')} MB resident, ${of('VmHWM')} MB at most`;
}

function findServer(url) {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).find(id => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(url);
    } catch {
      return false;
    }
  });
}
