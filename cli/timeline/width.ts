/** Characters that take two columns on a terminal: CJK, full-width forms and their punctuation. */
const WIDE =
  /[\u1100-\u115f\u2018-\u201d\u2026\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}]/u;

const widthOf = (character: string): number => (WIDE.test(character) ? 2 : 1);

/** How many columns a text takes on a terminal. */
export const displayWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + widthOf(character), 0);

/** The text filled up with spaces to so many columns. */
export const padTo = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - displayWidth(text)));

/** Punctuation that must not begin a line. */
const NO_START = new Set('，。；：、！？）」』》〕”%');

/** Breaks a text into lines of at most so many columns; Chinese may break anywhere but before a closing mark. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[!-~]+ ?|./gsu) ?? []) {
    const tooLong = displayWidth(line) + displayWidth(piece.trimEnd()) > columns;
    if (tooLong && line !== '' && !NO_START.has(piece)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece === '\n' ? ' ' : piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
