import { Form, Input, InputNumber, Select } from 'antd';
import type { ExplanationAnswer } from '../../../../api/contract/policy-decision.ts';
import { type Language, type Text, text } from '../../../../domain/kernel/text.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { unitIn } from './units.ts';

export type Fact = ExplanationAnswer['needs'][number]['fact'];
export type FactValue = string | number | boolean | readonly string[];

interface Props {
  readonly fact: Fact;
  /** Null while it is not known. */
  readonly value: FactValue | null;
  readonly onChange: (value: FactValue | null) => void;
}

/** 事实 one fact by its type; emptied it is not known again. */
export function FactInput({ fact, value, onChange }: Props) {
  const say = useWords();
  const { language } = useLanguage();
  const label = say(fact.label);
  const { type, values } = fact;
  const choices =
    type === 'boolean'
      ? [
          { value: 'true', label: say(text('是', 'yes')) },
          { value: 'false', label: say(text('否', 'no')) },
        ]
      : Object.entries(values ?? {}).map(([word, words]) => ({ value: word, label: say(words) }));
  const isChoice = type === 'boolean' || (type === 'text' && values !== null);
  return (
    <Form.Item label={label} layout="vertical">
      {isChoice ? (
        <Select
          allowClear
          aria-label={label}
          value={value === null ? null : String(value)}
          options={choices}
          onChange={(word: string | undefined) =>
            onChange(word === undefined ? null : type === 'boolean' ? word === 'true' : word)
          }
        />
      ) : type === 'number' ? (
        <InputNumber
          aria-label={label}
          className="form-number"
          suffix={unitIn(fact.unit, language)}
          value={typeof value === 'number' ? value : null}
          onChange={(given) => onChange(given)}
        />
      ) : type === 'texts' ? (
        <Select
          mode="tags"
          aria-label={label}
          value={typeof value === 'object' && value !== null ? [...value] : []}
          options={choices}
          onChange={(given: string[]) => onChange(given.length === 0 ? null : given)}
        />
      ) : (
        <Input
          aria-label={label}
          defaultValue={value === null ? '' : String(value)}
          onBlur={({ target }) => onChange(target.value === '' ? null : target.value)}
        />
      )}
    </Form.Item>
  );
}

/** A fact's value in words. */
export function factText(fact: Fact, value: FactValue | null, language: Language): string {
  const say = ({ [language]: words }: Text) => words;
  if (value === null) return say(text('未知', 'not known'));
  if (typeof value === 'boolean') return say(value ? text('是', 'yes') : text('否', 'no'));
  const words = [value].flat().map((one) => {
    const named = fact.values?.[String(one)];
    return named ? say(named) : String(one);
  });
  return `${words.join('、')} ${unitIn(fact.unit, language)}`.trim();
}
