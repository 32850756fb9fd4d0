import { type Text, text } from '../../domain/kernel/text.ts';
import { CHOICE_NAMES } from './choice-names.ts';
import { FIELD_NAMES } from './field-names.ts';

/** `estimateFen` reads "Estimate" in English; the unit stands beside the field. */
const spelled = (name: string): string => {
  const words = name
    .replace(/Fen$/, '')
    .replaceAll(/([A-Z])/g, ' $1')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const fieldLabel = (name: string): Text => text(FIELD_NAMES[name] ?? spelled(name), spelled(name));

export const choiceLabel = (value: string): Text => CHOICE_NAMES[value] ?? text(value, value);
