import { cite } from '../../kernel/law.ts';
import { refusalsOf } from '../../kernel/refusal-table.ts';
import { text } from '../../kernel/text.ts';

/** 争议中的不予办理情形 */
export const disputeRefusal = refusalsOf({
  NotNow: {
    rule: 'DP-01',
    citation: cite('house', 'DP-01', 'D'),
    message: text('该争议当前状态下不能这样做。', 'The dispute does not stand where this can be done.'),
    remedy: text('请按当前允许的操作办理。', 'Use one of the acts allowed now.'),
  },
  Incomplete: {
    rule: 'DP-02',
    citation: cite('house', 'DP-02', 'D'),
    message: text('内容不完整或前后矛盾。', 'Something is missing or contradicts itself.'),
    remedy: text('请按提示的字段更正。', 'Correct the field that is named.'),
  },
  TooEarly: {
    rule: 'DP-03',
    citation: cite('house', 'DP-03', 'D'),
    message: text('期限尚未届满。', 'The period has not ended.'),
    remedy: text('请在期满后办理。', 'Do it after its end.'),
  },
  ChallengeTooLate: {
    rule: 'DIS-02',
    citation: cite('procurementLaw', '第五十二条', 'V'),
    message: text(
      '质疑应当在知道或者应知之日起七个工作日内提出。',
      'A challenge comes within seven working days of the day on which the harm was or should have been known.',
    ),
    remedy: text('逾期不予受理，可以提出询问。', 'It is not taken up; an inquiry is possible.'),
  },
  ComplaintTooLate: {
    rule: 'DIS-03',
    citation: cite('procurementLaw', '第五十五条', 'V'),
    message: text(
      '投诉应当在质疑答复期满后十五个工作日内提起。',
      'A complaint comes within 15 working days of the end of the answering period.',
    ),
    remedy: text('逾期不予受理。', 'It is not taken up.'),
  },
  BeyondTheChallenge: {
    rule: 'DIS-03',
    citation: cite('procurementRegulation', '第五十五条', 'V'),
    message: text(
      '投诉事项不得超出已质疑事项的范围。',
      'A complaint stays within the matters that were challenged.',
    ),
    remedy: text('请删去未经质疑的事项。', 'Leave out what was not challenged.'),
  },
  DecidedTooLate: {
    rule: 'DIS-04',
    citation: cite('procurementLaw', '第五十六条', 'V'),
    message: text(
      '投诉处理已超过三十个工作日。',
      'More than 30 working days have passed since the complaint.',
    ),
    remedy: text('请写明逾期原因后作出决定。', 'State the reason and decide.'),
  },
  SuspendedBefore: {
    rule: 'DIS-04',
    citation: cite('procurementLaw', '第五十七条', 'V'),
    message: text(
      '暂停采购最长三十日，不得重复暂停。',
      'A procurement is suspended for 30 days at most, and once.',
    ),
    remedy: text('请尽快作出处理决定。', 'Decide soon.'),
  },
  BanOutOfRange: {
    rule: 'SUP-04',
    citation: cite('order94', '第三十七条', 'M'),
    message: text('禁止参加采购活动的期限为一年至三年。', 'The ban lasts one to three years.'),
    remedy: text('请在一年至三年内确定。', 'Set it between one and three years.'),
  },
  NotVexatious: {
    rule: 'DIS-03',
    citation: cite('order94', '第三十七条', 'M'),
    message: text(
      '十二个月内查无实据的投诉不足三次。',
      'There are fewer than three unproven complaints in twelve months.',
    ),
    remedy: text('请以驳回结案。', 'Reject the complaint.'),
  },
});
