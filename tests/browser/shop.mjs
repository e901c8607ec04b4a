// A shop on an origin of its own, as strict as shops may be about what runs on their pages, and the server of its chat.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../clients/server.mjs';

const customerSecret = 'secret-of-demo-customers-for-tests-0123456789';
const knowledge = join(dirname(fileURLToPath(import.meta.url)), '../../knowledge');

/** `settings` are the chat server's; its knowledge is a copy that tests may edit. */
export async function startShop(settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'faqbot-shop-'));
  cpSync(knowledge, folder, { recursive: true });
  let chat = null;
  const pages = createServer((request, response) => respond(request, response, chat.url));
  pages.listen(0, '127.0.0.1');
  await once(pages, 'listening');
  const { port } = pages.address();
  const shop = {
    url: `http://127.0.0.1:${port}`,
    /** The same pages by a name that the shop does not list. */
    foreignUrl: `http://localhost:${port}`,
    /** A page that is shown to a customer who is signed in. */
    signedIn: (id, secret) => `http://127.0.0.1:${port}/?attributes=${encodeURIComponent(`data-customer="${customerToken(id, secret)}"`)}`,
    /** Changes a file of the knowledge. */
    edit(file, change) {
      const path = join(folder, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    },
    async stop() {
      await chat?.stop();
      pages.closeAllConnections();
      pages.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  shop.edit('demo/shop.yaml', yaml => yaml.replace(/^origins:.*$/m, `origins: [${shop.url}]`));
  shop.chat = chat = await startServer({ Knowledge__Path: folder, Shops__demo__CustomerSecrets__0: customerSecret, ...settings });
  return shop;
}

/** As the shop's own server makes it. */
export function customerToken(id, secret = customerSecret) {
  const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1_000);
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ aud: 'demo', sub: id, iat: now, exp: now + 3_600 })}`;
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

/**
 * `?lang=` is the page's language; `?attributes=` goes into the script's tag; `?body=` is what the page shows; `?frames=none` forbids frames;
 * `?at=body` has the script in the body.
 */
function respond(request, response, chat) {
  const query = new URL(request.url, 'http://shop').searchParams;
  const body = query.get('body') ?? '<p>Solidne buty w góry.</p>'.repeat(60);
  const frames = query.get('frames') === 'none' ? '' : `frame-src ${chat}`;
  const script = `<script src="${chat}/widget.js" data-shop="demo" ${query.get('attributes') ?? ''} async></script>`;
  const isInBody = query.get('at') === 'body';
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; script-src ${chat}/widget.js; connect-src ${chat}; ${frames}`,
  });
  response.end(`<!doctype html><html lang="${query.get('lang') ?? 'pl'}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Sklep</title>
    ${isInBody ? '' : script}</head>
    <body><main><h1>Buty trekkingowe</h1>${body}</main>${isInBody ? script : ''}</body></html>`);
}
