import type { Facts } from '../policy/types.ts';
import { FIELDS_OF_FACTS } from './facts.ts';
import type { Application, NegativeListDeclaration } from './types.ts';

/** 未填完的申报 an application as far as it is filled in. */
export type PartApplication = Pick<Application, 'buyerOrgId'> & {
  readonly [K in Exclude<keyof Application, 'buyerOrgId' | 'negativeList'>]?: Application[K] | undefined;
} & {
  readonly negativeList?:
    | { readonly [K in keyof NegativeListDeclaration]?: NegativeListDeclaration[K] | undefined }
    | undefined;
};

const BLANK: Omit<Application, 'buyerOrgId'> = {
  name: '',
  catalogItemCode: '',
  beneficiaryOrgIds: [],
  fiscalYear: 0,
  estimateFen: 0,
  termMonths: 0,
  content: '',
  beneficiaries: 0,
  isNewProject: false,
  pilot: null,
  negativeList: {
    barredKind: 'none',
    hasWorksPackage: false,
    pricedPerPersonMonth: false,
    buyerKeepsAttendance: false,
    worksInBuyerOffice: false,
    hasFinancingTerms: false,
  },
  responsibilitySheet: null,
  delegationDocument: null,
};

/** The same with a blank in every field that is not filled in; facts that rest on a blank are to be left out. */
export const withBlanks = (part: PartApplication): Application => ({
  ...BLANK,
  ...given(part),
  buyerOrgId: part.buyerOrgId,
  negativeList: { ...BLANK.negativeList, ...given(part.negativeList ?? {}) },
});

/** Without the fields that say nothing. */
const given = <T extends object>(part: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  // Object.fromEntries forgets the names it was given.
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as never;

/** Only the facts that rest on what is filled in: a rule that needs another one is undetermined. */
export function knownFacts(facts: Facts, part: PartApplication): Facts {
  const isKnown = (fact: string): boolean =>
    (FIELDS_OF_FACTS[fact] ?? []).every((path) => isFilledIn(part, path.split('.')));
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => isKnown(fact)));
}

function isFilledIn(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  return isFilledIn((value as Readonly<Record<string, unknown>>)[name], rest);
}

/** The fields that a remark about these facts is shown at. */
export const fieldsOf = (facts: Facts): readonly string[] => [
  ...new Set(Object.keys(facts).flatMap((fact) => FIELDS_OF_FACTS[fact] ?? [])),
];
