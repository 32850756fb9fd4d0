import { type Text, text } from '../../../../domain/kernel/text.ts';

export interface Group {
  readonly title: Text;
  /** Fields of the application, in the order of its schema. */
  readonly fields: readonly string[];
}

/** 申报步骤 the parts of an application, one a step; the last step checks and files it. */
export const GROUPS: readonly Group[] = [
  {
    title: text('买什么', 'What is bought'),
    fields: ['buyerOrgId', 'catalogItemCode', 'name', 'fiscalYear', 'pilot', 'isNewProject'],
  },
  {
    title: text('内容与金额', 'Content and amount'),
    fields: ['content', 'estimateFen', 'termMonths', 'beneficiaries', 'beneficiaryOrgIds'],
  },
  {
    title: text('负面清单与职责', 'Negative list and duties'),
    fields: ['negativeList', 'responsibilitySheet', 'delegationDocument'],
  },
];

export const FILING: Text = text('核对并提交', 'Check and file');

/** The step on which a field of the application is entered. */
export const stepOf = (field: string): number =>
  GROUPS.findIndex(({ fields }) => fields.includes(field.split('.')[0] ?? ''));
