// What the server tells the chat's window about its shop, in one language.
import { object, text, type Fields } from '../directline/activity';
import { request } from '../directline/http';

export interface ShopInterface {
  shop: string;
  name: string;
  language: string;
  direction: 'ltr' | 'rtl';
  languages: readonly { tag: string; name: string }[];
  theme: { color: string; onColor: string; textColor: string; textColorDark: string };
  privacyUrl: string;
  uploads: { images: number; videos: number; accept: string };
  /** A text of the shop by its id, its `{placeholders}` filled. */
  say: (id: string, values?: Readonly<Record<string, string | number>>) => string;
}

/** As it stands in the page. */
export function readInterface(json: string): ShopInterface {
  return interfaceOf(object(JSON.parse(json)));
}

/** In another language of the shop. */
export async function requestInterface(shop: string, language: string): Promise<ShopInterface> {
  const { body } = await request(
    `/api/shops/${shop}/interface?lang=${encodeURIComponent(language)}`,
  );
  return interfaceOf(body);
}

function interfaceOf(answer: Fields): ShopInterface {
  const theme = object(answer.theme);
  const uploads = object(answer.uploads);
  const texts = object(answer.texts);
  return {
    shop: text(answer.shop),
    name: text(answer.name),
    language: text(answer.language),
    direction: answer.direction === 'rtl' ? 'rtl' : 'ltr',
    languages: Array.isArray(answer.languages)
      ? answer.languages.map(object).map(({ tag, name }) => ({ tag: text(tag), name: text(name) }))
      : [],
    theme: {
      color: text(theme.color),
      onColor: text(theme.onColor),
      textColor: text(theme.textColor),
      textColorDark: text(theme.textColorDark),
    },
    privacyUrl: text(answer.privacyUrl),
    uploads: {
      images: Number(uploads.imageMegabytes),
      videos: Number(uploads.videoMegabytes),
      accept: text(uploads.accept),
    },
    say: (id, values = {}) =>
      text(texts[id]).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)),
  };
}
