/** What the page says beside Web Chat. */
export interface Texts {
  failed: string;
  tryAgain: string;
  ended: string;
  startOver: string;
  /** With the largest size of each, in megabytes. */
  fileRefused: (images: string, videos: string) => string;
  close: string;
  /** Web Chat's own strings that its translation lacks, or that suit a shop's customer better. */
  webChat: Record<string, string>;
}

const polish: Texts = {
  failed: 'Nie udało się połączyć z czatem.',
  tryAgain: 'Spróbuj ponownie',
  ended: 'Rozmowa została zakończona.',
  startOver: 'Zacznij nową',
  fileRefused: (images, videos) =>
    `Tego pliku nie możemy przyjąć. Zdjęcia (JPEG, PNG, GIF, WebP): do ${images} MB, ` +
    `filmy (MP4, MOV, WebM): do ${videos} MB.`,
  close: 'Zamknij',
  webChat: {
    TEXT_INPUT_PLACEHOLDER: 'Napisz wiadomość',
    TEXT_INPUT_TELEPHONE_KEYPAD_BUTTON_ALT: 'Klawiatura telefoniczna',
    TEXT_INPUT_DROP_ZONE: 'Upuść pliki',
    TEXT_INPUT_LENGTH_EXCEEDED_ALT: 'Wiadomość jest za długa',
    TEXT_INPUT_ATTACHMENTS_ONE: '1 załącznik',
    TEXT_INPUT_ATTACHMENTS_TWO: '$1 załączniki',
    TEXT_INPUT_ATTACHMENTS_FEW: '$1 załączniki',
    TEXT_INPUT_ATTACHMENTS_MANY: '$1 załączników',
    TEXT_INPUT_ATTACHMENTS_OTHER: '$1 załącznika',
    TELEPHONE_KEYPAD_INPUT_MESSAGE: 'Można wpisać tylko jedną cyfrę',
  },
};

const english: Texts = {
  failed: 'The chat could not be reached.',
  tryAgain: 'Try again',
  ended: 'The conversation has ended.',
  startOver: 'Start a new one',
  fileRefused: (images, videos) =>
    `We cannot take this file. Pictures (JPEG, PNG, GIF, WebP): up to ${images} MB, ` +
    `videos (MP4, MOV, WebM): up to ${videos} MB.`,
  close: 'Close',
  webChat: {},
};

/** By the page's language; English where it is neither of ours. */
export function textsFor(language: string): Texts {
  return language.split('-')[0] === 'pl' ? polish : english;
}
