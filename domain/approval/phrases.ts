import { type Text, text } from '../kernel/text.ts';

/** 常用意见 phrases a signer may start from; what they send is their own opinion, and they may change every word. */
export const OPINION_PHRASES = {
  approve: [
    text('同意。', 'Approved.'),
    text('同意，请按规定办理。', 'Approved; proceed as the rules say.'),
    text('拟同意，请领导审定。', 'Recommended; for decision by the leader.'),
  ],
  reject: [
    text('不同意。', 'Refused.'),
    text('依据不充分，不同意。', 'Refused; the grounds are not sufficient.'),
  ],
  return: [
    text('请补充材料后重新提交。', 'Add the missing papers and submit again.'),
    text('请核对金额后重新提交。', 'Check the amount and submit again.'),
  ],
  abstain: [text('弃权。', 'Abstained.')],
} as const satisfies Record<string, readonly Text[]>;
