import type { BudgetLine } from '../../domain/budget/types.ts';
import type { Application, CatalogItem } from '../../domain/catalog/types.ts';
import { type Award, CLAUSES, type ContractDraft } from '../../domain/contracting/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { fen, yuan } from '../../domain/kernel/money.ts';
import type { CommandData } from '../../domain/project/commands.ts';
import { cleanPerformance, ON } from './clean-performance.fixture.ts';

export { ON };

// One clean, complete project (plant protection, above the purchase limit, open tender) with every command it takes.
// Tests change one thing in it at a time.

export const REGION = '519901';
export const ESTIMATE = yuan(800_000);

export const item: CatalogItem = {
  code: 'A1204-T1',
  name: '水稻重大病虫害统防统治服务',
  level: 4,
  sector: '农业农村',
  nature: 'public',
  basicPublicService: true,
  standardRef: 'DB51/T 1000',
  responsibleLevel: 'township',
  versionId: 'cat-2026',
  regionCode: REGION,
  publishedOn: localDate('2026-01-05'),
  confirmed: false,
};

export const application: Application = {
  name: '水稻统防统治',
  catalogItemCode: item.code,
  buyerOrgId: 'org-town',
  beneficiaryOrgIds: ['org-town'],
  fiscalYear: 2026,
  estimateFen: ESTIMATE,
  termMonths: 12,
  content: '统防统治两次',
  beneficiaries: 400,
  isNewProject: true,
  pilot: 'plantProtection',
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

export const line: BudgetLine = {
  id: 'line-1',
  orgId: 'org-town',
  fiscalYear: 2026,
  name: '病虫害防治',
  source: 'specialTransfer',
  permittedSectors: ['农业农村'],
  approvedOn: localDate('2026-02-01'),
  approvalRef: '镇人大〔2026〕3号',
  inServiceTable: true,
  approvedFen: yuan(1_000_000),
  availableFen: yuan(1_000_000),
  reservedFen: fen(0),
  committedFen: fen(0),
  paidFen: fen(0),
};

const check = {
  creditCheckedOn: ON,
  sixConditionsProven: true,
  sharesControlWithBidder: false,
  designedOrSupervised: false,
  interestWithoutRecusal: false,
};

const bid = (providerId: string, priceFen: number) => ({
  providerId,
  priceFen: fen(priceFen),
  receivedOn: ON,
  valid: true,
  score: 90,
});

export const award: Award = {
  bids: [bid('p-1', 78_000_000), bid('p-2', 79_000_000), bid('p-3', 79_500_000)],
  panel: { members: 5, experts: 4, drawnAtRandom: true },
  ranking: ['p-1', 'p-2', 'p-3'],
  providerId: 'p-1',
  priceFen: fen(78_000_000),
  check,
  justifications: {},
  winners: ['p-1'],
  minutesRef: null,
};

export const contract: ContractDraft = {
  contractNo: 'HT-1',
  valueFen: award.priceFen,
  startsOn: localDate('2026-10-01'),
  endsOn: localDate('2027-09-30'),
  clauses: CLAUSES,
  milestones: [],
  paymentTermDays: 30,
  performanceBondPercent: 5,
  bondCashOnly: false,
  auditBeforePayment: false,
  stabilityGrounds: false,
  wholeSubcontracted: false,
  guaranteesFinancing: false,
  chargesServiceUsers: false,
};

const approve = { decision: 'approve', opinion: '同意', minutesRef: '纪要〔2026〕8号' } as const;
const indicator = {
  name: '防治面积',
  dimension: 'output',
  operator: '>=',
  target: 100,
  unit: '亩',
  weight: 100,
  evidence: '台账',
} as const;

/** Clean data for every command. */
export const clean: CommandData = {
  CreateProject: { application, lateEntry: null },
  EditDraft: { application },
  SubmitProject: { statement: '申报', justifications: {} },
  ReviewDemand: { decision: 'approve', opinion: '同意' },
  SetPerformanceTargets: {
    targets: {
      goal: '减损',
      indicators: [indicator],
      exAnte: { reportRef: '评估1号', conclusion: 'support' },
    },
  },
  RequestBudget: {
    request: {
      budgetLineId: line.id,
      addsNetSpending: false,
      offset: null,
      multiYearPlanRef: null,
      raisesTotalBudget: false,
      congressApprovalRef: null,
      previousGrade: null,
      justifications: {},
    },
  },
  DecideBudget: approve,
  LapseBudget: { fiscalYear: 2026 },
  SubmitRequirement: {
    requirement: {
      content: '统防统治',
      quantity: '两万亩',
      standard: 'DB51/T 1000',
      termMonths: 12,
      acceptanceItems: ['防治面积', '防治效果'],
      acceptancePlan: '分两次验收',
      ceilingFen: ESTIMATE,
      floorFen: null,
      publicConsultationRef: '征求意见1号',
      survey: { subjects: 3, on: localDate('2026-06-01') },
    },
  },
  ReviewRequirement: approve,
  ChooseMethod: {
    choice: {
      method: 'openTender',
      legalCase: '采购法第二十六条',
      intentPublishedOn: localDate('2026-08-01'),
      inCentralisedCatalogue: false,
      byCentralisedAgency: false,
      reservedForSme: true,
      noReserveReason: null,
      cityApprovalRef: null,
      agencyOrgId: 'org-agency',
      complex: false,
      frameworkMonths: null,
      smeShare: null,
      singleSource: null,
      directMode: null,
      justifications: {},
    },
  },
  FilePlan: { decision: 'file', filingNo: 'BA-1', opinion: '备案' },
  DraftContract: { contract },
  DecideContract: approve,
  SignContract: { signedCopyRef: '扫描件' },
  RecordLedgerEntry: {
    entry: {
      milestoneNo: 1,
      performedOn: ON,
      place: '一村',
      workers: 6,
      quantity: 800,
      unit: '亩',
      evidence: '照片',
      note: '第一次防治',
      plantProtection: {
        pesticide: '三环唑',
        maker: '某农药厂',
        packagingDisposal: '回收',
        bannedPesticide: false,
        insideSafetyInterval: false,
      },
      mediation: null,
    },
  },
  SubmitMilestone: { milestoneNo: 1, report: '完成' },
  RecordAcceptance: {
    acceptance: {
      members: ['technician', 'beneficiary'],
      items: ['防治面积', '防治效果'].map((name) => ({ item: name, met: true, remark: '' })),
      beneficiaryOpinion: '满意',
      result: 'accepted',
      acceptedFen: fen(10_000_000),
      opinion: '合格',
    },
  },
  ConfirmAcceptance: { decision: 'approve', opinion: '属实' },
  SubmitRectification: { report: '已整改' },
  RequestPayment: {
    payment: {
      amountFen: fen(10_000_000),
      invoiceNo: 'FP1',
      payeeProviderId: 'p-1',
      deductionFen: fen(0),
      deductionReason: null,
    },
  },
  DecidePayment: approve,
  ConfirmPayment: { voucherNo: 'PZ1', payeeProviderId: 'p-1', amountFen: fen(10_000_000) },
  ...cleanPerformance,
  DecideAmendment: approve,
  SuspendDelivery: { cause: '洪水', ground: 'agreement', resumeBy: ON },
  ResumeDelivery: { opinion: '恢复' },
  TerminateContract: { cause: '协商', ground: 'agreement', settlementRef: '结算1号' },
  SelfEvaluate: {
    selfEvaluation: { achieved: [100], satisfactionSample: 60, explanation: null, report: '自评' },
  },
  ReviewEvaluation: {
    review: {
      scores: { execution: 10, output: 50, benefit: 25, satisfaction: 5 },
      grade: 'excellent',
      thirdPartyReportRef: '第三方1号',
      rectificationPlanRef: null,
      opinion: '同意',
    },
    justifications: {},
  },
  PublishResult: {
    url: 'https://example.org/r',
    resultUse: { nextBudget: 'keep', providerChoice: '优先', townshipAppraisal: '计入' },
  },
  ArchiveProject: { archiveNo: 'DA-1', keepYears: 15 },
  PublishDisclosure: { kind: 'contract', url: 'https://example.org/c', redacted: true },
  RepinPolicy: { policyVersion: '2026.2', reason: '新规更有利于服务对象' },
  WithdrawProject: { reason: '不再需要' },
  CancelProject: { reason: '重大变故' },
  ActOnApproval: { act: { verb: 'urge' } },
  ActOnProcedure: { act: { verb: 'CloseBids' } },
  ActOnDispute: { act: { verb: 'Lapse', disputeId: 'D1' } },
};
