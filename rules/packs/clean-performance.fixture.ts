import type { PerformanceCommands } from '../../domain/delivery/performance.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';

/** The day on which everything is done. */
export const ON = localDate('2026-09-21');

const amendment = {
  kind: 'add',
  addedFen: fen(7_800_000),
  changesOtherTerms: false,
  ground: 'agreement',
  publicInterestReason: null,
  reason: '增加一个村',
  agreementRef: '协商纪要1号',
  endsOn: null,
  milestones: [],
} as const;

/** Clean data for what is done beside the milestones. */
export const cleanPerformance: PerformanceCommands = {
  AmendContract: { amendment },
  SignAmendment: { signedCopyRef: '补充协议扫描件' },
  RecordSubcontract: {
    subcontract: {
      subcontractor: '某农机队',
      scope: '两个村的作业',
      amountFen: fen(1_000_000),
      consentRef: '同意函1号',
    },
  },
  RecordBond: {
    bond: { amountFen: fen(7_800_000), form: 'guarantee', reference: '保函1号', refundWorkingDays: null },
  },
  ReturnBond: {
    bondReturn: { refundFen: fen(7_800_000), deductions: [], payeeProviderId: 'p-1', voucherNo: 'PZ2' },
  },
  ReviewProgress: {
    review: { findings: '进度正常', safetyIncidents: 0, incidentExplanation: null, rectifyBy: null },
    justifications: {},
  },
  RequestReceivable: { receivable: { amountFen: fen(10_000_000), reference: '应收1号' } },
  ConfirmReceivable: { receivableNo: 1, opinion: '属实' },
  ResolvePaymentDispute: {
    milestoneNo: 1,
    payableFen: fen(0),
    agreementRef: '协议1号',
    opinion: '双方确认',
  },
  AnnounceAerialJob: {
    job: {
      from: ON,
      to: ON,
      place: '一村',
      aerial: true,
      announcementRef: '公告1号',
      injuryInsuranceRef: '保单1号',
    },
  },
  AppointMediator: {
    mediator: { name: '某调解员', bornOn: localDate('1980-05-01'), appointmentRef: '聘书1号' },
  },
  VerifyProviderStaff: {
    staffCheck: { staff: 10, checked: 10, servesMinors: true, evidenceRef: '查询结果1号' },
  },
};
