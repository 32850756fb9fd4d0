import { formatFen } from '../../../domain/kernel/money.ts';
import type { Language } from '../../../domain/kernel/text.ts';

const WAN_FEN = 1_000_000;

/** 金额 as read on a screen: 万元 from ten thousand yuan on, 元 below; the exact amount is `formatFen`. */
export function shortMoney(amountFen: number, language: Language): string {
  if (Math.abs(amountFen) < WAN_FEN) return formatFen(amountFen, language);
  if (language === 'en') return `CNY ${(amountFen / 100).toLocaleString('en', { maximumFractionDigits: 0 })}`;
  return `${(amountFen / WAN_FEN).toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 万元`;
}

/** A recorded moment on the clock of Shanghai, to the minute. */
export const moment = (instant: string, language: Language): string =>
  new Date(instant).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'medium',
    timeStyle: 'short',
  });

/** Today in Shanghai with its weekday. */
export const today = (language: Language): string =>
  new Date().toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'full',
  });
