import type { Refusal } from '../../kernel/refusal.ts';
import { refusalsOf } from '../../kernel/refusal-table.ts';
import { house, line } from './refusal-line.ts';
import { AWARD_OBSTACLES } from './refusals-award.ts';

/** 采购程序中的不予办理情形 the obstacles a procedure itself knows; those of panel, SME and consortium stand with them. */
export const procedureRefusal = refusalsOf({
  NotNow: line('PR-01', house('PR-01'), [
    ['采购程序当前状态下不能这样做。', 'The procedure does not stand where this can be done.'],
    ['请按当前允许的操作办理。', 'Use one of the acts allowed now.'],
  ]),
  Incomplete: line('PR-02', house('PR-02'), [
    ['内容不完整或前后矛盾。', 'Something is missing or contradicts itself.'],
    ['请按提示的字段更正。', 'Correct the field that is named.'],
  ]),
  UnknownBidder: line('PR-03', house('PR-03'), [
    ['该供应商不在本次采购的有效名单中。', 'The supplier does not take part here.'],
    ['请核对供应商。', 'Check the supplier.'],
  ]),
  UnknownMember: line('PR-03', house('PR-03'), [
    ['该人员不在评审小组中。', 'The person does not sit on the panel.'],
    ['请核对评审小组名单。', 'Check the roll of the panel.'],
  ]),
  NotYetClosed: line('PR-04', house('PR-04'), [
    ['截止时间未到。', 'The closing time has not come.'],
    ['请等到截止时间。', 'Wait for the closing time.'],
  ]),
  BidTooLate: line(
    'PR-05',
    ['order87', '第三十三条', 'M'],
    [
      ['逾期送达的投标文件应当拒收。', 'A bid that arrives after the closing is not taken.'],
      ['截止后不再接收投标。', 'Nothing is taken after the closing.'],
    ],
  ),
  NothingToDo: line('PR-06', house('PR-06'), [
    ['此事项不适用或已经办理。', 'This does not apply or has been done.'],
    ['无需办理。', 'Nothing needs to be done.'],
  ]),
  AboveLimit: line(
    'MTH-05',
    ['procurementLaw', '第二条、第二十六条', 'V'],
    [
      ['达到限额标准的，应当采用法定采购方式。', 'At or above the limit a statutory method is used.'],
      ['请选择法定采购方式。', 'Choose a statutory method.'],
    ],
  ),
  NoLegalCase: line(
    'MTH-05',
    ['procurementLaw', '第二十九条至第三十二条', 'V'],
    [
      ['未说明采购方式的适用情形。', 'The legal case for the method is not stated.'],
      ['请写明适用情形。', 'State the case.'],
    ],
  ),
  InquiryForServices: line(
    'MTH-08',
    ['procurementLaw', '第三十二条', 'V'],
    [
      ['询价采购方式只适用于货物，不适用于服务。', 'An inquiry is for goods and not for services.'],
      ['请改用竞争性磋商等适用于服务的方式。', 'Use a method for services, such as consultation.'],
    ],
  ),
  NoCityApproval: line(
    'MTH-02',
    ['procurementLaw', '第二十七条', 'V'],
    [
      [
        '达到公开招标数额标准，采用其他方式须事先获得设区的市级以上财政部门批准。',
        'At or above the open-tender threshold another method needs prior approval of city finance.',
      ],
      ['请先取得批准，或改用公开招标。', 'Get the approval first, or hold an open tender.'],
    ],
  ),
  ChangeNotApproved: line(
    'MTH-09',
    ['procurementLaw', '第三十七条', 'V'],
    [
      ['采购失败后变更采购方式须经批准。', 'After a failure the method is changed only with approval.'],
      ['请先取得批准文件。', 'Get the approval first.'],
    ],
  ),
  FrameworkTooLoose: line(
    'MTH-10',
    ['order110', '期限、入围与淘汰比例', 'M'],
    [
      [
        '框架协议期限超过两年，或入围不足两家、淘汰不足 20%。',
        'The framework runs over two years, admits fewer than two, or turns away less than 20 %.',
      ],
      ['请调整期限或入围名单。', 'Change the term or the list.'],
    ],
  ),
  DirectModeNotAllowed: line(
    'MTH-13',
    ['practice', 'MTH-13', 'D'],
    [
      [
        '该目录项不允许定额补助或凭单，或服务对象无从选择。',
        'The item allows no subsidy or voucher, or users cannot choose.',
      ],
      ['请改用采购方式，或增加承接主体。', 'Procure it, or admit more providers.'],
    ],
  ),
  NoMinutes: line(
    'MTH-11',
    ['internalControl', 'MTH-11', 'D'],
    [
      [
        '报价不足或未选最低价的，须有集体研究会议纪要。',
        'Too few quotes, or not the lowest: the minutes of the collective are needed.',
      ],
      ['请补报价或附会议纪要。', 'Get more quotes or attach the minutes.'],
    ],
  ),
  PlanNotFiled: line(
    'MTH-14',
    ['procurementRegulation', '第二十九条', 'V'],
    [
      ['采购计划尚未备案。', 'The procurement plan is not filed.'],
      ['请先备案。', 'File the plan first.'],
    ],
  ),
  IntentNotPublic: line(
    'MTH-15',
    ['intent', '通知全文', 'V'],
    [
      ['采购意向公开不足 30 日。', 'The intent has not been public for 30 days.'],
      ['请在公开满 30 日后开始。', 'Begin when the 30 days have passed.'],
    ],
  ),
  MediaNotDesignated: line(
    'TND-08',
    ['procurementRegulation', '第八条', 'V'],
    [
      ['应当在省级以上财政部门指定的媒体上公告。', 'The notice belongs in a designated medium.'],
      ['请改用指定媒体。', 'Use a designated medium.'],
    ],
  ),
  BudgetNotShown: line(
    'TND-07',
    ['procurementRegulation', '第三十条', 'V'],
    [
      ['采购文件应当公开预算金额。', 'The documents show the budget.'],
      ['请写明预算金额。', 'Show the budget.'],
    ],
  ),
  BidBondUnlawful: line(
    'TND-06',
    ['procurementRegulation', '第三十三条', 'V'],
    [
      ['投标保证金超过预算的 2%，或只收现金。', 'The bid bond exceeds 2 % of the budget or is cash only.'],
      ['请降低保证金并接受非现金形式。', 'Lower it and take other forms.'],
    ],
  ),
  PriceBoundsUnlawful: line(
    'REQ-06',
    ['order87', '第十二条', 'M'],
    [
      [
        '不得设最低限价，最高限价不得超过预算。',
        'There is no floor price, and the ceiling stays within the budget.',
      ],
      ['请更正限价。', 'Correct the price bounds.'],
    ],
  ),
  PriceWeightOutOfRange: line(
    'TND-09',
    ['order87', '第五十五条', 'P'],
    [
      ['价格分值不在规定范围。', 'The weight of the price is out of range.'],
      ['请调整价格分值。', 'Change the weight.'],
    ],
  ),
  ScoreNotQuantified: line(
    'TND-10',
    ['procurementRegulation', '第三十四条', 'V'],
    [
      [
        '评审因素须量化，各项与价格分值合计 100 分，打分不得超出。',
        'Items are quantified, add up to 100 with the price, and bound the points.',
      ],
      ['请更正评审因素或分值。', 'Correct the items or the points.'],
    ],
  ),
  TooFewInvited: line(
    'TND-12',
    ['procurementLaw', '第三十四条、第三十八条', 'M'],
    [
      ['邀请的供应商家数不足。', 'Too few suppliers are invited.'],
      ['请增加邀请。', 'Invite more.'],
    ],
  ),
  BuyerNamesTooMany: line(
    'TND-12',
    ['order74', '第十二条', 'M'],
    [
      ['采购人推荐的供应商不得超过一半。', 'The buyer names at most half of those invited.'],
      ['请由专家推荐或从库中抽取。', 'Let experts name them or draw from the library.'],
    ],
  ),
  PeriodTooShort: line(
    'TND-01',
    ['procurementLaw', '第三十五条', 'V'],
    [
      ['法定期限不足。', 'A statutory period is too short.'],
      ['请推迟到所示日期或以后。', 'Move it to the day shown or later.'],
    ],
  ),
  ...AWARD_OBSTACLES,
});

/** A period that is too short, under the rule and the article of the period itself. */
export const tooShort = (
  { rule, citation }: Pick<Refusal, 'rule' | 'citation'>,
  facts: Refusal['facts'],
): Refusal => ({ ...procedureRefusal('PeriodTooShort', facts), rule, citation });
