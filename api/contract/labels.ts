import { type Text, text } from '../../domain/kernel/text.ts';
import { CHOICE_NAMES } from './choice-names.ts';
import { FIELD_NAMES } from './field-names.ts';

/** Where the name of a field makes no readable English. */
const ENGLISH: Readonly<Record<string, string>> = {
  catalogItemCode: 'Catalogue item',
  beneficiaryOrgIds: 'Townships served',
  termMonths: 'Term in months',
  isNewProject: 'New project',
  barredKind: 'Barred by law as',
  hasWorksPackage: 'Includes works',
  hasFinancingTerms: 'Includes financing',
  worksInBuyerOffice: 'Works in the buyer’s office',
  pricedPerPersonMonth: 'Priced by person and month',
  fromOn: 'From',
  toOn: 'Until',
};

/** `estimateFen` reads "Estimate" in English, `buyerOrgId` "Buyer"; the unit stands beside the field. */
const spelled = (name: string): string => {
  const words = name
    .replace(/Fen$|(?:Org)?Ids?$/, '')
    .replaceAll(/([A-Z])/g, ' $1')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const fieldLabel = (name: string): Text => {
  const english = ENGLISH[name] ?? spelled(name);
  return text(FIELD_NAMES[name] ?? english, english);
};

export const choiceLabel = (value: string): Text => CHOICE_NAMES[value] ?? text(value, value);
