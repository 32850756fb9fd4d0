import { type Text, text } from '../kernel/text.ts';

/**
 * The life of one purchase project (购买服务项目).
 *
 * catalog      A handler drafts an application (draft) and submits it; what passes the catalogue and the negative
 *              list is catalogueChecked and waits for the station head, who sends it on, back to draft, or rejects it.
 * budget       A demand that is reviewed (demandReviewed) gets performance targets (exAnteEvaluated), asks for money
 *              (budgetReviewing) along the route of its amount and region; the last yes reserves the money.
 * contracting  With a budget (budgetApproved) the requirement is written and reviewed (requirementReviewing,
 *              requirementApproved). Above the purchase limit the plan is filed (planFiling, planFiled) and procured
 *              (procuring); below it the buyer selects (internalSelection). Both run on the procurement procedure, whose
 *              status names the step. Failure (failed) starts it again, in the same way or, approved, in another.
 *              A chosen provider (awarded) gets a contract, which is reviewed (contracting), then signed (contractApproved).
 * delivery     The provider delivers (delivering, at times suspended, or while the contract is changed, amending); each
 *              milestone is accepted (accepting) or put right first (rectifying), then paid (settling), until no milestone is
 *              left. What is in dispute waits (settling) while the rest is paid. A contract that ends early is settled first.
 * evaluation   The result is scored (evaluating), made public (published) and the file closed (archived).
 *
 * When the fiscal year ends before a contract is signed, what was reserved lapses: from exAnteEvaluated to contractApproved a
 * project goes back to asking for money (exAnteEvaluated), for the next year's (`lapse.ts`).
 *
 * Ends besides archived: rejected by a reviewer, withdrawn by the handler before money is reserved, cancelled by the
 * buyer before a contract is signed, terminated after it.
 */
export const STAGES = ['catalog', 'budget', 'contracting', 'delivery', 'evaluation'] as const;
export type Stage = (typeof STAGES)[number];

const OPEN_STATES = {
  draft: ['catalog', text('草稿', 'Draft')],
  catalogueChecked: ['catalog', text('待需求审核', 'Demand under review')],
  demandReviewed: ['budget', text('待编绩效目标', 'Targets to be set')],
  exAnteEvaluated: ['budget', text('待申请预算', 'Budget to be requested')],
  budgetReviewing: ['budget', text('预算审批中', 'Budget under approval')],
  budgetApproved: ['contracting', text('待编采购需求', 'Requirement to be written')],
  requirementReviewing: ['contracting', text('采购需求审查中', 'Requirement under review')],
  requirementApproved: ['contracting', text('待定采购方式', 'Method to be chosen')],
  planFiling: ['contracting', text('采购计划待备案', 'Plan to be filed')],
  planFiled: ['contracting', text('待发布采购公告', 'Notice to be issued')],
  procuring: ['contracting', text('采购中', 'Procuring')],
  internalSelection: ['contracting', text('内部遴选中', 'Internal selection')],
  failed: ['contracting', text('采购失败待处理', 'Procurement failed')],
  awarded: ['contracting', text('待拟合同', 'Contract to be drafted')],
  contracting: ['contracting', text('合同审核中', 'Contract under review')],
  contractApproved: ['contracting', text('待签合同', 'Contract to be signed')],
  delivering: ['delivery', text('履约中', 'Delivering')],
  suspended: ['delivery', text('中止履行', 'Suspended')],
  amending: ['delivery', text('合同变更中', 'Contract being amended')],
  accepting: ['delivery', text('验收中', 'Under acceptance')],
  rectifying: ['delivery', text('整改中', 'Being put right')],
  settling: ['delivery', text('支付中', 'Settling')],
  evaluating: ['evaluation', text('绩效评价中', 'Under evaluation')],
  published: ['evaluation', text('结果已公开待归档', 'Result public, to be archived')],
} as const satisfies Record<string, readonly [Stage, Text]>;

const END_STATES = {
  archived: text('已归档', 'Archived'),
  rejected: text('不予立项', 'Rejected'),
  withdrawn: text('已撤回', 'Withdrawn'),
  cancelled: text('已取消', 'Cancelled'),
  terminated: text('合同终止', 'Terminated'),
} as const satisfies Record<string, Text>;

export type OpenState = keyof typeof OPEN_STATES;
export type EndState = keyof typeof END_STATES;
export type State = OpenState | EndState;

export const openStates = Object.keys(OPEN_STATES) as OpenState[];
export const endStates = Object.keys(END_STATES) as EndState[];
export const allStates: readonly State[] = [...openStates, ...endStates];

export const isEnd = (state: State): state is EndState => state in END_STATES;

export const stateTitle = (state: State): Text => (isEnd(state) ? END_STATES[state] : OPEN_STATES[state][1]);

/** The stage of an open state; an ended project stays in the stage where it ended. */
export const stageOf = (state: OpenState): Stage => OPEN_STATES[state][0];

/** 结果作废 until the signature an award may fall: evaluated or chosen anew, or failed altogether. */
const AWARD_UNDONE = ['procuring', 'internalSelection', 'failed'] as const;

/** Which states may follow which; every recorded move is checked against this table. */
export const NEXT_STATES: Readonly<Record<OpenState, readonly State[]>> = {
  draft: ['catalogueChecked', 'withdrawn'],
  catalogueChecked: ['demandReviewed', 'draft', 'rejected', 'withdrawn'],
  demandReviewed: ['exAnteEvaluated', 'withdrawn'],
  exAnteEvaluated: ['budgetReviewing', 'withdrawn'],
  budgetReviewing: ['budgetReviewing', 'budgetApproved', 'exAnteEvaluated', 'rejected', 'withdrawn'],
  budgetApproved: ['requirementReviewing', 'cancelled'],
  requirementReviewing: ['requirementApproved', 'budgetApproved', 'cancelled'],
  requirementApproved: ['planFiling', 'internalSelection', 'cancelled'],
  planFiling: ['planFiled', 'requirementApproved', 'cancelled'],
  planFiled: ['planFiled', 'procuring', 'cancelled'],
  procuring: ['procuring', 'awarded', 'failed', 'cancelled'],
  internalSelection: ['internalSelection', 'awarded', 'failed', 'cancelled'],
  failed: ['failed', 'planFiled', 'internalSelection', 'cancelled'],
  awarded: ['contracting', ...AWARD_UNDONE, 'cancelled'],
  contracting: ['contracting', 'contractApproved', 'awarded', ...AWARD_UNDONE, 'cancelled'],
  contractApproved: ['delivering', ...AWARD_UNDONE, 'cancelled'],
  delivering: ['accepting', 'suspended', 'amending', 'rectifying', 'settling', 'terminated'],
  suspended: ['delivering', 'settling', 'terminated'],
  amending: ['amending', 'delivering'],
  accepting: ['accepting', 'rectifying', 'settling', 'terminated'],
  rectifying: ['accepting', 'delivering', 'settling', 'terminated'],
  settling: ['settling', 'delivering', 'evaluating', 'terminated'],
  evaluating: ['evaluating', 'published'],
  published: ['archived'],
};
