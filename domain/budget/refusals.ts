import { cite } from '../kernel/law.ts';
import { refusalsOf } from '../kernel/refusal-table.ts';
import { text } from '../kernel/text.ts';

/** 预算中的不予办理情形 */
export const budgetRefusal = refusalsOf({
  NotNow: {
    rule: 'BG-01',
    citation: cite('house', 'BG-01', 'D'),
    message: text('预算当前状态下不能这样做。', 'The budget does not stand where this can be done.'),
    remedy: text('请按顺序办理。', 'Do it in order.'),
  },
  Incomplete: {
    rule: 'BG-02',
    citation: cite('house', 'BG-02', 'D'),
    message: text('内容不完整或前后矛盾。', 'Something is missing or contradicts itself.'),
    remedy: text('请按提示的字段更正。', 'Correct the field that is named.'),
  },
  NotInServiceTable: {
    rule: 'BUD-07',
    citation: cite('order102', '第十六条', 'M'),
    message: text(
      '购买服务支出须列入政府购买服务预算表。',
      'What buys services stands in the purchase-of-services table.',
    ),
    remedy: text('请补列预算表。', 'Enter it in the table.'),
  },
  NoPermittedUse: {
    rule: 'BUD-10',
    citation: cite('budgetRegulation', '第十条', 'V'),
    message: text(
      '专项转移支付资金须写明规定用途，不得挪作他用。',
      'A special transfer states what it may be used for, and is used for nothing else.',
    ),
    remedy: text('请写明可用于哪些领域。', 'Name the sectors it may be used for.'),
  },
  OverControl: {
    rule: 'BG-03',
    citation: cite('house', 'BG-03', 'D'),
    message: text('预算草案超过下达的控制数。', 'The draft exceeds the control figure.'),
    remedy: text('请压减，或由财政调整控制数。', 'Cut it, or have the figure changed.'),
  },
  WrongBody: {
    rule: 'BUD-04',
    citation: cite('budgetLaw', '第四十三条', 'V'),
    message: text(
      '乡镇预算由本级人民代表大会批准，街道预算随县级预算由县级人民代表大会批准。',
      'A township’s budget is approved by its people’s congress; a subdistrict’s as part of the county’s.',
    ),
    remedy: text('请由有权机关批准并附文号。', 'Have the entitled body approve and give the reference.'),
  },
  NotEntitled: {
    rule: 'BG-04',
    citation: cite('house', 'BG-04', 'D'),
    message: text('您的岗位不能办理这一步预算编制。', 'Your post does not take this step of the budget.'),
    remedy: text('请由相应岗位的人员办理。', 'Have it done by whoever holds the post.'),
  },
  OwnDraft: {
    rule: 'CTL-01',
    citation: cite('internalControl', 'CTL-01', 'D'),
    message: text(
      '编报预算的人员不得审核或批准同一预算。',
      'Whoever drafted a budget neither reviews nor approves it.',
    ),
    remedy: text('请由其他人员办理。', 'Have somebody else do it.'),
  },
  StaleRevision: {
    rule: 'BG-05',
    citation: cite('house', 'BG-05', 'D'),
    message: text('预算已有新的变动，您看到的不是最新版本。', 'The budget has changed since you saw it.'),
    remedy: text('请刷新后重新办理。', 'Look at it again, then decide.'),
  },
  InTheFuture: {
    rule: 'BG-06',
    citation: cite('house', 'BG-06', 'D'),
    message: text('办理日期不得晚于今天。', 'The day may not lie in the future.'),
    remedy: text('请填写实际办理日期。', 'Give the day on which it happened.'),
  },
  YearIsOver: {
    rule: 'BG-07',
    citation: cite('budgetLaw', '第十八条', 'M'),
    message: text(
      '该预算年度已经结束，不得再动用或调整其预算项目。',
      'The fiscal year is over; nothing is taken from its lines and nothing added.',
    ),
    remedy: text('请改用本年度的预算项目。', 'Use a line of the current year.'),
  },
  AdjustmentNotApproved: {
    rule: 'BUD-04',
    citation: cite('budgetLaw', '第六十七条、第六十九条', 'V'),
    message: text(
      '预算调整须经本级人民代表大会（县级为其常务委员会）批准。',
      'An adjustment needs the township’s congress, at the county its standing committee.',
    ),
    remedy: text('请取得批准后办理。', 'Get the approval first.'),
  },
  TransferNotApproved: {
    rule: 'BUD-05',
    citation: cite('budgetLaw', '第七十二条', 'V'),
    message: text(
      '预算科目间调剂须经财政部门批准。',
      'A transfer between items needs the finance department.',
    ),
    remedy: text('请取得批准后办理。', 'Get the approval first.'),
  },
  Overdrawn: {
    rule: 'BUD-02',
    citation: cite('procurementLaw', '第六条', 'V'),
    message: text('可用额度不足。', 'Too little is available.'),
    remedy: text('请减少金额。', 'Lower the amount.'),
  },
  NoOffset: {
    rule: 'BUD-06',
    citation: cite('workPlan', '（十三）', 'S'),
    message: text(
      '不得以政府购买服务为由增加支出，新增部分须有对应压减。',
      'Buying services is no reason to spend more: what is added is cut elsewhere.',
    ),
    remedy: text('请写明压减项目，或报请批准。', 'Name what is cut, or ask for approval.'),
  },
  NoMultiYearPlan: {
    rule: 'BUD-03',
    citation: cite('order102', '第十六条、第二十四条', 'M'),
    message: text(
      '跨年度项目须有覆盖各年度、合计等于合同金额的多年支出计划。',
      'A project over several years has a plan that covers each year and adds up to the contract.',
    ),
    remedy: text('请补充多年支出计划。', 'Add the plan.'),
  },
  TermTooLong: {
    rule: 'CON-03',
    citation: cite('order102', '第二十四条', 'V'),
    message: text('履行期限不得超过三年。', 'The term is three years at most.'),
    remedy: text('请缩短期限。', 'Shorten the term.'),
  },
});
