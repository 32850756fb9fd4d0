import { type Text, text } from '../kernel/text.ts';

/** 常用意见 the phrases a person keeps for their opinions, in their own order; `revision` counts the saved lists. */
export interface OpinionPhrases {
  readonly revision: number;
  readonly phrases: readonly string[];
}

export const MAX_PHRASES = 30;
export const MAX_PHRASE_LENGTH = 200;

/** Shipped for everybody, beside one's own. None of them says more than the verb it goes with. */
export const DEFAULT_PHRASES: readonly Text[] = [
  text('同意。', 'Approved.'),
  text('同意，请按程序办理。', 'Approved; please proceed as prescribed.'),
  text('情况属实，同意上报。', 'The facts are correct; approved for submission.'),
  text('拟同意，请领导审定。', 'I propose to approve; for decision by the leader.'),
  text('请补充材料后再报。', 'Please complete the documents and submit again.'),
  text('请核实金额后再报。', 'Please verify the amount and submit again.'),
  text('不符合规定，不同意。', 'Not in accordance with the rules; not approved.'),
  text('已阅。', 'Read.'),
];
