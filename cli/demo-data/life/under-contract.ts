import type { ContractDraft } from '../../../domain/contracting/types.ts';
import type { MilestonePlan } from '../../../domain/kernel/milestone-plan.ts';
import { fen } from '../../../domain/kernel/money.ts';
import { contractValue } from './award.ts';
import { approve } from './catalog-and-budget.ts';
import { type Act, aside, disclose, documentNo, has, perform, type Scene } from './scene.ts';

/** 履约保证金 5 % of the contract, as a guarantee, in whole yuan. */
const bondFen = (scene: Scene) => fen(Math.floor(contractValue(scene) / 2_000) * 100);

/** 收取履约保证金 at the start of the service. */
export function* bondReceived(scene: Scene): Generator<Act> {
  if (!has(scene, 'bonded')) return;
  const reference = documentNo(scene, '履约保函');
  const bond = {
    amountFen: bondFen(scene),
    form: 'guarantee',
    reference,
    refundWorkingDays: null,
  } as const;
  scene.clock.pass(2);
  const command = { type: 'RecordBond', data: { bond } } as const;
  yield aside(scene, { role: 'townshipFinance', party: 'buyer', command });
}

/** 退还履约保证金 once the service has been evaluated. */
export function* bondReturned(scene: Scene): Generator<Act> {
  if (!has(scene, 'bonded')) return;
  scene.clock.pass(2);
  const bondReturn = {
    refundFen: bondFen(scene),
    deductions: [],
    payeeProviderId: scene.providerId,
    voucherNo: documentNo(scene, '保函退还回执'),
  };
  const command = { type: 'ReturnBond', data: { bondReturn } } as const;
  yield aside(scene, { role: 'townshipFinance', party: 'buyer', command });
}

/** What the story adds to a contract: a twentieth, in whole yuan, on its last milestone. */
function supplement(contract: ContractDraft) {
  const addedFen = fen(Math.floor(contract.valueFen / 2_000) * 100);
  const milestones = contract.milestones.map((plan, index): MilestonePlan => {
    const isLast = index === contract.milestones.length - 1;
    return isLast ? { ...plan, amountFen: fen(plan.amountFen + addedFen) } : plan;
  });
  return { addedFen, milestones };
}

/** 合同变更: more of the same service within a tenth, reviewed, approved and signed. Answers the contract as amended. */
export function* amendment(scene: Scene, contract: ContractDraft): Generator<Act, ContractDraft> {
  if (!has(scene, 'amended')) return contract;
  const { clock } = scene;
  const { addedFen, milestones } = supplement(contract);
  clock.goTo(contract.startsOn);
  clock.pass(3);
  const command = {
    type: 'AmendContract',
    data: {
      amendment: {
        kind: 'add',
        addedFen,
        changesOtherTerms: false,
        ground: 'agreement',
        publicInterestReason: null,
        reason: '新增两个自然村服务范围，服务内容和标准不变。',
        agreementRef: documentNo(scene, '变更协商纪要'),
        endsOn: null,
        milestones,
      },
    },
  } as const;
  yield aside(scene, {
    role: 'handler',
    party: 'buyer',
    command,
    opens: { state: 'amending', step: 'amendmentLegalReview' },
  });
  const decide = (step: 'amendmentCheck' | 'amendmentApproval' | 'amendmentSigning'): Act => {
    clock.pass(1);
    const { step: open } = scene.opening;
    if (open === null) throw new Error('An amendment waits for a step');
    return perform(scene, { type: 'DecideAmendment', data: approve(scene, open) }, { step });
  };
  yield decide('amendmentCheck');
  yield decide('amendmentApproval');
  yield decide('amendmentSigning');
  clock.pass(2);
  const signedCopyRef = `${documentNo(scene, '补充协议')}（双方签章扫描件）`;
  yield perform(
    scene,
    { type: 'SignAmendment', data: { signedCopyRef } },
    { state: 'delivering', step: 'performance' },
  );
  clock.pass(1);
  yield disclose(scene, 'contract');
  clock.pass(2);
  yield disclose(scene, 'contractFiling');
  return { ...contract, valueFen: fen(contract.valueFen + addedFen), milestones };
}

/** 履约检查 between two entries of the ledger. */
export function* progressReview(scene: Scene): Generator<Act> {
  if (!has(scene, 'reviewed')) return;
  scene.clock.pass(2);
  const review = {
    findings: '抽查三个村，台账与现场一致，个别点位作业标识牌未设置。',
    safetyIncidents: 0,
    incidentExplanation: null,
    rectifyBy: null,
  };
  const command = { type: 'ReviewProgress', data: { review, justifications: {} } } as const;
  yield aside(scene, { role: 'handler', party: 'buyer', command });
}
