/** Half a letter, as a cut emoji leaves behind, and NUL are in no text that the server takes. */
export function wellFormed(words: string): string {
  return words.replace(/[\ud800-\udfff\0]/gu, '');
}
