// What we use of Web Chat 4.18 and of the Direct Line client inside it.

interface DirectLineOptions {
  domain: string;
  token: string;
  conversationId: string;
  conversationStartProperties: { locale: string };
}

interface Ajax {
  do(next: undefined, error: (error: { status: number }) => void): Ajax;
}

interface DirectLine {
  /** Neither in its types, but there: what it makes its requests with. */
  readonly services: { ajax(request: { url: string; timeout?: number }): Ajax };
  /** The one in use; not in its types, but there. */
  readonly token: string;
  activity$: {
    subscribe(observer: {
      next(activity: { type: string }): void;
      error(reason: unknown): void;
    }): void;
  };
  connectionStatus$: { subscribe(next: (status: number) => void): void };
  reconnect(conversation: { conversationId: string; token: string; streamUrl: string }): void;
}

interface WebChatOptions {
  directLine: DirectLine;
  locale: string;
  nonce: string;
  styleOptions: Record<string, boolean | number | string>;
  overrideLocalizedStrings: (
    strings: Record<string, string>,
    language: string,
  ) => Record<string, string>;
}

interface WebChatBundle {
  createDirectLine(options: DirectLineOptions): DirectLine;
  renderWebChat(options: WebChatOptions, element: HTMLElement): void;
}

interface Window {
  WebChat?: WebChatBundle;
}
