export interface ShopSettings {
  language: string;
  direction: string;
  theme: { color: string; onColor: string; side: string; greetingSeconds: number | null };
  texts: Readonly<Record<string, string>>;
}

/** The language of the page, unless the script tag says another one. */
export function languageOf(stated: string): string {
  return stated || document.documentElement.lang || navigator.language;
}

/** @throws TypeError when the server cannot be reached, Error with its reason when it refuses. */
export async function askShop(
  origin: string,
  shop: string,
  language: string,
): Promise<ShopSettings> {
  const of = `${origin}/api/shops/${encodeURIComponent(shop)}/interface`;
  const url = `${of}?lang=${encodeURIComponent(language)}`;
  const response = await fetch(url, { credentials: 'omit' });
  if (response.status >= 500) {
    throw new TypeError(`The server answered ${response.status}.`);
  }
  // Of our own server: its shape is ours.
  const answer = (await response.json()) as ShopSettings & { detail?: string };
  if (!response.ok) {
    throw new Error(answer.detail);
  }
  return answer;
}
