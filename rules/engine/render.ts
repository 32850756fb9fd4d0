import { fromDayNumber } from '../../domain/kernel/local-date.ts';
import { formatFen } from '../../domain/kernel/money.ts';
import type { Language, Text } from '../../domain/kernel/text.ts';
import type { FactValue } from '../../domain/policy/types.ts';
import type { ParametersInForce } from './literal.ts';
import type { FactDefinition, Unit } from './pack-schema.ts';

/** What the placeholders of a text stand for. */
export interface Values {
  readonly definitions: ReadonlyMap<string, FactDefinition>;
  readonly parameters: ParametersInForce;
  /** Null shows the fact's label instead of a value, for rules shown without a case. */
  readonly known: ReadonlyMap<string, FactValue> | null;
}

const NOT_GIVEN = { zh: '（未提供）', en: '(not given)' };
const YES = { zh: '是', en: 'yes' };
const NO = { zh: '否', en: 'no' };
const MAX_LISTED = 10;

/** Puts facts and figures into a text: money in yuan, dates as dates, coded words as their labels. */
export const render = (template: Text, values: Values): Text => ({
  zh: fill(template.zh, 'zh', values),
  en: fill(template.en, 'en', values),
});

const fill = (template: string, language: Language, values: Values): string =>
  template.replace(/\{([^{}]*)\}/g, (_, name: string) => wordFor(name, language, values));

function wordFor(name: string, language: Language, { definitions, parameters, known }: Values): string {
  const figure = parameters.get(name);
  if (figure) return formatNumber(figure.value, figure.parameter.unit, language);
  const definition = definitions.get(name);
  if (!definition) return NOT_GIVEN[language];
  if (known === null) return language === 'zh' ? `〔${definition.label.zh}〕` : `[${definition.label.en}]`;
  const value = known.get(name);
  return value === undefined ? NOT_GIVEN[language] : formatFact(definition, value, language);
}

/** A value as people read it. */
export function formatFact({ unit, values }: FactDefinition, value: FactValue, language: Language): string {
  const labelOf = (word: string) => values?.[word]?.[language] ?? word;
  if (typeof value === 'boolean') return (value ? YES : NO)[language];
  if (typeof value === 'number') return unit ? formatNumber(value, unit, language) : String(value);
  if (typeof value === 'string') return labelOf(value);
  const listed = (value ?? []).slice(0, MAX_LISTED).map(labelOf);
  const rest = (value ?? []).length > MAX_LISTED ? ['…'] : [];
  return [...listed, ...rest].join(language === 'zh' ? '、' : ', ') || (language === 'zh' ? '无' : 'none');
}

function formatNumber(value: number, unit: Unit, language: Language): string {
  if (unit === 'fen') return formatFen(value, language);
  if (unit === 'date') return fromDayNumber(value);
  return unit === 'percent' ? `${value}%` : String(value);
}
