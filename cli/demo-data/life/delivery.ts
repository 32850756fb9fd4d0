import type { ContractDraft } from '../../../domain/contracting/types.ts';
import type { AcceptanceRecord, LedgerEntry } from '../../../domain/delivery/types.ts';
import { addDays, daysBetween, type LocalDate } from '../../../domain/kernel/local-date.ts';
import type { MilestonePlan } from '../../../domain/kernel/milestone-plan.ts';
import { type Fen, fen } from '../../../domain/kernel/money.ts';
import { agreed } from './catalog-and-budget.ts';
import { RETURNED } from './opinions.ts';
import { acceptedAmount, paidFor } from './payment.ts';
import { type Act, aside, documentNo, has, isBlemished, perform, pick, type Scene } from './scene.ts';
import { amendment, bondReceived, progressReview } from './under-contract.ts';

const ENTRIES_A_MILESTONE = 2;

/** 履约与支付: for each milestone ledger entries, submission, acceptance and payment. */
export function* deliveryStage(scene: Scene, contract: ContractDraft): Generator<Act> {
  yield* bondReceived(scene);
  const agreed = yield* amendment(scene, contract);
  scene.contract = agreed;
  let from = contract.startsOn;
  for (const plan of agreed.milestones) {
    const isLast = plan.no === agreed.milestones.length;
    yield* workOn(scene, plan, from);
    yield* accepted(scene, plan, isLast);
    const paid = { state: 'delivering', step: 'performance', milestone: plan.no + 1 } as const;
    yield* paidFor(
      scene,
      plan,
      isLast ? { state: 'evaluating', step: 'selfEvaluation', milestone: null } : paid,
    );
    from = plan.dueOn;
  }
}

/** Ledger entries over the milestone's time, then its submission shortly before it is due. */
function* workOn(scene: Scene, plan: MilestonePlan, from: LocalDate): Generator<Act> {
  const { clock } = scene;
  const days = daysBetween(from, plan.dueOn);
  for (let entry = 1; entry <= ENTRIES_A_MILESTONE; entry += 1) {
    clock.goTo(addDays(from, Math.floor((days * entry) / (ENTRIES_A_MILESTONE + 1))));
    if (plan.no > 1 || !isBlemished(scene, 'noLedger')) yield ledger(scene, plan, entry);
    if (entry > 1 || plan.no > 1) continue;
    yield* progressReview(scene);
    if (has(scene, 'suspended')) yield* suspension(scene);
  }
  clock.pass(1);
  clock.goTo(addDays(plan.dueOn, -5));
  const report = `里程碑${plan.no}「${plan.deliverable}」已完成，台账和影像资料齐全，申请验收。`;
  yield perform(
    scene,
    { type: 'SubmitMilestone', data: { milestoneNo: plan.no, report } },
    { state: 'accepting', step: 'acceptance' },
  );
}

function ledger(scene: Scene, plan: MilestonePlan, entry: number): Act {
  const command = { type: 'RecordLedgerEntry', data: { entry: ledgerEntry(scene, plan, entry) } } as const;
  return aside(scene, { role: 'provider', party: 'provider', command });
}

function ledgerEntry(scene: Scene, plan: MilestonePlan, entry: number): LedgerEntry {
  const { kit, clock } = scene;
  const place = `${plan.no}/${entry}`;
  return {
    milestoneNo: plan.no,
    performedOn: clock.on(),
    place: pick(scene, kit.ledger.places, `place ${place}`),
    workers: kit.ledger.workers,
    quantity: kit.ledger.quantity,
    unit: kit.ledger.unit,
    evidence: kit.ledger.evidence,
    note: pick(scene, kit.ledger.notes, `note ${place}`),
    plantProtection:
      kit.record === 'plantProtection'
        ? {
            pesticide: pick(scene, ['氯虫苯甲酰胺悬浮剂', '三环唑可湿性粉剂', '井冈霉素水剂'], place),
            maker: '演示农药生产企业（登记证号见包装）',
            packagingDisposal:
              isBlemished(scene, 'noPackaging') && entry === 1
                ? null
                : '空瓶空袋清洗后交镇农药包装废弃物回收点',
            bannedPesticide: false,
            insideSafetyInterval: false,
          }
        : null,
    mediation:
      kit.record === 'mediation'
        ? {
            caseFileRef:
              isBlemished(scene, 'noCaseFile') && entry === 1 ? null : documentNo(scene, `调解卷${place}`),
            feeFen: fen(0),
          }
        : null,
  };
}

function* suspension(scene: Scene): Generator<Act> {
  const { clock } = scene;
  clock.pass(2);
  const cause = '连续强降雨，作业和通行不安全，经与承接主体协商暂时中止，期间不计履约期限。';
  yield aside(scene, {
    role: 'leader',
    party: 'buyer',
    command: {
      type: 'SuspendDelivery',
      data: { cause, ground: 'agreement', resumeBy: addDays(clock.on(), 14) },
    },
    opens: { state: 'suspended', step: 'resumption' },
  });
  clock.pass(7);
  yield perform(
    scene,
    { type: 'ResumeDelivery', data: { opinion: agreed(scene, 'resumption') } },
    { state: 'delivering', step: 'performance' },
  );
}

function acceptance(scene: Scene, result: AcceptanceRecord['result'], acceptedFen: Fen): AcceptanceRecord {
  const { kit } = scene;
  // What is not met: one item when rejected or accepted in part.
  const poor = result === 'accepted' ? null : kit.acceptanceItems.at(-1);
  const opinion = {
    accepted: '逐项核验符合合同约定，验收合格。',
    partly: '主要任务完成，个别事项未达约定标准，按约定扣减后验收。',
    rejected: RETURNED.acceptance,
  }[result];
  return {
    members: ['handler', 'technician', 'villageSupervisor', 'beneficiary'],
    items: kit.acceptanceItems.map((item) => ({
      item,
      met: item !== poor,
      remark: item === poor ? '抽查未达约定标准' : '抽查符合约定',
    })),
    beneficiaryOpinion:
      result === 'rejected' ? '部分群众反映个别点位服务不到位。' : '走访的群众认为服务及时、到位。',
    result,
    acceptedFen,
    opinion,
  };
}

function* accepted(scene: Scene, plan: MilestonePlan, isLast: boolean): Generator<Act> {
  const { clock } = scene;
  clock.pass(3);
  if (plan.no === 1 && has(scene, 'rectified')) {
    const rejected = {
      type: 'RecordAcceptance',
      data: { acceptance: acceptance(scene, 'rejected', fen(0)) },
    } as const;
    yield perform(scene, rejected, { state: 'rectifying', step: 'rectification' });
    clock.pass(8);
    const report = '已按整改意见补齐服务档案、返工不合格点位，并对作业人员再培训，申请复验。';
    yield perform(
      scene,
      { type: 'SubmitRectification', data: { report } },
      { state: 'accepting', step: 'acceptance' },
    );
    clock.pass(3);
  }
  const amount = acceptedAmount(scene, plan, isLast);
  const record = acceptance(scene, amount < plan.amountFen ? 'partly' : 'accepted', amount);
  yield perform(
    scene,
    { type: 'RecordAcceptance', data: { acceptance: record } },
    { state: 'accepting', step: 'beneficiaryConfirmation' },
  );
  clock.pass(2);
  yield perform(
    scene,
    {
      type: 'ConfirmAcceptance',
      data: { decision: 'approve', opinion: agreed(scene, 'beneficiaryConfirmation') },
    },
    { state: 'settling', step: 'paymentRequest' },
  );
}
