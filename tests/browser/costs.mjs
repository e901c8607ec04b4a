// What the chat costs a shop's page and its customer: bytes, main thread, and the time until "sent". `npm run costs [COUNT]`; for docs/benchmarks.
import { launch } from './browser.mjs';
import { startShop } from './shop.mjs';
import { Shopper } from './shopper.mjs';

const count = Number(process.argv[2] ?? 100);
const slowdown = 4;
const loads = 10;

const shop = await startShop();
const browser = await launch();
try {
  for (const rate of [1, slowdown]) {
    const costs = [];
    for (let i = 0; i < loads; i++) {
      costs.push(await load(rate));
    }
    const longest = costs.map(cost => cost.longest);
    console.log(`${rate === 1 ? 'this machine' : `slowed down ${rate} times`}: longest task of widget.js ${range(longest)} ms over ${loads} loads`);
    if (rate === 1) {
      console.log(`layout shift ${Math.max(...costs.map(cost => cost.shift))}`);
      console.log(Object.entries(costs[0].bytes).map(([name, bytes]) => `${name} ${bytes}`).join(', '), 'bytes with headers');
    }
  }
  const [first, ...others] = await sent();
  const times = others.sort((a, b) => a - b);
  const at = share => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(0);
  console.log(`shown as sent: the first message after the server's start ${first.toFixed(0)} ms; then of ${times.length} median ${at(0.5)}, p90 ${at(0.9)}, slowest ${at(1)} ms`);
} finally {
  await browser.close();
  await shop.stop();
}

/** One page load, until the chat is open; what ran of widget.js by the browser's own account. */
async function load(rate) {
  const shopper = await Shopper.arrive(browser);
  const devtools = await shopper.context.newCDPSession(shopper.page);
  await devtools.send('Network.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
  const bytes = {};
  const names = new Map();
  devtools.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, new URL(response.url).pathname));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { bytes[names.get(requestId)] = encodedDataLength; });
  await shopper.page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });
  });
  await browser.startTracing(shopper.page, { categories: ['devtools.timeline'] });
  await shopper.go(shop.url);
  await shopper.launcher.waitFor();
  const trace = JSON.parse(await browser.stopTracing());
  await shopper.open();
  const shift = await shopper.page.evaluate(() => window.shift);
  await shopper.leave();
  const ours = trace.traceEvents.filter(({ name, args }) =>
    (name === 'EvaluateScript' || name === 'FunctionCall') && args.data?.url?.endsWith('/widget.js'));
  return { longest: Math.max(0, ...ours.map(({ dur }) => dur / 1_000)), shift, bytes };
}

/** From Enter until the page says so, measured inside it. */
async function sent() {
  const shopper = await Shopper.arrive(browser);
  await shopper.go(shop.url);
  await shopper.open();
  const [, frame] = shopper.page.frames();
  const times = [];
  for (let i = 0; i <= count; i++) {
    await frame.evaluate(() => {
      window.sent = new Promise(resolve => {
        addEventListener('keydown', ({ key }) => {
          if (key !== 'Enter') {
            return;
          }
          const start = performance.now();
          const own = () => [...document.querySelectorAll('.from-you .status')].at(-1);
          const before = own();
          const look = () => {
            if (own() !== before && own().textContent.includes('Wysłano')) {
              resolve(performance.now() - start);
            } else {
              setTimeout(look);
            }
          };
          look();
        }, { capture: true, once: true });
      });
    });
    await shopper.say('ile kosztuje kurier?');
    times.push(await frame.evaluate(() => window.sent));
  }
  await shopper.leave();
  return times;
}

function range(values) {
  return `${Math.min(...values).toFixed(1)}-${Math.max(...values).toFixed(1)}`;
}
