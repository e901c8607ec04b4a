// Pictures of every page, for people to look at: artifacts/look/*.png.
import { startServer } from '../clients/server.mjs';
import { Customer, desktop, launch, phone } from './browser.mjs';

const server = await startServer();
const browser = await launch();
try {
  for (const [device, viewport] of Object.entries({ desktop, phone })) {
    for (const [language, questions] of Object.entries({
      pl: ['ile kosztuje kurier?', 'Czy mogę odebrać paczkę w sobotę, jeśli zamówię dziś po południu?', 'sdfkjh'],
      en: ['How much is a courier?', 'I would like to return my shoes', 'qwerty'],
    })) {
      const customer = await Customer.arrive(browser, { language, viewport });
      const name = `${device}-${language}`;
      await customer.go(`${server.url}/`);
      await customer.look(`${name}-1-shops`);
      await customer.go(`${server.url}/chat/nowhere`);
      await customer.look(`${name}-2-not-found`);
      await customer.go(`${server.url}/chat/demo`);
      await customer.ready();
      await customer.look(`${name}-3-greeting`);
      for (const [i, question] of questions.entries()) {
        await customer.ask(question);
        await customer.look(`${name}-${4 + i}-answer`);
      }
      await customer.leave();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
