// How long a customer waits: from Enter to the bot's answer standing in the page. `npm run latency [COUNT]`; for docs/benchmarks.
import { startServer } from '../clients/server.mjs';
import { Customer, launch } from './browser.mjs';

const count = Number(process.argv[2] ?? 200);
const questions = ['ile kosztuje kurier?', 'za ile przyjdzie paczka', 'kiedy zwrot pieniędzy', 'czy mogę zapłacić blikiem', 'ile mam dni na zwrot'];
const perConversation = 20;
const warmUp = 10;

/** Measured inside the page, so that driving the browser from outside does not count. */
function waitForAnswer() {
  const articles = () => document.querySelectorAll('[role=feed] article').length;
  const before = articles();
  let sent = 0;
  addEventListener('keydown', event => { if (event.key === 'Enter') sent = performance.now(); }, { capture: true, once: true });
  window.answered = new Promise(resolve => {
    const observer = new MutationObserver(() => {
      // The customer's own message, and the answer.
      if (articles() < before + 2) return;
      observer.disconnect();
      resolve(performance.now() - sent);
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
}

const server = await startServer();
const browser = await launch();
const times = [];
try {
  while (times.length < count + warmUp) {
    const customer = await Customer.arrive(browser);
    await customer.go(`${server.url}/chat/demo`);
    await customer.ready();
    for (let i = 0; i < perConversation; i++) {
      await customer.page.evaluate(waitForAnswer);
      await customer.say(questions[i % questions.length]);
      times.push(await customer.page.evaluate(() => window.answered));
    }
    await customer.leave();
  }
} finally {
  await browser.close();
  await server.stop();
}
const sorted = times.slice(warmUp).sort((a, b) => a - b);
const at = share => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0);
console.log(`${sorted.length} answers in Chromium: median ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`);
