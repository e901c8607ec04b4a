// The full-page chat: Web Chat does the talking; this keeps it connected and lets the customer come
// back.
import { Access } from '../directline/access';
import { ShopStorage } from '../panel/storage';
import { TokenAge } from './age';
import { textsFor } from './texts';
import { acceptedTypes, watchUploads } from './uploads';

/** DirectLineJS's connection states that we act on. */
const expiredToken = 3;
const failedToConnect = 4;

const renewRetryMs = 5_000;
/** Before all that was said; Web Chat leaves out what it has. */
const fromTheStart = '0';

interface ConnectedChat {
  directLine: DirectLine;
  age: TokenAge;
}

const nonce = document.currentScript?.nonce ?? '';
const root = document.getElementById('chat') ?? document.body;
const notice = document.getElementById('notice') ?? document.body;
const { shop = '', language = 'en', color = '', images = '', videos = '' } = root.dataset;
const texts = textsFor(language);
const access = new Access({
  origin: location.origin,
  shop,
  store: new ShopStorage(shop).resume,
  customer: null,
});
let isRenewing = false;
/** The server has another conversation for us, so this one cannot be renewed. */
let isOver = false;
/** The one timer of a renewal that failed; nothing else renews before it. */
let retry: number | undefined;

document.getElementById('start-over')?.addEventListener('click', startOver);
void open();

async function open(): Promise<void> {
  try {
    if (window.WebChat === undefined) {
      throw new Error('Web Chat did not load.');
    }
    await access.open(language);
    show(window.WebChat);
  } catch (error) {
    console.error(error);
    say(texts.failed, texts.tryAgain, () => location.reload());
  }
}

function show(webChat: WebChatBundle): void {
  const directLine = webChat.createDirectLine({
    domain: `${location.origin}/v3/directline`,
    token: access.token,
    // Also for a new conversation: the server begins it when its token comes, and replays the
    // history of an old one.
    conversationId: access.conversation,
    conversationStartProperties: { locale: language },
  });
  keepConnected(directLine);
  watchUploads(directLine, () => say(texts.fileRefused(images, videos), texts.close, hush));
  const draw = () =>
    webChat.renderWebChat(
      {
        directLine,
        locale: language,
        nonce,
        styleOptions: style(),
        overrideLocalizedStrings: strings => ({ ...strings, ...texts.webChat }),
      },
      root,
    );
  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
}

function keepConnected(directLine: DirectLine): void {
  const chat = { directLine, age: new TokenAge(directLine, access.lifeSeconds) };
  for (const sign of ['visibilitychange', 'focusin', 'pointerdown', 'keydown']) {
    document.addEventListener(sign, () => {
      if (chat.age.isOld()) {
        void renew(chat);
      }
    });
  }
  directLine.connectionStatus$.subscribe(status => {
    if (status === expiredToken) {
      void renew(chat);
    } else if (status === failedToConnect) {
      say(texts.failed, texts.tryAgain, () => location.reload());
    }
  });
  directLine.activity$.subscribe({
    next: activity => {
      if (activity.type === 'endOfConversation') {
        say(texts.ended, texts.startOver, startOver);
      }
    },
    error: reason => {
      // So DirectLineJS calls it when the server knows of the end and it does not.
      if (reason instanceof Error && reason.message === 'conversation ended') {
        say(texts.ended, texts.startOver, startOver);
      }
    },
  });
}

/**
 * A new token for the same conversation, and everything missed with it: when the customer comes
 * back after the old one ran out, before they have written anything that could not be sent.
 */
async function renew(chat: ConnectedChat): Promise<void> {
  if (isRenewing || isOver || retry !== undefined) {
    return;
  }
  isRenewing = true;
  try {
    if ((await access.renew(language)) !== 'renewed') {
      // What is on the page stays readable, and a draft can be copied; only the customer leaves it.
      isOver = true;
      say(texts.ended, texts.startOver, () => location.reload());
      return;
    }
    const streamUrl = await access.stream(fromTheStart, language);
    const { token, conversation: conversationId } = access;
    chat.directLine.reconnect({ conversationId, token, streamUrl });
    chat.age.reset();
  } catch (error) {
    console.error(error);
    retry = setTimeout(() => {
      retry = undefined;
      void renew(chat);
    }, renewRetryMs);
  } finally {
    isRenewing = false;
  }
}

function startOver(): void {
  access.leave();
  location.reload();
}

function say(text: string, action: string, act: () => void): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = action;
  button.addEventListener('click', act);
  const words = document.createElement('p');
  words.textContent = text;
  notice.replaceChildren(words, button);
  notice.classList.add('notice');
}

function hush(): void {
  notice.replaceChildren();
  notice.classList.remove('notice');
}

/**
 * In the colours of our page, which follow the customer's scheme: Web Chat has one scheme of its
 * own, a light one.
 */
function style(): WebChatOptions['styleOptions'] {
  const page = getComputedStyle(document.body);
  const of = (name: string): string => page.getPropertyValue(name).trim();
  const [ink, quiet, line] = [of('--ink'), of('--quiet'), of('--line')];
  const [surface, onAccent] = [of('--surface'), of('--on-accent')];
  return {
    accent: color,
    subtle: quiet,
    primaryFont: of('--font'),
    backgroundColor: 'transparent',
    bubbleBackground: surface,
    bubbleTextColor: ink,
    bubbleBorderColor: line,
    bubbleBorderRadius: 14,
    bubbleMinHeight: 0,
    bubbleMinWidth: 0,
    bubbleMaxWidth: 560,
    bubbleFromUserBackground: color,
    bubbleFromUserBorderColor: color,
    bubbleFromUserBorderRadius: 14,
    bubbleFromUserTextColor: onAccent,
    uploadAccept: acceptedTypes,
    // Otherwise a small mark on the button would be all that tells a customer to press another one.
    sendAttachmentOn: 'attach',
    sendBoxHeight: 52,
    sendBoxBackground: surface,
    sendBoxTextColor: ink,
    sendBoxPlaceholderColor: quiet,
    sendBoxButtonColor: quiet,
    sendBoxBorderTop: `solid 1px ${line}`,
    suggestedActionLayout: 'flow',
    suggestedActionBorderRadius: 20,
    suggestedActionBorderWidth: 1,
    suggestedActionBackgroundColor: surface,
    suggestedActionTextColor: ink,
    suggestedActionBorderColor: of('--link'),
    suggestedActionHeight: 40,
    timestampColor: quiet,
  };
}
