// Files through the real botframework-webchat 4.18.1 on our own page, in Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { height, photo, place, width } from '../clients/photo.mjs';
import { startServer } from '../clients/server.mjs';
import { Customer, launch } from './browser.mjs';

let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A test as one customer in the chat; a screenshot is kept when it fails. */
function asCustomer(name, options, body) {
  test(name, async () => {
    const customer = await Customer.arrive(browser, options);
    try {
      await customer.go(`${server.url}/chat/demo`);
      await customer.ready();
      await body(customer);
      assert.deepEqual(customer.unexpectedViolations(), [], 'the security policy stopped something');
      assert.deepEqual(customer.errors, [], 'a script failed');
    } catch (error) {
      await customer.look(`failed ${name}`);
      throw error;
    } finally {
      await customer.leave();
    }
  });
}

/** What was written so far goes with them. */
async function attach(customer, ...files) {
  await customer.page.locator('input[type=file]').setInputFiles(files);
}

/** Pictures under our own address, loaded, with their sizes as they are seen. */
function picturesOf(customer) {
  return customer.page.locator('img[src*="/files/"]').evaluateAll(images =>
    Promise.all(images.map(async image => {
      await image.decode();
      return { src: image.src, width: image.naturalWidth, height: image.naturalHeight };
    })));
}

asCustomer('a customer sends a photo and sees it, upright, also after a reload', {}, async customer => {
  await attach(customer, { name: 'but na boku.jpg', mimeType: 'image/jpeg', buffer: photo({ orientation: 6 }) });

  await customer.message('Dziękuję, zapisałem to').waitFor();
  const [seen] = await picturesOf(customer);
  assert.deepEqual([seen.width, seen.height], [height, width], 'turned as the camera said');
  const bytes = Buffer.from(await (await fetch(seen.src)).arrayBuffer());
  assert.ok(!bytes.includes(place), 'the place is cut');

  await customer.reload();
  await customer.message('Dziękuję, zapisałem to').waitFor();
  assert.deepEqual(await picturesOf(customer), [seen]);
});

asCustomer('several files go with a question', { language: 'en-GB' }, async customer => {
  await customer.box.fill('How much is a courier?');
  await attach(
    customer,
    { name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo({ width: 80 }) },
    { name: 'a.png', mimeType: 'image/png', buffer: await customer.page.screenshot() },
  );

  await customer.message('PLN 14.99').waitFor();
  const pictures = await picturesOf(customer);
  assert.deepEqual(pictures.map(picture => picture.width), [80, customer.page.viewportSize().width]);
});

asCustomer('a video that the browser itself has recorded is taken and plays, also by itself', {}, async customer => {
  const recorded = await customer.page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    const pen = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start();
    for (let frame = 0; frame < 20; frame++) {
      pen.fillStyle = `rgb(${frame * 12}, 90, 90)`;
      pen.fillRect(0, 0, 64, 48);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const stopped = new Promise(resolve => { recorder.onstop = resolve; });
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });

  await attach(customer, { name: 'film.webm', mimeType: 'video/webm', buffer: Buffer.from(recorded) });

  await customer.message('Dziękuję, zapisałem to').waitFor();
  const video = customer.page.locator('video').first();
  await video.waitFor({ state: 'attached' });
  const size = await video.evaluate(async element => {
    await element.play();
    return [element.videoWidth, element.videoHeight];
  });
  assert.deepEqual(size, [64, 48]);

  const tab = await customer.context.newPage();
  await tab.goto(await video.evaluate(({ currentSrc }) => currentSrc));
  await tab.waitForFunction(() => document.querySelector('video').videoWidth === 64);
});

asCustomer('a file that is not taken is refused with the reason', {}, async customer => {
  await attach(customer, { name: 'umowa.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.7') });

  await customer.page.getByText('Tego pliku nie możemy przyjąć.').waitFor();
  await customer.page.getByText('do 10 MB').waitFor();
  await customer.page.getByRole('status').getByRole('button', { name: 'Zamknij' }).click();
  await customer.page.getByText('Tego pliku nie możemy przyjąć.').waitFor({ state: 'detached' });
  await customer.ask('ile kosztuje kurier?');
  await customer.message('14,99').waitFor();
});
