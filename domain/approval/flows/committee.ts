import { text } from '../../kernel/text.ts';
import type { Flow } from '../flow.ts';
import { frame, ordinary, SIGNED, type Stewards } from './leave.ts';

/** 联席会议票决: the members of a committee vote with opinion and signature, then the unit's head confirms. */
export const committeeFlow = (stewards: Stewards): Flow => ({
  ...frame(stewards),
  id: 'committee',
  title: text('联席会议票决', 'Joint committee vote'),
  fields: { subject: 'text' },
  start: 'vote',
  nodes: {
    vote: {
      ...ordinary(stewards),
      title: text('委员票决', 'Members vote'),
      assignment: { by: 'group', group: 'committee' },
      mode: {
        kind: 'vote',
        rules: {
          pass: { kind: 'ratio', part: 2, of: 3, over: false },
          fail: { kind: 'ratio', part: 1, of: 3, over: true },
          stop: 'early',
          tie: 'fail',
          weights: {},
        },
      },
      capacity: text('委员', 'Member of the committee'),
      requires: SIGNED,
      verbs: ['takeBack', 'abstain', 'recuse', 'return'],
      duplicate: 'ask',
      next: 'confirm',
    },
    confirm: {
      ...ordinary(stewards),
      title: text('主要负责人确认', 'Head of the unit confirms'),
      assignment: { by: 'role', role: 'mayor' },
      mode: { kind: 'any' },
      next: null,
    },
  },
});
