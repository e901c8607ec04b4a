// The reference: a bot of botbuilder's own, in the same cloud.
import botbuilder from 'botbuilder';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { appId } from './cloud.mjs';
import { Routes } from './routes.mjs';

/** What a bot of the SDK answers when its adapter throws outside of its own care: such a process ends. */
export const crash = 'crash';

export async function startOracle(cloud, say = async () => {}) {
  // The adapter logs each refusal with a stack trace.
  const adapter = new botbuilder.CloudAdapter(cloud.authentication(credentials(cloud)));
  const bot = new botbuilder.ActivityHandler();
  bot.onMessage(async (context, next) => {
    await say(context);
    await next();
  });
  const routes = new Routes();
  routes.all('/api/messages', (request, response) => {
    adapter.process(request, response, context => bot.run(context)).catch(() => response.status(599).end());
  });
  const server = createServer((request, response) => routes.serve(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Posts to a bot as a channel does. */
export async function post(url, activity, token, { method = 'POST' } = {}) {
  const response = await fetch(`${url}/api/messages`, {
    method,
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: token }) },
    ...(method === 'POST' && { body: typeof activity === 'string' ? activity : JSON.stringify(activity) }),
  });
  const text = await response.text();
  return { status: response.status === 599 ? crash : response.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined };
}

/** The SDK's login is fixed to HTTPS; its bot is given a token by hand. */
function credentials(cloud) {
  return {
    isValidAppId: async id => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async request => {
        const form = new URLSearchParams({
          grant_type: 'client_credentials', client_id: appId, client_secret: 'password-of-demo', scope: 'https://api.botframework.com/.default',
        });
        const answer = await fetch(`${cloud.url}/botframework.com/oauth2/v2.0/token`, { method: 'POST', body: form });
        request.headers.set('authorization', `Bearer ${(await answer.json()).access_token}`);
        return request;
      },
    }),
  };
}
