// What Microsoft's cloud is to a bot: keys, a login, and a channel. Replies are received and their tokens checked by botbuilder itself.
import botbuilder from 'botbuilder';
import connector from 'botframework-connector';
import jsonwebtoken from 'jsonwebtoken';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Routes } from './routes.mjs';

export const appId = '11111111-aaaa-4000-8000-000000000001';
export const otherAppId = '22222222-bbbb-4000-8000-000000000002';
export const password = 'password-of-demo';
export const channelIssuer = 'https://api.botframework.com';
export const emulatorIssuer = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';

const patienceMs = 40_000;
const emulatorTenant = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

export async function startCloud() {
  const cloud = new Cloud();
  cloud.server = createServer((request, response) => cloud.routes.serve(request, response)).listen(0, '127.0.0.1');
  await once(cloud.server, 'listening');
  cloud.url = `http://127.0.0.1:${cloud.server.address().port}`;
  cloud.serviceUrl = `${cloud.url}/`;
  cloud.serve();
  return cloud;
}

class Cloud {
  keys = { channel: newKey(), emulator: newKey() };
  routes = new Routes();
  /** In the order of their arrival, also those that were not taken: `{conversation, replyTo, activity, status, at}`. */
  replies = [];
  logins = 0;
  /** Called with the number of a reply, from 0; what it returns is answered: `{status, headers}`. */
  answer = () => undefined;
  #waiting = [];

  /** Environment variables that make our server believe in this cloud. */
  get settings() {
    return {
      Connector__ChannelMetadataUrl: `${this.url}/channel/openid`,
      Connector__EmulatorMetadataUrl: `${this.url}/emulator/openid`,
      Connector__LoginUrl: this.url,
      Shops__demo__Connector__AppId: appId,
      Shops__demo__Connector__AppPassword: password,
    };
  }

  /** Botbuilder's own idea of this cloud. */
  authentication(credentials) {
    return connector.BotFrameworkAuthenticationFactory.create(
      '',
      false,
      this.url,
      channelIssuer,
      channelIssuer,
      this.url,
      `${this.url}/channel/openid`,
      `${this.url}/emulator/openid`,
      'urn:botframework:test',
      credentials,
      new connector.AuthenticationConfiguration(),
    );
  }

  /** A channel's token; what is given replaces what is right, undefined takes it away. */
  token({ claims = {}, key = this.keys.channel.privateKey, kid = 'channel', algorithm = 'RS256' } = {}) {
    return sign({ iss: channelIssuer, aud: appId, serviceurl: this.serviceUrl, ...lifetime(), ...claims }, key, kid, algorithm);
  }

  /** A token as the Emulator gets it from the login. */
  emulatorToken({ claims = {}, key = this.keys.emulator.privateKey, kid = 'emulator' } = {}) {
    return sign({ iss: emulatorIssuer, aud: appId, appid: appId, ver: '1.0', ...lifetime(), ...claims }, key, kid, 'RS256');
  }

  /** Replies that were taken. */
  get told() {
    return this.replies.filter(({ status }) => status < 300);
  }

  get texts() {
    return this.told.map(({ activity }) => activity.text);
  }

  /** Waits until what arrived makes `condition` true. */
  async until(condition, what) {
    if (condition(this)) {
      return;
    }
    let timer;
    await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`Not seen: ${what}. ${JSON.stringify(this.replies)}`)), patienceMs);
      this.#waiting.push({ condition, resolve });
    }).finally(() => clearTimeout(timer));
  }

  async stop() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  serve() {
    for (const [name, endorsements] of [['channel', ['msteams', 'webchat', 'test']], ['emulator', undefined]]) {
      this.routes.get(`/${name}/openid`, (_, response) => response.send({ jwks_uri: `${this.url}/${name}/keys` }));
      this.routes.get(`/${name}/keys`, (_, response) => {
        const jwk = { ...this.keys[name].publicKey.export({ format: 'jwk' }), use: 'sig', kid: name };
        response.send({ keys: [{ ...jwk, ...(endorsements && { endorsements }) }] });
      });
    }
    this.routes.post('/:tenant/oauth2/v2.0/token', (request, response) => this.#login(request, response));
    this.#receive();
  }

  #login({ body, params }, response) {
    this.logins++;
    const form = new URLSearchParams(body);
    const isKnown = params.tenant === 'botframework.com' && form.get('client_id') === appId && form.get('client_secret') === password
      && form.get('grant_type') === 'client_credentials' && form.get('scope') === 'https://api.botframework.com/.default';
    if (!isKnown) {
      response.status(401).send({ error: 'invalid_client' });
      return;
    }
    const token = sign(
      { iss: `https://sts.windows.net/${emulatorTenant}/`, aud: channelIssuer, appid: appId, ver: '1.0', ...lifetime() },
      this.keys.emulator.privateKey, 'emulator', 'RS256');
    response.send({ token_type: 'Bearer', expires_in: 3600, access_token: token });
  }

  /** The routes of a channel are botbuilder's, and so is the check of the bot's token. */
  #receive() {
    const cloud = this;
    const auth = this.authentication(new connector.PasswordServiceClientCredentialFactory(appId, password));
    class Handler extends botbuilder.ChannelServiceHandlerBase {
      authenticate(header) {
        return auth.authenticateChannelRequest(header);
      }
      async onReplyToActivity(_, conversation, replyTo, activity) {
        return { id: cloud.#take(conversation, replyTo, activity) };
      }
      async onSendToConversation(_, conversation, activity) {
        return { id: cloud.#take(conversation, undefined, activity) };
      }
    }
    new botbuilder.ChannelServiceRoutes(new Handler()).register({
      post: (path, handler) => this.routes.post(path, (request, response) => this.#script(request, response, handler)),
      put: (path, handler) => this.routes.put(path, handler),
      get: (path, handler) => this.routes.get(path, handler),
      delete: () => {},
    });
  }

  /** Lets a test answer for the channel; otherwise botbuilder does. */
  #script(request, response, handler) {
    const scripted = this.answer(this.replies.length);
    if (scripted) {
      this.#note({ conversation: request.params.conversationId, replyTo: request.params.activityId, activity: request.body, status: scripted.status });
      response.status(scripted.status, scripted.headers).send({});
      return;
    }
    handler(request, response, () => {});
  }

  #take(conversation, replyTo, activity) {
    this.#note({ conversation, replyTo, activity, status: 200 });
    return `reply-${this.replies.length}`;
  }

  #note(reply) {
    this.replies.push({ ...reply, at: Date.now() });
    const ready = this.#waiting.filter(({ condition }) => condition(this));
    this.#waiting = this.#waiting.filter(waiting => !ready.includes(waiting));
    ready.forEach(({ resolve }) => resolve());
  }
}

export function newKey() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function lifetime() {
  const now = Math.floor(Date.now() / 1000);
  return { nbf: now, exp: now + 3600 };
}

function sign(claims, key, kid, algorithm) {
  const stated = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  return jsonwebtoken.sign(stated, key, { algorithm, noTimestamp: true, ...(kid && { keyid: kid }) });
}
