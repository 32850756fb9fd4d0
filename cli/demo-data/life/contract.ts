import { CLAUSES, type ContractDraft } from '../../../domain/contracting/types.ts';
import { addDays, addMonths, daysBetween, type LocalDate } from '../../../domain/kernel/local-date.ts';
import type { MilestonePlan } from '../../../domain/kernel/milestone-plan.ts';
import { fen } from '../../../domain/kernel/money.ts';
import { rollForward } from '../../../domain/kernel/working-days.ts';
import { contractValue } from './award.ts';
import { approve, sendBack } from './catalog-and-budget.ts';
import { RETURNED } from './opinions.ts';
import { type Act, disclose, documentNo, has, isBlemished, perform, type Scene } from './scene.ts';

/** From the first draft to the start of the service: time for review, approval, signature. */
const DAYS_TO_START = 20;
const PAYMENT_TERM_DAYS = 30;
/** 约定验收期限 from the day a milestone is handed in. */
const ACCEPTANCE_DAYS = 15;

export const milestoneCount = ({ recipe }: Scene): number => recipe.milestones ?? 2;

interface Term {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
}

function milestonePlans(scene: Scene, { startsOn, endsOn }: Term): readonly MilestonePlan[] {
  const count = milestoneCount(scene);
  const value = contractValue(scene);
  // Whole yuan for all but the last, which takes the rest.
  const share = Math.floor(value / count / 100) * 100;
  const { deliverables } = scene.kit;
  return Array.from({ length: count }, (_, index) => {
    const no = index + 1;
    const isLast = no === count;
    return {
      no,
      deliverable: deliverables[Math.min(index, deliverables.length - 1)] ?? '服务成果',
      dueOn: isLast ? endsOn : addDays(startsOn, Math.round((daysBetween(startsOn, endsOn) * no) / count)),
      amountFen: isLast ? fen(value - share * (count - 1)) : fen(share),
    };
  });
}

/** The contract as drafted on the story's day; a live one starts at once. */
export function contractDraft(scene: Scene): ContractDraft {
  const { clock, recipe } = scene;
  const startsOn = clock.live
    ? clock.on()
    : rollForward(clock.calendar, addDays(clock.on(), DAYS_TO_START)).on;
  const endsOn = addDays(addMonths(startsOn, recipe.termMonths), -1);
  return {
    contractNo: documentNo(scene, '购服合同'),
    valueFen: contractValue(scene),
    startsOn,
    endsOn,
    clauses: CLAUSES,
    milestones: milestonePlans(scene, { startsOn, endsOn }),
    paymentTermDays: PAYMENT_TERM_DAYS,
    performanceBondPercent: recipe.method === 'internalSelection' ? 0 : 5,
    bondCashOnly: false,
    auditBeforePayment: false,
    stabilityGrounds: recipe.termMonths > 12,
    wholeSubcontracted: false,
    guaranteesFinancing: false,
    chargesServiceUsers: false,
    acceptanceDays: ACCEPTANCE_DAYS,
  };
}

/** 合同: draft, legal review, approval, signature, and its two disclosures. Answers the contract that was signed. */
export function* contractStage(scene: Scene): Generator<Act, ContractDraft> {
  const { clock, recipe } = scene;
  scene.handedOver = recipe.handsOver ?? false;
  if (has(scene, 'contractReturned')) {
    yield* reviewedDraft(scene, 'return');
  }
  const contract = yield* reviewedDraft(scene, 'approve');
  scene.contract = contract;
  clock.pass(2);
  const signedCopyRef = `${contract.contractNo}（双方签章扫描件）`;
  yield perform(
    scene,
    { type: 'SignContract', data: { signedCopyRef } },
    { state: 'delivering', step: 'performance', milestone: 1 },
  );
  clock.pass(isBlemished(scene, 'lateNotice') ? 5 : 1);
  yield disclose(scene, 'contract');
  clock.pass(2);
  yield disclose(scene, 'contractFiling');
  return contract;
}

function* reviewedDraft(scene: Scene, last: 'approve' | 'return'): Generator<Act, ContractDraft> {
  const { clock } = scene;
  clock.pass(3);
  const contract = contractDraft(scene);
  yield perform(
    scene,
    { type: 'DraftContract', data: { contract } },
    { state: 'contracting', step: 'legalReview' },
  );
  clock.pass(2);
  if (last === 'return') {
    const data = sendBack(RETURNED.contract);
    yield perform(scene, { type: 'DecideContract', data }, { state: 'awarded', step: 'contractDrafting' });
    return contract;
  }
  yield perform(
    scene,
    { type: 'DecideContract', data: approve(scene, 'legalReview') },
    { step: 'contractApproval' },
  );
  clock.pass(2);
  yield perform(
    scene,
    { type: 'DecideContract', data: approve(scene, 'contractApproval') },
    { state: 'contractApproved', step: 'contractSigning' },
  );
  return contract;
}
