import { parseYuan } from '../../domain/kernel/money.ts';
import { type Text, text } from '../../domain/kernel/text.ts';

/** What a cell holds, or why it cannot be taken. */
export type CellReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: Text };

/** 列 one column of an import: its heading in both languages, how a cell is read, and what a template shows. */
export interface Column {
  readonly field: string;
  readonly heading: Text;
  readonly read: (cell: string) => CellReading;
  readonly example: string;
}

const taken = (value: unknown): CellReading => ({ ok: true, value });
const refused = (zh: string, en: string): CellReading => ({ ok: false, reason: text(zh, en) });

export const words = (cell: string): CellReading => taken(cell);
export const wordsOrNone = (cell: string): CellReading => taken(cell === '' ? null : cell);

/** Several names in one cell, set apart by 、 or a comma or semicolon of either kind. */
export const severalWords = (cell: string): CellReading =>
  taken(
    cell
      .split(/[、,，;；]/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  );

export const wholeNumber = (cell: string): CellReading =>
  /^\d{1,9}$/.test(cell) ? taken(Number(cell)) : refused('应为整数', 'must be a whole number');

export const money = (cell: string): CellReading => {
  const amount = parseYuan(cell);
  return amount === null
    ? refused('应为金额（元），最多两位小数', 'must be an amount in yuan with at most two decimals')
    : taken(amount);
};

const YES = ['是', 'yes'];
const NO = ['否', 'no'];

export const yesOrNo = (cell: string): CellReading => {
  const said = cell.toLowerCase();
  if (YES.includes(said) || NO.includes(said)) return taken(YES.includes(said));
  return refused('应为「是」或「否」', 'must be "yes" or "no"');
};

/** One of a few words, named in either language. */
export const oneOf =
  (choices: readonly (readonly [name: Text, value: unknown])[]) =>
  (cell: string): CellReading => {
    const found = choices.find(([name]) => name.zh === cell || name.en.toLowerCase() === cell.toLowerCase());
    if (found) return taken(found[1]);
    const list = (language: 'zh' | 'en') =>
      choices.map(([name]) => `「${name[language]}」`).join(language === 'zh' ? '、' : ', ');
    return refused(`应为以下之一：${list('zh')}`, `must be one of: ${list('en')}`);
  };
