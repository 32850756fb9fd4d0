import type { BudgetLine, FundSource } from '../../domain/budget/types.ts';
import type { BudgetLineId, OrgId } from '../../domain/kernel/brand.ts';
import { type LocalDate, localDate } from '../../domain/kernel/local-date.ts';
import { fen, yuan } from '../../domain/kernel/money.ts';
import { type DemoOrg, publicOrgs } from './places.ts';

/** Which of a buyer's lines pays: the word is the end of the line's id. */
export type Fund = 'own' | 'general' | 'agriculture' | 'governance' | 'special' | 'pending' | 'office';

interface LineTemplate {
  readonly fund: Fund;
  readonly name: string;
  readonly source: FundSource;
  readonly sectors: readonly string[];
  readonly yuan: number;
  readonly approved?: boolean;
  readonly inServiceTable?: boolean;
}

const TOWN_LINES: readonly LineTemplate[] = [
  { fund: 'own', name: '公共服务购买经费', source: 'own', sectors: [], yuan: 1_200_000 },
  { fund: 'general', name: '便民服务体系运行经费', source: 'generalTransfer', sectors: [], yuan: 2_400_000 },
  {
    fund: 'agriculture',
    name: '农业生产社会化服务专项资金',
    source: 'specialTransfer',
    sectors: ['农业农村'],
    yuan: 1_000_000,
  },
  {
    fund: 'governance',
    name: '基层社会治理专项资金',
    source: 'specialTransfer',
    sectors: ['司法', '民政'],
    yuan: 800_000,
  },
];

const departmentLines = ({ sectors }: DemoOrg): readonly LineTemplate[] => [
  { fund: 'own', name: '部门购买服务项目经费', source: 'own', sectors: [], yuan: 1_500_000 },
  { fund: 'special', name: '行业专项转移支付资金', source: 'specialTransfer', sectors, yuan: 6_000_000 },
];

/** Two lines that must not be used: one not approved yet, one outside the purchase-of-services table. */
const UNUSABLE: Readonly<Record<OrgId, LineTemplate>> = {
  baihe: {
    fund: 'pending',
    name: '拟追加公共服务经费（待人大批准）',
    source: 'own',
    sectors: [],
    yuan: 300_000,
    approved: false,
  },
  bailin: {
    fund: 'office',
    name: '一般公用经费',
    source: 'own',
    sectors: [],
    yuan: 400_000,
    inServiceTable: false,
  },
};

export const budgetLineId = (orgId: OrgId, year: number, fund: Fund): BudgetLineId =>
  `${orgId}-${year}-${fund}`;

/** Budgets are approved in the last days of the year before. */
const approvedOn = (year: number): LocalDate => localDate(`${year - 1}-12-26`);

function approvalRef(org: DemoOrg, year: number): string {
  if (org.kind === 'township') return `${org.name.replace('人民政府', '')}人大决（演示）〔${year}〕1号`;
  return `财政批复（演示）〔${year}〕1号`;
}

function lineOf(org: DemoOrg, year: number, template: LineTemplate): BudgetLine {
  const approved = template.approved !== false;
  const amount = approved ? yuan(template.yuan) : fen(0);
  return {
    id: budgetLineId(org.id, year, template.fund),
    orgId: org.id,
    fiscalYear: year,
    name: `${year}年${template.name}`,
    source: template.source,
    permittedSectors: template.sectors,
    approvedOn: approved ? approvedOn(year) : null,
    approvalRef: approved ? approvalRef(org, year) : null,
    inServiceTable: template.inServiceTable !== false,
    approvedFen: amount,
    availableFen: amount,
    reservedFen: fen(0),
    committedFen: fen(0),
    paidFen: fen(0),
  };
}

/** The budget of every buyer in one fiscal year. */
export const budgetLinesOf = (year: number): readonly BudgetLine[] =>
  publicOrgs
    .filter(({ buys }) => buys)
    .flatMap((org) => {
      const usual = org.kind === 'countyDepartment' ? departmentLines(org) : TOWN_LINES;
      const odd = UNUSABLE[org.id];
      return [...usual, ...(odd ? [odd] : [])].map((template) => lineOf(org, year, template));
    });

/** The line a purchase is paid from when the recipe does not say: earmarked money first, then the general line. */
export function usualFund(org: DemoOrg, sector: string): Fund {
  if (org.kind === 'countyDepartment') return org.sectors.includes(sector) ? 'special' : 'own';
  if (sector === '农业农村') return 'agriculture';
  if (sector === '司法' || sector === '民政') return 'governance';
  return 'general';
}
