import { object, text, type Fields } from './activity';

/** A request may hang on a network that has gone without saying so. */
const patienceMs = 15_000;

/**
 * A customer's clock may be a day off; ours tells what day it is. Smaller differences are the
 * network's.
 */
const clockErrorMaxMs = 90_000;
let clockErrorMs = 0;

/** By the server's clock. */
export function now(): Date {
  return new Date(Date.now() + clockErrorMs);
}

/** The server has answered, but not with what was asked for. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** Of Direct Line, e.g. `TokenExpired`; empty for what is not of it. */
    readonly code: string,
    message: string,
    /** How long to wait before asking again; null where that is not said. */
    readonly retryAfterMs: number | null,
  ) {
    super(message);
  }

  /** Another try may go well. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

export interface Reply {
  /** Parsed JSON; empty where the body is none. */
  body: Fields;
  text: string;
}

/** @throws Refusal when the server says no; TypeError or DOMException when it cannot be reached. */
export async function request(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, {
    ...init,
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  });
  const body = await response.text();
  readClock(response.headers.get('date'));
  if (!response.ok) {
    throw refusalOf(response.status, body, response.headers.get('retry-after'));
  }
  return { body: parse(body), text: body };
}

function readClock(date: string | null): void {
  const error = Date.parse(date ?? '') - Date.now();
  if (!Number.isNaN(error)) {
    clockErrorMs = Math.abs(error) > clockErrorMaxMs ? error : 0;
  }
}

export function refusalOf(status: number, body: string, retryAfter: string | null): Refusal {
  const answer = parse(body);
  const error = object(answer.error);
  const seconds = Number(retryAfter ?? 'NaN');
  return new Refusal(
    status,
    text(error.code),
    text(error.message) || text(answer.detail) || `The server answered ${status}.`,
    Number.isFinite(seconds) ? seconds * 1_000 : null,
  );
}

function parse(body: string): Fields {
  try {
    return object(JSON.parse(body));
  } catch {
    return {};
  }
}
