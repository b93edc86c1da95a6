/** How to set off words in a text for a terminal. */
export interface Style {
  bold(text: string): string;
  error(text: string): string;
  warning(text: string): string;
  info(text: string): string;
  added(text: string): string;
}

const same = (text: string) => text;
const ansi = (start: number, end: number) => (text: string) => `\x1b[${start}m${text}\x1b[${end}m`;

export const plainStyle: Style = { bold: same, error: same, warning: same, info: same, added: same };
export const ansiStyle: Style = {
  bold: ansi(1, 22),
  error: ansi(31, 39),
  warning: ansi(33, 39),
  info: ansi(36, 39),
  added: ansi(32, 39),
};

/** Untrusted text on one line, without a character that acts on a terminal or turns the direction of writing. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, "\uFFFD");
}
