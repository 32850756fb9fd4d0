import { text } from '../../domain/kernel/text.ts';
import {
  type Column,
  money,
  oneOf,
  severalWords,
  wholeNumber,
  words,
  wordsOrNone,
  yesOrNo,
} from './columns.ts';

const PILOTS = [
  [text('', ''), null],
  [text('植物保护', 'Plant protection'), 'plantProtection'],
  [text('人民调解', 'People’s mediators'), 'peoplesMediators'],
] as const;

/** What the handler declares against the negative list when nothing of it is the case. */
const NOTHING_BARRED = {
  barredKind: 'none',
  hasWorksPackage: false,
  pricedPerPersonMonth: false,
  buyerKeepsAttendance: false,
  worksInBuyerOffice: false,
  hasFinancingTerms: false,
} as const;

const column = (
  field: string,
  heading: Column['heading'],
  rest: Pick<Column, 'read' | 'example'>,
): Column => ({
  field,
  heading,
  ...rest,
});

/** 批量申报 the columns of a file of projects. */
export const PROJECT_COLUMNS: readonly Column[] = [
  column('name', text('项目名称', 'Name'), { read: words, example: '2027年水稻重大病虫害统防统治服务' }),
  column('catalogItemCode', text('目录编码', 'Catalogue code'), { read: words, example: 'A1201' }),
  column('buyerOrgId', text('购买主体', 'Buyer'), { read: words, example: '沙河镇人民政府' }),
  column('beneficiaryOrgIds', text('受益乡镇', 'Beneficiary townships'), { read: severalWords, example: '' }),
  column('fiscalYear', text('预算年度', 'Fiscal year'), { read: wholeNumber, example: '2027' }),
  column('estimateFen', text('估算金额（元）', 'Estimate (yuan)'), { read: money, example: '98,000.00' }),
  column('termMonths', text('服务期限（月）', 'Term (months)'), { read: wholeNumber, example: '12' }),
  column('content', text('服务内容', 'Content'), {
    read: words,
    example: '开展两次统防统治作业，建立防治台账。',
  }),
  column('beneficiaries', text('受益人数', 'Beneficiaries'), { read: wholeNumber, example: '3200' }),
  column('isNewProject', text('是否新增项目', 'New project'), { read: yesOrNo, example: '是' }),
  column('pilot', text('试点', 'Pilot'), { read: oneOf(PILOTS), example: '' }),
  column('negativeList', text('负面清单情形', 'On the negative list'), {
    // A case on the list needs its own words; such a project is applied for by itself.
    read: oneOf([[text('无', 'none'), NOTHING_BARRED]]),
    example: '无',
  }),
  column('responsibilitySheet', text('职责划分文件', 'Responsibility sheet'), {
    read: wordsOrNone,
    example: '',
  }),
  column('delegationDocument', text('委托交办文件', 'Delegation document'), {
    read: wordsOrNone,
    example: '',
  }),
];
