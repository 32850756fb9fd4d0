import { invariant } from './invariant.ts';
import type { Fen } from './money.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['仟', '佰', '拾', ''] as const;

/** Four digits without 零 before the first one: 1050 is 壹仟零伍拾. */
function fourDigits(value: number): string {
  const digits = value.toString().padStart(4, '0');
  let words = '';
  for (const [index, digit] of [...digits].entries()) {
    if (digit !== '0') words += `${DIGITS.charAt(Number(digit))}${PLACES[index] ?? ''}`;
    else if (words !== '' && !words.endsWith('零')) words += '零';
  }
  return words.replace(/零$/, '');
}

/** A whole number above zero; what follows a larger unit and does not fill its highest place begins with 零. */
function wholeNumber(value: number): string {
  const [unit, word] = value >= 1e8 ? [1e8, '亿'] : [1e4, '万'];
  if (value < unit) return fourDigits(value);
  const rest = value % unit;
  const gap = rest > 0 && rest < unit / 10 ? '零' : '';
  return `${wholeNumber(Math.floor(value / unit))}${word}${gap}${rest > 0 ? wholeNumber(rest) : ''}`;
}

/**
 * 大写金额: an amount of money as it stands on Chinese financial papers, 「人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分」; whole
 * fen up to the largest safe number (ninety 万亿 yuan). 零 is written where digits in between are missing, and after 元
 * when its own digit or the 角 is missing; 整 closes what has no 分.
 *
 * Source: 《正确填写票据和结算凭证的基本规定》（支付结算办法，银发〔1997〕393号，附一）, cited from memory (M) and to be confirmed.
 *
 * @throws InvariantViolation for a negative or broken amount: such an amount is never written out.
 */
export function moneyInWords(amountFen: Fen): string {
  invariant(Number.isSafeInteger(amountFen) && amountFen >= 0, `Not an amount to write out: ${amountFen}`);
  const yuan = Math.floor(amountFen / 100);
  const jiao = Math.floor(amountFen / 10) % 10;
  const fen = amountFen % 10;
  if (amountFen === 0) return '人民币零元整';
  const whole = yuan > 0 ? `${wholeNumber(yuan)}元` : '';
  if (jiao === 0 && fen === 0) return `人民币${whole}整`;
  const gap = whole !== '' && (jiao === 0 || yuan % 10 === 0) ? '零' : '';
  const jiaoWords = jiao > 0 ? `${DIGITS.charAt(jiao)}角` : '';
  const fenWords = fen > 0 ? `${DIGITS.charAt(fen)}分` : '整';
  return `人民币${whole}${gap}${jiaoWords}${fenWords}`;
}
