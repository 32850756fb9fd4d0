import { z } from 'zod';
import type { Language, Text } from '../../domain/kernel/text.ts';
import { choiceLabel, fieldLabel } from '../contract/labels.ts';

const YUAN = { zh: '（元）', en: ' (yuan)' } as const;
const FLAGS = { zh: ['是', '否'], en: ['yes', 'no'] } as const;

/** The heading row of an exported list; money is in yuan, with two decimals. */
export const headingsOf = (columns: readonly string[], language: Language): readonly string[] =>
  columns.map((column) => {
    const unit = column.endsWith('Fen') ? YUAN[language] : '';
    return fieldLabel(column.replace(/Title$/, ''))[language] + unit;
  });

interface Shown {
  readonly columns: readonly string[];
  readonly row: z.ZodObject;
  readonly language: Language;
}

/** The cells of one item; a choice is written by its name, a text in the reader's language. */
export const cellsOf = (item: object, { columns, row, language }: Shown): readonly string[] => {
  const values = new Map<string, unknown>(Object.entries(item));
  return columns.map((column) => {
    const value = values.get(column);
    if (typeof value === 'number' && column.endsWith('Fen')) return (value / 100).toFixed(2);
    return words(value, { language, isChoice: isChoice(row.shape[column]) });
  });
};

function words(value: unknown, how: { readonly language: Language; readonly isChoice: boolean }): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return FLAGS[how.language][value ? 0 : 1];
  if (typeof value === 'string') return how.isChoice ? choiceLabel(value)[how.language] : value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return value.map((one) => words(one, how)).join(how.language === 'zh' ? '、' : ', ');
  return isText(value) ? value[how.language] : JSON.stringify(value);
}

const isText = (value: object): value is Text => 'zh' in value && 'en' in value;

/** Whether a field holds one of a set of words, perhaps none or several of them. */
function isChoice(schema: unknown): boolean {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return isChoice(schema.unwrap());
  if (schema instanceof z.ZodArray) return isChoice(schema.element);
  return schema instanceof z.ZodEnum;
}
