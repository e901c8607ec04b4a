// Activities as a channel posts them.
let number = 0;

/** A message in a conversation of its own; what is given replaces what is right, undefined takes it away. */
export function message(cloud, text, change = {}) {
  number++;
  const activity = {
    type: 'message',
    id: `activity-${number}`,
    timestamp: new Date().toISOString(),
    channelId: 'test',
    serviceUrl: cloud.serviceUrl,
    from: { id: 'user-1', name: 'Ala' },
    recipient: { id: 'bot-1', name: 'Sklep' },
    conversation: { id: `talk-${number}` },
    text,
    locale: 'pl-PL',
    ...change,
  };
  return Object.fromEntries(Object.entries(activity).filter(([, value]) => value !== undefined));
}

/** The bot and a customer come into a conversation, in one update as the Emulator sends it. */
export function joined(cloud, change = {}) {
  return message(cloud, undefined, { type: 'conversationUpdate', membersAdded: [{ id: 'bot-1' }, { id: 'user-1', name: 'Ala' }], ...change });
}
