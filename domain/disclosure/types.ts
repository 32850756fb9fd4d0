import type { LocalDate } from '../kernel/local-date.ts';
import { text } from '../kernel/text.ts';

/** 信息公开 Disclosure: the plan's eight items (九) and the two duties that follow a contract. */
export const DISCLOSURE_KINDS = [
  'service',
  'standard',
  'requirement',
  'content',
  'budget',
  'procedure',
  'evaluationStandard',
  'evaluationResult',
  'contract',
  'contractFiling',
] as const;
export type DisclosureKind = (typeof DISCLOSURE_KINDS)[number];

/** The eight of the plan; the other two are duties of the contract (CON-04, CON-05). */
export const PLAN_ITEMS = DISCLOSURE_KINDS.slice(0, 8);

export const DISCLOSURE_TITLES = {
  service: text('购买的服务项目', 'Service bought'),
  standard: text('服务标准', 'Service standard'),
  requirement: text('服务要求', 'Service requirement'),
  content: text('服务内容', 'Service content'),
  budget: text('预算安排', 'Budget'),
  procedure: text('购买程序', 'Procedure'),
  evaluationStandard: text('绩效评价标准', 'Evaluation standard'),
  evaluationResult: text('绩效评价结果', 'Evaluation result'),
  contract: text('合同公告', 'Contract notice'),
  contractFiling: text('合同备案', 'Contract filing'),
} as const satisfies Record<DisclosureKind, unknown>;

/** 信息公开事项: one item in the project's file, open from the day its subject exists, due by law, published once. */
export interface DisclosureItem {
  readonly kind: DisclosureKind;
  readonly madeOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly dueAnnounced: boolean;
  readonly publishedOn: LocalDate | null;
  readonly url: string | null;
}

export interface DisclosureCommands {
  PublishDisclosure: {
    readonly kind: DisclosureKind;
    readonly url: string;
    /** 已作脱密、脱敏处理 the publisher states that nothing barred is left in it (DSC-03). */
    readonly redacted: boolean;
  };
}
