import { localDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { ProcedureAct, ProcedureActVerb } from '../../domain/project/procedure-acts.ts';
import { award, ESTIMATE } from './clean.fixture.ts';

type Acts = { readonly [V in ProcedureActVerb]?: Extract<ProcedureAct, { verb: V }> };

const { winners, minutesRef, check, justifications } = award;
const choice = { winners, minutesRef, check, justifications };

/** Clean data for every act on the procurement that a rule speaks about. */
export const cleanActs = {
  IssueDocuments: {
    verb: 'IssueDocuments',
    notice: {
      media: '四川政府采购网',
      inDesignatedMedia: true,
      documentsUntil: localDate('2026-09-30'),
      closesOn: localDate('2026-10-20'),
      closingHour: 10,
      ceilingFen: ESTIMATE,
      floorFen: null,
      budgetShown: true,
      bidBondFen: fen(800_000),
      bondCashOnly: false,
      priceWeightPercent: 20,
      qualifications: [{ name: '具备植保机械', basis: 'capability', points: null }],
      scoreItems: [{ name: '方案', basis: 'capability', points: 80 }],
      invited: [],
      smallMicroDeductionPercent: 0,
      consortiumDeductionPercent: 0,
    },
  },
  IssueClarification: {
    verb: 'IssueClarification',
    affectsBids: true,
    newClosesOn: null,
    newClosingHour: null,
  },
  BeginEvaluation: { verb: 'BeginEvaluation', collusionSigns: [], justifications: {} },
  ChooseWinner: { verb: 'ChooseWinner', choice },
  SelectProvider: {
    verb: 'SelectProvider',
    selection: {
      ...choice,
      quotes: ['p-1', 'p-2', 'p-3'].map((providerId) => ({ providerId, priceFen: award.priceFen })),
      reason: '价格合理',
    },
  },
  NotifyAward: { verb: 'NotifyAward', media: '四川政府采购网', inDesignatedMedia: true },
  Rerun: { verb: 'Rerun', reason: '重新采购' },
  DeclareFailure: { verb: 'DeclareFailure', reference: '监管意见1号' },
  ChangeMethod: {
    verb: 'ChangeMethod',
    method: 'competitiveConsultation',
    legalCase: '214号第三条',
    approvalRef: '市财采〔2026〕1号',
    agencyOrgId: 'org-agency',
  },
} as const satisfies Acts;
