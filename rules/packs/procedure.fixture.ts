import type { ProcedureState } from '../../domain/contracting/procedure/state.ts';
import { instantOn, localDate } from '../../domain/kernel/local-date.ts';
import { award, ESTIMATE, ON } from './clean.fixture.ts';
import { cleanActs } from './clean-acts.fixture.ts';

const receivedAt = instantOn(ON, 9);
const { notice } = cleanActs.IssueDocuments;

/** The procedure of the complete case, evaluated and reported, with everything a later act looks back at. */
export const procedure: ProcedureState = {
  v: 1,
  procedureId: 'pj-1:1',
  status: 'recommended',
  run: 1,
  plan: {
    method: 'openTender',
    legalCase: '采购法第二十六条',
    budgetFen: ESTIMATE,
    overOpenTender: false,
    overPurchaseLimit: true,
    cityApprovalRef: null,
    filingNo: 'BA-1',
    complex: false,
    twoMayGoOn: false,
    frameworkMonths: null,
    directModeAllowed: false,
  },
  intentOn: localDate('2026-08-01'),
  documents: {
    ...notice,
    issuedOn: ON,
    closesAt: instantOn(notice.closesOn, notice.closingHour),
    scoreItems: [{ id: '方案', kind: 'technical', maxCentipoints: 8_000 }],
    reservedForSme: true,
  },
  clarifications: [],
  bids: award.bids.map(({ providerId, priceFen }) => ({
    ...{ providerId, priceFen, receivedAt, smeClaim: 'none', consortiumMembers: [] },
    ...{ valid: true, invalidReasons: [], priceExplanation: null },
  })),
  panel: {
    members: ['b-1', 'e-1', 'e-2', 'e-3', 'e-4'].map((id) => ({
      ...{ id, kind: id.startsWith('b') ? 'buyer' : 'expert', recusedFor: null },
    })),
    seed: 's',
    pool: ['e-1', 'e-2', 'e-3', 'e-4'],
    standby: [],
  },
  scores: [],
  recommendation: {
    endedOn: ON,
    ranking: award.bids.map(({ providerId, priceFen }, index) => ({
      ...{ rank: index + 1, providerId, priceFen, evaluatedFen: priceFen },
      ...{ technicalCentipoints: 8_000 - index, centipoints: 9_000 - index, lot: 0 },
    })),
    reportedOn: ON,
    choiceFrom: ON,
    chosenOn: ON,
    winners: ['p-1'],
    minutesRef: null,
    struck: [],
  },
  notifiedOn: null,
  signedOn: null,
  endedOn: null,
  pauses: [],
  resumeTo: null,
  failures: [],
  duties: {},
  lastAt: receivedAt,
};
