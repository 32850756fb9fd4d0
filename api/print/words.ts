import { dateAt, type Instant, type LocalDate } from '../../domain/kernel/local-date.ts';
import { formatFen } from '../../domain/kernel/money.ts';
import { moneyInWords } from '../../domain/kernel/money-in-words.ts';
import type { Language } from '../../domain/kernel/text.ts';

/** 「2026年3月2日」; in English the date as it is. */
export function longDate(date: LocalDate, language: Language): string {
  if (language === 'en') return date;
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

export const dateOf = (at: Instant, language: Language): string => longDate(dateAt(Date.parse(at)), language);

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Date and minute in Shanghai. */
export function minuteOf(at: number, language: Language): string {
  const clock = new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16);
  return `${longDate(dateAt(at), language)} ${clock}`;
}

/** An amount in figures and in capitals (大写), as a financial paper has it. */
export const moneyTwice = (amountFen: number, language: Language): string =>
  language === 'zh'
    ? `${formatFen(amountFen)}（大写：${moneyInWords(amountFen)}）`
    : `${formatFen(amountFen, 'en')} (in capitals: ${moneyInWords(amountFen)})`;

/** 「12.3 KB」 */
export function sizeOf(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${(bytes / 1_024).toFixed(1)} KB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
