import type { StepId } from '../../../domain/project/steps.ts';

/** What reviewers write when they agree, by step; several, so that not every file reads the same. */
export const AGREED: Readonly<Partial<Record<StepId, readonly string[]>>> = {
  demandReview: [
    '需求真实，群众反映集中，属于本级职责范围，同意申报。',
    '经到村核实，现有人员力量无法承担，适宜由社会力量提供，同意。',
    '与年度工作安排一致，服务对象和范围清楚，同意报送。',
  ],
  budgetCheck: [
    '已核对年初预算，资金来源明确，可用余额充足，同意。',
    '该项支出列入政府购买服务预算表，科目正确，余额足够。',
    '专项资金用途相符，测算依据充分，建议按申请金额安排。',
  ],
  leaderBudgetApproval: [
    '同意，按程序报审。',
    '项目必要，测算合理，同意安排预算。',
    '同意；请压实绩效目标，控制成本。',
  ],
  mayorBudgetApproval: [
    '经镇党委会议研究，同意安排。',
    '已提交办公会集体研究通过，同意。',
    '集体研究同意，严格按预算执行。',
  ],
  sectorBudgetReview: [
    '符合本行业服务标准和年度任务要求，绩效指标合理，同意。',
    '服务内容与行业规范一致，建议加强过程抽查，同意。',
  ],
  countyBudgetReview: [
    '预算已批复，未突破支出总额，同意安排。',
    '项目入库手续齐全，绩效目标已审核，同意。',
    '资金用途合规，同意；年底前加快支出进度。',
  ],
  requirementReview: [
    '需求完整、标准明确、可验收，未设置不合理条件，同意。',
    '已征求公众意见并采纳合理建议，验收方案可行，同意。',
  ],
  planFiling: [
    '采购计划与预算一致，方式适用情形成立，准予备案。',
    '资料齐全，采购意向公开满三十日，准予备案。',
  ],
  legalReview: [
    '合同主要条款齐备，权利义务对等，付款期限合法，同意。',
    '未发现违反法律法规的内容，违约责任明确，可以签订。',
  ],
  contractApproval: ['与采购结果一致，同意签订。', '同意，请加强履约监督。'],
  beneficiaryConfirmation: [
    '到场核对属实，群众认可，同意验收意见。',
    '已随机走访服务对象，服务到位，予以确认。',
    '与公示内容一致，未接到群众投诉，确认。',
  ],
  paymentCheck: ['验收合格，票据合规，金额与验收结果一致。', '合同、验收单、发票齐全，同意支付。'],
  paymentApproval: ['同意支付。', '已按合同完成阶段任务，同意支付。'],
  resumption: ['中止原因已消除，同意恢复履行。', '天气和道路条件具备，同意复工，请补足进度。'],
};

/** What reviewers write when they send something back. */
export const RETURNED = {
  demandReview: '受益对象名单和服务频次未写清楚，请补充后再报。',
  budget: '测算依据不足，单价高于近两年同类项目，请重新测算后再报。',
  requirement: '验收事项未与绩效指标对应，请逐项补充验收标准。',
  plan: '采购方式适用情形引用不准确，请更正后重新报备。',
  contract: '违约责任条款过于笼统，请按服务标准逐项约定扣款情形。',
  payment: '发票购买方名称与合同不一致，请更换发票后重新申请。',
  acceptance: '抽查发现服务档案有缺项，个别地块防护措施不到位，限期整改后复验。',
  failure: '至截止时间有效响应供应商不足，本次采购失败。',
} as const;

export const ENDINGS = {
  rejected: '该事项应由单位自行履职，不适宜购买，不予立项。',
  withdrawn: '上级已统筹安排同类服务，避免重复购买，申请撤回。',
  cancelled: '因政策调整，原定任务由县级统一组织实施，取消本项目。',
  terminated: '经双方协商一致解除合同，已履行部分据实结算。',
} as const;
