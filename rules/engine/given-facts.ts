import { dayNumber, isLocalDate } from '../../domain/kernel/local-date.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { isFactValue } from './lint.ts';
import type { FactDefinition } from './pack-schema.ts';

/** A fact that cannot be taken as it was given. */
export interface FactProblem {
  readonly fact: string;
  readonly reason: Text;
}

export type FactReading =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly problems: readonly FactProblem[] };

const TYPES: Readonly<Record<FactDefinition['type'], Text>> = {
  boolean: text('是（true）或否（false）', 'true or false'),
  number: text('数字', 'a number'),
  text: text('文本', 'a text'),
  texts: text('文本列表', 'a list of texts'),
};

/**
 * 事实 as another system or a file gives them: dates may be written as dates. A name that no pack knows, or a value of the
 * wrong type, is a mistake of the caller's and said so; a fact that is missing is simply not known.
 */
export function readFacts(
  definitions: ReadonlyMap<string, FactDefinition>,
  given: Readonly<Record<string, unknown>>,
): FactReading {
  const facts: Record<string, FactValue> = {};
  const problems: FactProblem[] = [];
  for (const [fact, raw] of Object.entries(given)) {
    const definition = definitions.get(fact);
    const value = definition?.unit === 'date' && isDate(raw) ? dayNumber(raw) : raw;
    if (!definition) {
      problems.push({ fact, reason: text('规则包没有这个事实', 'no pack knows this fact') });
    } else if (!isFactValue(definition, value)) {
      problems.push({ fact, reason: wanted(definition) });
    } else facts[fact] = value as FactValue; // isFactValue has looked at it
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, facts };
}

const isDate = (value: unknown): value is string => typeof value === 'string' && isLocalDate(value);

function wanted({ type, unit, values }: FactDefinition): Text {
  if (values) {
    const words = Object.keys(values).join('、');
    return text(`应为以下之一：${words}`, `must be one of: ${words}`);
  }
  const { zh, en } = TYPES[type];
  if (unit === 'date') return text('应为日期 YYYY-MM-DD', 'must be a date YYYY-MM-DD');
  return unit
    ? text(`应为${zh}（单位 ${unit}）`, `must be ${en} (unit ${unit})`)
    : text(`应为${zh}`, `must be ${en}`);
}
