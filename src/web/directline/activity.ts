// What comes over the wire, read strictly: anything that is not as expected is left out, never
// trusted.

export type Sender = 'you' | 'bot' | 'person' | 'system';

export interface Button {
  label: string;
  /** Goes back unseen when the button is pressed. */
  value: unknown;
}

export interface Attachment {
  contentType: string;
  url: string;
  name: string;
}

export interface Message {
  kind: 'message';
  /** Counts what can be read in a conversation, from 1, without gaps. */
  sequence: number;
  /** By the server's clock. */
  at: Date;
  sender: Sender;
  /** Empty when nothing is known but what kind of sender it is. */
  senderName: string;
  text: string;
  language: string;
  buttons: readonly Button[];
  attachments: readonly Attachment[];
  /** What this page named it when it sent it; empty for all others. */
  clientId: string;
}

export type Activity =
  | Message
  | { kind: 'typing'; sender: Sender; senderName: string }
  | { kind: 'end'; sequence: number }
  /** Counts, but says nothing. */
  | { kind: 'other'; sequence: number };

/** Of an ActivitySet. Its watermark is the sequence of its last activity, so it is not needed. */
export function parseActivities(json: string): readonly Activity[] {
  const { activities } = object(JSON.parse(json));
  const list = Array.isArray(activities) ? activities : [];
  return list.map(item => parseActivity(object(item))).filter(item => item !== null);
}

function parseActivity(activity: Fields): Activity | null {
  const from = object(activity.from);
  const sender = senderOf(from, object(object(activity.channelData).faqbot));
  const senderName = sender === 'person' ? text(from.name) : '';
  if (activity.type === 'typing') {
    return { kind: 'typing', sender, senderName };
  }
  const sequence = sequenceOf(text(activity.id));
  if (sequence === null) {
    return null;
  }
  switch (activity.type) {
    case 'endOfConversation':
      return { kind: 'end', sequence };
    case 'message':
      return {
        kind: 'message',
        sequence,
        at: new Date(text(activity.timestamp)),
        sender,
        senderName,
        text: text(activity.text),
        language: text(activity.locale),
        buttons: sender === 'you' ? [] : buttonsOf(object(activity.suggestedActions)),
        attachments: attachmentsOf(activity.attachments),
        clientId: sender === 'you' ? text(object(activity.channelData).clientActivityID) : '',
      };
    default:
      return { kind: 'other', sequence };
  }
}

/**
 * Clients of Direct Line know two roles, so a person at the shop is a `bot` too;
 * `channelData.faqbot.sender` tells. A customer's own
 * channelData comes back as it was posted, so it is asked of others only.
 */
function senderOf(from: Fields, told: Fields): Sender {
  if (from.role === 'user') {
    return 'you';
  }
  return told.sender === 'person' || told.sender === 'system' ? told.sender : 'bot';
}

/** `conversation|0000012` is 12. */
function sequenceOf(id: string): number | null {
  const digits = /\|(\d+)$/.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}

function buttonsOf(suggested: Fields): readonly Button[] {
  const actions = Array.isArray(suggested.actions) ? suggested.actions.map(object) : [];
  return actions
    .map(action => ({ label: text(action.title) || text(action.text), value: action.value }))
    .filter(({ label }) => label !== '');
}

function attachmentsOf(list: unknown): readonly Attachment[] {
  const attachments = Array.isArray(list) ? list.map(object) : [];
  return attachments
    .map(({ contentType, contentUrl, name }) => ({
      contentType: text(contentType),
      url: text(contentUrl),
      name: text(name),
    }))
    .filter(({ url }) => url !== '');
}

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none where it is something else. */
export function object(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
