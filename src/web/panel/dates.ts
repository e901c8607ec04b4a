// Days and times as the customer's own place and language say them, in European digits as all that
// the bot says.

const numberingSystem = 'latn';
const dayMs = 24 * 60 * 60 * 1_000;

export function timeOf(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language, {
    numberingSystem,
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
}

/**
 * "dzisiaj", "wczoraj", else the date. `now` is the server's: a customer's clock may be a day off.
 */
export function dayOf(at: Date, now: Date, language: string): string {
  const days = Math.round((midnight(at) - midnight(now)) / dayMs);
  if (days === 0 || days === -1) {
    const word = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
    return word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
  }
  return new Intl.DateTimeFormat(language, {
    numberingSystem,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(at);
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
