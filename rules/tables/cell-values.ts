import { dayNumber, fromDayNumber, isLocalDate } from '../../domain/kernel/local-date.ts';
import type { FactDefinition, Leaf } from '../engine/pack-schema.ts';

/** What a cell may hold beside plain text: a parameter's name, or a text that would be read as something else. */
type CellValue = Leaf['value'];

const PARAMETER = /^\{([a-z][a-z0-9_]*)\}$/;
const LIST_MARK = ';';
const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/;
const YES: ReadonlySet<string> = new Set(['true', 'TRUE', '是']);
const NO: ReadonlySet<string> = new Set(['false', 'FALSE', '否']);

/** A value as a cell shows it: dates as dates, lists with semicolons, parameters in braces. */
export function toCell(value: CellValue, definition: FactDefinition | undefined): string {
  if (Array.isArray(value)) {
    const words = value.map((one) => one.toString());
    const plain =
      words.length > 0 && words.every((one, index) => isPlain(one) && typeof value[index] === 'string');
    return plain ? words.join(LIST_MARK) : JSON.stringify(value);
  }
  if (typeof value === 'object') return `{${value.parameter}}`;
  if (typeof value === 'number' && definition?.unit === 'date' && Number.isInteger(value))
    return fromDayNumber(value);
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value);
  return String(value);
}

/** Reads back as itself: nothing that trimming, lists, JSON or braces would change. */
const isPlain = (word: string): boolean =>
  word !== '' && word === word.trim() && !word.includes(LIST_MARK) && !/^[[{"]/.test(word);

/** What a cell means for a fact; undefined when it cannot be read so. `isList` where the operator wants a list. */
export function fromCell(
  cell: string,
  { type, unit }: Pick<FactDefinition, 'type' | 'unit'>,
  isList: boolean,
): CellValue | undefined {
  const parameter = PARAMETER.exec(cell)?.[1];
  if (parameter) return { parameter };
  if (cell.startsWith('[')) return parsedList(cell);
  if (isList) {
    const values = cell
      .split(LIST_MARK)
      .map((one) => scalar(one.trim(), type === 'texts' ? 'text' : type, unit));
    return values.every((one) => typeof one === 'string' || typeof one === 'number') ? values : undefined;
  }
  return scalar(cell, type === 'texts' ? 'text' : type, unit);
}

function scalar(cell: string, type: FactDefinition['type'], unit: FactDefinition['unit']) {
  if (cell.startsWith('"')) return parsedText(cell);
  if (type === 'boolean') return YES.has(cell) ? true : NO.has(cell) ? false : undefined;
  if (type === 'text') return cell === '' ? undefined : cell;
  if (unit === 'date' && isLocalDate(cell)) return dayNumber(cell);
  return NUMBER.test(cell) ? Number(cell) : undefined;
}

const parsedText = (cell: string): string | undefined => {
  const value = parsed(cell);
  return typeof value === 'string' ? value : undefined;
};

function parsedList(cell: string): (string | number)[] | undefined {
  const value = parsed(cell);
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const fit = items.filter((one) => typeof one === 'string' || typeof one === 'number');
  return fit.length === items.length ? fit : undefined;
}

function parsed(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return undefined;
  }
}

export const readNumber = (cell: string): number | undefined =>
  NUMBER.test(cell) ? Number(cell) : undefined;
export const readFlag = (cell: string): boolean | undefined =>
  YES.has(cell) ? true : NO.has(cell) ? false : undefined;
