import { text } from '../../kernel/text.ts';
import type { Flow } from '../flow.ts';
import { frame, ordinary, SIGNED, type Stewards } from './leave.ts';

/** What every flow of catalogue changes is called, alone or with a suffix (`catalogue-change.county`). */
export const CATALOGUE_CHANGE_FLOW = 'catalogue-change';

/** 核查点 where the rules look at a catalogue change. */
export const CATALOGUE_CHECKPOINT = 'PublishCatalog';

/**
 * 目录调整: an item comes into the guiding catalogue, changes or leaves it. The sector department and legal counsel look at the same
 * time, the rules check that the opinions it needs are there (CAT-07), the head of the unit decides with the minutes of the meeting.
 */
export const catalogueChangeFlow = (stewards: Stewards): Flow => ({
  ...frame(stewards),
  id: CATALOGUE_CHANGE_FLOW,
  title: text('目录调整', 'Catalogue change'),
  fields: {
    itemCode: 'text',
    change: 'text',
    reason: 'text',
    missingDepartmentOpinions: 'number',
    expertReviewRequired: 'boolean',
    hasExpertReview: 'boolean',
  },
  start: 'reviews',
  pointOfNoReturn: 'decision',
  nodes: {
    reviews: {
      kind: 'parallel',
      title: text('并行审核', 'Reviews'),
      branches: ['sector', 'legal'],
      join: 'reviewed',
    },
    sector: {
      ...ordinary(stewards),
      title: text('业务审核', 'Review by the business office'),
      assignment: { by: 'role', role: 'stationHead' },
      mode: { kind: 'any' },
      next: 'reviewed',
    },
    legal: {
      ...ordinary(stewards),
      title: text('合法性审查', 'Legal review'),
      assignment: { by: 'role', role: 'legalCounsel' },
      mode: { kind: 'any' },
      next: 'reviewed',
    },
    reviewed: { kind: 'join', title: text('汇合', 'Joined'), next: 'rules' },
    rules: {
      kind: 'policyCheck',
      title: text('目录规则核查', 'Catalogue rules'),
      checkpoint: CATALOGUE_CHECKPOINT,
      added: ordinary(stewards),
      next: 'decision',
    },
    decision: {
      ...ordinary(stewards),
      title: text('主要负责人审定', 'Head of the unit decides'),
      assignment: { by: 'role', role: 'mayor' },
      mode: { kind: 'any' },
      requires: { ...SIGNED, attachment: true },
      next: null,
    },
  },
});
