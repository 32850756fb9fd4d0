import { type Text, text } from '../kernel/text.ts';

/**
 * 承接主体名录 the standing of a provider in the directory.
 *
 * candidate  Has applied, or may apply again after a ban.
 * verified   Its eligibility is proven; a clean credit check admits it (active).
 * active     May be chosen.
 * watch      May be chosen; something is being looked into (poor grade, complaint). Cleared, it is active again.
 * suspended  Not to be chosen until a day; after it, and only on request, restored.
 * restored   May be chosen again; a fresh credit check makes it active.
 * banned     By decision of a finance department, until a day (采购法 §77). After it the provider applies anew (candidate).
 */
const STATES = {
  candidate: text('候选', 'Candidate'),
  verified: text('已核验', 'Verified'),
  active: text('在册', 'Active'),
  watch: text('关注', 'On watch'),
  suspended: text('暂停', 'Suspended'),
  restored: text('已恢复', 'Restored'),
  banned: text('禁止', 'Banned'),
} as const satisfies Record<string, Text>;
export type DirectoryStatus = keyof typeof STATES;

// The keys of a literal object are its union.
export const DIRECTORY_STATES = Object.keys(STATES) as DirectoryStatus[];

export const standingTitle = (status: DirectoryStatus): Text => STATES[status];
