/** Blanks and hyphens that people put between the digits of a number. */
const GAP = '[ \\u00a0-]?';
const repeated = (digit: string, times: string): string => `(?:${GAP}${digit}){${times}}`;

/**
 * 居民身份证号 (15 or 18 places), 银行卡号 (16 to 19) and 手机号 (11, perhaps after +86), in half or full width. A
 * longer run of digits is none of them.
 */
const PERSONAL = new RegExp(
  [
    `(?<!\\d)[1-9]${repeated('\\d', '16')}${GAP}[\\dXx](?![\\dXx])`,
    `(?<!\\d)[1-9]${repeated('\\d', '14,18')}(?!\\d)`,
    `(?<!\\d)(?:\\+?86${GAP})?1${GAP}[3-9]${repeated('\\d', '9')}(?!\\d)`,
  ].join('|'),
  'g',
);

/** Digits and signs of Chinese input methods, place by place, so that what is found in the copy stands in the original. */
const halfWidth = (words: string): string =>
  words.replace(/[０-９Ｘｘ－＋　]/g, (sign) =>
    sign === '　' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );

/**
 * 脱敏 words for everybody: numbers that tell a natural person become stars, all but the first and last two places
 * (采购法 §11, 条例 §50: personal data are not made public). The rest stays to the letter.
 */
export function maskPersonalNumbers(words: string): string {
  let masked = '';
  let from = 0;
  for (const { 0: found, index } of halfWidth(words).matchAll(PERSONAL)) {
    const to = index + found.length;
    masked += words.slice(from, index + 2) + '*'.repeat(found.length - 4) + words.slice(to - 2, to);
    from = to;
  }
  return masked + words.slice(from);
}
