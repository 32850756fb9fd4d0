import { house, line } from './refusal-line.ts';

/** 评审、定标与签约中的不予办理情形 the obstacles from the panel to the signature. */
export const AWARD_OBSTACLES = {
  PanelUnlawful: line(
    'TND-11',
    ['procurementRegulation', '第三十九条', 'V'],
    [
      [
        '评审小组的人数、单数、专家比例或随机抽取不合规定。',
        'Size, parity, share of experts or random draw of the panel is wrong.',
      ],
      ['请重新组成评审小组。', 'Form the panel again.'],
    ],
  ),
  NotRecused: line(
    'SUP-07',
    ['procurementLaw', '第十二条', 'V'],
    [
      ['该人员与供应商有利害关系，应当回避。', 'The person has an interest in a supplier and must recuse.'],
      ['请更换人员。', 'Name somebody else.'],
    ],
  ),
  LowPriceUnexplained: line(
    'PR-07',
    ['order87', '第六十条', 'M'],
    [
      [
        '报价明显偏低，须先由供应商书面说明。',
        'A price far below the others has to be explained in writing first.',
      ],
      ['请要求说明，或认定为无效。', 'Ask for the explanation, or find the bid invalid.'],
    ],
  ),
  PriceOverCeiling: line(
    'TND-13',
    ['order87', '第六十三条', 'M'],
    [
      ['报价超过最高限价的无效。', 'A price above the ceiling is not valid.'],
      ['请认定为无效。', 'Find the bid invalid.'],
    ],
  ),
  EvaluationUnfinished: line('PR-08', house('PR-08'), [
    ['尚有投标未审查或未打分。', 'A bid is not judged or not scored yet.'],
    ['请完成审查和打分。', 'Finish judging and scoring.'],
  ]),
  NotInOrder: line(
    'AWD-02',
    ['procurementRegulation', '第四十三条', 'V'],
    [
      ['应当按评审报告的推荐顺序确定。', 'The winner is chosen in the order of the report.'],
      ['请按顺序确定。', 'Choose in that order.'],
    ],
  ),
  DutiesOpen: line('PR-11', house('PR-11'), [
    [
      '本次采购的终止公告或保证金退还尚未办理。',
      'The notice of termination or a refund of this run is still owed.',
    ],
    ['请先办理。', 'Do it first.'],
  ]),
  TooFewLeft: line(
    'TND-12',
    ['order94', '第三十二条', 'M'],
    [
      [
        '剩余合格供应商不足法定数量，不能另行确定。',
        'Too few qualified suppliers are left to take the next one.',
      ],
      ['请重新组织采购。', 'Procure again.'],
    ],
  ),
  DisputeOpen: line(
    'AWD-03',
    ['procurementRegulation', '第五十四条', 'V'],
    [
      ['质疑、投诉可能影响结果，答复或处理前不得签订合同。', 'A dispute that may change the result is open.'],
      ['请等待答复或处理决定。', 'Wait for its answer or decision.'],
    ],
  ),
  ChallengeWindowOpen: line(
    'PR-09',
    ['region', 'signAfterChallengeWindow', 'D'],
    [
      ['本地区在质疑期满后签订合同。', 'This region signs after the time to challenge.'],
      ['请等待质疑期满。', 'Wait for its end.'],
    ],
  ),
  SignedTooLate: line(
    'CON-01',
    ['procurementLaw', '第四十六条', 'V'],
    [
      ['已超过通知书发出后 30 日。', 'More than 30 days have passed since the award notice.'],
      [
        '请报告财政部门处理并附文号；不能继续的，重新采购。',
        'Report to finance and give the reference, or procure again.',
      ],
    ],
  ),
};
