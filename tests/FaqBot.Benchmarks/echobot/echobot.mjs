// The EchoBot of the Bot Framework's SDK, which counts the turns of each conversation in memory: node echobot.mjs HOST PORT
// Nothing slows it down that the SDK does not ask for: no web framework, no authentication, and the reply travels in the answer
// (deliveryMode expectReplies) instead of in a request of its own.
import { createServer } from 'node:http';
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage } from 'botbuilder';

const [host, port] = process.argv.slice(2);

const state = new ConversationState(new MemoryStorage());
const count = state.createProperty('count');

const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  const turn = (await count.get(context, 0)) + 1;
  await count.set(context, turn);
  await context.sendActivity(`${turn}: you said ${context.activity.text}`);
  await state.saveChanges(context);
  await next();
});

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));

/** What Express and Restify add to Node's response, as far as the adapter asks for it. */
function withMethods(response) {
  response.status = code => {
    response.statusCode = code;
  };
  response.header = (name, value) => response.setHeader(name, value);
  response.send = body => {
    const json = Buffer.from(JSON.stringify(body));
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Content-Length', json.length);
    response.write(json);
  };
  return response;
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    request.body = JSON.parse(Buffer.concat(chunks).toString());
    adapter.process(request, withMethods(response), context => bot.run(context));
  });
});
server.keepAliveTimeout = 600_000;
server.listen(Number(port), host);
