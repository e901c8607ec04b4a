// Direct Line by hand.
import { secret } from './server.mjs';

export async function call(url, path, { method = 'POST', bearer = secret, body, headers } = {}) {
  const response = await fetch(`${url}/v3/directline/${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export async function newToken(url) {
  return (await call(url, 'tokens/generate')).body.token;
}

/** Posts a message past any client. */
export function post(url, conversationId, text, { bearer, clientActivityID } = {}) {
  return call(url, `conversations/${conversationId}/activities`, {
    bearer,
    body: { type: 'message', text, from: { id: 'me' }, ...(clientActivityID && { channelData: { clientActivityID } }) },
  });
}

/** Everything that is recorded. */
export async function history(url, conversationId, bearer) {
  const all = [];
  let watermark = '';
  for (;;) {
    const { status, body } = await call(url, `conversations/${conversationId}/activities?watermark=${watermark}`, { method: 'GET', bearer });
    if (status !== 200) {
      throw new Error(`History answered ${status}.`);
    }
    if (body.activities.length === 0) {
      return all;
    }
    all.push(...body.activities);
    watermark = body.watermark;
  }
}

/** As a page of the server's own asks. */
export async function chatToken(url, body = {}) {
  const response = await fetch(`${url}/api/shops/demo/chat-token`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, ...(await response.json()) };
}
